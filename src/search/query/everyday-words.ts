import table from './everyday-words.json' with { type: 'json' }
import { isGeneral } from './general-words.ts'

/** A term of everyday Dutch in a query. */
export interface EverydayTerm {
  /** the place of its first word, and the one behind its last */
  readonly start: number
  readonly end: number
  /** what ministries call it, the most usual first; at least one */
  readonly official: readonly string[]
}

/** A word of a query as typed, with the stems of its parts. */
export interface StemmedWord {
  readonly text: string
  readonly stems: readonly string[]
}

/** The most words of a term, as `npm run dictionary` checks. */
export const LONGEST_TERM = 5

/** What ministries call a term, by its stems; read at the first query. */
let officialOf: ReadonlyMap<string, string> | undefined

/** The key of a term: its stems, with a space between. */
export function termKey(stems: readonly string[]): string {
  return stems.join(' ')
}

/**
 * The terms that ministries call something else ("koffersjouwers"), from the left, each as long as
 * possible.
 */
export function everydayTerms(words: readonly StemmedWord[]): EverydayTerm[] {
  const keys = words.map(({ stems }) => termKey(stems))
  const terms: EverydayTerm[] = []
  for (let start = 0; start < keys.length;) {
    const term = longestAt(start, keys)
    // Of some general words the stem is a term's: "bij", "bijen".
    if (term === null || (term.end === start + 1 && isGeneral(words[start]!.text))) start++
    else {
      terms.push(term)
      start = term.end
    }
  }
  return terms
}

function longestAt(start: number, keys: readonly string[]): EverydayTerm | null {
  officialOf ??= new Map(
    table.terms.split('\n').map((line) => line.split('\t') as [string, string]),
  )
  for (let end = Math.min(keys.length, start + LONGEST_TERM); end > start; end--) {
    const official = officialOf.get(termKey(keys.slice(start, end)))
    if (official !== undefined) return { start, end, official: official.split('|') }
  }
  return null
}
