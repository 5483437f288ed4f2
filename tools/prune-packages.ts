/* eslint-disable no-console -- a command that says what it did */
// Runs after `npm ci` and `npm install`: removes files from `node_modules` that this machine cannot
// use. ONNX Runtime comes with libraries for five systems, and Node with its C headers. Together
// they are more than half of an installation.
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

interface Machine {
  /** as `process.platform` has it */
  readonly platform: string
  /** as `process.arch` has it */
  readonly arch: string
}

/**
 * The paths below `node_modules` that this machine does not use. If ONNX Runtime has no library for
 * the machine, all of them stay, so as not to hide the problem.
 */
export function unusedOn({ platform, arch }: Machine, packages: string): string[] {
  const runtimes = foldersOf(join(packages, 'onnxruntime-node/bin')).flatMap((version) =>
    foldersOf(version).flatMap((system) => foldersOf(system)),
  )
  const own = runtimes.filter((path) => path.endsWith(join(platform, arch)))
  const others = own.length === 0 ? [] : runtimes.filter((path) => !own.includes(path))
  const nodes = foldersOf(join(packages, 'node/node_modules')).flatMap(foldersOf)
  return [...others, ...nodes.filter((path) => /[/\\](?:include|share)$/.test(path))]
}

function foldersOf(path: string): string[] {
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(path, entry.name))
      .sort()
  } catch {
    // Nothing to remove from a package that is absent, or has been replaced.
    return []
  }
}

/** Removes them. A path that cannot be removed takes room, and does no harm. */
export function prune(machine: Machine, packages: string): void {
  for (const path of unusedOn(machine, packages)) {
    try {
      rmSync(path, { recursive: true })
    } catch (error) {
      console.log(`${path} stays: ${(error as Error).message}`)
    }
  }
}

if (process.env['npm_lifecycle_event'] === 'postinstall') {
  prune(process, join(import.meta.dirname, '../node_modules'))
}
