import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'

/** A file that the server hands out as it is. */
export interface Asset {
  readonly body: Uint8Array<ArrayBuffer>
  readonly type: string
}

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

/** By the address that it gets: what it is made from. */
const entries = {
  '/widget.js': here('widget.ts'),
  '/embed.js': here('embed.ts'),
  '/embed-frame.js': here('embed-frame.ts'),
  '/page.css': here('page.css'),
} as const

const minified = { bundle: true, minify: true, write: false, logLevel: 'silent' } as const

/** A style sheet that is imported by a script becomes its text: the widget's shadow root wants that. */
const cssAsText: Plugin = {
  name: 'css-as-text',
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const sheet = await build({ ...minified, entryPoints: [path], target })
      return { contents: sheet.outputFiles[0]!.text, loader: 'text', watchFiles: [path] }
    })
  },
}

/** Browsers of 2024 and later: `light-dark()` came then. */
const target = ['chrome123', 'firefox121', 'safari17.5']

/** Bundles the browser's part, in memory. Throws esbuild's error where the code has one. */
export async function buildWeb(): Promise<Map<string, Asset>> {
  const assets = await Promise.all(
    Object.entries(entries).map(async ([address, path]): Promise<[string, Asset]> => {
      const isStyle = path.endsWith('.css')
      const result = await build({
        ...minified,
        entryPoints: [path],
        format: 'esm',
        target,
        plugins: isStyle ? [] : [cssAsText],
      })
      const type = isStyle ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8'
      return [address, { body: new Uint8Array(result.outputFiles[0]!.contents), type }]
    }),
  )
  return new Map(assets)
}
