import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cachedEmbedder } from '../tools/vector-cache.ts'
import { readConfig } from '../src/config.ts'
import type { Answer, SourceDocument, Question, Reading } from '../src/domain/document.ts'
import { readDocuments, writeDocument } from '../src/format/document-lines.ts'
import {
  FORMAT,
  manifestDigest,
  type ListedDocument,
  type Manifest,
} from '../src/format/manifest.ts'
import { CALIBRATION } from '../src/format/open.ts'
import { writeParts, type PartSources } from '../src/ingest/write-parts.ts'
import { PARSER_VERSION } from '../src/ingest/parse/parse.ts'
import { loadModel } from '../src/open/model.ts'
import { keptSegmentsOf } from '../src/search/corpus/build.ts'
import { passageText } from '../src/search/corpus/passage-text.ts'
import { indexFolder } from '../src/store/folder/folder.ts'
import { rounded } from '../src/vectors/int8.ts'
import { bare } from '../tests/support/bare-document.ts'
import { kamerqaDocuments } from '../tests/support/kamerqa.ts'

/** The real archive's figures, from `../shared/corpus/numbering-distribution.txt`. */
const REAL = { documents: 38_247, answers: 222_383, paragraphs: 315_014 }

/** The share of a made text's words that are replaced by another word of its sources. */
const ALTERED = 0.2

/** The distance of a made paragraph's vector from its original's, as a share of its length. */
const NOISE = 0.5

const PARTIES = [
  'VVD',
  'D66',
  'CDA',
  'SP',
  'PvdA',
  'GroenLinks',
  'PVV',
  'ChristenUnie',
  'SGP',
  'PvdD',
]
const PORTFOLIOS = ['Financiën', 'Justitie en Veiligheid', 'Volksgezondheid, Welzijn en Sport']

/**
 * Writes an index as large as this share of the real archive, and in its shape: the same
 * distributions of questions per document, of joint answers and of paragraphs per answer. Texts are
 * the benchmark's with every fifth word exchanged. Vectors stand in for the encoder's, which would
 * take hours: the vector of the original paragraph, with noise. The index has parts, however small
 * it is. Returns its size.
 */
export async function makeArchive(root: string, share: number): Promise<Manifest['counts']> {
  const { embedder: encoder, lexicon, calibrations } = await loadModel(readConfig({}).model)
  const embedder = cachedEmbedder(encoder)
  const texts = kamerqaDocuments()
  const vectors = await embedder.embed(
    texts.map((each) => passageText(each, each.answers[0]!, each.answers[0]!.paragraphs[0]!)),
    'passage',
  )
  const random = lehmer()
  const shape = shapes(random)
  const words = texts.flatMap((each) => each.answers[0]!.paragraphs[0]!.reading.text.split(' '))
  const alter = (text: string): string =>
    text
      .split(' ')
      .map((word) => (random() < ALTERED ? words[Math.floor(random() * words.length)]! : word))
      .join(' ')

  const folder = indexFolder(root)
  await folder.prepare()
  const entries: ListedDocument[] = []
  const stored: PartSources[] = []
  const due = REAL.answers * share
  for (let nth = 0, made = 0; made < due; nth++) {
    const id = `made-${String(nth).padStart(5, '0')}`
    const topic = Math.floor(random() * texts.length)
    const numbers: number[] = []
    const { document, source } = writeOne(id, nth, {
      shape: shape(),
      /** A document's questions concern one subject, or the next. */
      pick() {
        const from = random() < 0.5 ? topic : Math.floor(random() * texts.length)
        const { questions, answers } = texts[from]!
        const paragraphs = [0]
        while (random() < 1 - REAL.answers / REAL.paragraphs) paragraphs.push(0)
        const vector = vectors[from]!
        for (let at = 0; at < paragraphs.length; at++) numbers.push(...noisy(vector, random))
        return {
          question: alter(questions[0]!.reading.text),
          paragraphs: paragraphs.map(() => alter(answers[0]!.paragraphs[0]!.reading.text)),
        }
      },
      random,
    })
    const bytes = new TextEncoder().encode(source)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const whole = { ...document, source: { ...document.source, sha256, fileSha256: sha256 } }
    const paragraphIds = whole.answers.flatMap((each) => each.paragraphs.map((one) => one.id))
    const { line, texts: apart } = writeDocument(whole, bytes.length)
    const own = { documentId: id, paragraphIds, numbers: Int8Array.from(numbers) }
    const { segments, fingerprint } = keptSegmentsOf(whole)
    const entry: ListedDocument = {
      ...{ id, file: `${id}.txt`, fileSha256: sha256, metadataSha256: null, sourceSha256: sha256 },
      ...{ answers: whole.answers.length, paragraphs: paragraphIds.length, segments },
      ...{ warnings: 0, fingerprint },
    }
    entries.push(entry)
    stored.push({
      ...{ entry, keptAt: null, isSame: false },
      read: () => ({ line, texts: apart, source: bytes, vectors: own }),
      document: () => readDocuments(line, () => apart)[0]!,
    })
    await writeFile(join(folder.documents, `${id}.txt`), bytes)
    made += whole.answers.length
  }
  const paragraphs = entries.reduce((sum, each) => sum + each.paragraphs, 0)
  const answers = entries.reduce((sum, each) => sum + each.answers, 0)
  const { contents, parts } = writeParts(stored, { lexicon, kept: null })
  const files = new Map<string, readonly Uint8Array[]>([
    [CALIBRATION, [new TextEncoder().encode(JSON.stringify(calibrations))]],
    ...contents,
  ])
  const body: Omit<Manifest, 'digest'> = {
    ...{ format: FORMAT, parser: PARSER_VERSION },
    model: { name: encoder.model, digest: encoder.digest, dimensions: encoder.dimensions },
    lexicon: lexicon && {
      ...{ name: lexicon.model, digest: lexicon.digest, neighbours: lexicon.neighboursDigest },
    },
    counts: { documents: entries.length, answers, paragraphs },
    files: Object.fromEntries([...files].map(([name, content]) => [name, digestOf(content)])),
    parts,
    failures: [],
  }
  await folder.write({ ...body, digest: await manifestDigest(body) }, files)
  return body.counts
}

interface Making {
  /** the question numbers of each answer */
  readonly shape: readonly (readonly number[])[]
  readonly pick: () => { question: string; paragraphs: string[] }
  readonly random: () => number
}

function writeOne(id: string, nth: number, { shape, pick, random }: Making) {
  let source = ''
  const place = (text: string): Reading => {
    const start = source.length
    source += `${text}\n`
    return { text, spans: [{ start, end: start + text.length }], joins: [] }
  }
  const questions: Question[] = []
  const answers: Answer[] = shape.map((numbers) => {
    const picked = pick()
    for (const number of numbers) {
      questions.push({ numbers: [number], reading: place(picked.question) })
    }
    const answerId = `${id}.${numbers.join('+')}`
    return {
      ...{ id: answerId, numbers: [...numbers], references: [], refersOnly: false },
      paragraphs: picked.paragraphs.map((text, at) => {
        return { id: `${answerId}.p${at + 1}`, style: 'text', page: null, reading: place(text) }
      }),
    }
  })
  const year = 2010 + Math.floor((nth * 16) / REAL.documents)
  const month = String(1 + Math.floor(random() * 12)).padStart(2, '0')
  const document: SourceDocument = {
    ...bare(id),
    title: questions[0]!.reading.text.slice(0, 80),
    askers: [{ name: `Lid ${nth % 300}`, party: PARTIES[nth % PARTIES.length]! }],
    ministers: [
      {
        role: 'Minister',
        name: `M${nth % 90}`,
        preposition: null,
        portfolio: PORTFOLIOS[nth % 3]!,
      },
    ],
    ...{ asked: `${year}-${month}-01`, answered: `${year}-${month}-22`, questions, answers },
    source: { ...bare(id).source, file: `${id}.txt`, extractor: 'utf-8' },
  }
  return { document, source }
}

/** Draws documents' numbers with the real distribution: "1", "2 3", "4". */
function shapes(random: () => number): () => number[][] {
  const shared =
    process.env['SHARED_DIR'] ?? fileURLToPath(new URL('../../shared', import.meta.url))
  const lines = readFileSync(join(shared, 'corpus/numbering-distribution.txt'), 'utf8').split('\n')
  const sets = lines.flatMap((line) => {
    const match = /^count:(\d+)\s+for '([\d ]+)'$/.exec(line)
    const numbers = match?.[2]!.trim().split(/\s+/).map(Number) ?? []
    return match === null || numbers.length === 0 ? [] : [{ count: Number(match[1]), numbers }]
  })
  const total = (some: typeof sets) => some.reduce((sum, { count }) => sum + count, 0)
  const from = Map.groupBy(sets, ({ numbers }) => numbers[0]!)
  const reaching = (number: number) => total(sets.filter(({ numbers }) => numbers.includes(number)))
  const most = Math.max(...sets.flatMap(({ numbers }) => numbers))
  const reached = Array.from({ length: most + 2 }, (_, number) => reaching(number))
  return () => {
    const shape: number[][] = []
    for (let number = 1; from.has(number); number = Math.max(...shape.at(-1)!) + 1) {
      if (number > 1 && random() > reached[number]! / reached[number - 1]!) break
      const some = from.get(number)!
      let left = random() * total(some)
      shape.push(some.find(({ count }) => (left -= count) <= 0)!.numbers)
    }
    return shape
  }
}

function noisy(vector: Float32Array, random: () => number): Int8Array {
  const scale = (NOISE * Math.sqrt(3)) / Math.sqrt(vector.length)
  return rounded(vector.map((number) => number + scale * (2 * random() - 1)))
}

function digestOf(content: readonly Uint8Array[]): string {
  const hash = createHash('sha256')
  for (const piece of content) hash.update(piece)
  return hash.digest('hex')
}

/** Numbers in [0, 1), the same sequence each time (Park & Miller 1988). */
function lehmer(): () => number {
  let state = 1
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

if (import.meta.main) {
  const [root, share] = process.argv.slice(2)
  await mkdir(root!, { recursive: true })
  const began = process.cpuUsage()
  const counts = await makeArchive(root!, Number(share))
  const { user } = process.cpuUsage(began)
  // eslint-disable-next-line no-console -- a command that says what it made
  console.log(JSON.stringify({ ...counts, cpuS: user / 1e6 }))
}
