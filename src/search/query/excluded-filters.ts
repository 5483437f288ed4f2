import { patternOf } from '../../text/pattern.ts'
import { wordsOf } from '../../text/words.ts'
import { opensWithExclusion } from './excluded-topics.ts'
import type { FiltersFound } from './find-filters.ts'
import type { FoundFilter } from './read-filter.ts'
import { ROLE } from './speakers.ts'
import { isGlue } from './topic.ts'

/** The documents that the head of another refers to, each from "zie ook". */
export function referredIn({ filters, rest }: FiltersFound): FoundFilter[] {
  if (filters.length < 2) return []
  return filters.flatMap((each) => {
    if (each.filter.kind !== 'document') return []
    const { index } = SEE_ALSO.exec(rest.slice(0, each.start)) ?? {}
    return index === undefined ? [] : [{ ...each, start: index }]
  })
}

/**
 * The filters that a query excludes, each from the word that does: "behalve de vragen van
 * Lindeboom" asks neither for these nor about them.
 */
export function excludedIn({ filters, rest }: FiltersFound): FoundFilter[] {
  return filters.flatMap((each) => {
    const before = rest.slice(0, each.start)
    const isFirst = opensWithExclusion(rest) && /^\s*-$/u.test(before)
    const start = isFirst ? 0 : exclusionBefore(before)
    // "Behalve vraag 3 van 2022D35172" leaves the document, "niet in 2021 gebeurd" asks when, and
    // "jeugdzorg, niet in 2021" and "jeugdzorg behalve 2021" do not.
    const { kind } = each.filter
    const isLast =
      ENDS_WITH_IT.test(rest.slice(each.end)) &&
      (APART.test(before.slice(0, start ?? 0)) || !NOT.test(before))
    const stays =
      (kind === 'document' && before.slice(start ?? 0).includes('\ue000')) ||
      (kind === 'period' && !each.sure && !isLast)
    return start === null || stays ? [] : [{ ...each, start }]
  })
}

/**
 * Whether an excluded filter leaves out documents: a word that may be a name does not, nor does the
 * number of a question.
 */
export function leavesOut({ filter, sure }: FoundFilter): boolean {
  if (filter.kind === 'question') return false
  return sure || filter.kind === 'period' || /\p{Lu}/u.test(filter.said)
}

/** What follows an exclusion at the end of a query, and what parts it from what is asked. */
const ENDS_WITH_IT = /^\s*(?:[.!]\s*)?$/u
const APART = /(?:[,;(]|(?<!\p{L})(?:maar|but))\s*$/iu

/** "(…) Zie ook Aanhangsel Handelingen, vergaderjaar 2023–2024, nr. 594" */
const SEE_ALSO = /(?<!\p{L})(?:zie ook|see also):?\s+$/iu

/**
 * The place of the words that exclude what follows, such as "behalve de vragen van"; null if a
 * query asks for it. `before` has markers for filters, as `hiding` makes them.
 */
function exclusionBefore(before: string): number | null {
  const not = NOT.exec(before)
  if (not !== null) return not.index
  const except = [...before.matchAll(EXCEPT)].at(-1)
  if (except === undefined) return null
  const between = before.slice(except.index + except[0].length)
  const excludes = !/[.;:?!]/u.test(between) && wordsOf(between).every(({ text }) => isGlue(text))
  return excludes ? except.index : null
}

/** "niet die van", "no questions by", a search engine's "-", directly before a name or a date */
const NOT = new RegExp(
  patternOf`
    (?<=[^\S\n])-$|(?<!\p{L})(?:niet|not|geen|no)(?: (?:die|dat|those|that|the ones))?
    (?: (?:kamervragen|vragen|antwoorden|questions|answers))?
    (?: (?:gesteld|ingediend|gevraagd|asked|tabled|submitted))?(?: (?:van|door|uit|in|by|from|of))?
    (?: (?:de|het|the))?(?: (?:${ROLE}|(?:kamer)?(?:lid|leden)|members?|mp))? $
  `,
  'iu',
)

const EXCEPT = new RegExp(
  patternOf`
    (?<!\p{L})(?:(?:maar |but )?(?:behalve|behoudens|uitgezonderd|zonder|exclusief(?! voor)|excl\.?
    |anders dan|except(?: for)?|excluding|without|other than|apart from|aside from|ohne|außer|sauf
    |sans|excepto|salvo|oprócz|крім|útsein)|m\.?u\.?v\.?|(?:met |with )?(?:de |the )?
    (?:uitzondering van|exception of))(?!\p{L})
  `,
  'giu',
)
