import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type * as Bundler from 'esbuild'
import type { BuildOptions, BuildResult, Format, Plugin } from 'esbuild'

export { ownRem } from './own-rem.ts'

/** A file that the server serves as it is. */
export interface Asset {
  readonly body: Uint8Array<ArrayBuffer>
  readonly type: string
}

interface Entry {
  /** the address that serves it */
  readonly address: string
  readonly path: string
  readonly format: Format
}

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

const entries: readonly Entry[] = [
  { address: '/widget.js', path: here('widget.ts'), format: 'esm' },
  { address: '/client.js', path: here('client.ts'), format: 'esm' },
  // Not a module: any site may load a classic script without the server's permission.
  { address: '/embed.js', path: here('embed.ts'), format: 'iife' },
  { address: '/embed-frame.js', path: here('embed-frame.ts'), format: 'esm' },
  { address: '/beside.js', path: here('beside.ts'), format: 'esm' },
  { address: '/evidence.js', path: here('evidence.ts'), format: 'esm' },
  { address: '/theme.js', path: here('theme.ts'), format: 'esm' },
  { address: '/transcript.js', path: here('transcript.ts'), format: 'esm' },
  { address: '/word-file.js', path: here('word-file.ts'), format: 'esm' },
  { address: '/copy-citation.js', path: here('copy-citation.ts'), format: 'esm' },
  { address: '/page.css', path: here('page.css'), format: 'esm' },
]

/** In the image: all that is bundled here, as `bundles` writes it, since it has no bundler. */
export const BUNDLES_FILE = 'bundles.json'

/** What `BUNDLES_FILE` holds. */
interface Bundles {
  readonly web: readonly {
    readonly address: string
    readonly type: string
    readonly text: string
  }[]
  readonly proof: ProofFile
}

/** The script and the styles of a file that proves a quote. */
interface ProofFile {
  readonly script: string
  readonly style: string
}

let bundler: Promise<typeof Bundler> | null = null

async function build<T extends BuildOptions>(options: T): Promise<BuildResult<T>> {
  bundler ??= import('esbuild')
  return (await bundler).build<T>(options as never)
}

/** Browsers of 2024 and later, which support `light-dark()`. */
const target = ['chrome123', 'firefox121', 'safari17.5']

const minified = { bundle: true, minify: true, write: false, logLevel: 'silent', target } as const

/** A style sheet imported by a script becomes its text: the widget needs it for its shadow root. */
export const cssAsText: Plugin = {
  name: 'css-as-text',
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const sheet = await build({ ...minified, entryPoints: [path] })
      return { contents: sheet.outputFiles[0]!.text, loader: 'text', watchFiles: [path] }
    })
  },
}

/** Bundles the files for browsers, in memory. Throws esbuild's error if the code has one. */
export async function buildWeb(): Promise<Map<string, Asset>> {
  const made = await readBundles()
  if (made !== null) {
    const encoder = new TextEncoder()
    return new Map(
      made.web.map(({ address, type, text }) => [address, { type, body: encoder.encode(text) }]),
    )
  }
  const assets = await Promise.all(
    entries.map(async ({ address, path, format }): Promise<[string, Asset]> => {
      const isStyle = path.endsWith('.css')
      const plugins = isStyle ? [] : [cssAsText]
      const result = await build({ ...minified, entryPoints: [path], format, plugins })
      const type = isStyle ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8'
      return [address, { body: new Uint8Array(result.outputFiles[0]!.contents), type }]
    }),
  )
  return new Map(assets)
}

/**
 * The script and the styles of a file that proves a quote. Throws esbuild's error if the code has
 * one.
 */
export async function buildProofFile(): Promise<ProofFile> {
  const made = await readBundles()
  if (made !== null) return made.proof
  const [script, style] = await Promise.all(
    ['proof-file.ts', 'proof-file.css'].map(async (name) => {
      const result = await build({ ...minified, entryPoints: [here(name)], format: 'iife' })
      return result.outputFiles[0]!.text
    }),
  )
  return { script: script!, style: style! }
}

/** All of this, for `BUNDLES_FILE`. */
export async function bundles(): Promise<string> {
  const [web, proof] = await Promise.all([buildWeb(), buildProofFile()])
  const decoder = new TextDecoder()
  const texts = [...web].map(([address, { type, body }]) => {
    return { address, type, text: decoder.decode(body) }
  })
  return JSON.stringify({ web: texts, proof } satisfies Bundles)
}

async function readBundles(): Promise<Bundles | null> {
  // Absent outside the image.
  const text = await readFile(here(BUNDLES_FILE), 'utf8').catch(() => null)
  return text === null ? null : (JSON.parse(text) as Bundles)
}

/**
 * Ends esbuild's process, which otherwise runs as long as this one. Builds still under way fail.
 */
export async function endBuilder(): Promise<void> {
  await (await bundler)?.stop()
}
