import { filesOf, type Listed } from '../../format/listed-files.ts'
import { filesBelow } from './files-below.ts'

/** Metadata files stand beside documents: "a.pdf" and "a.json". */
export function metadataName(name: string): string {
  return name.replace(/\.[^./]*$/, '') + '.json'
}

/** The names and SHA-256 digests of all files that an index was made of. */
export function expectedFiles(listed: Listed): [name: string, sha256: string][] {
  return filesOf(listed).flatMap(
    ({ file, fileSha256: digest, metadataSha256 }): [string, string][] => [
      [file, digest],
      ...(metadataSha256 === null
        ? []
        : [[metadataName(file), metadataSha256] as [string, string]]),
    ],
  )
}

/** Where documents lie, and where those that a killed command was moving. */
export interface DocumentFolders {
  readonly documents: string
  readonly incoming: string
  readonly leaving: string
}

/**
 * Where the documents folder differs from an index, one sentence each; empty if all is well. A
 * document that a killed command left in `incoming/` or `leaving/` counts as being in its place.
 */
export async function differences(
  listed: Listed,
  { documents, incoming, leaving }: DocumentFolders,
  digestsOf: (paths: readonly string[]) => string[] | Promise<string[]>,
): Promise<string[]> {
  const expected = new Map(expectedFiles(listed))
  const inPlace = await filesBelow(documents)
  const moving = [await filesBelow(incoming), await filesBelow(leaving)]
  // As a rule nothing is being moved.
  const places = [inPlace, ...moving.filter((files) => files.length > 0)].map(
    (files) => new Map(files.map(({ name, path }) => [name, path])),
  )
  const there = [...expected.keys()].map((name) => places.flatMap((place) => place.get(name) ?? []))
  const digests = await digestsOf(there.flat())
  let next = 0
  const found = [...expected].flatMap(([name, digest], at) => {
    const own = digests.slice(next, (next += there[at]!.length))
    if (own.includes(digest)) return []
    return own.length === 0 ? `${name} is missing` : `${name} was changed`
  })
  for (const { name } of inPlace) if (!expected.has(name)) found.push(`${name} is not in the index`)
  return found
}
