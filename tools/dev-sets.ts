import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { SourceDocument } from '../src/domain/document.ts'
import { catalogueOf, questionOf } from '../src/search/corpus/catalogue.ts'
import { isAcknowledgement } from '../src/search/signals/acknowledgement.ts'
import { isProcedural } from '../src/search/signals/procedural.ts'
import { committedDocument, kamerqaDocuments } from '../tests/support/kamerqa.ts'
import { documentsIn } from './documents-in.ts'

/** A question with a known answer. */
export interface Asking {
  /** the group that counts it: "nl", "everyday words" */
  readonly set: string
  readonly query: string
  readonly history: readonly string[]
  /** ids of the acceptable answers, best first; empty if nothing answers it */
  readonly accepted: readonly string[]
  /** the beginning of the best paragraph; null if nobody judged that */
  readonly paragraph: string | null
}

/** Documents with questions about them. */
export interface DevSet {
  readonly name: string
  readonly documents: readonly SourceDocument[]
  readonly askings: readonly Asking[]
}

const corpus =
  process.env['SHARED_DIR'] === undefined
    ? fileURLToPath(new URL('../../shared/corpus', import.meta.url))
    : `${process.env['SHARED_DIR']}/corpus`

/** Whether the corpus is there: it is not part of the project. */
export const hasCorpus = existsSync(`${corpus}/documents-dev.jsonl`)

/** All dev sets: a thousand real answers, whole documents, and the document in this repository. */
export async function devSets(): Promise<DevSet[]> {
  const offTopic = readLines<{ query: string; kind: string }>('kamerqa/dev.offtopic.jsonl').map(
    ({ query, kind }) => asking(`off-topic, ${kind}`, query, []),
  )
  const sets = [kamerqa(), await documents(), await committed()]
  return sets.map((set) => ({ ...set, askings: [...set.askings, ...offTopic] }))
}

/**
 * Questions of our own that nothing answers: off any topic (`far`), or on politics but of another
 * country or about what nobody asked (`near`). The chances are learned from them too.
 */
export function offTopicOfOurs(): Asking[] {
  return readOwn<{ kind: 'far' | 'near'; query: string }>('off-topic.jsonl').map(
    ({ kind, query }) => asking(`off-topic, ${kind}, ours`, query, []),
  )
}

/** A document, with questions on its theme that it answers, and as many that it does not. */
interface NearSet extends DevSet {
  /** nothing is learned from these: they show what the others are worth */
  readonly apart: boolean
  /** of the document and the ones after it in the corpus, up to so many answers or a few more */
  around(answers: number): Pick<DevSet, 'documents' | 'askings'>
}

/** The documents of `near.jsonl`, each by itself. */
export async function nearSets(): Promise<NearSet[]> {
  type Line = {
    document: string
    part: 'learn' | 'judge'
    answers: number[][]
    query: string
  }
  const parsed = await corpusDocuments()
  const topics = Map.groupBy(readOwn<Topic & { document: string }>('near-topics.jsonl'), (line) => {
    return line.document
  })
  return [...Map.groupBy(readOwn<Line>('near.jsonl'), ({ document }) => document)].map(
    ([name, lines]): NearSet => {
      const at = parsed.findIndex((document) => isNamed(document, name))
      const document = parsed[at]!
      const apart = lines[0]!.part === 'judge'
      const nameOf = (kind: string, answered: boolean) =>
        `${kind}${answered ? 'answered' : 'not answered'}${apart ? ', apart' : ''}`
      const particular = lines.map(({ query, answers }) =>
        asking(
          nameOf('', answers.length > 0),
          query,
          answers.map((numbers) => `${document.id}.${numbers.join('+')}`),
        ),
      )
      const askedOf = (documents: readonly SourceDocument[]) => {
        const says = sayingOf(documents)
        const ofTopics = (topics.get(name) ?? []).flatMap((topic) => {
          const accepted = says(topic)
          return [
            ...(['nl', 'en', 'de'] as const).map((language) =>
              OF_TOPIC[language](topic[language]!),
            ),
            topic.nl!,
          ].map((query) => asking(nameOf('topic, ', accepted.length > 0), query, accepted))
        })
        return { documents, askings: [...particular, ...ofTopics] }
      }
      return {
        ...{ name: document.id, apart },
        ...askedOf([document]),
        around: (answers) => askedOf(documentsFrom(parsed, at, answers)),
      }
    },
  )
}

/** The documents from one on, and after the last the first, until they have so many answers. */
function documentsFrom(
  documents: readonly SourceDocument[],
  from: number,
  answers: number,
): SourceDocument[] {
  const some: SourceDocument[] = []
  let count = 0
  for (const document of [...documents.slice(from), ...documents.slice(0, from)]) {
    if (count >= answers) break
    some.push(document)
    count += document.answers.length
  }
  return some
}

function kamerqa(): DevSet {
  const answers = kamerqaDocuments()
  type Wordings = Readonly<Record<string, string>> & { readonly id: string }
  const worded = ['kamerqa/dev.queries.jsonl', 'kamerqa/dev.multilingual.jsonl'].flatMap((name) =>
    readLines<Wordings>(name).flatMap(({ id, ...wordings }) =>
      Object.entries(wordings).map(([language, query]) => asking(language, query, [`${id}.1`])),
    ),
  )
  const followUps = readLines<{ id: string; kind: string; history: string[]; query: string }>(
    'kamerqa/dev.followups.jsonl',
  ).map(({ id, kind, history, query }) => ({
    ...asking(`follow-ups, ${kind}`, query, [`${id}.1`]),
    history,
  }))
  return {
    name: 'KamerQA',
    documents: answers,
    askings: [...worded, ...followUps, ...topics(answers)],
  }
}

function corpusDocuments(): Promise<SourceDocument[]> {
  return documentsIn(...['pdf', 'docx', 'xml', 'text'].map((name) => `${corpus}/${name}`))
}

/** Whether a document has this name, or its file one that begins so. */
function isNamed({ id, source }: SourceDocument, name: string): boolean {
  return id.startsWith(name) || source.file.startsWith(name)
}

async function documents(): Promise<DevSet> {
  const parsed = await corpusDocuments()
  const find = findingIn(parsed)
  const named = { nl: 'nl', nl2: 'everyday words', en: 'en', de: 'de' } as const
  type Wordings = Readonly<Record<keyof typeof named | 'id', string>>
  const given = readLines<Wordings>('documents-dev.jsonl').flatMap((line) => {
    const dot = line.id.lastIndexOf('.')
    const accepted = find(
      line.id.slice(0, dot),
      line.id
        .slice(dot + 1)
        .split('+')
        .map(numberIn),
    )
    return Object.entries(named).map(([key, set]) =>
      asking(set, line[key as keyof typeof named], accepted),
    )
  })
  const people = readOwn<Located>('people.jsonl').map(({ document, numbers, lang, query }) =>
    asking(
      lang === 'nl' ? "people's words" : `people's words, ${lang === 'en' ? 'en' : 'other'}`,
      query,
      find(document, numbers),
    ),
  )
  return { name: 'documents', documents: parsed, askings: [...given, ...people, ...topics(parsed)] }
}

/**
 * Questions on whole documents that nothing is learned from: in everyday Dutch and in nine other
 * languages, half of these in everyday words. They show what the figures of the others are worth.
 * Those of `later.jsonl` were written once everyday words were looked up as ministries call them.
 */
export async function documentsApart(): Promise<DevSet> {
  const parsed = await corpusDocuments()
  const find = findingIn(parsed)
  const askings = readOwn<Located>('apart.jsonl').map(({ document, numbers, lang, query }) =>
    asking(lang === 'nl' ? 'everyday words' : lang, query, find(document, numbers)),
  )
  const later = readOwn<Pick<Asking, 'query' | 'accepted'>>('later.jsonl').map(
    ({ query, accepted }) => asking('everyday words, later', query, accepted),
  )
  return { name: 'documents, apart', documents: parsed, askings: [...askings, ...later] }
}

/**
 * Conversations on whole documents, as people type them: each question with those before it. Rules
 * for follow-ups were found on half of them; the others, `apart`, show what they are worth.
 */
export async function conversations(): Promise<DevSet> {
  type Turn = Pick<Asking, 'query' | 'accepted'> & {
    conversation: number
    part: 'learn' | 'judge'
    kind: 'first' | 'dependent' | 'independent'
  }
  const documents = await corpusDocuments()
  const turns = [...Map.groupBy(readOwn<Turn>('conversations.jsonl'), (turn) => turn.conversation)]
  const askings = turns.flatMap(([, all]) =>
    all.map(({ part, kind, query, accepted }, at) => ({
      ...asking(part === 'learn' ? kind : `${kind}, apart`, query, answersIn(documents, accepted)),
      history: all.slice(0, at).map((before) => before.query),
    })),
  )
  return { name: 'conversations', documents, askings }
}

/** The ids of answers among these, and of all answers of the documents among them. */
function answersIn(documents: readonly SourceDocument[], ids: readonly string[]): string[] {
  return documents.flatMap(({ id, answers }) =>
    answers
      .map((answer) => answer.id)
      .filter((answerId) => ids.includes(answerId) || ids.includes(id)),
  )
}

/** A question after an answer that its document and its numbers tell. */
interface Located {
  readonly document: string
  readonly numbers: readonly number[]
  readonly lang: string
  readonly query: string
}

/** The ids of the answers with these numbers in a document of this name. */
function findingIn(documents: readonly SourceDocument[]) {
  const answers = documents.flatMap((document) =>
    document.answers.map((answer) => ({ document, answer })),
  )
  return (name: string, numbers: readonly (number | string)[]): string[] =>
    answers
      .filter(({ document, answer }) => isNamed(document, name) && isSame(answer.numbers, numbers))
      .map(({ answer }) => answer.id)
}

async function committed(): Promise<DevSet> {
  type Line = {
    lang: string
    query: string
    answers: number[][]
    paragraph: string | null
    history?: string[]
  }
  const document = await committedDocument()
  const askings = readLines<Line>('kamerqa/document-dev.jsonl').map((line) => ({
    set: line.answers.length === 0 ? 'none' : line.lang,
    query: line.query,
    history: line.history ?? [],
    accepted: line.answers.map((numbers) => `${document.id}.${numbers.join('+')}`),
    paragraph: line.paragraph,
  }))
  const documents = [document]
  return { name: 'committed document', documents, askings: [...askings, ...topics(documents)] }
}

/** Questions that people ask about a topic, in each language. */
const OF_TOPIC = {
  nl: (topic: string) => `Wat zegt het kabinet over ${topic}?`,
  en: (topic: string) => `What does the minister say about ${topic}?`,
  de: (topic: string) => `Was sagt die Regierung über ${topic}?`,
  fr: (topic: string) => `Que dit le gouvernement sur ${topic} ?`,
  es: (topic: string) => `¿Qué dice el gobierno sobre ${topic}?`,
  tr: (topic: string) => `Hükümet ${topic} hakkında ne diyor?`,
  pl: (topic: string) => `Co rząd mówi o ${topic}?`,
} as const

const OTHER_LANGUAGES = ['de', 'fr', 'es', 'tr', 'pl'] as const

/** A topic in some languages; `says` matches what names it, and is null if nothing does. */
type Topic = Readonly<Partial<Record<keyof typeof OF_TOPIC, string>>> & {
  readonly says: string | null
}

/**
 * Questions about a topic, in Dutch, in English and in one of five languages in turn, and its name
 * alone, in Dutch or in English. Every answer whose text or question names it is acceptable, unless
 * it says nothing about it.
 */
function topics(documents: readonly SourceDocument[]): Asking[] {
  const says = sayingOf(documents)
  return readOwn<Topic>('topics.jsonl').flatMap((topic, nth) => {
    const accepted = says(topic)
    const ask = (set: string, query: string): Asking =>
      asking(accepted.length === 0 ? 'topics, none' : `topics, ${set}`, query, accepted)
    const other = OTHER_LANGUAGES[nth % OTHER_LANGUAGES.length]!
    return [
      ask('nl', OF_TOPIC.nl(topic.nl!)),
      ask('en', OF_TOPIC.en(topic.en!)),
      ask('other', OF_TOPIC[other](topic[other]!)),
      asking(
        `topics, bare${accepted.length === 0 ? ', none' : ''}`,
        nth % 2 === 0 ? topic.nl! : topic.en!,
        accepted,
      ),
    ]
  })
}

/** The ids of the answers that name a topic themselves or in their question. */
function sayingOf(documents: readonly SourceDocument[]): (topic: Topic) => string[] {
  const pairs = catalogueOf(documents).pairs.filter(
    (pair) => !isProcedural(pair.answer) && !isAcknowledgement(questionOf(pair), pair.answer),
  )
  return ({ says }) => {
    if (says === null) return []
    const naming = new RegExp(says, 'iu')
    return pairs
      .filter((pair) =>
        [questionOf(pair), ...pair.answer.paragraphs.map(({ reading }) => reading.text)].some(
          (text) => naming.test(text),
        ),
      )
      .map(({ answer }) => answer.id)
  }
}

function asking(set: string, query: string, accepted: readonly string[]): Asking {
  return { set, query, history: [], accepted, paragraph: null }
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((each, at) => each === b[at])
}

function readLines<T>(name: string): T[] {
  return linesOf(readFileSync(`${corpus}/${name}`, 'utf8'))
}

type OwnSet =
  | ('people' | 'apart' | 'later' | 'conversations')
  | ('topics' | 'off-topic' | 'near' | 'near-topics')

/** Questions of this project's own, from this folder. */
function readOwn<T>(name: `${OwnSet}.jsonl`): T[] {
  return linesOf(readFileSync(new URL(`sets/${name}`, import.meta.url), 'utf8'))
}

function linesOf<T>(text: string): T[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T)
}

/** "3", or "2a" of a question in parts. */
function numberIn(text: string): number | string {
  return /^\d+$/.test(text) ? Number(text) : text
}
