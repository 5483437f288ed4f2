import { open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { passageText } from '../src/search/corpus/passage-text.ts'
import { bundledModel, devQueries } from '../tests/support/kamerqa.ts'
import { inventDocuments } from './invented-answers.ts'

/** Every third of the dev queries is asked, in both languages. */
const EVERY = 3

/** The queries of the scale benchmark. */
export function scaleQueries(): string[] {
  return devQueries()
    .filter((_, place) => place % EVERY === 0)
    .flatMap(({ nl, en }) => [nl, en])
}

/** The inputs of all engines in one run: real texts' vectors, and real queries'. */
export interface Vectors {
  readonly rows: Float32Array
  readonly queries: readonly Float32Array[]
  readonly dimensions: number
}

/** Embeds this many invented paragraphs, and the queries, into two files of floats in a folder. */
export async function writeVectors(folder: string, paragraphs: number): Promise<void> {
  const { embedder } = bundledModel()
  const rows = new Float32Array(paragraphs * embedder.dimensions)
  let at = 0
  for (const document of inventDocuments(paragraphs)) {
    const [answer] = document.answers
    const texts = answer!.paragraphs.map((each) => passageText(document, answer!, each))
    for (const vector of await embedder.embed(texts, 'passage')) {
      if (at < rows.length) rows.set(vector, at)
      at += vector.length
    }
  }
  const queries = await embedder.embed(scaleQueries(), 'query')
  await writeFile(join(folder, 'rows'), rows)
  await writeFile(join(folder, 'queries'), Float32Array.from(queries.flatMap((each) => [...each])))
}

/**
 * The first rows that `writeVectors` wrote; it reads nothing else, so that a small size stays
 * small.
 */
export async function readVectors(folder: string, paragraphs: number): Promise<Vectors> {
  const { dimensions } = bundledModel().embedder
  const count = scaleQueries().length
  const queries = await readFloats(join(folder, 'queries'), count * dimensions)
  return {
    rows: await readFloats(join(folder, 'rows'), paragraphs * dimensions),
    queries: Array.from({ length: count }, (_, nth) =>
      queries.subarray(nth * dimensions, (nth + 1) * dimensions),
    ),
    dimensions,
  }
}

async function readFloats(path: string, count: number): Promise<Float32Array> {
  const floats = new Float32Array(count)
  const file = await open(path)
  const { bytesRead } = await file.read(new Uint8Array(floats.buffer))
  await file.close()
  if (bytesRead !== floats.byteLength) throw new Error(`${path} has ${bytesRead} bytes only`)
  return floats
}
