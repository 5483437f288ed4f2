import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Reading, SourceDocument } from '../../src/domain/document.ts'
import type { Embedder, Lexicon } from '../../src/embed/embed.ts'
import { staticModel } from '../../src/embed/static.ts'
import { wordTokenizer } from '../../src/embed/word-tokenizer.ts'
import { dutchWords } from '../../src/ingest/parse/dictionary.ts'
import { extract } from '../../src/ingest/formats/extract.ts'
import { parseDocument } from '../../src/ingest/parse/parse.ts'
import { bare } from './bare-document.ts'
import { passageText } from '../../src/search/corpus/passage-text.ts'
import type { SignalSources } from '../../src/search/signals/score.ts'
import type { Entry } from '../../src/vectors/entry.ts'
import { int8Of } from '../../src/vectors/int8.ts'
import { memoryStore } from '../../src/store/memory.ts'

/** The benchmark's folder: not part of the project, and absent from a fresh clone. */
const shared =
  process.env['SHARED_DIR'] ?? fileURLToPath(new URL('../../../shared', import.meta.url))
const folder = `${shared}/corpus/kamerqa`

export const hasKamerqa = existsSync(`${folder}/answers.jsonl`)

export interface DevQuery {
  readonly id: string
  readonly nl: string
  readonly en: string
}

export const devQueries = (): DevQuery[] => readLines('dev.queries.jsonl')

/** The benchmark's answers, each as a document of its own with one question and one paragraph. */
export function kamerqaDocuments(): SourceDocument[] {
  const answers: { id: string; question: string; answer: string }[] = readLines('answers.jsonl')
  return answers.map(({ id, question, answer }) => ({
    ...bare(id),
    questions: [{ numbers: [1], reading: reading(question) }],
    answers: [
      {
        id: `${id}.1`,
        numbers: [1],
        refersOnly: false,
        references: [],
        paragraphs: [{ id: `${id}.1.p1`, style: 'text', page: null, reading: reading(answer) }],
      },
    ],
  }))
}

/** The document that comes with the project. */
export async function committedDocument(): Promise<SourceDocument> {
  const file = '2022D35172.txt'
  const bytes = readFileSync(new URL(`../../index/documents/${file}`, import.meta.url))
  const options = { id: '2022D35172', file, sha256: '', fileSha256: '', words: dutchWords }
  return parseDocument(await extract(bytes, file), options)
}

/** The bundled lexicon, and the embedder that sums its rows: it loads at once. */
export function bundledModel(): ReturnType<typeof staticModel> {
  const model = 'letterlijk/nl-en-256'
  const read = (name: string): Buffer =>
    readFileSync(new URL(`../../index/model/${model}/${name}`, import.meta.url))
  return staticModel(
    {
      tokenizer: wordTokenizer(
        JSON.parse(read('tokenizer.json').toString()),
        JSON.parse(read('tokenizer_config.json').toString()),
      ),
      onnx: read('onnx/model_quantized.onnx'),
    },
    { model, digest: '' },
  )
}

/** Everything that a search over the documents needs, with the bundled model. */
export async function sourcesFor(
  documents: readonly SourceDocument[],
  { embedder, lexicon }: { embedder: Embedder; lexicon: Lexicon | null } = bundledModel(),
): Promise<SignalSources & { readonly embedder: Embedder }> {
  const entries = await entriesOf(documents, embedder)
  const store = memoryStore(int8Of(entries, embedder.dimensions))
  return { documents, embedder, lexicon, store }
}

/** The vectors of all paragraphs. */
export async function entriesOf(
  documents: readonly SourceDocument[],
  embedder: Embedder,
): Promise<Entry[]> {
  const passages = documents.flatMap((document) =>
    document.answers.flatMap((answer) =>
      answer.paragraphs.map((paragraph) => ({
        paragraphId: paragraph.id,
        documentId: document.id,
        text: passageText(document, answer, paragraph),
      })),
    ),
  )
  const texts = passages.map(({ text }) => text)
  const vectors = await embedder.embed(texts, 'passage')
  return passages.map((passage, index) => ({ ...passage, vector: vectors[index]! }))
}

/** A reading of a source that is the text itself. */
export function reading(text: string): Reading {
  return { text, spans: [{ start: 0, end: text.length }], joins: [] }
}

function readLines<T>(name: string): T[] {
  const text = readFileSync(`${folder}/${name}`, 'utf8')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T)
}
