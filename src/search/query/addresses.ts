import { readQuestionNumber, type QuestionNumber } from '../../domain/question-number.ts'
import { patternOf } from '../../text/pattern.ts'

/** The official number of a document, named in a query by itself or in an address. */
export interface AddressNamed {
  readonly start: number
  readonly end: number
  /** as in documents: "2022D35172", "ah-tk-20232024-2210", "kv-1281234" */
  readonly ids: readonly string[]
  /** the answer that the address points to: "#antwoord-3-4", "2022D35172.3+4" */
  readonly numbers: readonly QuestionNumber[]
}

/**
 * "ah-tk-20232024-2210", "ah-1281235", "kv-tk-2024Z18796", "kv-1281234", "2024Z12345", "2024D12345"
 */
const NUMBER = new RegExp(
  patternOf`
    (?<![\p{L}\p{N}])(?<id>[ae]h-[te]k-\d{8}-\d{1,5}(?:-n\d{1,2})?
    |(?:[ae]h|kv)-\d{6,8}(?:-n\d{1,2})?|kv-[te]k-\d{4}Z\d{4,5}|\d{4}[ZD]\d{4,5})(?![\p{L}\p{N}])
  `,
  'giu',
)

/**
 * Anything that begins like an address, up to a space, without the punctuation that ends a
 * sentence.
 */
const ADDRESS = /(?:https?:\/\/|www\.)\S*[^\s.,;:!?)\]}>"'”’]/giu

const ANSWER = new RegExp(
  patternOf`
    #(?:antwoord|answer|vraag
    |question)-(?<anchor>\d{1,3}(?:[a-z]|\.\d{1,2})?(?:-\d{1,3}(?:[a-z]|\.\d{1,2})?)*)
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
    if (ids.length === 0) continue
    found.push({ start: match.index, end: match.index + match[0].length, ids, numbers })
  }
  const inAddress = (at: number): boolean => found.some(({ start, end }) => at >= start && at < end)
  for (const { start, end, id, numbers } of idsIn(query)) {
    if (!inAddress(start)) found.push({ start, end, ids: [id], numbers })
  }
  return found.sort((a, b) => a.start - b.start)
}

function idsIn(text: string) {
  return [...text.matchAll(NUMBER)].map(({ index, groups }) => {
    const id = groups!['id']!
    const end = index + id.length
    const answer = ANSWER_ID.exec(text.slice(end))
    return {
      start: index,
      end: end + (answer?.[0].length ?? 0),
      id: /z\d{4}|d\d{4}/iu.test(id)
        ? id.replace(/(?<=\d)[zd](?=\d)/iu, (letter) => letter.toUpperCase())
        : id.toLowerCase(),
      numbers: numbersIn(answer?.groups!['numbers'] ?? '', '+'),
    }
  })
}

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
