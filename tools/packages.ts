// `node tools/packages.ts client|widget`: builds the contents of an npm package, from the files for
// browsers and the description of the API. `npm pack` runs it, so the result is not committed.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import ts from 'typescript'
import { cssAsText } from '../web/build.ts'
import { CITATION_FORMATS } from '../src/cite/formats.ts'
import { AppError } from '../src/domain/errors.ts'
import { createApp } from '../src/server/app.ts'
import packageJson from '../package.json' with { type: 'json' }
import { declarationsOf, type Schema } from './api-types.ts'

const root = join(import.meta.dirname, '..')

/** The browsers that the server's own files support, and Node 20. */
const target = ['es2022']

async function bundle(entry: string, to: string, options: object = {}): Promise<void> {
  await build({
    ...{ entryPoints: [entry], outfile: to, bundle: true, format: 'esm', target },
    ...{ platform: 'neutral', logLevel: 'silent', legalComments: 'none', ...options },
  })
}

/** The API's description, which needs no index. */
async function apiDescription(): Promise<{
  components: { schemas: Record<string, Schema> }
}> {
  const app = createApp({
    current() {
      throw new AppError('unavailable', 'There is no index here.')
    },
    ...{ log() {}, version: packageJson.version, web: new Map(), allowedOrigins: [] },
  })
  const response = await app.request('/v1/openapi.json')
  return (await response.json()) as { components: { schemas: Record<string, Schema> } }
}

/** The declarations of the client, in which the API's types stand for the schemas. */
function clientDeclarations(schemas: readonly string[]): string {
  const source = readFileSync(join(root, 'web/client.ts'), 'utf8')
  const { outputText } = ts.transpileDeclaration(source, {
    compilerOptions: { isolatedDeclarations: true, target: ts.ScriptTarget.ES2022 },
  })
  const declared = outputText
    .replaceAll(/^import type .*;\n/gm, '')
    .replaceAll('z.input<typeof AskSchema>', 'AskRequest')
    .replaceAll('WireAnswer', 'Answer')
  const used = schemas.filter((name) => new RegExp(`\\b${name}\\b`).test(declared))
  const formats = CITATION_FORMATS.map((format) => JSON.stringify(format)).join(' | ')
  return [
    `import type { ${used.join(', ')} } from './api.js'`,
    "export type * from './api.js'",
    `export type CitationFormat = ${formats}`,
    declared,
  ].join('\n')
}

/** Builds the package `client` or `widget` into its folder `dist`. */
async function buildPackage(name: string): Promise<void> {
  const folder = join(root, 'packages', name)
  const dist = join(folder, 'dist')
  rmSync(dist, { recursive: true, force: true })
  mkdirSync(dist, { recursive: true })
  cpSync(join(root, 'LICENSE'), join(dist, 'LICENSE'))
  const { schemas } = (await apiDescription()).components
  writeFileSync(join(dist, 'api.d.ts'), declarationsOf(schemas))
  if (name === 'client') {
    writeFileSync(join(dist, 'index.d.ts'), clientDeclarations(Object.keys(schemas)))
    return bundle(join(root, 'web/client.ts'), join(dist, 'index.js'))
  }
  cpSync(join(folder, 'index.d.ts'), join(dist, 'index.d.ts'))
  await bundle(join(folder, 'index.js'), join(dist, 'index.js'), {
    ...{ plugins: [cssAsText], minify: true },
    // A page rendered on a server imports the element too, where custom elements do not exist.
    define: { HTMLElement: 'ElementHere' },
    banner: { js: 'const ElementHere = globalThis.HTMLElement ?? class {};' },
  })
}

if (import.meta.main) {
  const [name = ''] = process.argv.slice(2)
  if (name !== 'client' && name !== 'widget') throw new Error('Name a package: client or widget')
  await buildPackage(name)
}
