import { html as markup } from 'hono/html'
import { plainLine } from '../../text/plain.ts'
import { sha256 } from '../../domain/digest.ts'
import { meets } from '../../search/filter.ts'
import type { Filters } from '../../search/search.ts'
import type { Log } from '../../domain/log.ts'
import { fill, sayTitle, sayNumbers } from '../../text/say.ts'
import { pageText } from '../../words/page.ts'
import type { WireAnswer, ReferredAnswer } from '../../wire/answer.ts'
import type { Served } from '../../engine/engine.ts'
import type { Located } from '../../domain/document.ts'
import { newestIn } from '../../domain/order.ts'
import type { Html } from '../http/html.ts'
import type { Language } from '../../text/language.ts'

/** A feed takes whole documents, newest first, until it holds this many answers … */
export const FEED_ANSWERS = 50

/**
 * … and its newest week, up to this many: a reader that fetches it daily must miss none of the
 * hundred answers of a busy day, or of those that come in some days after theirs.
 */
export const WEEK_ANSWERS = 500

/** An answer as feeds carry it. */
export interface FeedEntry {
  /** a URN that outlives changes of server or index */
  readonly id: string
  readonly title: string
  readonly answer: WireAnswer
  readonly date: Date
  /** HTML: what replaces it, if anything, the questions, the answer word for word, its citation */
  readonly content: string
}

/**
 * The newest answers first, by day of answer; documents without that day are left out. An answer
 * that differs from its source is logged and left out too.
 */
export async function feedEntries(
  { library, composer }: Served,
  { filters, language, log }: { filters: Filters; language: Language; log: Log },
): Promise<FeedEntry[]> {
  const located: Located[] = []
  let week: string | undefined
  for (const document of newestIn(library.documents)) {
    if (document.answered === null || located.length >= WEEK_ANSWERS) break
    if (!meets(document, filters)) continue
    week ??= daysBefore(document.answered, 7)
    if (located.length >= FEED_ANSWERS && document.answered <= week) break
    located.push(...document.answers.map((answer) => ({ document, answer })))
  }
  const { answers, refused } = await composer.answers(located)
  for (const refusal of refused) log({ level: 'error', event: 'passage_refused', ...refusal })
  return Promise.all(answers.map((answer) => entryOf(answer, language)))
}

/** An answer whose document states when it was given. */
export async function entryOf(answer: WireAnswer, language: Language): Promise<FeedEntry> {
  return {
    id: await urnOf(`answer ${answer.id}`),
    title: plainLine(`${answer.citation.label}: ${sayTitle(answer.document)}`),
    answer,
    date: noon(answer.document.answered!),
    content: String(await contentOf(answer, language)),
  }
}

/** "2024-03-01", 7 days: "2024-02-23" */
export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10)
}

/** A day has no moment: noon UTC falls on the same day nearly everywhere. */
function noon(day: string): Date {
  return new Date(`${day}T12:00:00Z`)
}

/**
 * A UUID derived from a name, the same on every server: version 8, the first 128 bits of its
 * SHA-256 (RFC 9562, 5.8 and appendix B.2).
 */
export async function urnOf(name: string): Promise<string> {
  const hex = await sha256(`letterlijk ${name}`)
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16)
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`]
  return `urn:uuid:${[...parts, variant + hex.slice(17, 20), hex.slice(20, 32)].join('-')}`
}

function contentOf(answer: WireAnswer, language: Language): Html {
  const text = pageText[language]
  const referred = answer.refersTo.map(
    (each) =>
      markup`<p>${text.refersTo}: <span lang="nl">${each.citation.label}</span></p>${quoted(each)}`,
  )
  const questions = answer.questions.map(({ numbers, text: asked }) => {
    const label = numbers.length === 1 ? text.questionOne : text.question
    const name = fill(label, { numbers: sayNumbers(numbers, text.and) })
    return markup`<p>${name}: <span lang="nl">${asked}</span></p>`
  })
  const later = answer.replacedBy
  const replaced =
    later === null
      ? ''
      : markup`<p lang="${language}"><strong>${text.replacedBy} ${later.id}.</strong></p>`
  const citation = markup`<p lang="nl">— ${answer.citation.text}</p>`
  return markup`${replaced}${questions}${quoted(answer)}${referred}${citation}`
}

function quoted({ paragraphs }: ReferredAnswer): Html {
  return markup`<blockquote lang="nl">${paragraphs.map(
    ({ text }) => markup`<p>${text}</p>`,
  )}</blockquote>`
}
