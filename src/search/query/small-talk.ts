import { patternOf } from '../../text/pattern.ts'
import { fold } from '../../domain/fold.ts'
import { wordsOf } from '../../text/words.ts'
import { isFunctionWord } from './function-words.ts'
import { blanked } from '../../text/segments.ts'
import type { Stretch } from './stretch.ts'

/** Words that greet, thank or take leave: "hoi", "thanks", "tot ziens". */
const GREETS = new Set(
  `help hallo hoi hey dag doei doeg houdoe ziens goedemorgen goeiemorgen goedendag goedemiddag
  goedenavond goedenacht welterusten bedankt dank dankjewel dankuwel welkom groet groeten groetjes
  hi hello heya thanks thank thx cheers bye goodbye greetings welcome sorry morning afternoon
  evening merci bonjour salut danke tschüss tschuss moin gracias hola ciao thnx thanx tnx dankje
  teşekkürler teşekkür sağol merhaba dziękuję dzięki cześć дякую вітаю привіт شكرا مرحبا
  danki tige tankewol tankje`
    .split(/\s+/u)
    .map(fold),
)

/** Words that are said around these: "alles goed?", "fijne avond nog", "that's all I needed". */
const GOES_WITH = new Set(
  `alles goed prima leuk lief fijn fijne mooi mooie aardig super top geweldig hartelijk vriendelijk
  beste minister hulp moeite antwoord uitleg morgen middag avond nacht weekend vandaag iedereen
  samen gaat leven helpen hoor zeer graag gedaan beaucoup schön schoen sehr vielen muchas mucho todo
  ederim bardzo дуже جزيلا tank
  everything great good nice fine well lovely kind kindly much lot million help helping needed need
  answer day night today see later there everyone everybody going that's you're how's i'm it's`
    .split(/\s+/u)
    .map(fold),
)

/** Whoever answers here: "kun je helpen?", "how can you help me?" */
const ADDRESSES = new Set('je jij jullie u you'.split(' '))

/**
 * Whether somebody only greets, thanks, takes leave or asks for help: "hoi, alles goed?" asks
 * nothing of a minister, though its words stand near many answers. A word of any subject makes it a
 * question.
 */
export function isSmallTalk(text: string): boolean {
  if (DISMISSES.test(text)) return true
  const salutation = SALUTATION.exec(text)?.[0].length ?? 0
  const words = wordsOf(text.slice(salutation)).map(({ text: word }) => fold(word))
  return (
    (salutation > 0 || words.some((word) => GREETS.has(word) || ADDRESSES.has(word))) &&
    words.every((word) => GREETS.has(word) || GOES_WITH.has(word) || isFunctionWord(word))
  )
}

/** "Nee", "laat maar", "ok, never mind": what drops the query before, or only nods. */
const DISMISSES = new RegExp(
  patternOf`
    ^\s*(?:(?:nee|neen|no|nope|nah|ja|jawel|yes|yep|ok|oke|oké|okay|hm{1,9}|stop|laat(?: dat)? maar
    |never ?mind|nvm|forget (?:it|that)|vergeet (?:het|dat)|niet (?:dat|dit)
    |not (?:that|this)(?: one)?|maar|hoor|graag|please|sorry)(?:[\s,.!]{1,9}|$)){1,5}$
  `,
  'iu',
)

/**
 * Whether somebody only greets, thanks or waves aside, and asks nothing more: not "bedankt, en
 * waarom?"
 */
export function isCourtesy(text: string): boolean {
  if (DISMISSES.test(text)) return true
  const greets = wordsOf(text).some(({ text: word }) => GREETS.has(fold(word)))
  return greets && isSmallTalk(text) && !ASKS.test(text)
}

const ASKS = /\?|(?<!\p{L})(?:en|and|maar|but|hoe\p{L}*|wie|wa\p{L}+|wh\p{L}+|how)(?!\p{L})/iu

/**
 * The salutation and the close of a question that was written as a letter: "Geachte heer/mevrouw,",
 * "Met vriendelijke groet, J. Jansen". Whoever signs it is nobody that it asks about. In
 * "hoi, alles goed?" the salutation stays: it tells what follows from a topic.
 */
export function courtesiesIn(query: string): Stretch[] {
  const close = CLOSE.exec(query)?.groups!['close']!.length ?? 0
  const end = query.length - close
  const start = isSmallTalk(query.slice(0, end)) ? 0 : (SALUTATION.exec(query)?.[0].length ?? 0)
  if (start >= end || !/\p{L}/u.test(query.slice(start, end))) return []
  return [
    { start: 0, end: start },
    { start: end, end: query.length },
  ].filter((each) => each.start < each.end)
}

/** What is left of a query without these. */
export function withoutCourtesies(query: string): string {
  return blanked(query, courtesiesIn(query)).trim()
}

const SALUTATION = new RegExp(
  patternOf`
    ^\s*(?:(?:hallo|hoi|hey|hi|hello|goe(?:de|ie)n? ?(?:morgen|middag|avond|dag)|good (?:morning
    |afternoon|evening)|dag(?=[,!]))(?: (?:allemaal|daar|there|all|everyone))?[,!.]{0,3}
    (?:$|\s(?=\s*\p{L}))
    |(?:geachte (?!minister|staatssecretaris|lid|kamerlid)[^\s,]{1,30}
    |beste (?:heer|mevrouw|meneer|mensen|team|redactie|collega)|dear (?:sirs?|madam|mr|mrs|ms|team
    |all)|(?:beste|l\.?s\.?)(?=,))
    (?!\p{L})(?: [^\s,]{1,30}){0,4}(?:, (?:geachte )?(?:heer|mevrouw|meneer))?,\s)
  `,
  'iu',
)

const PLEASE = String.raw`alsjeblieft|alstublieft|a\.?u\.?b|s\.?v\.?p|b\.?v\.?d|please|pls`

const CLOSE = new RegExp(
  patternOf`
    (?:\s(?=(?:${PLEASE}|graag|alvast (?:be)?dankt?)[\s.!]*$)
    |[.?!,;\n]\s)(?<close>\s*(?:met (?:vriendelijke|hartelijke) groet(?:en)?|hoogachtend
    |alvast (?:hartelijk |heel )?(?:be)?dankt?|bij voorbaat (?:hartelijk )?(?:be)?dankt?
    |(?<=[.?!\n]\s{1,9})(?:groet(?:en|jes)?|m\.?v\.?g|gr\.)
    |(?:kind|best) regards|yours sincerely|thanks(?: in advance)?|thank you|bedankt
    |dank(?:jewel| je| u)|graag|${PLEASE})(?!\p{L}).{0,80})$
  `,
  'isu',
)
