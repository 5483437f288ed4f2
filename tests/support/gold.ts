import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { SourceDocument } from '../../src/domain/document.ts'
import { dutchWords } from '../../src/ingest/parse/dictionary.ts'
import { extract } from '../../src/ingest/formats/extract.ts'
import { identify } from '../../src/ingest/parse/identify.ts'
import { parseDocument } from '../../src/ingest/parse/parse.ts'

/** One answer as a reader sees it: its numbers, its first and its last words. */
interface GoldAnswer {
  readonly numbers: number[]
  readonly first: string
  readonly last: string
  /** the reason for the row, if the source itself is broken */
  readonly reason?: string
}

interface GoldDocument {
  readonly kind: SourceDocument['kind']
  readonly questions?: number
  readonly answers: GoldAnswer[]
}

/** The result of parsing a set of documents: right answers of all, and the faults. */
export interface Score {
  readonly format: string
  readonly documents: number
  readonly right: number
  readonly answers: number
  readonly misses: string[]
}

/** The shared material, beside the project or where a setting points. */
export const shared = new URL(
  `${process.env['SHARED_DIR'] ?? new URL('../../../shared', import.meta.url).href}/`,
  import.meta.url,
)

export const corpus = new URL('corpus/', shared)

export const hasCorpus = existsSync(corpus)

interface ParsedFile {
  readonly source: string
  readonly document: SourceDocument
}

const parsed = new Map<string, Promise<ParsedFile>>()

/** Reads and parses a file as the index command does, once for all tests. */
export function parseFile(file: URL): Promise<ParsedFile> {
  const known = parsed.get(file.href) ?? readAndParse(file)
  parsed.set(file.href, known)
  return known
}

async function readAndParse(file: URL): Promise<ParsedFile> {
  const name = decodeURIComponent(basename(file.pathname))
  const extracted = await extract(readFileSync(file), name)
  const id = identify(extracted, name)
  const options = { id, file: name, sha256: '', fileSha256: '', words: dutchWords }
  return { source: extracted.text, document: parseDocument(extracted, options) }
}

/** The files of a folder of the corpus. */
export function filesOf(folder: string): URL[] {
  const directory = new URL(`${folder}/`, corpus)
  return readdirSync(directory).map((name) => new URL(encodeURIComponent(name), directory))
}

/** Parses the documents of a format and compares them with a reader's notes. */
export async function scoreGold(format: 'pdf' | 'docx' | 'text'): Promise<Score> {
  const file = new URL(`../fixtures/gold/${format}.json`, import.meta.url)
  const gold = JSON.parse(readFileSync(file, 'utf8')) as Record<string, GoldDocument>
  const misses: string[] = []
  let right = 0
  let answers = 0
  for (const url of filesOf(format)) {
    const name = decodeURIComponent(basename(url.pathname))
    const expected = gold[name]
    if (expected === undefined) {
      misses.push(`${name}: no gold`)
      continue
    }
    const { document } = await parseFile(url)
    const wrong = compare(expected, document)
    misses.push(...wrong.map((miss) => `${name}: ${miss}`))
    answers += expected.answers.length
    right += expected.answers.filter((answer) => missOf(answer, document) === null).length
  }
  return { format, documents: Object.keys(gold).length, right, answers, misses }
}

function compare(gold: GoldDocument, document: SourceDocument): string[] {
  const misses = gold.answers.flatMap((answer) => missOf(answer, document) ?? [])
  if (gold.kind !== document.kind) misses.push(`is ${document.kind}, should be ${gold.kind}`)
  if (gold.answers.length !== document.answers.length) {
    misses.push(`has ${document.answers.length} answers, should have ${gold.answers.length}`)
  }
  if (gold.questions !== undefined && gold.questions !== document.questions.length) {
    misses.push(`has ${document.questions.length} questions, should have ${gold.questions}`)
  }
  return misses
}

function missOf({ numbers, first, last }: GoldAnswer, document: SourceDocument): string | null {
  const name = `answer ${numbers.join('+')}`
  const answer = document.answers.find((other) => other.numbers.join('+') === numbers.join('+'))
  if (answer === undefined) return `${name} is missing`
  const text = answer.paragraphs
    .map(({ reading }) => reading.text)
    .join(' ')
    .replace(/\s+/g, ' ')
  if (!text.startsWith(first)) return `${name} begins "${text.slice(0, 40)}", should be "${first}"`
  if (!text.endsWith(last)) return `${name} ends "${text.slice(-40)}", should be "${last}"`
  return null
}

/** The pairs in the JSON beside an XML document: the elements as published. */
interface XmlGold {
  readonly vraagdata: Record<string, { vraag: [string, string]; antwoord: [string, string] }>
}

/**
 * Compares each question and answer of the XML documents with the JSON beside them, letter by
 * letter.
 */
export async function scoreXml(): Promise<Score> {
  const misses: string[] = []
  let right = 0
  let answers = 0
  const files = filesOf('xml').filter(({ pathname }) => pathname.endsWith('.xml'))
  for (const url of files) {
    const json = new URL(url.href.replace('.fragments.xml', '.json'))
    const { vraagdata } = JSON.parse(readFileSync(json, 'utf8')) as XmlGold
    const { document } = await parseFile(url)
    for (const [number, { vraag, antwoord }] of Object.entries(vraagdata)) {
      const question = document.questions
        .filter(({ numbers }) => numbers.includes(Number(number)))
        .map(({ reading }) => reading.text)
      const answer = document.answers
        .filter(({ numbers }) => numbers.includes(Number(number)))
        .flatMap(({ paragraphs }) => paragraphs.map(({ reading }) => reading.text))
      answers++
      const same =
        letters(question) === published(vraag[1]) && letters(answer) === published(antwoord[1])
      if (same) right++
      else misses.push(`${document.id}: pair ${number} differs`)
    }
  }
  return { format: 'xml', documents: files.length, right, answers, misses }
}

function letters(texts: readonly string[]): string {
  return texts.join('').replace(/\s/g, '')
}

/** The text of a published element without its number, footnotes and white space. */
function published(element: string): string {
  return element
    .replace(/<(noot|nr)\b[^]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/\s/g, '')
}
