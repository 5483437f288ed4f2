import { fold, wordsOf } from '../../text/words.ts'
import { isFunctionWord } from './function-words.ts'
import { FOREIGN, isGeneralIn, isInYear } from './foreign-words.ts'
import { isGroup } from './groups.ts'
import type { QueryLanguage } from '../../text/language.ts'
import { overlaps, type Stretch } from './stretch.ts'
import { patternOf } from '../../text/pattern.ts'
import { isGlue } from './topic.ts'

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

const TAKING_UP = patternOf`
  ^\s*[¿¡]?(?:(?:en|and|maar|but|ook|also|alleen|enkel|only|just|und|aber|auch
  |et|mais|y|pero|ve|peki|ya|ama|ma
  |mar(?! \d)|a(?= (?:w|od|po|przed) )|i(?= na )|ale|і|а|але|(?:what|how) about
  |hoe zit (?:het|dat) met)(?![\p{L}-])|و(?=\p{L}))
`

/** Openings that take up the previous query with another name or year: "en van DENK?" */
const TAKES_UP = new RegExp(TAKING_UP, 'iu')

/** What stands before a name that takes another's place: "en die van", "and by", "what about". */
const BEFORE_NAME = new RegExp(
  patternOf`
    ${TAKING_UP}(?: (?:die|dat|de vragen|vragen|de antwoorden|antwoorden|those|the ones|questions
    |answers))?(?<of> (?:van|door|by|from|of))?\s+
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

/** What corrects the query before, or goes on from it: "nee sorry,", "ik bedoel", "ok dan". */
const CORRECTS = new RegExp(
  patternOf`
    ^\s*(?:(?:nee|neen|no|sorry|pardon|oeps|oops|ok|oke|oké|okay)[,.!]?\s+(?:(?:dan|then)\s+)?){1,3}
    (?:(?:ik|i) (?:bedoel|bedoelde|mean|meant)(?: eigenlijk| actually)?,?\s+)?(?=[\p{L}\p{N}])
    |^\s*(?:ik|i) (?:bedoel|bedoelde|mean|meant)(?: eigenlijk| actually)?,?\s+(?=[\p{L}\p{N}])
  `,
  'iu',
)

const CORRECTED = /,?\s{1,9}(?:bedoel(?:de)? ik|i meant?)\s{0,9}[.!]?\s{0,9}$/iu

/** A query that corrects the one before, as one that takes it up: "en PvdD" of "nee, PvdD". */
export function asTakingUp(query: string): string {
  // As long as it was, for the places of names.
  const said = query.replace(CORRECTS, (lead) => 'en'.padEnd(lead.length))
  return CORRECTED.test(said) ? `en ${said.trimStart().replace(CORRECTED, '')}` : said
}

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

/** Words that always refer to something said before. */
const STANDS_FOR = new Set(
  `daar daaraan daarbij daarin daarmee daarna daarnaast daarop daarover daartegen daartoe daaronder
  daaruit daarvan daarvoor
  eraan erbij erin ermee erna erop erover ertegen eruit ervan ervoor hieraan hierbij hierin hiermee
  hierop hierover hiertegen
  hiervan hiervoor hen hem zij ze hij zulke dergelijke deze dit diens laatstgenoemde
  it they them he she him this these those such latter thereof thereby`.split(/\s+/u),
)

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

/** Content words so general that alone they name no subject. */
const GENERAL = new Set(
  `kosten kost kostte kostten betaal betaalt betalen betaald duurt duren duurde lang langer ga gaat
  gaan ging kom komt komen kwam gebeurt gebeuren
  gebeurde gebeurd gedaan maak maken maakt gemaakt krijg krijgt krijgen kregen geldt gelden betekent
  betekenen beslist beslissen werkt werken weet weten zeg zegt
  zeggen zei vind vindt vinden denk denkt denken sta staat zit zitten zaten ligt liggen blijft geeft
  geven horen
  hoort gevolg gevolgen reden redenen oorzaak oorzaken
  oplossing aantal aantallen cijfers bedrag bedragen percentage voorbeeld voorbeelden maatregel
  maatregelen plan plannen planning stand
  zaken minister ministers staatssecretaris kabinet regering antwoord vraag vragen vervolg stap
  stappen toekomst jaar jaren
  maand maanden week tijd dag dagen snel vaker vaak precies eigenlijk zeker verantwoordelijk
  toelichting uitleg details bron bronnen
  verschil effect effecten nadelen voordelen budget geld anders klaar begonnen begint eerder later
  terug vorig vorige volgende laat voordat
  mensen personen mening standpunt situatie geval gevallen toegestaan verboden mogelijk nodig waar
  juist recent recentere nieuwere oudere laatste eerste erg minder
  onlangs afgelopen zaak zaken dingen ding ander andere alternatief alternatieven datum volgend
  stelde stelden stelt antwoordde antwoordt geantwoord schreef schrijft geschreven meldde reageerde
  vroeg
  betreft getroffen gezegd bekend gesteld gevraagd genoemd info informatie alles vertel vertellen
  recenter recenters nieuwer nieuwers zien bedoel bedoelt bestaat bestaan termijn letterlijke
  letterlijk tekst citeren link toelichten geef toon verschillen snap begrijp begrijpt understand
  zoek zoeken antwoorden kamervraag kamervragen nieuws beleid standpunten rond rondom
  cost costs pay pays paid long longer take takes took go goes going went happen happens happened
  get gets got mean means decide decides decided work works
  know knows say says said think thinks consequence consequences reason reasons cause causes
  solution number numbers figure figures amount
  amounts percentage example examples measure measures plan plans minister ministers government
  cabinet answer answers question questions
  next step steps future year years month months week time day days soon often exactly really
  actually sure responsible explanation details
  source sources difference effect effects disadvantages advantages budget money else ready start
  starts started earlier later back
  people person persons last opinion position situation case cases allowed forbidden possible needed
  true right recent newer older recently first many much thing things
  let despite ever own want wants alternative alternatives date dates afterwards
  exist exists meant literal text deadline
  affected tell show find search looking look information info known latest news update updates
  answered reply replied write wrote respond responded
  policy policies statement statements view views asked everything`.split(/\s+/u),
)

/** "en de volgende?", "the previous one" */
const STEP = /(?<![\p{L}])(?:(?<next>volgende|next)|(?<previous>vorige|previous))(?![\p{L}])/iu

/** Words of a question that only adds to another one: "per post?", "voor de kinderen?" */
const LONGEST_BARE = 3

/** A query with this many words of its own says enough, whatever it refers back to. */
const ENOUGH = 5

/** Where a clause ends that may name what the next clause refers to. */
const CLAUSE = new RegExp(
  patternOf`
    [,;:.–—]\s|\s(?=(?:en|and|maar|but|als|if|wanneer|when|omdat|because|terwijl|while|zodat|nadat
    |voordat|after|before|who|which)\s)
  `,
  'iu',
)

/**
 * Whether a query only puts something else in a place of the previous one: "en van DENK?", "en
 * minister Hoekstra?", "¿y en 2023?". `named` are the places of its names and dates.
 */
export function takesUp(
  query: string,
  named: readonly Stretch[],
  guess: QueryLanguage = 'und',
): boolean {
  const language = languageOfWords(query, guess)
  return (
    TAKES_UP.test(query) &&
    wordsOf(query).every(
      ({ text, start, end }) =>
        overlaps({ start, end }, named) ||
        isGlue(text) ||
        isGeneral(text) ||
        isGeneralIn(language, text),
    )
  )
}

/** The words with which a query takes up the previous one: "en", "hoe zit het met". */
export function takesUpWith(query: string): Stretch {
  return { start: 0, end: TAKES_UP.exec(query)?.[0].length ?? 0 }
}

/** Whether a query is read as Dutch or English, whose words before a date are known. */
export function datesAreRead(query: string, guess: QueryLanguage): boolean {
  return !FOREIGN.has(languageOfWords(query, guess))
}

/** Whether a query of another language has nothing but a year, and is in it: "und im Jahr 2023?" */
export function isInYearOnly(query: string): boolean {
  const { end } = takesUpWith(query)
  return wordsOf(query.slice(end)).every(({ text }) => YEAR_ALONE.test(text) || isInYear(text))
}

/**
 * Where a name would begin that takes the place of one in the previous query, and whether a word
 * such as "van" leads up to it; null where nothing is taken up.
 */
export function placeOfName(query: string): { start: number; led: boolean } | null {
  const match = BEFORE_NAME.exec(query)
  if (match === null) return null
  return { start: match[0].length, led: match.groups!['of'] !== undefined }
}

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

/** "2023", and "2023'te" in Turkish */
const YEAR_ALONE = /^(?:19|20)\d\d(?:['’]\p{L}+)?$/u

/**
 * The language by whose words a query is read. Letters tell little of a few words: by them "wat
 * doet de minister?" is Frisian, and "en vóór 2024?" Spanish, but more of their words are Dutch.
 */
function languageOfWords(query: string, guess: QueryLanguage): QueryLanguage {
  const foreign = FOREIGN.get(guess)
  if (foreign === undefined) return guess
  const words = wordsOf(query).map(({ text }) => fold(text))
  const ofGuess = words.filter((word) => foreign.closed.has(word) || foreign.standsFor.has(word))
  const ofDutch = words.filter((word) => isFunctionWord(word, 'nl'))
  return ofDutch.length > Math.max(1, ofGuess.length) ? 'nl' : guess
}

/** "voor China", without a verb or a question word */
function isAddition(opened: string, words: readonly WordRead[]): boolean {
  return ADDS.test(opened) && words.filter(isTopic).length <= 3 && !/[,]/u.test(opened)
}

/** Whether a word names no subject: it is a function word, or too general. */
export function isGeneral(word: string): boolean {
  const folded = fold(word)
  return isFunctionWord(folded) || STANDS_FOR.has(folded) || GENERAL.has(folded)
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
function asksWhichGroup(words: readonly WordRead[], language: QueryLanguage): boolean {
  const last = words.at(-1)
  const before = words.slice(0, -1)
  const isWhich = FOREIGN.has(language)
    ? before.every(({ closed }) => closed)
    : before.length === 0 || WHICH.has(before.map(({ word }) => word).join(' '))
  return isWhich && last !== undefined && isGroup(last.word, language)
}

const WHICH = new Set(['welke', 'hoeveel', 'which', 'what', 'how many'])

interface WordRead {
  readonly word: string
  /** has no topic of its own */
  readonly closed: boolean
}

function isTopic({ word, closed }: WordRead): boolean {
  return !closed && !GENERAL.has(word)
}

function wordsRead(text: string, language: QueryLanguage): WordRead[] {
  const foreign = FOREIGN.get(language)
  return wordsOf(text).map(({ text: each }) => {
    const word = fold(each)
    const closed =
      foreign === undefined
        ? isFunctionWord(word) || STANDS_FOR.has(word)
        : foreign.closed.has(word) || foreign.standsFor.has(word)
    return { word, closed }
  })
}

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

function refersAt(words: readonly WordRead[], at: number, language: QueryLanguage): boolean {
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
function isSubjectVerb(words: readonly WordRead[]): boolean {
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

/** The number that is all of a query, as in "en 7?" behind "vraag 6"; null if it says more. */
export function numberAlone(query: string): Stretch | null {
  const match = NUMBER_ALONE.exec(query)
  if (match === null) return null
  const start = match[0].indexOf(match.groups!['number']!)
  return { start, end: start + match.groups!['number']!.length }
}

const NUMBER_ALONE =
  /^\s*(?:(?:en|and|dan|then|nu|now|ook|also)\s+)*(?<number>\d{1,3}[a-p]?)\s*(?:\?\s*)?$/iu

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
