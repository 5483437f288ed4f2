import { execFileSync } from 'node:child_process'

/** A system library that a program links to. */
export interface SystemLibrary {
  /** where the program finds it; may be a link to another file */
  readonly path: string
  /** Debian's package with its version; null if the system does not say */
  readonly debian: { readonly name: string; readonly version: string } | null
}

/** The system libraries that programs link to, each once, the loader included. */
export function linkedBy(programs: readonly string[]): SystemLibrary[] {
  const paths = programs.flatMap((program) => {
    const listed = execFileSync('ldd', [program], { encoding: 'utf8' })
    return Array.from(
      listed.matchAll(/^\s+(?:\S+ => )?(?<path>\/\S+) \(0x/gm),
      ({ groups }) => groups!['path']!,
    )
  })
  // ONNX Runtime's own library lies beside its binding, in its package.
  const ofSystem = new Set(paths.filter((path) => !path.includes('node_modules')))
  return [...ofSystem].sort().map((path) => ({ path, debian: debianPackage(path) }))
}

function debianPackage(path: string): SystemLibrary['debian'] {
  for (const owned of [path, `/usr${path}`]) {
    try {
      const owner = run('dpkg-query', ['--search', owned]).split(':')[0]!
      return { name: owner, version: run('dpkg-query', ['-W', '-f', '${Version}\n', owner]) }
    } catch {
      // Not Debian, or a file under its other name.
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
