/* eslint-disable no-console -- a command that says what it did */
// `node tools/lock.ts`: removes fields from the lockfiles that npm would check against the wrong
// Node. Run it after each `npm install`.
//
// All packages run on the Node of the package `node`, but npm compares their `engines` with the
// Node that runs npm itself, and warns about a dozen. Install scripts run only if `allowScripts`
// permits them, a setting unknown to npm 10: without `hasInstallScript`, it looks for none. (The
// one of ONNX Runtime would download CUDA.)
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Lockfile {
  readonly packages: Readonly<Record<string, object>>
}

/** The lockfile without engines, except the project's own, and without scripts that may not run. */
export function tidied(lock: Lockfile, allowed: Readonly<Record<string, boolean>>): Lockfile {
  const packages = Object.entries(lock.packages).map(([path, entry]) => {
    if (path === '') return [path, entry] as const
    const name = path.slice(path.lastIndexOf('node_modules/') + 13)
    const left = Object.entries(entry).filter(
      ([key]) => key !== 'engines' && (key !== 'hasInstallScript' || allowed[name] === true),
    )
    return [path, Object.fromEntries(left)] as const
  })
  return { ...lock, packages: Object.fromEntries(packages) }
}

if (import.meta.main) {
  for (const folder of ['', 'bench']) {
    const at = (name: string) => join(import.meta.dirname, '..', folder, name)
    const { allowScripts } = JSON.parse(readFileSync(at('package.json'), 'utf8')) as {
      allowScripts: Record<string, boolean>
    }
    const before = readFileSync(at('package-lock.json'), 'utf8')
    const after = `${JSON.stringify(
      tidied(JSON.parse(before) as Lockfile, allowScripts),
      null,
      2,
    )}\n`
    writeFileSync(at('package-lock.json'), after)
    console.log(
      `${join(folder, 'package-lock.json')}: ${before === after ? 'as it was' : 'tidied'}`,
    )
  }
}
