import { PUBLISHED_NUMBER } from '../../domain/publication.ts'
import { readQuestionNumber, type QuestionNumber } from '../../domain/question-number.ts'
import { patternOf } from '../../text/pattern.ts'
import { wordsOf } from '../../text/words.ts'
import { isGeneral } from './general-words.ts'
import { blanked } from '../../text/segments.ts'
import type { Stretch } from './stretch.ts'
import { isGlue } from './topic.ts'

/** The official number of a document, named in a query by itself or in an address. */
interface AddressNamed {
  readonly start: number
  readonly end: number
  /** as in documents: "2022D35172", "ah-tk-20232024-2210", "kv-1281234" */
  readonly ids: readonly string[]
  /** the answer that the address points to: "#antwoord-3-4", "2022D35172.3+4" */
  readonly numbers: readonly QuestionNumber[]
  /** it is the address of a page of ours, unless no document goes by this id */
  readonly isPage: boolean
}

/**
 * Also "20232024-2210", "AH TK 20232024 2210", "2024 Z 12345", and "2024Z1234", of which a figure
 * is missing.
 */
const NUMBER = new RegExp(
  patternOf`
    (?<![\p{L}\p{N}])(?<id>(?:ah[ _-]?(?:tk[ _-]?)?)?
    (?<session>(?:19|20)\d\d(?:19|20)\d\d)[ _-](?<nth>\d{1,5})(?!-n\d)
    |${PUBLISHED_NUMBER}|(?:kv-[te]k-)?\d{4}[ -]?[ZD][ -]?\d{4,5})
    (?![\p{L}\p{N}])
    (?<ending>\.(?:pdf|docx|odt|xml|html?|txt|md)(?![\p{L}\p{N}]))?
  `,
  'giu',
)

/**
 * Anything that begins like an address, or is one of a site that publishes documents, up to a
 * space, without the punctuation that ends a sentence.
 */
const ADDRESS = new RegExp(
  patternOf`
    (?:https?:\/\/|www\.|(?<![\p{L}\p{N}.])(?:zoek\.)?(?:officielebekendmakingen|tweedekamer)\.nl\/)
    \S*[^\s.,;:!?)\]}>"'”’]
  `,
  'giu',
)

const ANSWER = new RegExp(
  patternOf`
    #(?:antwoord|answer|vraag
    |question)-(?<anchor>\d{1,3}(?:[a-z]|\.\d{1,2})?(?:-\d{1,3}(?:[a-z]|\.\d{1,2})?)*)
  `,
  'iu',
)

/** ".../documents/my-document#antwoord-2", ".../v1/answers/my-document.3+4" */
const PAGE = new RegExp(
  patternOf`
    \/(?:documents\/(?<document>[^\s\/?#]{1,200})
    |answers\/(?<answered>[^\s\/?#]{1,200})\.(?<numbers>
    \d{1,3}(?:[a-z]|\.\d{1,2})?(?:(?:\+|%2B)\d{1,3}(?:[a-z]|\.\d{1,2})?)*)(?=$|[\/?#]))
  `,
  'iu',
)

const ANSWER_ID =
  /^\.(?<numbers>\d{1,3}(?:[a-z]|\.\d{1,2})?(?:\+\d{1,3}(?:[a-z]|\.\d{1,2})?)*)(?![\p{L}\p{N}])/iu

/**
 * The documents that a query names by official number. In an address, the numbers inside it count.
 */
export function readAddresses(query: string): AddressNamed[] {
  const found: AddressNamed[] = []
  for (const match of query.matchAll(ADDRESS)) {
    const ids = [...new Set(idsIn(match[0]).map(({ id }) => id))]
    const anchor = ANSWER.exec(match[0])?.groups?.['anchor']
    const named = idsIn(match[0]).flatMap(({ numbers }) => numbers)
    const numbers = anchor === undefined ? named : numbersIn(anchor, '-')
    const place = { start: match.index, end: match.index + match[0].length }
    if (ids.length > 0) found.push({ ...place, ids, numbers, isPage: false })
    else {
      const page = pageAt(match[0])
      if (page === null) continue
      found.push({ ...place, ids: [page.id], numbers: [...numbers, ...page.numbers], isPage: true })
    }
  }
  const inAddress = (at: number): boolean => found.some(({ start, end }) => at >= start && at < end)
  for (const { start, end, id, numbers } of idsIn(query)) {
    if (!inAddress(start)) found.push({ start, end, ids: [id], numbers, isPage: false })
  }
  return found.sort((a, b) => a.start - b.start)
}

/** The title in the address of an article: "…/politiehonden-bijten-vaker~b1234/" */
const TITLE = new RegExp(
  patternOf`
    \/(?:\d{1,12}-)?(?<title>\p{L}{2,40}(?:-[\p{L}\p{N}]{1,40}){1,20})
    (?:[._~][a-z\d]{1,20})?\/?$
  `,
  'iu',
)

/**
 * What says nothing in the addresses of pages elsewhere: all of them beside a topic, and all but
 * the words of an article's title where nothing else names one.
 */
export function linksIn(query: string): Stretch[] {
  const links = [...query.matchAll(ADDRESS)].map(({ index, 0: said }) => ({
    ...{ start: index, end: index + said.length, said },
  }))
  const rest = wordsOf(blanked(query, links))
  if (!rest.every(({ text }) => isGlue(text) || isGeneral(text))) return links
  return links.flatMap(({ start, end, said }) => {
    const found = TITLE.exec(said)
    if (found === null) return [{ start, end }]
    const { title } = found.groups as { title: string }
    const first = start + said.lastIndexOf(title)
    const hyphens = Array.from(title.matchAll(/-/gu), ({ index }) => first + index)
    return [
      { start, end: first },
      ...hyphens.map((at) => ({ start: at, end: at + 1 })),
      ...(first + title.length < end ? [{ start: first + title.length, end }] : []),
    ]
  })
}

/** The document or answer that a page of ours, or its place in the API, is about. */
function pageAt(address: string): { id: string; numbers: readonly QuestionNumber[] } | null {
  const { document, answered, numbers = '' } = PAGE.exec(address)?.groups ?? {}
  const encoded = document ?? answered
  if (encoded === undefined) return null
  try {
    const id = decodeURIComponent(encoded)
    return { id, numbers: numbersIn(numbers.replace(/%2B/giu, '+'), '+') }
  } catch {
    // Not percent-encoded: no page of ours.
    return null
  }
}

function idsIn(text: string) {
  return [...text.matchAll(NUMBER)].map(({ index, groups }) => {
    const { id: said = '', ending = '', session, nth } = groups!
    const end = index + said.length + ending.length
    const answer = ANSWER_ID.exec(text.slice(end))
    return {
      start: index,
      end: end + (answer?.[0].length ?? 0),
      id:
        session === undefined
          ? said.toLowerCase().replace(OF_KAMER, (_, letter: string) => letter.toUpperCase())
          : `ah-tk-${session}-${nth}`,
      numbers: numbersIn(answer?.groups!['numbers'] ?? '', '+'),
    }
  })
}

/** The letter of "2024Z12345", and what parts it from the digits. */
const OF_KAMER = /(?<=\d)[ -]?([zd])[ -]?(?=\d)/u

/**
 * The ids under which the index may hold a document with this number: a question also has a
 * publication of its own.
 */
export function otherNames(id: string): string[] {
  const questions = /^kv-[te]k-(?<number>\d{4}Z\d+)$/iu.exec(id)?.groups?.['number']
  if (questions !== undefined) return [id, questions]
  return /^\d{4}Z/u.test(id) ? [id, `kv-tk-${id}`] : [id]
}

function numbersIn(text: string, between: string): QuestionNumber[] {
  return text.split(between).flatMap((number) => readQuestionNumber(number) ?? [])
}
