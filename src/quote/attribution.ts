import type { Span } from '../domain/document.ts'
import { clitic, embeddedSpan } from './chunks.ts'
import { copiedCitation } from './copied-citation.ts'
import { unadorned } from './adornments.ts'
import { ministryAt, namingWords, notNames, offices } from './speakers.ts'
import { referencesIn, type QuoteReference } from './reference.ts'
import { MONTHS } from '../domain/names.ts'
import { patternOf } from '../text/pattern.ts'
import { fold } from '../text/words.ts'

/** Text around a quote that is the quoter's own, removed before comparison. */
export interface TakenOff {
  readonly kind: 'attribution' | 'marks' | 'ellipsis'
  readonly start: number
  readonly end: number
  readonly text: string
}

/** A quote as given, and without its attribution. */
export interface GivenQuote {
  readonly given: string
  /** as long as `given`, with spaces in place of the removed text */
  readonly bare: string
  /**
   * the same with or without the comma in `"…", aldus X, "…"`, which may be the quoter's, and with
   * the full stop that it replaces in `"…", aldus X. "…"`
   */
  readonly otherwise: readonly string[]
  readonly takenOff: readonly TakenOff[]
  /** the named person: "minister Zand"; null if it names none */
  readonly named: string | null
  /** the day and the questions of the answer, as the text beside it tells them */
  readonly references: readonly QuoteReference[]
  /** true for a name alone that may be a topic or a publication: `Ameland: "…"`, `"…" (Trouw)` */
  readonly mayBeTopic: boolean
}

/** A quote whose attribution is a part of the words quoted. */
export function asWritten(quote: GivenQuote): GivenQuote {
  const { given } = quote
  const takenOff = roundOf(given).map((part) => ({ ...part, text: textOf(given, part) }))
  return { ...quote, takenOff, named: null, references: [], mayBeTopic: false }
}

const lets = '(?:laat|laten|liet|lieten)'
/** Verbs of two parts, "geeft … aan": the first, and the second. */
const splitVerb = patternOf`
  (?:${lets}|geeft|geven|ga(?:f|ven)|merk(?:t|ten?)|voeg(?:t|den?)|licht(?:ten?)?|leg(?:t|den?)
  |houdt|hield(?:en)?|deel(?:t|den?)|wijst|wijzen|wees|wezen)
`
const particle = '(?:weten|aan|op|erop|(?:(?:daar|er)aan )?toe|uit|vol|mee|mede)'
const verb = patternOf`
  (?:zegt|zeggen|zei|zeiden|schrijft|schrijven|schreef|schreven|antwoord(?:t|en|den?)
  |stel(?:t|len|den?)|meld(?:t|en|den?)|reage(?:ert|ren|erden?)|verklaar(?:t|den?)|verklaren
  |benadruk(?:t|ken|ten?)|bevestig(?:t|en|den?)|erken(?:t|nen|den?)|herhaal(?:t|den?)|herhalen
  |waarschuw(?:t|en|den?)|betoog(?:t|den?)|oordeel(?:t|den?)|verzeker(?:t|den?)|vervolg(?:t|de)
  |vind(?:t|en)|vond(?:en)?|conclude(?:ert|ren|erden?)|formule(?:ert|ren|erden?)|verwoord(?:t|den?)
  |(?:geeft|geven|gaf|gaven) (?:als|ten) antwoord|${lets} weten|says|said|writes|wrote|states
  |stated|replies|replied|answers|answered|tells|told|insists|insisted|notes|noted|stresses|stressed
  |confirms|confirmed|argues|argued)
`
const office = patternOf`
  (?:[Dd]e |[Hh]et |[Tt]he (?:\p{Ll}{4,14} (?=minister))?|Dutch\x20
  |Nederlandse |(?:[Tt]oenmalig|[Dd]emissionair|[Vv]oormalig|[Vv]erantwoordelijk|[Nn]ieuw)e?\x20
  |[Vv]orige |[Hh]uidige |[Bb]etrokken |[Oo]ud-|\p{Lu}[\p{L}&]{1,20}-
  |\p{Lu}\p{Ll}{3,14} (?=Minister)){0,4}
  (?:(?:\p{L}{3,20})?minister|Minister|[Kk]abinet|[Ss]taatssecretaris|[Pp]remier|[Bb]ewinds
  |[Mm]in\.(?= \p{Lu})|[Ss]tas\.|[Ss]tate [Ss]ecretary
  |(?:[Kk]amerl|[Ll])(?:id|eden)(?= (?:\p{Lu}|van )))
`
/** The apostrophe of "Van 't Hart", which no mark of a quotation is. */
const apostrophe = "(?<=[\\p{L} ])['‘’](?=t )|(?<=\\p{L})['’](?=\\p{L})"
const officer = patternOf`${office}(?:[^"“”„«»‘’'?!:;\n]|${apostrophe}){0,150}?`
/** Words that open a sentence before a quotation and are not a name: `Ook: "…"`. */
const opener = patternOf`
  (?:Ook|En|Maar|Of|Want|Dus|Verder|Daarnaast|Bovendien|Daarbij|Tevens|Voorts|Eerst|Daarna|Hij|Zij
  |Ze|Wij|We|Het|Dit|Dat|Er|Zie|Citaat|Namelijk|Also|And|But|Or|So|Moreover|Further|Then|First|He
  |She|They|We|It|This|That|See|Quote|Zoals|Daarin|Hierin
  |Daarover|Hierover|Ja|Nee|Yes|No|Vervolgens|Daarop|Hierop|Desgevraagd|Inmiddels|Later|Eerder|Toen
  |Nu|Zo|Toch|Opnieuw|Gisteren|Vandaag|Onlangs|Uiteindelijk|Aanvankelijk|Overigens|Intussen
  |Ondertussen|Nadien|(?:Maan|Dins|Woens|Donder|Vrij|Zater|Zon)dag)
`
/** In "J.P.", "Th." and "St.Jan" the full stop is the name's. */
const inName = "(?:[\\p{L}'’-]|\\.(?=\\p{L})|(?<=\\p{Lu}h?r?)\\.)"
const name = patternOf`
  (?!${opener}(?![\p{L}.'’-]))(?:van (?:de[nr]? )?)?\p{Lu}${inName}{1,40}
  (?: (?:\p{Lu}|van |de |der |den |ten |ter |in |'t ){1,4}${inName}{0,40}){0,4}(?<!['’])
  (?: ?\([^()\n]{1,80}\))?
`
const names = `${name}(?: (?:en|and) ${name})?`
/** What somebody is besides: ", diëtist", ", nu fractievoorzitter", ", hoogleraar in Leiden" */
const besides = patternOf`
  , (?:(?:toen|destijds|nu|inmiddels|thans|now|then) )?\p{Ll}{4,30}
  (?: (?:van|bij|in|of|at) (?:de |het |the )?\p{Lu}[\p{L}\d&-]{1,30}){0,2}
`
/** "Ruben Zand, minister van Defensie", "Hugo de Zand (DDD), toen minister", "Ada Bos, diëtist" */
const someone = patternOf`
  (?:[Dd]e heer |[Mm]evrouw |(?:[Dd]hr|[Mm]w)\. )?${names}
  (?:, (?:toen |destijds |nu |inmiddels |nog ){0,2}${officer}|${besides}(?=\.?$))?
`
const person = `(?<person>${officer}|${someone})`
/** An office or a name alone, without when and where: "de minister van Defensie", "Van Weel". */
const titled = patternOf`
  (?<person>${office}\p{Ll}{0,12}(?:-\p{L}{1,20})?(?: (?:(?:van|voor|of) )?${names}){0,2}|${names})
`
/** After half a name: " de Zand" behind "Hugo" */
const restOfName = "(?! (?:(?:van|de|der|den|ten|ter|in(?= 't)|'t) ){1,4}\\p{Lu})"
/** "to parliament", "MPs on Monday", "aan de Kamer" */
const hearers = patternOf`
  (?:the |de )?(?:Dutch |Tweede )?(?:[Pp]arliament|House|MPs|Kamer|Kamerleden)(?!\p{L})
`
const listener = patternOf`
  (?: (?:to |aan )?${hearers})?(?: (?:on|op) \p{L}{3,10})?
  (?: in (?:an? |his |her |their )?(?:written )?(?:letter|reply|response|answer)
  (?: to (?:the )?(?:\p{L}{3,15} ?){1,3})?)?
`
/** "woensdag in de Volkskrant", "eerder deze week", "op 3 mei": what may stand before a name */
const adverbs = patternOf`
  (?: (?:ook|eerder|later|onlangs|toen|nu|daarop|zelf|al|gisteren|eergisteren|vandaag|van(?:morgen
  |ochtend|middag|avond)|(?:maan|dins|woens|donder|vrij|zater|zon)dag(?:ochtend|middag|avond)?
  |(?:deze|vorige|afgelopen) (?:week|maand)|(?:dit|vorig) jaar|op \d{1,2} \p{Ll}{3,9}(?: \d{4})?
  |(?:in|op|bij|tegen|tegenover) (?:de |het )?(?:\p{Lu}[\p{L}\d]{1,20}(?= \p{L})|krant|radio
  |televisie)
  |in een (?:\p{Ll}{4,12} )?(?:brief|kamerbrief|interview|debat|reactie)
  )){0,4}?
`
const publication = patternOf`
  (?:[Aa]ntwoord(?:en)?|[Aa]ntw\.?|[Vv]raag|[Vv]ragen|[Vv]r\.|[Bb]eantwoording
  |[Kk]amerstuk(?:ken)?|[Aa]anhangsel|[Hh]andelingen|[Kk]amervragen)
`
const pronoun = '(?:hij|zij|ze|he|she|they)'
const otherVerb = '(?:\\p{Ll}{2,14}(?:t|te|de)|riep|sprak|vroeg)'
/** Words with the ending of a verb that join or deny: `"…", met minister Zand` */
const joins = patternOf`
  (?:met|uit|tot|want|niet|naast|omtrent|mede|beide|(?:ontken|betwist|weerleg|weersprak)\p{Ll}{0,3}
  |bestrijdt|weerspreekt)
`
const sayer = '(?:[Aa]ldus|[Dd]ixit|volgens|according to|zo)'
const opening = patternOf`(?:["“„«]|(?<!\p{L})[‘'](?!${clitic}))`
const closing = patternOf`(?:["”“»’]|(?<=\S)'(?!\p{L}))`
/** The end of a quote, in marks or without. */
const said = `(?:${closing}|[\\p{L}\\d%])[.,;]?`
/** The same where a sentence ends. */
const ended = `(?:${closing}[.,;]?|[.!?…])`
const dash = '(?:[–—―~-]|--)'
/** "zie het", "bron:", before the answer that a quote cites. */
const see = patternOf`
  (?:(?:[Zz]ie(?: ook)?|[Bb]ron:?|[Ss]ource:?|[Vv]gl\.|[Cc]f\.|[Uu]it|[Ii]n) )?(?:het |de )?
`
/** "2021D00001", "ah-tk-20202021-123" */
const documentId = '(?:\\d{4}[DZ]\\d{5}|[ae]h-[et]k-\\d{8}-\\d{1,5}|kv-tk-\\d{4}Z\\d{5})'

/**
 * Attributions after a quote: `"…", aldus minister Zand.`, `"…" (antwoord op vraag 3)`,
 * `"…" – Zand`, `…, aldus Van Weel`
 */
const behind = [
  patternOf`
    (?<=${closing}[.,;]?) ?[,–-]? ?(?:${sayer}(?: ${verb})?
    |(?:[Dd]at )?${verb})${adverbs} (?:${person}|${pronoun})\.?$
  `,
  // "zei Zand gisteren in de Kamer"
  patternOf`
    (?<=${closing}[.,;]?) ?,? ?(?:${sayer}(?: ${verb})?|${verb}) (?:(?<person>${names})|${pronoun})
    ${restOfName} \p{Ll}
    [^"“”„«»‘’'?!.:;\n]{0,80}\.?$
  `,
  patternOf`(?<=${closing}[.,;]?) ?,? ?${person},? ${verb}${listener}\.?$`,
  patternOf`
    (?<=${closing}[.,;]?) ?,? ?(?:zo |[Dd]at )?${splitVerb} (?:${person}|${pronoun}) ${particle}
    (?: (?:in|op|aan|tijdens|via|bij|naar aanleiding van) [^"“”„«»‘’'?!:;\n]{0,100})?\.?$
  `,
  // "zo liet Zand gisteren aan de Kamer weten"
  patternOf`
    (?<=${closing}[.,;]?) ?,? ?(?:zo |[Dd]at )?${lets} (?:(?<person>${names})|${pronoun})
    ${restOfName} \p{Ll}[^"“”„«»‘’'?!.:;,\n]{0,60}? weten(?: aan [^"“”„«»‘’'?!:;\n]{0,60})?\.?$
  `,
  // "staat in de beantwoording van Zand", "zei een woordvoerder van Zand"
  patternOf`
    (?<=${closing}[.,;]?) ?,? ?(?:zo |[Dd]at )?(?:staat|stond|luidt|luidde|klinkt|klonk|blijkt
    |bleek|valt|volgens|(?:${sayer}|${verb})(?= een (?:\p{Ll}{2,20} )?woordvoerder))
    (?: \p{Ll}{2,20}){1,6}? (?:van|bij) ${person}\.?$
  `,
  // "luidt het antwoord", "is te lezen in de brief van minister Zand", "klinkt het"
  patternOf`
    (?<=${closing}[.,;]?) ?,? ?(?:zo |[Dd]at )?(?:luidt|luidde|klinkt|klonk|is|was|staat|stond|valt)
    (?: er)?(?: te lezen)?(?: in)? (?:het|(?:het|de|een|zijn|haar|hun) (?:\p{Ll}{4,14} )?(?:antwoord
    |antwoorden|beantwoording|reactie|(?:[Kk]amer)?brief|verklaring)
    (?: van (?:${person}|\d{1,2} \p{Ll}{3,9}(?: \d{4})?))?)\.?$
  `,
  // "verzucht minister Zand", with any verb
  patternOf`
    (?:(?<=[,?!]${closing}) |(?<=${closing}) ?, ?)(?!${joins}(?!\p{L}))
    ${otherVerb} (?:${person}|${pronoun})\.?$
  `,
  patternOf`(?<=${closing}[.,;]?) ?${dash} ?${person}(?:(?:, | (?=\d))[^"“”„«»\n]{1,60})?$`,
  // on a line of its own: "Minister Zand, 1 april 2021", "Bron: Zand"
  patternOf`
    (?<=${ended})(?:\u2028 {0,9}(?:(?:Bron|Source): |${dash} ?)?| ${dash} ?)(?<topic>)${person}
    (?:(?:, | (?=\d))[^"“”„«»\n]{1,60})?$
  `,
  patternOf`(?<=${said}) ?[([](?:${sayer} )?(?<person>${officer})[)\]]\.?$`,
  // "(antwoord van minister Zand op vraag 2)"
  patternOf`
    (?<=${said}) ?[([]${see}${publication} (?:(?:van|door) |(?=${office}))${titled}
    (?:,|(?=[)\]])| (?:op|van|aan|d\.d\.)(?!\p{L}))[^"“”„«»()\n]{0,80}[)\]]\.?$
  `,
  // "(zie het antwoord op vraag 3)", "(minister Zand, antwoord 2)"
  patternOf`
    (?<=${said}) ?[([]${see}(?:${person},? |[\p{L}\d-]{4,40}, )?${publication}
    (?!\p{L})[^"“”„«»()\n]{0,80}[)\]]\.?$
  `,
  // "(2021D00001)", "(minister Zand, 2021D00001)"
  patternOf`
    (?<=${said}) ?[([]${see}(?:${person}, )?(?:[^"“”„«»()\n]{0,40}[ ,])?${documentId}
    (?![\p{L}\d])[^"“”„«»()\n]{0,40}[)\]]\.?$
  `,
  // "(p. 4)", where the name stands before
  patternOf`(?<=${said}) ?[([](?:pp?|blz|pag)\. ?\d{1,4}(?:[–-]\d{1,4})?[)\]]\.?$`,
  // "(Zand, 2024)", behind words without marks too
  patternOf`
    (?<=${said}) ?\((?<topic>)(?<person>${someone}),? (?:\d{1,2} \p{Ll}{3,9}\.?\x20
    |\d{1,2}[-/]\d{1,2}[-/])?\d{4}
    [^"“”„«»()\n]{0,40}\)\.?$
  `,
  // "(Zand)", "(aldus Zand)"
  patternOf`
    (?<=${closing}[.,;]?) ?[([](?<topic>)(?:${sayer} )?(?<person>${someone})[)\]]\.?$
  `,
  patternOf`, (?:${sayer}(?: ${verb})?) ${person}\.?$`,
].map((pattern) => new RegExp(pattern, 'u'))

/** … and after one without marks: "…, schrijft minister Zand", "…. Aldus minister Zand" */
const behindUnmarked = [
  patternOf`
    (?:, (?:zo )?${verb}|(?<=[.!?…]) (?:Aldus|Dixit))${adverbs} (?:${person}|${pronoun})\.?$
  `,
  patternOf`, (?:zo )?${lets} (?:${person}|${pronoun}) weten\.?$`,
].map((pattern) => new RegExp(pattern, 'u'))
const anyMark = /["“”„«»‘]/

/** The words of the heading of an answer, or of a question, before its numbers. */
export const heading = '(?:Antwoord(?:en)?(?: op)?(?: vra(?:ag|gen))?|Vra(?:ag|gen)|[VQA](?=:))'

const word = "\\p{Lu}[\\p{L}.'’-]{1,40}"

/** "Antwoord", "Citaat": what a quote is called before the name of its speaker. */
const announced = patternOf`
  (?:[Hh]et )?(?:[Aa]ntwoord|[Rr]eactie|[Bb]rief|[Bb]eantwoording|[Cc]itaat|[Qq]uote|[Uu]itspraak)
`

/** … before it: `Minister Zand: "…`, `Volgens de minister "…`, `Minister Zand schrijft dat "…` */
const before = [
  // "Antwoord 3 en 4", "Antwoord op vraag 2:", "Antwoord:", as copied with an answer; "Vraag 2"
  patternOf`
    ^${heading}(?: \d{1,3}[a-z]?(?:(?:, ?| en | t\/m )\d{1,3}[a-z]?){0,20} ?[.:)]?|:)\x20
    (?=${opening}|\p{Lu})
  `,
  // "Ameland: …", "Den Haag: …"
  patternOf`
    ^(?<topic>)(?<person>(?!${opener}(?![\p{L}.'’-])|${office})${word}(?: ${word}){0,2})
    : ?(?=${opening})
  `,
  patternOf`
    ^(?:[Vv]olgens |[Aa]ldus |[Dd]ixit |[Aa]ccording to |${announced} (?:van )?)?
    ${person}(?: ${verb}(?: dat| that)?)?[:,]? ?(?=${opening})
  `,
  // "Zand over de sluizen:"
  patternOf`^${person}(?: ${verb})? over [^"“”„«»‘’'?!.:;\n]{1,60}: ?(?=${opening})`,
  patternOf`^(?:${announced} (?:van )?)?(?<person>${officer})(?: ${verb})?: (?=\S)`,
  patternOf`^(?:Hij|Zij|Ze|He|She|They) ${verb}(?: dat| that)?[:,]? ?(?=${opening})`,
].map((pattern) => new RegExp(pattern, 'u'))

/** … and in the middle: `"…", aldus minister Zand, "…"` */
const amid = new RegExp(
  patternOf`
    (?<=${closing})[.,]? ?,? ?(?:${dash} ?|\()?(?:${sayer}(?: ${verb})?|${verb})${adverbs}
    \x20(?:${person}|${pronoun})(?:[,.:;]|\)[,.]?| ?${dash})? (?=${opening})
  `,
  'u',
)

const behindMarks = new RegExp(patternOf`(?<=${closing}) [^"“”„«»‘’'.!?:;,\n]{1,80}$`, 'u')

const ending = '(?: dat| that)?[:,]? ?$'
const rest = patternOf`(?<rest>[^"“”„«»‘’?!.:;\n]{0,100}?)`

/** How a sentence goes on, from its last such verb, to a quotation: "schreef minister Zand:" */
const introductions = [
  `^${verb}${adverbs} (?!${hearers})${titled}${rest}${ending}`,
  `^${splitVerb}${adverbs} ${titled}${rest} ${particle}${ending}`,
].map((pattern) => new RegExp(pattern, 'u'))

/** Two names beside a verb: "Zand antwoordt Bos:", but also "Telefonisch antwoordt Zand:" */
const tellsSomeone = new RegExp(
  patternOf`
    ^(?!(?:Aan|Bij|In|Met|Na|Namens|Op|Over|Tegen|Tijdens|Uit|Via|Volgens|Voor)\x20)
    (?<topic>)(?<person>${name}) (?:antwoord(?:t|de)|schr(?:ijft|eef)|verzeker(?:t|de)
    |waarschuw(?:t|de)|meld(?:t|de)|told|tells|answer(?:s|ed))
    (?= (?:(?:het )?(?:[Kk]amer)?lid )?\p{Lu})
  `,
  'u',
)

/** … and how it begins: "Minister Zand is duidelijk:", "Volgens minister Zand geldt:" */
const beginnings = [
  tellsSomeone,
  // "Minister Zand verzucht:", "Minister Zand onderstreept dat"
  `^(?=${office})${titled} (?!${joins}(?!\\p{L}))${otherVerb}${adverbs}(?::| dat| that) ?$`,
  `(?:^(?:Zoals )?|, )${titled} ${verb}${rest}${ending}`,
  `^${titled} ${splitVerb}${rest} ${particle}${ending}`,
  // "In een schriftelijke reactie van minister Zand staat:"
  patternOf`
    ^(?:(?:In|Uit|Volgens|[Zz]ie|Vgl\.|Vergelijk) )?(?:(?:[Dd]e|[Hh]et|[Ee]en) )?
    (?:\p{Ll}{3,20} )?(?:[Aa]ntwoord|[Rr]eactie|[Bb]rief|[Kk]amerbrief|[Bb]eantwoording
    |[Vv]erklaring|[Cc]itaat|[Qq]uote|[Uu]itspraak|woorden|words) (?:van|of) ${titled}${rest}
    (?: (?:staat|stond|luidt|luidde|is|was|blijkt))?(?: \p{Ll}{3,20})?${ending}
  `,
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
  // "Zand belooft:", but also "Onderzoek bewijst:"
  `^(?<topic>)(?<person>${names}) (?!${joins}(?!\\p{L}))${otherVerb}${adverbs}: ?$`,
].map((pattern) => new RegExp(pattern, 'u'))

/**
 * Who speaks to the person behind the verb: "Het lid Bos schreef minister Zand:", "De Kamer geeft
 * minister Zand mee:"
 */
const speaksTo = new RegExp(
  patternOf`
    ^(?:${office}[^,.:;]{0,60}|${name}(?<=\))
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
  /** the words before the verb that tells who speaks */
  readonly lead: string
  readonly mayBeTopic: boolean
}

function introductionIn(sentence: string): Introduction | null {
  const words = sentence.trimStart()
  const last = Array.from(words.matchAll(speaking)).at(-1)
  const lead = words.slice(0, last?.index ?? 0)
  const isSaidBehind = last !== undefined && !speaksTo.test(lead) && !tellsSomeone.test(words)
  const behind = isSaidBehind ? firstOf(introductions, words.slice(last.index)) : null
  const match = behind ?? firstOf(beginnings, words)
  if (!match || isClaim(match.groups!['rest'] ?? '')) return null
  const { person, mayBeTopic } = readPerson(match)
  return person === '' ? null : { person, lead: behind === null ? '' : lead, mayBeTopic }
}

/** Marks between two quotations, once the text between them is removed. */
const seam = new RegExp(`,?${closing} {1,400}${opening}`, 'u')

/**
 * Characters at either end to search for an attribution; a longer text is not searched in the
 * middle.
 */
const reach = 200
const maxAmid = 2_000
const postReach = 600

/** ">" before words, not numbers, opens a block quote, with one before each line, or several. */
const blockStart = /^(?:[^\n]{1,200}:\s{0,9}\n\s{0,9})?(?:> ?){1,9}["“„«‘'\p{L}]/u
const blockSign = /^(?:> ?){1,9}/gm

/** The line end before a last line that may name the speaker; all others become spaces. */
const creditLine = new RegExp(
  patternOf`
    (?<=${ended})[ \t\r]*\n\s*
    (?=(?:${dash} ?)?(?:\p{Lu}|minister |staatssecretaris )[^\n]*\s*$)
  `,
  'u',
)
const creditMark = '\u2028'

/** Emoji, flags, skin tones, and what joins them */
const pictures =
  '\\p{Extended_Pictographic}\\u{1F1E6}-\\u{1F1FF}\\u{1F3FB}-\\u{1F3FF}\\u200D\\uFE0F'

/** What a post has around a quote: "RT @zand:", "🧵", "#sluizen", an address, "(1/2)" */
const postHead = new RegExp(
  patternOf`
    ^(?:\s{0,9}(?:[${pictures}]|(?:RT\s|\.)?@\w{1,30}:
    |\(?\d{1,2}/\d{1,2}[).]?(?=\s{1,9}[^\s\p{Ll}])|\p{Lu}{4,12}(?::|\s\|)\s(?=${office})))+
  `,
  'u',
)
const postTail = new RegExp(
  patternOf`
    (?:\s{0,9}[${pictures}]|\s{1,9}(?:via\s)?(?:[#@]\w{1,60}|https?://[^\s${pictures}]{1,300})
    |(?<=[.!?"”’»])\s{1,9}\(?\d{1,2}/\d{1,2}\)?)+\s*$
  `,
  'u',
)

/** What a post has at both ends, if words stand between. */
function postEdges(text: string): Span[] {
  const [head = ''] = postHead.exec(text) ?? []
  const from = Math.max(head.length, text.length - postReach)
  const tail = postTail.exec(text.slice(from))
  const start = tail === null ? text.length : from + tail.index
  if (text.slice(head.length, start).trim() === '') return []
  return [
    { start: 0, end: head.length },
    { start, end: text.length },
  ].filter((edge) => edge.start < edge.end)
}

function signAt(block: string): Span {
  const start = block.indexOf('>')
  return { start, end: start + 1 }
}

/** Reads a quote as people write it: with marks around it, and with its attribution. */
export function readQuote(given: string): GivenQuote {
  const isBlock = blockStart.test(given)
  const unsigned = isBlock ? given.replace(blockSign, (sign) => ' '.repeat(sign.length)) : given
  const plain = unsigned
    .replace(creditLine, (space) => creditMark.padEnd(space.length))
    .replace(/\s/gu, (space) => (space === creditMark ? creditMark : ' '))
  const edges = postEdges(plain)
  const words = unadorned(without(plain, edges))
  const named = attributionsIn(words)
  let bare = without(words, named)
  const pause = named.find(({ kind }) => kind === 'amid')?.pause
  const otherwise = [
    ...(pause?.comma === undefined ? [] : [closedUp(bare, pause.comma === 'before' ? '' : ',')]),
    ...(pause?.isStopped === true ? [closedUp(bare, '.')] : []),
  ]
  if (pause !== undefined) bare = closedUp(bare, pause.comma === 'before' ? ',' : '')
  const { person: speaker = null, mayBeTopic = false } =
    named.find(({ person }) => person !== '') ?? {}
  const taken = named.map(({ start, end }) => ({ kind: 'attribution' as const, start, end }))
  const unwrapped = named.length + edges.length === 0 ? unsigned : bare
  const signs = [...(isBlock ? [signAt(given)] : []), ...edges].map((edge) => ({
    kind: 'marks' as const,
    ...edge,
  }))
  const takenOff = [...taken, ...signs, ...roundOf(unwrapped)].map((part) => ({
    ...part,
    text: textOf(given, part),
  }))
  const references = takenOff
    .filter(({ kind }) => kind === 'attribution')
    .flatMap(({ text }) => referencesIn(text))
  const read = { given, bare: unadorned(unwrapped), otherwise, takenOff, references, mayBeTopic }
  return { ...read, named: speaker }
}

/** A quote that its attribution split, with this between its halves: a comma, a stop or nothing. */
function closedUp(bare: string, between: string): string {
  return bare.replace(seam, (marks) => between.padEnd(marks.length))
}

interface Found {
  readonly kind: 'edge' | 'amid'
  readonly start: number
  readonly end: number
  readonly person: string
  readonly mayBeTopic?: boolean
  /** of one within a quote: where its comma stands, seen from the mark, and if a stop follows */
  readonly pause?: { readonly comma: 'before' | 'behind' | undefined; readonly isStopped: boolean }
}

/** The attributions of a text, which may have several spaces for one. */
function attributionsIn(text: string): Found[] {
  const shown = Array.from(text.matchAll(/(?<! ) |[^ ]/g), ({ index }) => index)
  const words = text.replace(/ {2,}/g, ' ')
  return [inTail(words), inHead(words), amidst(words)].flatMap((found) =>
    found === null
      ? []
      : [{ ...found, start: shown[found.start]!, end: shown[found.end - 1]! + 1 }],
  )
}

function inTail(text: string): Found | null {
  const copied = copiedCitation(text)
  if (copied !== null) return { kind: 'edge', ...copied }
  const end = text.trimEnd().length
  const from = Math.max(0, end - reach)
  const tail = text.slice(from, end)
  const match = firstOf(behind, tail) ?? (anyMark.test(tail) ? null : firstOf(behindUnmarked, tail))
  if (!match || from + match.index === 0) return null
  const at = from + match.index
  const start = at - ownWords(text.slice(0, at)).length
  return { kind: 'edge', start, end: at + match[0].length, ...readPerson(match) }
}

/**
 * The quoter's own words between a whole quotation and its attribution, if they only tell where or
 * when: `"…" in Heerlen, aldus minister Zand`.
 */
function ownWords(text: string): string {
  const [own = ''] = behindMarks.exec(text.slice(-reach)) ?? []
  const { start } = embeddedSpan(text.slice(0, text.length - own.length))
  return /["'“„«‘]/.test(text.slice(0, start)) && !isClaim(own) ? own : ''
}

function inHead(text: string): Found | null {
  const from = text.length - text.trimStart().length
  const match = firstOf(before, text.slice(from, from + reach))
  if (!match) return introducedIn(text, from)
  if (text.slice(from + match[0].length).trim() === '') return null
  return { kind: 'edge', start: from, end: from + match[0].length, ...readPerson(match) }
}

const introduction = new RegExp(
  `^[^.!?\n"“”„«»‘’]{1,${reach}}(?::|(?: dat| that)) ?(?=${opening})`,
  'u',
)

/**
 * What drafts have before a quotation, if the marks enclose all the rest: `Dat vindt ook minister
 * Zand: "…"`
 */
function introducedIn(text: string, from: number): Found | null {
  const [words] = introduction.exec(text.slice(from, from + reach)) ?? []
  if (words === undefined) return null
  const end = from + words.length
  const found = introductionIn(words)
  if (found === null || isClaim(found.lead) || embeddedSpan(text.slice(end)).start === 0)
    return null
  const { person, mayBeTopic } = found
  return { kind: 'edge', start: from, end, person, mayBeTopic }
}

function amidst(text: string): Found | null {
  const match = text.length > maxAmid ? null : amid.exec(text)
  if (!match || isClaim(personOf(match))) return null
  const { index: start } = match
  const end = start + match[0].length
  const isWithin = text[start - 2] === ','
  const comma = isWithin ? 'before' : text[start] === ',' ? 'behind' : undefined
  const pause = { comma, isStopped: text[end - 2] === '.' } as const
  return { kind: 'amid', start, end, person: personOf(match), pause }
}

function firstOf(patterns: readonly RegExp[], text: string): RegExpExecArray | null {
  for (const pattern of patterns) {
    const match = pattern.exec(text)
    if (match && match[0].trim() !== '' && !isClaim(personOf(match))) return match
  }
  return null
}

/**
 * Words beside a name that tell where, when and to whom it was said. Any other one makes a claim of
 * the quoter's own, which is no attribution: "minister Tieman sluit de brug".
 */
const besideNames = new Set([
  ...notNames,
  ...MONTHS,
  ...(
    'in to at by aan op bij uit over tijdens na naar met namens sinds per om uur als toen ' +
    'volgens zo daarom destijds eerder later onlangs recent recentelijk laatst gisteren ' +
    'eergisteren vandaag vanmorgen vanmiddag zelf ook nog al daarop daarna hierop hierover ' +
    'daarover kort tegen mede vorig vorige afgelopen deze dit dat die jaar jaren maand week ' +
    'weken dag dagen geleden maandag dinsdag woensdag donderdag vrijdag ' +
    'zaterdag zondag kamer kamerleden tweede eerste debat kamerdebat plenair plenaire ' +
    'commissiedebat vragenuur brief kamerbrief antwoord antwoorden beantwoording vraag vragen ' +
    'kamervragen reactie nota verklaring toespraak interview vergadering overleg ' +
    'persconferentie televisie radio krant lid leden nummer nr vergaderjaar kamerstuk ' +
    'kamerstukken aanhangsel handelingen toenmalig toenmalige demissionair demissionaire ' +
    'voormalig voormalige huidig huidige oud kabinet schriftelijk schriftelijke mondelinge ' +
    'aanvullende nader nadere desgevraagd gezamenlijk gezamenlijke ' +
    'yesterday today earlier last year month week letter answer answers question questions ' +
    'parliament house debate reply a t zegt zei ' +
    'schrijft schreef antwoordt antwoordde stelt stelde meldt meldde verklaart verklaarde says ' +
    'said writes wrote stated replied belastingdienst douane toeslagen jeugd preventie sport ' +
    'digitalisering participatie integratie rechtsbescherming herstel ambtgenoot ambtsgenoot ' +
    'verantwoordelijk verantwoordelijke nieuw nieuwe betrokken letterlijk woordelijk volgende ' +
    'volgt alleen nogmaals opnieuw ' +
    'min stas collega haar zijn hun heer mevrouw dhr mw nu inmiddels foreign'
  ).split(' '),
])

/** Whether the words that are to name somebody say something besides. */
function isClaim(person: string): boolean {
  const plain = person
    .replace(endsBesides, '')
    .replace(/\([^()]*\)/gu, (inner) => ' '.repeat(inner.length))
  let reached = 0
  return Array.from(plain.matchAll(/\p{L}[\p{L}\p{M}]*/gu)).some(({ index, 0: word }) => {
    if (index < reached || /^\p{Lu}/u.test(word)) return false
    const ministry = ministryAt(plain, index)
    if (ministry !== null) reached = ministry.end
    const key = fold(word)
    return ministry === null && !besideNames.has(key) && !key.endsWith('minister')
  })
}

const endsBesides = new RegExp(`${besides}$`, 'u')

function readPerson(match: RegExpExecArray): Pick<Introduction, 'person' | 'mayBeTopic'> {
  const person = personOf(match).replace(fromVerb, '').replace(greeting, '')
  return { person, mayBeTopic: match.groups?.['topic'] !== undefined }
}

/** "Minister Zand antwoordt als volgt" */
const fromVerb = new RegExp(` ${verb}(?!\\p{L}).*$`, 'u')
const greeting = new RegExp(`^(?:Hoi|Hallo|Beste|Dag|Ha|Hi|Hello), (?=${office})`, 'u')

/** "minister Zand (Kamerstuk 31 409, nr. 14)" */
const cited = new RegExp(
  ` [([](?:zie |[\\p{L}\\d-]{4,40}, )?${publication}(?!\\p{L})[^()[\\]]*[)\\]]$`,
  'u',
)

const shortOffice = /(?<!\p{L})(?:min|stas)\.(?= )/iu

/** "zegt Zands woordvoerder" */
const genitive = /['’]?s$/u

function personOf({ groups, 0: words }: RegExpExecArray): string {
  const told = (groups?.['person'] ?? '').trim().replace(/[.,]$/, '').replace(cited, '')
  const named = words.includes(`${told} woordvoerder`) ? told.replace(genitive, '') : told
  const person = named.replace(shortOffice, (short) =>
    /^m/i.test(short) ? 'minister' : 'staatssecretaris',
  )
  // `Over de "…"` and `Antwoord: "…"` name nobody.
  const names = ({ key }: { key: string }) =>
    offices.test(key) || key === 'kabinet' || !besideNames.has(key)
  return namingWords(person).some(names) ? person : ''
}

function textOf(given: string, { start, end }: Pick<TakenOff, 'start' | 'end'>): string {
  return given.slice(start, end).trim()
}

/** The text with spaces in place of these parts. */
function without(text: string, parts: readonly Span[]): string {
  return parts.reduce(
    (left, { start, end }) => left.slice(0, start) + ' '.repeat(end - start) + left.slice(end),
    text,
  )
}

/** The quotation marks and ellipses around a text. */
function roundOf(text: string): Omit<TakenOff, 'text'>[] {
  const { start, end } = embeddedSpan(text)
  // What was taken off before is blank.
  const edges = [
    { start: Math.min(start, text.length - text.trimStart().length), end: start },
    { start: end, end: Math.max(end, text.trimEnd().length) },
  ]
  return edges.flatMap((edge): Omit<TakenOff, 'text'>[] => {
    const off = text.slice(edge.start, edge.end)
    if (/…|\.{3}/.test(off)) return [{ kind: 'ellipsis', ...edge }]
    return /["«»‹›“”„‘’‚']/.test(off) ? [{ kind: 'marks', ...edge }] : []
  })
}
