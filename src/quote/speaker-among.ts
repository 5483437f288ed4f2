import { fold } from '../domain/fold.ts'
import { patternOf } from '../text/pattern.ts'
import type { FindMinisters } from './known-ministers.ts'
import { isMember } from './speakers.ts'
import { denies, hearers, office } from './naming-patterns.ts'

const setOf = (words: string) => new Set(words.split(' '))

/** With one of these a sentence says that whom it names did not say this, or asks it. */
const otherwise = setOf(
  'niet geen nooit zonder anders behalve tegenstelling oneens onzin of krijgt kreeg ' +
    'hoort hoorde horen verwijst verwees citeert citeerde vraagt vroeg weigert ' +
    'weigerde wordt werd ontvangt ontving leest las stemt stemde toen als wanneer voordat nadat ' +
    'terwijl hoewel collega voorganger opvolger ambtgenoot ambtsgenoot not never unlike asked ' +
    'when predecessor successor',
)
const denying = new RegExp(`(?<!\\p{L})${denies}(?!\\p{L})`, 'u')

/** Words whose subject stands behind the verb if a sentence begins with them: "In de Kamer zei" */
const openers = setOf(
  'aan bij daarin daarop daarover dat desgevraagd door eerder en er gisteren hierin hierop ' +
    'hierover in later maar met na namens nu ook op over tegen tegenover tijdens toch uit van ' +
    'vanuit vandaag volgens voor wat zo zoals and as but on',
)

/** Behind these somebody is asked or told, or is where or what it is about. */
const beside = setOf(
  'aan achter bij dan in met na naar naast namens om onder op over rond sinds tegen tegenover ' +
    'tot tussen uit voor about after against for in on than to under with mit über à',
)
/** "in antwoord op een brief van" */
const replying = setOf('aan na naast op over van to')
const articles = setOf('de het een zijn haar hun the a an his her their')
const pronouns = setOf('hij zij ze wij we ik he she they i')
const relative = setOf('dat die that which')
const ofWhom = setOf('van of by from door')
/** "de woorden van minister Zand", "Zands antwoord" */
const spoken = setOf(
  'antwoord antwoorden beantwoording brief kamerbrief reactie standpunt woorden citaat mond ' +
    'monde kant uitspraak verklaring persbericht woordvoerder answer answers reply response ' +
    'reaction letter words statement',
)

/** What may stand before a surname: "minister Ada ", "VVD'er " */
const title = new RegExp(
  patternOf`
    (?<office>(?:${office} )?)(?:\p{Lu}[\p{L}\d]{1,9}['’]er )?(?:\p{Lu}[\p{L}.]{1,20} )?$
  `,
  'u',
)

/** What a sentence says besides: where, when and to whom. */
const aside = new RegExp(
  patternOf`
    (?<!\p{L})(?:aan|bij|in|on|op|over|tegen|tijdens|to|uit|van|via|voor|Aan|Bij|In|On|Op|Tijdens)
    (?: \p{Ll}{1,20}){0,3}(?: \p{Lu}[\p{L}\d'’&-]{0,40}){1,4}|${hearers}|\([^()]{0,80}\)
  `,
  'gu',
)
const somebody = /(?<=[\p{L}\d,;] ?)\p{Lu}\p{L}/u

const quoted = '“”'

/**
 * The only minister of the index whom the words of a sentence around its quotation name, unless
 * they are asked, told or spoken of there; empty if there is none. For sentences that say who
 * speaks in none of the usual ways.
 */
export function speakerAmong(before: string, behind: string, ministersIn: FindMinisters): string {
  const sentence = before + quoted + behind
  const found = ministersIn(sentence)
  const names = new Set(found.map(({ start, end }) => fold(sentence.slice(start, end))))
  if (names.size !== 1 || sentence.includes('?')) return ''
  const endsInName = found.some(({ end }) => end === before.trimEnd().length)
  if ((!endsInName && isObject(before)) || denying.test(sentence)) return ''
  if (wordsOf(sentence).some((word) => otherwise.has(fold(word)))) return ''
  for (const { start, end } of found) {
    const lead = sentence.slice(0, start)
    const { index, groups } = title.exec(lead)!
    const given = lead.slice(index).trim()
    const isGiven = !openers.has(fold(given)) && !beside.has(fold(given))
    const own = isGiven ? lead.slice(0, index) : lead
    const rest = sentence.slice(end)
    const others = `${own} ${rest}`.replace(aside, ' ')
    const named = `${groups!['office']}${sentence.slice(start, end)}`
    if (!isMember(given) && !somebody.test(others) && speaks(own, rest)) return `, aldus ${named}`
  }
  return ''
}

/** Whether who is named between these words says what the sentence quotes. */
function speaks(lead: string, rest: string): boolean {
  const genitive = /^['’]s?(?= )/.exec(rest)
  if (genitive !== null) {
    const [next = ''] = wordsOf(rest.slice(genitive[0].length))
    if (!spoken.has(next)) return false
  }
  const words = wordsOf(lead).map(fold)
  const [last, noun] = [words.at(-1), words.at(-2)]
  if (last === undefined) return true
  if (ofWhom.has(last)) {
    return noun === undefined || (spoken.has(noun) && !isAnswered(words.slice(0, -2)))
  }
  if (spoken.has(last)) return !isAnswered(words.slice(0, -1))
  if (beside.has(last) || pronouns.has(last) || articles.has(noun ?? '')) return false
  const [, behind] = lead.split(quoted)
  if (behind === undefined) return openers.has(words[0]!)
  // "“…”, staat in de brief, en Zand steunt dat"
  return !/\p{L},\s/u.test(behind) && !(relative.has(last) && !spoken.has(noun ?? ''))
}

/** Whether the words before "brief van" tell that it is answered: "in antwoord op een boze " */
function isAnswered(before: readonly string[]): boolean {
  const words = before.filter((word) => !articles.has(word))
  const [last = '', other = ''] = words.toReversed()
  return replying.has(last) || (last.endsWith('e') && replying.has(other))
}

/** Whether the quotation is what somebody speaks of: "reageert op de woorden “…”"; not "Met “…”" */
function isObject(before: string): boolean {
  const words = wordsOf(before).map(fold)
  if (/:\s*$/.test(before) || words[0] === 'met') return false
  return beside.has(words.at(-1) ?? '') || articles.has(words.at(-2) ?? '')
}

function wordsOf(text: string): string[] {
  return text.match(/\p{L}[\p{L}\p{M}]*/gu) ?? []
}
