import type {
  Answer,
  Asker,
  DocumentKind,
  Minister,
  Publication,
  Question,
  SourceDocument,
  Warning,
} from '../../domain/document.ts'
import { officialAddress } from '../../domain/official-address.ts'
import { publicationOf } from '../../domain/publication.ts'
import { amendsEarlier } from './amendment.ts'
import { signedMinisters } from './closing.ts'
import type { Part } from './heading.ts'
import { readIntroduction } from './introduction.ts'
import { type Joining, withNextLine } from './join-lines.ts'
import type { Line } from './lines.ts'
import { answerersIn } from './ministers.ts'
import { plainCase } from './plain-case.ts'
import { patternOf } from '../../text/pattern.ts'
import type { Section } from './sections.ts'
import { firstQuestion, subjectLine } from './subject-line.ts'
import { delays, ENCLOSES_ANSWERS } from './unheaded-parts.ts'

/** What a file beside the document says about it; it overrides the text. */
export interface Metadata {
  readonly id?: string
  readonly url?: string
  readonly title?: string
  readonly asked?: string
  readonly answered?: string
  readonly publication?: Publication
  readonly kind?: DocumentKind
  readonly askers?: readonly Asker[]
  readonly ministers?: readonly Minister[]
  /** numbers of the matters that it belongs to */
  readonly zaak?: readonly string[]
  /** former ids */
  readonly supersedes?: readonly string[]
  readonly license?: string
}

/** What is known of a document beside its questions, answers and notes. */
type Description = Pick<
  SourceDocument,
  | ('kind' | 'title' | 'askers' | 'ministers' | 'onBehalfOf' | 'asked' | 'answered' | 'url')
  | ('publication' | 'earlier' | 'zaken' | 'supersedes' | 'amends' | 'license')
>

interface ReadDocument {
  readonly sections: readonly Section[]
  readonly furniture: ReadonlySet<Line>
  readonly joining: Joining
  readonly questions: readonly Question[]
  readonly answers: readonly Answer[]
}

/** What its head, its signatures and a file beside it say about a document. */
export function descriptionOf(
  { sections, furniture, joining, questions, answers }: ReadDocument,
  {
    id,
    file,
    matters,
    metadata,
  }: {
    readonly id: string
    readonly file: string
    /** the numbers of matters that the file itself tells */
    readonly matters: readonly string[]
    readonly metadata?: Metadata
  },
): Description & { readonly warnings: readonly Warning[] } {
  const first = sections.findIndex(({ part }) => part === 'question')
  const introduction = readIntroduction(
    introductionOf(sections, furniture, joining),
    introductionOf(sections.slice(0, first < 0 ? undefined : first), furniture, joining),
  )
  const kind = kindOf(answers, metadata?.kind, introduction.notice || sections.some(isNotice))
  const head = headOf(sections)
  const signed = sections.flatMap(({ part, lines: own }) =>
    UNANSWERING.has(part) ? signedMinisters(own) : [],
  )
  const labels = sections.flatMap(({ part, heading }) =>
    (part === 'answer' || part === 'header') && heading !== null ? [heading.text] : [],
  )
  const answering =
    [answerersIn(labels, introduction.ministers), signed].find(({ length }) => length > 0) ?? []
  const sign = kind === 'questions' ? signOfAnswers(head, questions, introduction.ministers) : null
  const subject =
    introduction.title ||
    subjectLine(
      sections.flatMap(({ part, lines }) =>
        part === 'header' ? lines.map(({ text }) => ({ text: plainCase(text) })) : [],
      ),
    )
  const publication = metadata?.publication ?? introduction.publication ?? publicationOf(id)
  return {
    kind,
    title:
      metadata?.title ?? (subject || firstQuestion(questions) || file.replace(/\.\w{2,5}$/, '')),
    askers: metadata?.askers ?? introduction.askers,
    ministers: metadata?.ministers ?? answering,
    onBehalfOf: introduction.onBehalfOf,
    asked: metadata?.asked ?? introduction.asked,
    answered: metadata?.answered ?? introduction.answered,
    publication,
    earlier: introduction.earlier,
    url: metadata?.url ?? officialAddress({ id, publication, questions: introduction.number }),
    zaken: metadata?.zaak ?? zakenOf(matters, id, introduction.number),
    supersedes: metadata?.supersedes ?? [],
    amends: kind === 'answers' && amendsEarlier(head),
    license: metadata?.license ?? null,
    warnings: sign === null ? [] : [{ message: `${sign}, and no answer was found`, line: 1 }],
  }
}

/**
 * The introduction's lines and the furniture, which contains the publication's number, in one text
 * with a blank line between paragraphs.
 * A letter that only gives notice states its subject in its text.
 */
function introductionOf(
  sections: readonly Section[],
  furniture: ReadonlySet<Line>,
  joining: Joining,
): string {
  const letter = sections.every(({ part }) => part === 'header' || part === 'remark')
  const header = sections.flatMap(({ part, lines }) =>
    part === 'header' || (letter && part === 'remark') ? lines : [],
  )
  const lines = [...header, ...furniture].sort((a, b) => a.start - b.start)
  return lines.reduce((text, line, at) => {
    const words = plainCase(line.text)
    const isBelow = line.number === (lines[at - 1]?.number ?? 0) + 1
    return line.apart || line.isBlock === true || !isBelow
      ? `${text}\n\n${words}`
      : withNextLine(text, words, joining)
  }, '')
}

/** The head, and the headings of answers: "Nader antwoord 2". */
function headOf(sections: readonly Section[]): { text: string }[] {
  const answers = sections.flatMap(({ part, heading }) =>
    part === 'answer' && heading !== null ? [heading] : [],
  )
  const head = sections.flatMap(({ part, lines }) => (part === 'header' ? lines : []))
  return [...answers.slice(0, 1), ...head]
}

/** What shows that a document has answers beside its questions; null if nothing does. */
function signOfAnswers(
  head: readonly { text: string }[],
  questions: readonly Question[],
  ministers: readonly Minister[],
): string | null {
  if (ministers.length > 0) return 'its head says who answers'
  if (enclosesAnswers(head.map(({ text }) => text).join(' '))) return 'its head announces answers'
  const isReplied = questions.some(({ reading }) => REPLIED.test(reading.text))
  return isReplied ? 'a reply follows a question' : null
}

/** "Kent u dit? Ja, dat ken ik.": no question goes on like this. */
const REPLIED = /\?[»”"’')\]]{0,2}\s(?:\d{1,3}[.)]\s)?(?:Ja|Nee|Neen)[,.](?:\s|$)/u

/**
 * "Kent u dit? Het college antwoordt: Ja.", "Kent u dit? Antwoord team Water: Ja.", cells, or the
 * heading of an answer that stood beside that of the question
 */
const LABELLED = new RegExp(
  patternOf`
    \?[»”"’')\]]{0,2}\s(?:(?:\p{L}[\p{L}&.-]{0,20}\s){1,4}antwoordt
    |\p{L}{0,20}\s?antwoord(?:en)?
    |(?:be)?antwoord(?:en|ing)?(?:\s[\p{L}&.’'-]{1,30}){1,5})\s?:\s|\?[»”"’')\]]{0,2}\t\S
    |^Antwoord(?:en)?\s\d
  `,
  'iu',
)

/** True for a question with words behind its question mark that name an answer. */
export function holdsAnswer({ reading }: Question): boolean {
  return LABELLED.test(reading.text)
}

const ENCLOSED = new RegExp(ENCLOSES_ANSWERS, 'iu')

/** True if the head of a document, without its questions, says that it encloses answers. */
export function enclosesAnswers(head: string): boolean {
  return ENCLOSED.test(head)
}

/** The content of a document outweighs its description: one without answers has none to show. */
function kindOf(
  answers: readonly Answer[],
  said: DocumentKind | undefined,
  notice: boolean,
): DocumentKind {
  if (answers.length > 0) return 'answers'
  if (said !== undefined && said !== 'answers') return said
  return notice ? 'notice' : 'questions'
}

/** The matters' numbers, from the file's metadata, the head or the id: "kv-tk-2024Z12345". */
function zakenOf(matters: readonly string[], id: string, number: string | null): readonly string[] {
  if (matters.length > 0) return matters
  const found = number ?? /(?<![\dA-Z])\d{4}Z\d{5}$/.exec(id)?.[0] ?? null
  return found === null ? [] : [found]
}

function isNotice({ part, heading, lines }: Section, _: number, all: readonly Section[]): boolean {
  if (heading?.text.startsWith('Mededeling') === true) return true
  return part === 'remark' && delays(lines) && !all.some((each) => each.part === 'question')
}
/** Where a signature may stand. */
const UNANSWERING: ReadonlySet<Part> = new Set(['header', 'unplaced', 'withheld', 'remark'])
