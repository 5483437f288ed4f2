import type { QueryLanguage } from '../../text/language.ts'
import { patternOf } from '../../text/pattern.ts'
import { fold } from '../../domain/fold.ts'
import { wordsOf } from '../../text/words.ts'
import { FOREIGN } from './foreign-words.ts'
import { isFunctionWord } from './function-words.ts'
import { isGeneral, isTopic, languageOfWords, STANDS_FOR, wordsRead } from './general-words.ts'
import type { TellingWord } from './general-words.ts'
import { isGroup } from './groups.ts'
import { YEAR_ALONE } from './takes-up.ts'

/**
 * Openings that continue the previous query: "en voor China?", "and dual-use goods?". Arabic writes
 * its "and" in one word with what follows.
 */
const GOES_ON = new RegExp(
  patternOf`
    ^\s*[¿¡]?(?:(?:en|and|maar|but|dus|so|of|or|ook|also|alleen|enkel|only|just|nou|well
    |und|aber|et|mais|y|pero|ve|peki
    |ya|ama|a|i|ale|і|а|але|و|ماذا|mar|ma)(?![\p{L}-])[\s,]*|و(?=(?:في|منذ|قبل|بعد|ماذا)\s))
  `,
  'iu',
)

/**
 * Whether a query may go on from the one before, as its first word or one that compares tells: "en
 * de btw?", "zijn andere landen verder?"
 */
export function hintsBack(query: string): boolean {
  return GOES_ON.test(query) || COMPARES.test(query)
}

const COMPARES = /(?<!\p{L})(?:ook|dan|andere?|nog|also|too|other|then)(?!\p{L})/iu

/** Openings that introduce a new subject: "en over ASML?", "what about the waiting lists?". */
const BRINGS_UP = new RegExp(
  patternOf`
    ^[¿¡]?(?:over|about|wat betreft|en wat betreft|hoe zit (?:het|dat) met|hoe staat het met
    |what about|how about|as for|as to|regarding|concerning|inzake|omtrent|wie sieht es mit
    |was ist mit|über|à propos d|au sujet d|qu'en est-il d|sobre|acerca de|qué pasa con|oer
    |tocante|kiko di|що з|щодо|про|o|co z|ماذا عن|عن)(?![\p{L}])
  `,
  'iu',
)

/** Whether a question introduces a subject: "hoe zit het met de wolf?" */
export function bringsUp(query: string): boolean {
  return BRINGS_UP.test(query)
}

/** Openings that only add to the previous question: "en voor China?", "and in Rotterdam?". */
const ADDS = new RegExp(
  patternOf`
    ^(?:voor|for|in|bij|per|at|naar|to|tegen|against|met|with|zonder|without|van|from|vanaf|sinds
    |since|door|by|via|wegens|vanwege|na|after|tijdens|during|onder|among|op|on|binnen|within|buiten
    |outside|für|bei|gegen|mit|pour|chez|contre|avec|para|con|contra|dla|przy|для|у|в)\s
  `,
  'iu',
)

/**
 * Openings of a question that leaves out what it is about: "waarom niet verplicht?", "why only
 * now?", "in welke provincies?", "from what date?".
 */
const LEAVES_OUT = new RegExp(
  patternOf`
    ^(?:(?:waarom|hoezo|why) (?:niet|wel|pas|nu|alleen|not|only)
    |(?:in|voor|bij|op|van|vanaf|naar|onder|door|met|for|at|on|by|to|from|with)
    \s(?:welke?|which|what))(?!\p{L})
  `,
  'iu',
)

/** "hoeveel zijn er gestorven?", "how many were injured?": of what, the previous query says. */
const HOW_MANY = new RegExp(
  patternOf`
    ^(?:(?:hoeveel (?:zijn|waren|werden|worden|hebben)|wie viele (?:sind|waren|wurden|werden))
    (?: er| es)?|how many (?:are|were|have|had|got|of them)) \p{L}+(?: \p{L}+)?\s*\??$
    |^how many \p{L}+ed\s*\??$
  `,
  'iu',
)

/** "verdwenen", "opgeruimd": no noun that "het" could belong to */
const PARTICIPLE = String.raw`(?:(?:ge|ver|be|ont)\p{L}{3,20}|\p{L}{2,5}ge\p{L}{2,20})(?:d|t|en)`

/** "hoe duur wordt het?", "is het veilig?": an article never ends a sentence, a pronoun may. */
const IT = new RegExp(
  patternOf`
    (?<!\p{L})het\s*(?:\?\s*)?$
    |^(?:is|was|wordt|werd|blijft|bleef|mag|kan|moet|zal|gaat|werkt) het \p{L}+\s*(?:\?\s*)?$
    |^(?:(?:waarom|hoezo|wanneer) )?(?:is|was|wordt|werd|mag|kan|moet) het
    (?: (?:niet|al|nog|ook|wel|zo|dan|nu|toch)){0,2} ${PARTICIPLE}\s*(?:\?\s*)?$
  `,
  'iu',
)

/** "wat als het misgaat?": a pronoun and a verb. */
const IF_IT = /(?<!\p{L})(?:als|wanneer|zodra) (?:het|dat|die) \p{L}+(?: \p{L}+)?\s*\??$/iu

/** Words that do so unless something before them in the query is what they refer to. */
const BELONGS_TO = new Set('hun haar zijn its their his her theirs ervoor'.split(' '))

/** "dit jaar" and "this cabinet" need no context. */
const KNOWN_TO_ALL = new RegExp(
  patternOf`
    ^(?:jaar|year|maand|month|week|weken|weeks|dagen|days|kabinet|cabinet|regering|government|land
    |country|moment|tijd|time|kabinetsperiode|zomer|summer|winter|voorjaar|najaar)$
  `,
  'u',
)

/**
 * The pronoun of "is it true that", "is it allowed to" and "hoe komt het dat" refers to what
 * follows.
 */
const STANDS_FOR_NOTHING = new RegExp(
  patternOf`
    (?:is|was|isn't) it (?:true|correct|possible|legal|right|clear|known|necessary|permitted
    |allowed(?= (?:to|for)))(?: that)?|it is (?:true|possible)(?: that)?
  `,
  'giu',
)

/** "en de volgende?", "the previous one" */
const STEP = /(?<![\p{L}])(?:(?<next>volgende|next)|(?<previous>vorige|previous))(?![\p{L}])/iu

/** Words of a question that only adds to another one: "per post?", "voor de kinderen?" */
const LONGEST_BARE = 3

/** A query with this many words of its own says enough, whatever it refers back to. */
const ENOUGH = 4

/** Where a clause ends that may name what the next clause refers to. */
const CLAUSE = new RegExp(
  patternOf`
    [,;:.–—]\s|\s(?=(?:en|and|maar|but|als|if|wanneer|when|omdat|because|terwijl|while|zodat|nadat
    |voordat|after|before|who|which)\s)
  `,
  'iu',
)

/**
 * True if a query cannot be understood without the previous one: it names no subject of its own.
 */
export function isFollowUp(query: string, guess: QueryLanguage = 'und'): boolean {
  const language = languageOfWords(query, guess)
  const opened = query.replace(GOES_ON, '')
  const goesOn = opened.length < query.trimStart().length
  const words = wordsRead(opened, language)
  if (!words.some(isTopic)) return true
  if (goesOn || BRINGS_UP.test(opened)) {
    // "und 2023?", "was ist mit 2023?"
    const named = wordsRead(opened.replace(BRINGS_UP, ''), language)
    if (named.every(({ word, closed }) => closed || YEAR_ALONE.test(word))) return true
  }
  if (BRINGS_UP.test(opened)) {
    return refersBack(opened.replace(BRINGS_UP, '').split(CLAUSE)[0]!, language)
  }
  const leavesOut = LEAVES_OUT.test(opened) || HOW_MANY.test(opened)
  if (leavesOut && words.filter(isTopic).length <= 1) return true
  if ((IF_IT.test(opened) || IT.test(opened)) && words.filter(isTopic).length <= 1) return true
  const ofGroups = goesOn || ARE_THERE.test(opened) || asksWhichGroup(words, language)
  if (ofGroups && words.filter(isTopic).every(({ word }) => isGroup(word, language))) return true
  // "In termijnen?" has no verb of its own.
  const isShort = words.length <= LONGEST_BARE && words.slice(1).filter(isTopic).length === 1
  const isBare = isShort && /\?\s*$/u.test(opened)
  if ((goesOn || isBare) && isAddition(opened, words)) return true
  return refersBack(opened, language, goesOn ? 1 : 2)
}

/** "voor China", without a verb or a question word */
function isAddition(opened: string, words: readonly TellingWord[]): boolean {
  return ADDS.test(opened) && words.filter(isTopic).length <= 3 && !/[,]/u.test(opened)
}

/** What a query only asks of something else: "wat kost dat?", "klopt het?" */
const REFERS = new Set(['dat', 'dit', 'het', 'er', 'it', 'that', 'this', ...STANDS_FOR])

/** Whether a query refers to something and names nothing, so that alone it asks nothing. */
export function onlyRefers(query: string): boolean {
  const words = wordsOf(query).map(({ text }) => fold(text))
  const says = (word: string) => word !== 'klopt' && !isGeneral(word)
  // "Het kabinet" and "dit jaar" refer to nothing.
  const refers = (word: string, at: number) =>
    REFERS.has(word) && (at === words.length - 1 || isFunctionWord(words[at + 1]!))
  return words.some(refers) && !words.some(says)
}

/** "Zijn er verschillen tussen gemeenten?": the groups are those of what was said. */
const ARE_THERE = /^(?:(?:zijn|is) er|(?:are|is) there) /iu

/** "Welke gemeenten?", "how many children?", "huishoudens?": of what, the previous query says. */
function asksWhichGroup(words: readonly TellingWord[], language: QueryLanguage): boolean {
  const last = words.at(-1)
  const before = words.slice(0, -1)
  const isWhich = FOREIGN.has(language)
    ? before.every(({ closed }) => closed)
    : before.length === 0 || WHICH.has(before.map(({ word }) => word).join(' '))
  return isWhich && last !== undefined && isGroup(last.word, language)
}

const WHICH = new Set(['welke', 'hoeveel', 'which', 'what', 'how many'])

/**
 * Whether something refers back, and nothing in the query itself is its referent: an earlier clause
 * that names this many things, or one if it merely names it ("en het reisadvies, wanneer werd dat
 * rood?").
 */
function refersBack(query: string, language: QueryLanguage, enough = 2): boolean {
  const told = query.replace(STANDS_FOR_NOTHING, ' ')
  if (wordsRead(told, language).filter(isTopic).length >= ENOUGH) return false
  let named = 0
  for (const clause of told.split(CLAUSE)) {
    const words = wordsRead(clause, language)
    if (named < enough && words.some((_, at) => refersAt(words, at, language))) return true
    named += words.filter(isTopic).length
  }
  return false
}

function refersAt(words: readonly TellingWord[], at: number, language: QueryLanguage): boolean {
  const { word } = words[at]!
  const before = words[at - 1]
  const next = words[at + 1]
  const foreign = FOREIGN.get(language)
  if (foreign !== undefined) return foreign.standsFor.has(word)
  if (next !== undefined && KNOWN_TO_ALL.test(next.word)) return false
  if (STANDS_FOR.has(word)) return true
  if (word === 'daar' || word === 'there') return word === 'daar' || next === undefined
  if (BELONGS_TO.has(word)) {
    // "zijn er" and "zijn de dijken veilig" begin with a verb, "zijn plannen" with a possessive.
    return word !== 'zijn' && !words.slice(0, at).some(isTopic)
  }
  // "bedrijven die leveren" refers to its own noun; "wordt die aangevraagd" and "die subsidie" do
  // not.
  if (word === 'die') return before === undefined || !isTopic(before)
  // "is dat bedrijf failliet?", "hoe zit dat in Rotterdam?"
  if (word === 'dat' && at > 0 && at <= 2 && isSubjectVerb(words.slice(0, at))) return true
  // "klopt het dat de minister" goes on; "wie betaalt dat?" refers back.
  if (word === 'dat') return words.length <= at + 2 || (next!.closed && !ARTICLES.has(next!.word))
  if (word === 'that') return before === undefined || before.closed || next === undefined
  return false
}

/** Whether words that begin a question end with a verb whose subject follows, never a clause. */
function isSubjectVerb(words: readonly TellingWord[]): boolean {
  const [first, second] = words.map(({ word }) => word) as [string, string?]
  return SUBJECT_FOLLOWS.has(second ?? first) && (second === undefined || ASKS_HOW.has(first))
}

const SUBJECT_FOLLOWS = new Set(
  'is was wordt werd kan kon mag moet heeft had krijgt gaat ging zal doet geldt werkt zit'.split(
    ' ',
  ),
)

const ASKS_HOW = new Set('hoe waarom wanneer waar hoelang hoeveel'.split(' '))

const ARTICLES = new Set(
  'de het een er die deze dit zij ze hij wij ik je u men in op bij'.split(' '),
)

/** Whether a query only adds a topic to what was said before: "over Israël", "en over tbs?" */
export function addsTopic(query: string): boolean {
  return ADDS_TOPIC.test(query.replace(GOES_ON, '').trimStart())
}

const ADDS_TOPIC = new RegExp(
  patternOf`
    ^(?:(?:the ones?|those|that one|degenen?|de vra(?:ag|gen)|het antwoord|de antwoorden|iets
    |anything|something) )?(?:over|about|inzake|omtrent|regarding|concerning|über|sobre|oer|про)\s
  `,
  'iu',
)

/** 1 if a query asks for the next answer, -1 for the previous one, else 0. */
export function readStep(query: string): -1 | 0 | 1 {
  const match = STEP.exec(query)
  if (match === null || !stepsOnly(query)) return 0
  return match.groups!['next'] === undefined ? -1 : 1
}

/** "wat is de volgende stap?" has a topic; "en de volgende vraag?" does not. */
function stepsOnly(query: string): boolean {
  return wordsOf(query.replace(STEP, ' ')).every(
    ({ text }) => isFunctionWord(fold(text)) || /^(?:vraag|antwoord|question|answer)$/iu.test(text),
  )
}
