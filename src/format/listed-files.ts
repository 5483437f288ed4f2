import type { ListedDocument, Manifest } from './manifest.ts'

/** The documents of an index, and the files that it could not read. */
export interface Listed {
  /** in order of id */
  readonly entries: readonly ListedDocument[]
  readonly failures: Manifest['failures']
}

/** All files behind an index: those it read, their duplicates, and those that failed. */
export function filesOf({ entries, failures }: Listed) {
  return [...entries.flatMap((each) => [each, ...(each.alsoIn ?? [])]), ...failures].map(
    ({ file, fileSha256, metadataSha256 }) => ({ file, fileSha256, metadataSha256 }),
  )
}
