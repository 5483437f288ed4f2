import { compareText } from '../domain/order.ts'
import type { Warning } from '../domain/document.ts'
import { writeDocument } from '../format/document-lines.ts'
import { type InputFile } from './read-input.ts'
import { compareSources, differingAnswers } from './same-document.ts'
import { type FailedFile, byName, failureOf } from './build.ts'
import { type Other, type DocumentPiece, documentOf } from './piece.ts'
import type { Usable } from './take-over.ts'

/**
 * The unchanged files that an unchanged document names as its other sources, with the document's
 * id.
 */
export function unchangedOthers(
  sorted: readonly { readonly input: InputFile; readonly kept: DocumentPiece | null }[],
  previous: Usable,
): Map<InputFile, { id: string; other: Other }> {
  const found = new Map<InputFile, { id: string; other: Other }>()
  const kept = new Set(sorted.flatMap((each) => each.kept?.id ?? []))
  for (const { input } of sorted) {
    const named = previous.otherOf(input)
    if (named !== null && kept.has(named.id)) found.set(input, named)
  }
  return found
}

/** Documents in order of id, each with all its sources; one that clashes with another fails. */
export function joinSources(
  pieces: readonly DocumentPiece[],
  unchanged: ReadonlyMap<InputFile, { id: string; other: Other }>,
): { documents: DocumentPiece[]; clashes: FailedFile[] } {
  const clashes: FailedFile[] = []
  const named = Map.groupBy(unchanged.values(), ({ id }) => id)
  const byId = Map.groupBy(
    pieces.toSorted((a, b) => byName(a.input, b.input)),
    ({ id }) => id,
  )
  const documents = [...byId].map(([id, group]) => {
    let read = group[0]!
    const others: DocumentPiece[] = []
    for (const piece of group.slice(1)) {
      const compared = compareSources(documentOf(read), documentOf(piece))
      if (compared.kind === 'clash') clashes.push(failureOf(piece.input, compared.reason))
      else if (compared.better === 'first') others.push(piece)
      else {
        others.push(read)
        read = piece
      }
    }
    const known = named.get(id)?.map(({ other }) => other) ?? []
    // Nothing was added to its sources or taken away from them.
    if (others.length === 0 && known.length === read.alsoIn.length) return read
    const alsoIn = [...known, ...others.map((other) => otherOf(other, read))].sort((a, b) =>
      compareText(a.file, b.file),
    )
    return withOthers(read, alsoIn)
  })
  return { documents: documents.sort((a, b) => compareText(a.id, b.id)), clashes }
}

function otherOf(other: DocumentPiece, read: DocumentPiece): Other {
  const { input } = other
  const document = documentOf(other)
  return {
    file: input.name,
    fileSha256: input.sha256,
    metadataSha256: input.metadata?.sha256 ?? null,
    format: document.source.format,
    differing: differingAnswers(documentOf(read), document),
  }
}

/** The same document, listing its other sources. */
function withOthers(piece: DocumentPiece, alsoIn: readonly Other[]): DocumentPiece {
  const named = alsoIn.map(({ file, format, fileSha256, differing }) => {
    return { file, format, fileSha256, differing }
  })
  const { source, vectors } = piece.read()
  const written = writeDocument({ ...documentOf(piece), alsoIn: named }, source.length)
  const stored = { ...written, source, vectors }
  return { ...piece, alsoIn, isSame: false, read: () => stored }
}

/** A warning for a person to compare: two sources of one document whose words differ. */
export function disagreements({ input, alsoIn }: DocumentPiece): Warning[] {
  return alsoIn.flatMap(({ file, differing }) => {
    if (differing.length === 0) return []
    const message =
      `${file} holds the same document as ${input.name}, which was read instead; ` +
      `it has other words in answer ${differing.join(', ')}: compare them`
    return [{ message, line: 1 }]
  })
}
