import type { IndexFolder } from './folder.ts'
import { filesBelow } from './read-files.ts'
import { hashesOf } from './hashing.ts'
import { filesOf, type Manifest } from '../../format/manifest.ts'

/** Metadata files stand beside documents: "a.pdf" and "a.json". */
export function metadataName(name: string): string {
  return name.replace(/\.[^./]*$/, '') + '.json'
}

/** The names and SHA-256 digests of all files that an index was made of. */
export function expectedFiles(manifest: Manifest): [name: string, sha256: string][] {
  return filesOf(manifest).flatMap(
    ({ file, fileSha256: digest, metadataSha256 }): [string, string][] => [
      [file, digest],
      ...(metadataSha256 === null
        ? []
        : [[metadataName(file), metadataSha256] as [string, string]]),
    ],
  )
}

/**
 * Where the documents folder differs from the manifest, one sentence each; empty if all is well. A
 * document that a killed command left in `incoming/` or `leaving/` counts as being in its place.
 * `anew` also reads those that nobody touched since they were hashed.
 */
export async function differences(
  manifest: Manifest,
  folder: IndexFolder,
  { anew = false } = {},
): Promise<string[]> {
  const expected = new Map(expectedFiles(manifest))
  const inPlace = await filesBelow(folder.documents)
  const moving = [await filesBelow(folder.incoming), await filesBelow(folder.leaving)]
  const places = [inPlace, ...moving].map(
    (files) => new Map(files.map(({ name, path }) => [name, path])),
  )
  const there = [...expected.keys()].map((name) => places.flatMap((place) => place.get(name) ?? []))
  const paths = there.flat()
  const digests = await (anew ? hashesOf(paths) : folder.digestsOf(paths))
  let next = 0
  const found = [...expected].flatMap(([name, digest], at) => {
    const own = digests.slice(next, (next += there[at]!.length))
    if (own.includes(digest)) return []
    return own.length === 0 ? `${name} is missing` : `${name} was changed`
  })
  for (const { name } of inPlace) if (!expected.has(name)) found.push(`${name} is not in the index`)
  return found
}
