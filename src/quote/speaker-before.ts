import { patternOf } from '../text/pattern.ts'
import { firstOf, isClaim, readPerson } from './naming.ts'
import {
  adverbs,
  hearers,
  joins,
  name,
  names,
  office,
  otherVerb,
  particle,
  splitVerb,
  titled,
  verb,
} from './naming-patterns.ts'

/** How such words end: "schrijft dat", "schrijft dat het kabinet" */
const ending = '(?: (?:dat|that)(?: \\p{Ll}{1,20}){0,8})?[:,]? ?$'
const rest = patternOf`(?<rest>[^"“”„«»‘’?!.:;\n]{0,100}?)`

/** How a sentence goes on, from its last such verb, to a quotation: "schreef minister Zand:" */
const introductions = [
  `^${verb}${adverbs} (?!${hearers})${titled}${rest}${ending}`,
  `^${splitVerb}${adverbs} ${titled}${rest} ${particle}${ending}`,
].map((pattern) => new RegExp(pattern, 'u'))

/** Two names beside a verb: "Zand antwoordt Bos:", but also "Telefonisch antwoordt Zand:" */
const tellsSomeone = new RegExp(
  patternOf`
    ^(?!(?:In|Op|Uit|Volgens|Voor)\x20)
    (?<topic>)(?<person>${name}) (?:antwoord(?:t|de)|schr(?:ijft|eef)|verzeker(?:t|de)
    |waarschuw(?:t|de)|meld(?:t|de)|told|tells|answer(?:s|ed))
    (?= (?:(?:het )?(?:[Kk]amer)?lid )?\p{Lu})
  `,
  'u',
)

/** … and how it begins: "Minister Zand is duidelijk:", "Volgens minister Zand geldt:" */
const beginnings = [
  tellsSomeone,
  // "In een schriftelijke reactie van minister Zand staat:"
  patternOf`
    ^(?:(?:In|Uit|Volgens|[Zz]ie(?: ook)?|Vgl\.|Vergelijk) )?(?:(?:[Dd]e|[Hh]et|[Ee]en) )?
    (?:\p{Ll}{3,20} )?(?:[Aa]ntwoord(?:en)?|[Rr]eactie|[Bb]rief|[Kk]amerbrief|[Bb]eantwoording
    |[Vv]erklaring|[Cc]itaat|[Qq]uote|[Uu]itspraak|woorden|words) (?:van|of) ${titled}${rest}
    (?: (?:staat|stond|luidt|luidde|is|was|blijkt))?(?: als volgt| (?:het )?\p{Ll}{3,20})?${ending}
  `,
  // "Minister Zand verzucht:", "Minister Zand onderstreept dat"
  `^(?=${office})${titled} (?!${joins}(?!\\p{L}))${otherVerb}${adverbs}(?::| dat| that) ?$`,
  `(?:^(?:Zoals )?|, )${titled} ${verb}${rest}${ending}`,
  `^${titled} ${splitVerb}${rest} ${particle}${ending}`,
  // "Ik citeer minister Zand:", "Minister Zand, en ik citeer:"
  `^Ik citeer ${titled}: ?$`,
  `^${titled},? (?:en )?ik citeer: ?$`,
  // "Zijn voorganger, minister Zand:"
  `^(?:Zijn |Haar |Hun |Diens )?\\p{L}{4,20}, (?=${office})${titled},?: ?$`,
  // "Zoals minister Zand het verwoordt:", "As Zand put it:"
  patternOf`
    ^(?:(?:Of|En) )?(?:[Zz]oals|[Aa]s) ${titled}
    \x20(?:(?:het|dit|dat) ${verb}|(?:put|puts) it)${ending}
  `,
  patternOf`
    ^${titled} (?:is|was|blijft|bleef)(?: heel| zeer)? (?:duidelijk|helder|stellig|kort|resoluut
    |kritisch): ?$
  `,
  `^(?:[Vv]olgens|[Aa]ccording to) ${titled}(?![\\p{L}-])`,
  // "Minister Zand houdt de boot af:"
  patternOf`
    ^(?=${office})${titled} (?!${joins}(?!\p{L}))
    (?<claim>(?!van |voor |of )(?=\p{Ll})(?:(?!${office})[^"“”„«»‘’?!.:;\n]){1,100}): ?$
  `,
  // "Zand belooft:", "Zand vandaag:", but also "Onderzoek bewijst:"
  `^(?<topic>)(?<person>${names})(?: (?!${joins}(?!\\p{L}))${otherVerb})?${adverbs}: ?$`,
].map((pattern) => new RegExp(pattern, 'u'))

/**
 * Who speaks to the person behind the verb: "Het lid Bos schreef minister Zand:", "De Kamer geeft
 * minister Zand mee:"
 */
const speaksTo = new RegExp(
  patternOf`
    ^(?:${office}[^,.:;]{0,60}|${name}(?<=\))|(?:[Hh]ij|[Zz]ij|[Zz]e|[Ii]k|[Ww]ij|[Ww]e|He|She|They)
    |(?:[Dd]e|[Hh]et) (?:Tweede |Eerste )?
    (?!antwoord|vraag|dag|week|maand|jaar|keer)\p{L}{3,30})\x20$
  `,
  'u',
)
const speaking = new RegExp(`(?<!\\p{L})(?:${verb}|${splitVerb})(?!\\p{L})`, 'gu')

/**
 * Who, according to the words of a sentence before a quotation in marks, says it, as it would stand
 * behind the quotation: ", aldus minister Zand"; empty if they name nobody. Wider than what
 * `readQuote` takes off: here the marks tell which words are the quote.
 */
export function speakerBefore(sentence: string): string {
  const found = introductionIn(sentence)
  if (found === null) return ''
  return found.mayBeTopic ? ` (${found.person})` : `, aldus ${found.person}`
}

interface Introduction {
  readonly person: string
  /** the words before the verb that tells who speaks, or those behind the name that tell more */
  readonly lead: string
  readonly mayBeTopic: boolean
}

const conjunction = /^(?:En|Maar|Ook|Want|And|But|Also) /

export function introductionIn(sentence: string): Introduction | null {
  const words = sentence.trimStart().replace(conjunction, '')
  const last = Array.from(words.matchAll(speaking)).at(-1)
  const lead = words.slice(0, last?.index ?? 0)
  const isSaidBehind = last !== undefined && !speaksTo.test(lead) && !tellsSomeone.test(words)
  const behind = isSaidBehind ? firstOf(introductions, words.slice(last.index)) : null
  const match = behind ?? firstOf(beginnings, words)
  const told = match?.groups!['rest'] ?? ''
  // "reageert op “…”"
  if (!match || isClaim(told) || / op$/.test(told)) return null
  const { person, mayBeTopic } = readPerson(match)
  return person === ''
    ? null
    : {
        person,
        lead: behind === null ? (match.groups!['claim'] ?? '') : lead,
        mayBeTopic,
      }
}
