import { LRUCache } from 'lru-cache'
import type { Answer, Paragraph, Question, SourceDocument, Span } from '../domain/document.ts'
import { damaged } from './damage.ts'
import type { LineAt } from './text-lines.ts'

/** Keys stored apart from a document's lines, wherever they occur in it. */
export const APART: ReadonlySet<string> = new Set(['reading', 'remarks', 'notes', 'regions'])

type StartOf<Key extends keyof SourceDocument> = { readonly [K in Key]: number }
type WithStart<T> = Omit<T, 'reading'> & { readonly reading: number }
type OutlinedAnswer = Omit<Answer, 'paragraphs'> & {
  readonly paragraphs: readonly WithStart<Paragraph>[]
}

/** What a document's first line says of it. */
export type Head = Omit<SourceDocument, 'remarks' | 'notes' | 'regions'> &
  StartOf<'remarks' | 'notes' | 'regions'>

/** A document's second line. */
interface Outline {
  readonly questions: readonly WithStart<Question>[]
  readonly answers: readonly OutlinedAnswer[]
}

/** `[bytes of texts, bytes of its source, paragraphs in each answer, head]` */
export type FirstLine = [size: number, sourceSize: number, sizes: number[], head: Head]

/** What makes a document. */
interface HeadAndPlaces {
  /** the keys of its head, in order */
  readonly keys: readonly string[]
  /** the value of each in its head; that of `source` only if `origin` has it */
  readonly valueOf: (key: string) => unknown
  /** where its texts begin among those of its part */
  readonly base: number
  /** the place of its source among those of its part, in bytes */
  readonly source: Span
  readonly sizes: readonly number[]
  /** `source` of its head, or where its first line begins in a file that stays on disk */
  readonly origin: SourceDocument['source'] | number
  /** its second line, or where that begins in such a file */
  readonly outline: Uint8Array | number
}

/** What a document keeps for later. */
interface Kept extends Pick<HeadAndPlaces, 'base' | 'source' | 'sizes'> {
  readonly files: PartFiles
  readonly remarks: number
  readonly notes: number
  readonly regions: number
  origin: HeadAndPlaces['origin']
  /** null once it was parsed */
  outline: HeadAndPlaces['outline'] | null
  questions: Outline['questions']
  answers: readonly Answer[]
}

/** Where the documents of a part have what is read later. */
interface PartFiles {
  /** the value that begins at an offset among the texts */
  readonly part: (start: number) => unknown
  readonly lineAt: LineAt
}

/** Makes documents, whose texts and lines are found by their offsets. */
export function documentMaker({
  textAt,
  lineAt,
  among,
}: {
  readonly textAt: LineAt
  readonly lineAt: LineAt
  /** the number of such parts in an index */
  readonly among: number
}): (stored: HeadAndPlaces) => SourceDocument {
  const files: PartFiles = { part: partsOf(textAt, Math.ceil(REMEMBERED / among)), lineAt }
  return ({ keys, valueOf, base, source, sizes, origin, outline }) => {
    const start = (key: string) => valueOf(key) as number
    // Written out: joined from several objects, they take three times as long.
    const kept: Kept = {
      files,
      base,
      source,
      sizes,
      origin,
      outline,
      remarks: start('remarks'),
      notes: start('notes'),
      regions: start('regions'),
      questions: NONE,
      answers: NONE,
    }
    return new LazyDocument(kept, { keys, valueOf }) as unknown as SourceDocument
  }
}

function originOf(kept: Kept): SourceDocument['source'] {
  if (typeof kept.origin === 'number') {
    const [, , , { source }] = parsedOnDisk(kept.files.lineAt(kept.origin)) as FirstLine
    kept.origin = source
  }
  return kept.origin
}

function parsed(kept: Kept): Kept {
  const { outline } = kept
  if (outline === null) return kept
  const { questions, answers } = (
    typeof outline === 'number'
      ? parsedOnDisk(kept.files.lineAt(outline))
      : JSON.parse(decoder.decode(outline))
  ) as Outline
  kept.questions = questions
  kept.answers = answers.map((answer) => ({
    ...answer,
    paragraphs: answer.paragraphs.map(withReading(kept)),
  })) as unknown as Answer[]
  kept.outline = null
  return kept
}

function withReading({ files: { part }, base }: Kept) {
  return <T>({ reading: start, ...known }: WithStart<T>) => {
    Object.defineProperty(known, PLACE, { value: { part, start: base + start } })
    return Object.defineProperty(known, 'reading', READING_LATER)
  }
}

/** The place of a stored document's source among those of its part, in bytes. */
export function sourcePlaceOf(document: SourceDocument): Span {
  return LazyDocument.keptOf(document)!.source
}

/** The number of paragraphs in each answer of a document, without parsing a stored one. */
export function sizesOf(document: SourceDocument): readonly number[] {
  const kept = LazyDocument.keptOf(document)
  return kept?.sizes ?? document.answers.map(({ paragraphs }) => paragraphs.length)
}

/** Parses what documents keep for later, apart from texts, with breaks. */
export function* answersParsed(documents: readonly SourceDocument[]): Generator<void, void> {
  for (const document of documents) {
    void document.answers
    yield
  }
}

/** Keys of a document whose values are computed when they are read. */
type Later = 'source' | 'questions' | 'answers' | 'remarks' | 'notes' | 'regions'
/** The other ones. */
type Assigned = { -readonly [Key in Exclude<keyof SourceDocument, Later>]: SourceDocument[Key] }

/**
 * A document with the keys of its head, in their order. Documents share their getters: getters of
 * its own would give each a layout of its own, which takes nine times the memory and fifteen times
 * as long. The other keys are assigned by name: V8 then knows the layout, and takes a fifth of the
 * time of defining each.
 */
class LazyDocument implements Assigned {
  declare id: Assigned['id']
  declare kind: Assigned['kind']
  declare title: Assigned['title']
  declare askers: Assigned['askers']
  declare ministers: Assigned['ministers']
  declare onBehalfOf: Assigned['onBehalfOf']
  declare asked: Assigned['asked']
  declare answered: Assigned['answered']
  declare publication: Assigned['publication']
  declare earlier: Assigned['earlier']
  declare url: Assigned['url']
  declare zaken: Assigned['zaken']
  declare supersedes: Assigned['supersedes']
  declare amends: Assigned['amends']
  declare license: Assigned['license']
  declare alsoIn: Assigned['alsoIn']
  declare words: Assigned['words']
  declare warnings: Assigned['warnings']
  /** private, so that no copy of the document takes it along */
  readonly #kept: Kept

  constructor(kept: Kept, { keys, valueOf }: Pick<HeadAndPlaces, 'keys' | 'valueOf'>) {
    this.#kept = kept
    const of = <Key extends keyof Assigned>(key: Key) => valueOf(key) as Assigned[Key]
    for (const key of keys) {
      switch (key) {
        case 'id':
          this.id = of('id')
          break
        case 'kind':
          this.kind = of('kind')
          break
        case 'title':
          this.title = of('title')
          break
        case 'askers':
          this.askers = of('askers')
          break
        case 'ministers':
          this.ministers = of('ministers')
          break
        case 'onBehalfOf':
          this.onBehalfOf = of('onBehalfOf')
          break
        case 'asked':
          this.asked = of('asked')
          break
        case 'answered':
          this.answered = of('answered')
          break
        case 'publication':
          this.publication = of('publication')
          break
        case 'earlier':
          this.earlier = of('earlier')
          break
        case 'url':
          this.url = of('url')
          break
        case 'zaken':
          this.zaken = of('zaken')
          break
        case 'supersedes':
          this.supersedes = of('supersedes')
          break
        case 'amends':
          this.amends = of('amends')
          break
        case 'license':
          this.license = of('license')
          break
        case 'alsoIn':
          this.alsoIn = of('alsoIn')
          break
        case 'words':
          this.words = of('words')
          break
        case 'warnings':
          this.warnings = of('warnings')
          break
        default:
          Object.defineProperty(this, key, PARTS_LATER[key] ?? { value: valueOf(key), enumerable })
      }
    }
  }

  static keptOf(document: object): Kept | undefined {
    return #kept in document ? document.#kept : undefined
  }
}

const NONE: readonly never[] = []
const enumerable = true

const decoder = new TextDecoder()

/** Holds the place of a text; not enumerable, so that nobody else sees it. */
const PLACE = Symbol('place')

/** A property that is computed when it is read. */
function partLater(work: (kept: Kept) => unknown): PropertyDescriptor {
  return {
    enumerable,
    get(this: object) {
      return work(LazyDocument.keptOf(this)!)
    },
  }
}

// The same for the documents of all parts: others would make each object a dictionary.

const PARTS_LATER: Readonly<Record<string, PropertyDescriptor>> = {
  source: partLater(originOf),
  questions: partLater((kept) => parsed(kept).questions.map(withReading(kept))),
  answers: partLater((kept) => parsed(kept).answers),
  remarks: partLater(({ files, base, remarks }) => files.part(base + remarks)),
  notes: partLater(({ files, base, notes }) => files.part(base + notes)),
  regions: partLater(({ files, base, regions }) => files.part(base + regions)),
}

const READING_LATER = {
  enumerable,
  get(this: { readonly [PLACE]: { readonly part: PartFiles['part']; readonly start: number } }) {
    const { part, start } = this[PLACE]
    return part(start)
  },
}

/** Parsed texts to remember, enough for some hundred answers. */
const REMEMBERED = 4_096

function partsOf(textAt: LineAt, remembered: number): PartFiles['part'] {
  const parsed = new LRUCache<number, NonNullable<unknown>>({ max: remembered })
  return (start) => {
    let part = parsed.get(start)
    if (part === undefined) {
      part = parsedOnDisk(textAt(start))
      parsed.set(start, part)
    }
    return part
  }
}

/** What stays on disk may be damaged later, and whoever asks for it is then told so. */
function parsedOnDisk(line: Uint8Array): NonNullable<unknown> {
  try {
    return JSON.parse(decoder.decode(line)) as NonNullable<unknown>
  } catch (cause) {
    throw damaged('a text of it cannot be read', { cause })
  }
}
