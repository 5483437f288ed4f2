import type { Span } from '../domain/document.ts'
import { fold } from '../domain/fold.ts'
import { withoutInitials } from '../domain/names.ts'
import type { QuoteIndex } from './quote-index.ts'
import { namingWords, notNames, surnameAt } from './speakers.ts'

/** Where a text names ministers whom the index knows. */
export type FindMinisters = (text: string) => readonly Span[]

/** Words of a surname. */
const longest = 6

const known = new WeakMap<QuoteIndex, ReadonlyMap<string, readonly string[]>>()

/** Where a text names ministers and state secretaries of the index, by their surnames. */
export function ministersIn(index: QuoteIndex, text: string): readonly Span[] {
  const names = namesOf(index)
  const words = namingWords(text).filter(({ key }) => !notNames.has(key))
  let reached = 0
  return words.flatMap(({ start, key, text: word }, at): Span[] => {
    if (start < reached || !/^\p{Lu}/u.test(word)) return []
    const found = (names.get(key) ?? []).flatMap((name) => {
      const end = surnameAt(text, words.slice(at, at + longest), name)
      const from = nameStart(text.slice(0, start), particlesOf(name, key))
      return end === null || from === null ? [] : [{ start: from, end }]
    })
    const [first] = found.toSorted((a, b) => b.end - a.end || a.start - b.start)
    reached = first?.end ?? reached
    return first === undefined ? [] : [first]
  })
}

/** The names by the first word of their surname; read from the documents once. */
function namesOf(index: QuoteIndex): ReadonlyMap<string, readonly string[]> {
  const found = known.get(index)
  if (found !== undefined) return found
  const named = index.documents.flatMap(({ ministers, onBehalfOf }) =>
    [...ministers, ...onBehalfOf].flatMap(({ name }) => name ?? []),
  )
  const names = Map.groupBy(new Set(named), firstWord)
  known.set(index, names)
  return names
}

function firstWord(name: string): string {
  const words = namingWords(withoutInitials(name)).map(({ key }) => key)
  return words.find((key) => !notNames.has(key)) ?? ''
}

/** "van " of "D.M. van Weel" */
function particlesOf(name: string, key: string): string {
  const [particles = ''] =
    /(?:(?<!\p{L})\p{L}{2,3} ){1,3}$/u.exec(name.slice(0, fold(name).indexOf(key))) ?? []
  return particles.toLowerCase()
}

/** Where a name with these particles begins; null if the text has others: "van der Weel". */
function nameStart(before: string, particles: string): number | null {
  if (before.toLowerCase().endsWith(particles) && particles !== '') {
    return before.length - particles.length
  }
  const others =
    particles === '' ? /(?<!\p{L})(?:de[nr]?|te[nr]) $/iu : /(?<!\p{L})(?:van|de[nr]?) $/iu
  return others.test(before) ? null : before.length
}
