import { NUMBERS } from './numbers.ts'
import { DUTCH_CARDINALS, DUTCH_ORDINALS } from '../../text/number-words.ts'
import { patternOf } from '../../text/pattern.ts'
import { romanNumerals } from '../../text/roman-numerals.ts'
import { slipsBetween } from '../../text/slips.ts'

/** Decoration that makes a heading stand out: "*** Vraag 1 ***", "[Vraag 1]", "❓ Vraag 1" */
const ORNAMENT = String.raw`[\s*_=~#|<>[\]•·▪–—¶\p{So}\ufe0f-]{1,20}`
/** also "[PM] Vraag 1", in a draft, and "[!question] Vraag 1" of Obsidian */
const AROUND = new RegExp(String.raw`^\[!?\p{L}{2}[^\]]{0,20}\]\s|^${ORNAMENT}|${ORNAMENT}$`, 'gu')

const NAME = String.raw`vra(?:ag|gen)|antwoord(?:en)?|beantwoording`

/** "Vraag een", "Antwoord op vraag twee", "Vraag II", "VRAAG TWEE:" */
const BEHIND = new RegExp(
  patternOf`
    ^(?<name>(?:${NAME})(?:\s+(?:op|bij|van))?(?:\s+vraag)?)\s+(?<number>\p{L}{1,12})\s*[.:)]?$
  `,
  'iu',
)

/** A number in which a scan may have a letter for a figure: "S", "l2", "ll", but not "is" */
const SCANNED_NUMBER = String.raw`(?:\d{1,2}[lisoz]?|l[lisoz]|i[loz]|[lisoz]\d{0,2}|\d{3})`

/** "Vraag l", "Antwoord 4 en S", "Vragen 9, l0 en l2" */
const SCANNED = new RegExp(
  patternOf`
    ^(?<name>(?:${NAME})(?:\s+(?:op|bij|van))?(?:\s+(?:de\s+)?vra(?:ag|gen))?)\s+(?<scanned>
    ${SCANNED_NUMBER}(?:(?:,|,?\s+en|\s+t\/m|\s+tot\s+en\s+met)\s+${SCANNED_NUMBER}){0,9})\s?[.:)]?$
  `,
  'iu',
)

/** The figures that letters stand for in a scan. */
const FIGURES: Readonly<Record<string, string>> = { l: '1', i: '1', s: '5', o: '0', z: '2' }

/** "Eerste vraag", "Antwoord op de tweede vraag" */
const BEFORE =
  /^(?<name>(?:antwoord\s+op\s+)?)(?:de\s+)?(?<number>\p{L}{4,15})\s+(?:vraag|antwoord)\s*[.:]?$/iu

const OPENS_WITH_NAME = new RegExp(String.raw`^(?:${NAME})\b`, 'iu')

/** "Ad 1", "Ad vraag 2:", "Ad 2 en 3" */
const AD = new RegExp(String.raw`^Ad\s+(?:vra(?:ag|gen)\s+)?${NUMBERS}\s?[.:)]?$`, 'u')

/** "Answer 1 / " before "Antwoord 1" */
const TRANSLATED = new RegExp(
  String.raw`^(?:questions?|answers?)\s[^/|–]{1,20}[/|–-]\s?(?=(?:${NAME})\s)`,
  'iu',
)

/** "Kamervraag 1", "Schriftelijke vraag 2" */
const OF_COUNCIL = /^(?:kamer|raads|staten|schriftelijke\s)(?=vra(?:ag|gen)\s)/i

/** "1. Vraag", "2) Antwoord" */
const COUNTED = /^(?<count>\d{1,3}[a-p]?)\s?[.):]?\s+(?<what>vraag|antwoord)\s*[.:]?$/iu

/** "1e vraag", "Antwoord op de 2de vraag" */
const NTH = new RegExp(
  patternOf`
    ^(?<name>(?:antwoord\s+op\s+)?)(?:de\s+)?(?<nth>\d{1,3})(?:e|de|ste)\s+
    (?:vraag|antwoord)\s?[.:]?$
  `,
  'iu',
)

/** "V1", "A 2:", "Q1." */
const LETTERS = /^(?<letter>[VQA])\s?(?<number>\d{1,3}[a-p]?)\s?[.:)]?$/u

/** Characters of such a heading at most. */
const LONGEST = 60

/**
 * Rewrites a short line in the usual words of a heading: "Vraag 2" for "*** Vraag 2 ***", "Tweede
 * vraag", "Vraag II" and "V2:"; null for any other line.
 */
export function usualHeading(line: string): string | null {
  if (line.length > LONGEST) return null
  const bare = line.replace(AROUND, '').replace(TRANSLATED, '').replace(OF_COUNCIL, '').trim()
  const scan = SCANNED.exec(bare)?.groups
  if (scan?.['scanned'] !== undefined) {
    const figures = scan['scanned'].replace(/(?<!\p{L})[\dlisoz]{1,3}(?!\p{L})/giu, (number) =>
      number.replace(/\D/g, (letter) => FIGURES[letter.toLowerCase()]!),
    )
    if (figures !== scan['scanned']) return `${scan['name']} ${figures}`
  }
  const { name, number } = BEHIND.exec(bare)?.groups ?? BEFORE.exec(bare)?.groups ?? {}
  if (number !== undefined) {
    const value = valueOf(number)
    if (value === 0) return null
    return `${name === undefined || name === '' ? nameIn(bare) : name} ${value}`
  }
  const to = AD.exec(bare)?.groups?.['numbers']
  if (to !== undefined) return `Antwoord ${to}`
  const { name: before, nth } = NTH.exec(bare)?.groups ?? {}
  if (nth !== undefined) return `${before === '' ? nameIn(bare) : 'Antwoord'} ${nth}`
  const { count, what } = COUNTED.exec(bare)?.groups ?? {}
  if (count !== undefined) return `${nameIn(what!)} ${count}`
  const { letter, number: short } = LETTERS.exec(bare)?.groups ?? {}
  if (letter !== undefined) return `${letter === 'A' ? 'Antwoord' : 'Vraag'} ${short}`
  const stripped = bare.replace(/[?!;,…'’]$/, '').trimEnd()
  return stripped !== line && OPENS_WITH_NAME.test(stripped) ? stripped : null
}

/** "Vrag 2", "Antword op de vrag 2 en 3:", "Vraga 2: Wie", "Vr@ag 2" */
const MISSPELT = new RegExp(
  patternOf`
    ^(?<name>[\p{L}\d@.|$]{4,12}(?:\s+op)?(?:\s+de)?(?:\s+[\p{L}\d@.|$]{4,7})?)
    \s+(?<numbers>\d{1,3}[a-p]?(?:(?:,|\s(?:en|t/m|tot en met))\s\d{1,3}[a-p]?){0,9})
    \s?(?:[.:)]?$|:\s+(?=\S))
  `,
  'iu',
)

const HEADING_WORDS = ['vraag', 'vragen', 'antwoord', 'antwoorden']

/** Words that differ from these by a letter, and are right: "Kragen 2: wit linnen" */
const OTHER_WORDS = new Set('draag dragen graag kraag kragen traag vlaag vlagen vraagt'.split(' '))

/**
 * The heading that a line begins with, if a letter or two of its words are wrong: "Vraag 2" for
 * "Vrag 2"; `length` is that of the misspelt one. Null for any other line.
 */
export function correctedHeading(line: string): { heading: string; length: number } | null {
  const match = MISSPELT.exec(line)
  if (match === null) return null
  const { name = '', numbers = '' } = match.groups ?? {}
  const words = name.split(/\s+/).map((word) => {
    if (word === 'op' || word === 'de') return word
    const small = word.toLowerCase()
    if (OTHER_WORDS.has(small)) return null
    return HEADING_WORDS.find((right) => isNear(small, right)) ?? null
  })
  if (words.includes(null) || words.join(' ') === name.toLowerCase()) return null
  const heading = `${words.join(' ')} ${numbers}`
  return { heading: heading[0]!.toUpperCase() + heading.slice(1), length: match[0].length }
}

/** True if one letter is wrong, missing, added or swapped, or two of a long word. */
function isNear(word: string, right: string): boolean {
  const most = right.length > 6 ? 2 : 1
  return slipsBetween(word, right, most) <= most
}

function nameIn(text: string): string {
  return /antwoord/i.test(text) ? 'Antwoord' : 'Vraag'
}

/** 0 if it is not a number. */
function valueOf(word: string): number {
  const small = word.toLowerCase().replaceAll('é', 'e')
  const at = DUTCH_CARDINALS.indexOf(small) + 1 || DUTCH_ORDINALS.indexOf(small) + 1
  if (at > 0) return at
  return word === word.toUpperCase() ? ROMAN.indexOf(small) + 1 : 0
}

/** Longer lists of questions are numbered in digits. */
const ROMAN = romanNumerals(13)
