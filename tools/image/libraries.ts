import { execFileSync, spawnSync } from 'node:child_process'

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
  const ofSystem = [...new Set(paths.filter((path) => !path.includes('node_modules')))].sort()
  const owners = ownersOf(ofSystem)
  return ofSystem.map((path) => ({ path, debian: owners.get(path) ?? null }))
}

/** The packages of files, asked for all at once: a search reads the lists of every package. */
function ownersOf(paths: readonly string[]): Map<string, NonNullable<SystemLibrary['debian']>> {
  // The system may know a file by its other name.
  const found = query(['--search', ...paths.flatMap((path) => [path, `/usr${path}`])])
  const names = new Map(
    Array.from(
      found.matchAll(/^(?<name>[^:,\s]+).*?: (?:\/usr(?=\/lib))?(?<path>\/.+)$/gm),
      (match) => [match.groups!['path']!, match.groups!['name']!],
    ),
  )
  const listed = query(['-W', '-f', '${Package} ${Version}\n', ...new Set(names.values())])
  const versions = new Map(
    listed
      .trimEnd()
      .split('\n')
      .map((line) => line.split(' ') as [string, string]),
  )
  return new Map(
    paths.flatMap((path) => {
      const name = names.get(path) ?? ''
      const version = versions.get(name)
      return version === undefined ? [] : [[path, { name, version }]]
    }),
  )
}

/** Empty where this is not Debian; without the files that no package has. */
function query(args: readonly string[]): string {
  return spawnSync('dpkg-query', args, { encoding: 'utf8' }).stdout ?? ''
}
