import { execFileSync } from 'node:child_process'

/** A library of the system that a program is linked with. */
export interface SystemLibrary {
  /** by which the program finds it; may be a link to another file */
  readonly path: string
  /** Debian's package with its version; null where the system does not say */
  readonly debian: { readonly name: string; readonly version: string } | null
}

/** The libraries of the system that programs are linked with, each once, the loader included. */
export function linkedBy(programs: readonly string[]): SystemLibrary[] {
  const paths = programs.flatMap((program) => {
    const listed = execFileSync('ldd', [program], { encoding: 'utf8' })
    return Array.from(
      listed.matchAll(/^\s+(?:\S+ => )?(?<path>\/\S+) \(0x/gm),
      ({ groups }) => groups!['path']!,
    )
  })
  // ONNX Runtime's own stands beside its binding, and is in its package.
  const ofSystem = new Set(paths.filter((path) => !path.includes('node_modules')))
  return [...ofSystem].sort().map((path) => ({ path, debian: debianPackage(path) }))
}

function debianPackage(path: string): SystemLibrary['debian'] {
  for (const owned of [path, `/usr${path}`]) {
    try {
      const owner = run('dpkg-query', ['--search', owned]).split(':')[0]!
      return { name: owner, version: run('dpkg-query', ['-W', '-f', '${Version}\n', owner]) }
    } catch {
      // Not Debian, or a file by its other name.
    }
  }
  return null
}

function run(program: string, args: readonly string[]): string {
  const said = execFileSync(program, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return said.split('\n')[0]!
}
