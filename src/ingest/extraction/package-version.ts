import { readFileSync } from 'node:fs'

/** The version of an installed package, to record what read a document. */
export function packageVersion(name: string): string {
  const entry = import.meta.resolve(name)
  const folder = entry.slice(0, entry.lastIndexOf(`/node_modules/${name}/`) + name.length + 15)
  const manifest: unknown = JSON.parse(readFileSync(new URL('package.json', `${folder}/`), 'utf8'))
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : 'unknown'
}
