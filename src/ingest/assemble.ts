import { given } from '../domain/optional-fields.ts'
import { partFile } from '../format/parts.ts'
import { createHash } from 'node:crypto'
import type { Warning } from '../domain/document.ts'
import { searchDataBuilder } from '../search/corpus/build.ts'
import { writeSearchData } from '../format/search-data.ts'
import { COMPACT_FROM } from '../format/compact-vectors.ts'
import { FORMAT, manifestDigest, type ListedDocument, type Manifest } from '../format/manifest.ts'
import { CALIBRATION, DOCUMENTS, SEARCH, SOURCES, TEXTS, VECTORS } from '../format/open.ts'
import { PARSER_VERSION } from './parse/parse.ts'
import { PART_KINDS, writeParts, type PartSources } from './write-parts.ts'
import type { BuildDeps, Content, FailedFile } from './build.ts'
import { disagreements } from './join-sources.ts'
import { type DocumentFacts, type DocumentPiece, documentOf, factsOf, total } from './piece.ts'
import type { Usable } from './take-over.ts'

/** The files of an index of these documents, and the manifest that names them. */
export async function assemble(
  pieces: readonly DocumentPiece[],
  failures: FailedFile[],
  previous: Usable,
  deps: BuildDeps,
) {
  const { facts, warnings } = survey(pieces)
  const paragraphs = total(facts.map((each) => each.paragraphs))
  const isLarge = paragraphs >= (deps.compactFrom ?? COMPACT_FROM)
  const entries = pieces.map(({ id, input, sourceSha256, alsoIn }, at): ListedDocument => ({
    id,
    file: input.name,
    fileSha256: input.sha256,
    metadataSha256: input.metadata?.sha256 ?? null,
    sourceSha256,
    ...facts[at]!,
    ...(alsoIn.length > 0 && { alsoIn: [...alsoIn] }),
  }))
  const written = isLarge
    ? partFiles(pieces, entries, previous, deps)
    : await wholeFiles(pieces, facts, previous, deps)
  const calibrations = [new TextEncoder().encode(JSON.stringify(deps.calibrations))]
  const contents = new Map([[CALIBRATION, calibrations], ...written.contents])
  // In one order, whether written or taken over.
  const files = { [CALIBRATION]: digestOf(calibrations), ...written.files }
  const { parts } = written
  const { model, digest, dimensions } = deps.embedder
  const body: Omit<Manifest, 'digest'> = {
    format: FORMAT,
    parser: PARSER_VERSION,
    model: { name: model, digest, dimensions },
    lexicon: deps.lexicon && {
      name: deps.lexicon.model,
      digest: deps.lexicon.digest,
      neighbours: deps.lexicon.neighboursDigest,
    },
    counts: {
      documents: pieces.length,
      answers: total(facts.map(({ answers }) => answers)),
      paragraphs,
    },
    files,
    ...(parts === undefined ? { documents: entries } : { parts }),
    failures,
  }
  const manifest: Manifest = { ...body, digest: await manifestDigest(body) }
  return { manifest, entries, contents, warnings }
}

/** The files of an index. */
interface Files {
  readonly contents: ReadonlyMap<string, Content>
  /** name -> SHA-256 */
  readonly files: Record<string, string>
  /** the number of documents in each part; undefined for a small index */
  readonly parts?: number[]
}

async function wholeFiles(
  pieces: readonly DocumentPiece[],
  facts: readonly DocumentFacts[],
  { searchData }: Usable,
  { lexicon, writeVectors }: BuildDeps,
): Promise<Files> {
  const stored = pieces.map((piece) => piece.read())
  const builder = searchDataBuilder(lexicon, searchData)
  for (const [at, piece] of pieces.entries()) {
    // A large index has its words in another form.
    if (piece.kept === null || searchData === null) builder.add(documentOf(piece))
    else builder.keep(facts[at]!, piece.kept.firstSegment)
  }
  const contents = new Map<string, Content>([
    [DOCUMENTS, stored.map(({ line }) => line)],
    [TEXTS, stored.map(({ texts }) => texts)],
    [SEARCH, [writeSearchData(builder.finish())]],
    [SOURCES, stored.map(({ source }) => source)],
    [VECTORS, [await writeVectors(stored.map(({ vectors }) => vectors))]],
  ])
  const files = Object.fromEntries(
    [...contents].map(([name, content]) => [name, digestOf(content)]),
  )
  return { contents, files }
}

function partFiles(
  pieces: readonly DocumentPiece[],
  entries: readonly ListedDocument[],
  { keptParts: kept }: Usable,
  { lexicon, partSize }: BuildDeps,
): Files {
  const sources = pieces.map((piece, at): PartSources => {
    return {
      entry: entries[at]!,
      ...{ read: () => piece.read(), document: () => documentOf(piece) },
      keptAt: piece.kept?.at ?? null,
      isSame: piece.isSame,
    }
  })
  const { contents, same, parts } = writeParts(sources, { lexicon, kept, ...given({ partSize }) })
  const digests = parts.flatMap((_, nth) =>
    PART_KINDS.map((kind) => {
      const name = partFile(nth, kind)
      return [name, same[name] ?? digestOf(contents.get(name)!)] as const
    }),
  )
  return { contents, files: Object.fromEntries(digests), parts }
}

/** Reads the new documents. The warnings of the others were reported when they were read. */
function survey(pieces: readonly DocumentPiece[]) {
  const warnings: { file: string; warning: Warning }[] = []
  const facts = pieces.map((piece): DocumentFacts => {
    const { input, kept } = piece
    for (const warning of disagreements(piece)) warnings.push({ file: input.name, warning })
    if (kept !== null) return kept.facts
    const document = documentOf(piece)
    for (const warning of document.warnings) warnings.push({ file: input.name, warning })
    return factsOf(document)
  })
  return { facts, warnings }
}

function digestOf(content: Content): string {
  const hash = createHash('sha256')
  for (const piece of content) hash.update(piece)
  return hash.digest('hex')
}
