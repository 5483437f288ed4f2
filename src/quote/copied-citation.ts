import { patternOf } from '../text/pattern.ts'
import { ESCAPE } from './adornments.ts'

/** A citation at the end of a quote. */
interface CopiedCitation {
  readonly start: number
  readonly end: number
  /** whom it names: "Minister Zand (Water)"; or empty */
  readonly person: string
}

/** Characters at the end of a quote; the citation of an answer that refers to others takes more. */
const reach = 2_000

/** "— Antwoord van Minister Zand", "(Antwoord op vraag 3", or the same on a line of its own */
const beginning = /(?<=\s)(?:[—–] |[([]|(?<=\u2028 ?))(?=Antwoord (?:van|op vraag) )/g

/** "https://…/documents/2024D33001#antwoord-2", with what stands between it and the citation. */
const address = /:? {1,2}<?https?:\/\/[^\s<>]{1,300}>? {0,4}/

const number = '\\d{1,3}[a-z]?(?:\\.\\d{1,2})?'
/** "Minister J.P. Zand (Water) en Staatssecretaris Bos", "Bos (D66)": no end of a sentence */
const people = patternOf`
  (?:[^.!?;:\d]|(?<=\p{Lu}\p{Ll}?)\.|(?<=\(\p{Lu}{0,4})\d{1,2}(?=\p{Lu}{0,4}\))){1,400}?
`
const publication = '(?:Aanhangsel|Kamerstuk|Handelingen)[\\p{L}\\p{N}\\/–, -]{1,60} nr\\. \\d{1,5}'

/** A citation of ours and nothing else, with the words that introduce one that it refers to. */
const citation = new RegExp(
  patternOf`
    ^(?:[\p{L} ]{1,40}: )?Antwoord(?: van (?!\d)${people})?(?: van \d{1,2} \p{Ll}{3,9} \d{4})?
    (?: op vraag ${number}(?:(?:, | en | t\/m )${number}){0,99})?
    (?: van (?:het lid|de leden) ${people})?,
    \x20(?:${publication}|[\p{L}\p{N}._-]{3,80})(?: \(ook [^()]{1,300}\))?$
  `,
  'u',
)
const isDatedOrNumbered = / van \d{1,2} \p{Ll}{3,9} \d{4}(?!\d)| op vraag \d/u

const person = /^Antwoord van (?<person>.{1,400}?)(?: van \d| op vraag \d)/u

/**
 * The citation that the copy buttons write below an answer, and that may also stand in brackets
 * behind a quote: "— Antwoord van Minister Zand (Water) van 1 april 2021 op vraag 2, 2021D00001",
 * with its address. `text` has single spaces for line ends.
 */
export function copiedCitation(text: string): CopiedCitation | null {
  const end = text.trimEnd().length
  const from = Math.max(0, end - reach)
  const tail = text.slice(from, end)
  const opening = Array.from(tail.matchAll(beginning)).at(-1)
  if (opening === undefined) return null
  const inBrackets = /[([]/.test(opening[0])
  // In Markdown "\(Water\)".
  const cited = tail.slice(opening.index + opening[0].length).replaceAll(ESCAPE, '')
  const [own = '', ...others] = (inBrackets ? cited.replace(/[)\]]\.?$/, '') : cited).split(address)
  const all = [own, ...others.filter((each) => each !== '')].map((each) => each.trim())
  if (!all.every((each) => citation.test(each) && isDatedOrNumbered.test(each))) return null
  return { start: from + opening.index, end, person: person.exec(own)?.groups!['person'] ?? '' }
}
