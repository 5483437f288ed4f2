import { patternOf } from '../../text/pattern.ts'
import { fold } from '../../text/words.ts'
import { isFunctionWord } from './function-words.ts'
import type { Stretch } from './stretch.ts'

/** Three words at most: "behalve Duitsland hebben veel landen een vignet" says more. */
const REST = patternOf`
  [\p{L}\p{N}'’-]+(?: [\p{L}\p{N}'’-]+){0,2}(?=\s*(?:[,;.?!)]|$|(?:maar|but) ))
`

/** The ways in which a query says what it is not about. */
const patterns = [
  // "energie -kernenergie"; not a list of lines that begin with hyphens, nor "in- en -uitvoer"
  /(?<=[^\s-]\s)-(?<word>\p{L}[\p{L}\p{N}’'-]+)/gu,
  // "niet over kernenergie, wel over wind", "energie maar niet over wind"
  new RegExp(
    patternOf`
      (?:^|(?<=[,;(.]\s?)|(?<!\p{L})(?:maar|but) )(?:dus )?(?:niet|not) (?:over|about) ${REST}
      (?:,? (?:maar|but)(?: wel)?(?= (?:over|about) )|,? wel(?= over ))?
    `,
    'giu',
  ),
  // "alles over honden behalve politiehonden"
  new RegExp(
    patternOf`
      (?<=\s)(?:(?:maar|but) )?(?:behalve|uitgezonderd|except(?: for)?|excluding)(?: over| about)?
      ${' '}${REST}
    `,
    'giu',
  ),
]

/** What a query says that it is not about; `query` has markers for what is read otherwise. */
export function topicsExcludedIn(query: string): Stretch[] {
  return patterns.flatMap((pattern) =>
    [...query.matchAll(pattern)].flatMap(({ index, 0: { length }, groups }) =>
      isFunctionWord(fold(groups?.['word'] ?? '')) ? [] : [{ start: index, end: index + length }],
    ),
  )
}

/** Whether a hyphen before a phrase excludes it, as in search engines: energie -"kern energie". */
export function isExcluded(query: string, { start }: Stretch): boolean {
  return /(?:^|\s)-$/u.test(query.slice(0, start))
}
