import { patternOf } from '../../text/pattern.ts'
import type { Line } from './lines.ts'

/** "J.P. van Eikenhorst", "drs. C.A. (Karien) de Wit-Jansen" */
export const NAME = new RegExp(
  patternOf`
    ^(?:\p{Ll}{2,4}\.\s?){0,3}(?:\p{Lu}\p{Ll}?\.[\s-]?){1,6}(?:\(\p{L}{1,30}\)\s)?
    (?:\p{Ll}{1,4}\s){0,3}\p{Lu}[\p{L}’' -]{1,60}$
  `,
  'u',
)

/** "Karien de Wit-Jansen": as surely a name only beside the office and its comma, or a greeting */
export const FULL_NAME = new RegExp(
  patternOf`
    ^(?!(?:De[nr]?|Het|Een|Geachte|Tweede|Eerste|Vra(?:ag|gen)|Antwoord(?:en)?|Bijlagen?)\s)
    \p{Lu}\p{Ll}[\p{L}’'-]{0,30}(?:\s\p{Lu}[\p{L}’'.-]{0,30}){0,2}
    (?:\s(?:van|von|de[nr]?|te[nr]?|het|el|al|[’']t)){0,3}\s\p{Lu}\p{Ll}[\p{L}’'-]{0,40}$
  `,
  'u',
)

/** "T 070 123 45 67", "E-mail: k.smit@example.nl" */
const CONTACT = new RegExp(
  patternOf`
    ^(?:T|M|Tel|Mob|Telefoon|Mobiel)\s?[.:]?\s?[+(\d][\d\s()-]{7,20}$
    |^(?:E|E-?mail)?\s?:?\s?[^\s@]{1,60}@[^\s@]{2,60}$
  `,
  'iu',
)

/**
 * True for the first line of who sends an e-mail: "--" above a name (RFC 3676, 4.3), which parts an
 * answer between sentences, or a name above its telephone or address and no sentence.
 */
export function isSender(lines: readonly Line[], at: number): boolean {
  const isName = (text = ''): boolean => NAME.test(text) || FULL_NAME.test(text)
  if (lines[at]!.text === '--') return isName(lines[at + 1]?.text)
  if (!begins(lines, at) || !isName(lines[at]!.text.slice(0, 100))) return false
  const below = lines.slice(at + 1)
  return below.some(({ text }) => CONTACT.test(text.slice(0, 100))) && !below.some(isSentence)
}

/**
 * "Verstuurd vanaf mijn iPhone", the notice of whom a message is for, "Deze brief is digitaal
 * vastgesteld", "Aldus vastgesteld in de vergadering van 24 maart 2025."
 */
const MAIL_END = new RegExp(
  patternOf`
    ^(?:(?:verstuurd|verzonden|sent)\s(?:vanaf|vanuit|via|from)\s\S[^.?!]{0,40}$
    |(?:deze\sbrief|dit\sdocument)\sis\s(?:digitaal|elektronisch|automatisch)\s(?:vastgesteld
    |(?:onder|ge)tekend|aangemaakt|gegenereerd|goedgekeurd)
    |aldus\s(?:vastgesteld|besloten)\sin\sde\s(?:openbare\s)?\p{L}{0,20}vergadering\s
    |vastgesteld\sdoor\s(?:het\scollege|burgemeester|gedeputeerde|het\sdagelijks)\s
    |dit\s(?:e-?mail)?-?bericht\s(?:kan\s(?:vertrouwelijke\s)?informatie\sbevatten
    |is\s(?:uitsluitend|alleen)\s(?:bestemd|bedoeld)\s)
    |de\s(?:inhoud|informatie)\s(?:van|in|verzonden\s(?:in|met))\sdit\s(?:e-?mail)?-?bericht\s
    |this\s(?:e-?mail\s)?message\smay\scontain\s)
  `,
  'iu',
)

/** True for a line that programs or offices put below each e-mail. */
export function endsMail(lines: readonly Line[], at: number): boolean {
  return begins(lines, at) && MAIL_END.test(lines[at]!.text.slice(0, 100))
}

/**
 * "Digitaal ondertekend door", "Gedeputeerde Staten van Lindeland,", "Kopie aan:", "Contactpersoon:
 * A. de Boer"
 */
const SEAL = new RegExp(
  patternOf`
    ^(?:(?:digitaal|elektronisch)\sondertekend\sdoor|digitally\ssigned\sby)(?:\s[^.?!]{2,60})?$
    |^(?:namens\s)?(?:het\s)?(?:(?:college\svan\s)?(?:gedeputeerde\sstaten|burgemeester\sen
    \swethouders|B\s?(?:&|en)\s?W)|college|dagelijks\sbestuur)(?:\svan\s[^.,:;?!]{2,60})?,?$
    |^(?:(?:kopie|afschrift)\s(?:aan|naar)|c\.?c\.?|bijlage(?:n|\(n\))|contactpersoon
    |portefeuillehouder|trefwoorden|(?:onder|hand)tekening|kenmerk|zaaknummer)
    \s?:(?:\s[^?!]{1,80}(?<!\.))?$
  `,
  'iu',
)

/** True for the first line of a signature, with names and no sentence of an answer below it. */
export function isSeal(lines: readonly Line[], at: number): boolean {
  if (!begins(lines, at) || lines[at - 1]!.text.endsWith(':')) return false
  const below = lines.slice(at).filter(({ text }) => !MAIL_END.test(text.slice(0, 100)))
  return SEAL.test(lines[at]!.text) && !below.some(isSentence)
}

/** "*** EINDE DOCUMENT ***", "- einde antwoorden -" */
const END =
  /^(?:[-–*=_]{1,5}\s?)?einde(?:\s(?:document|bericht|tekst|antwoord(?:en)?))?[-–*=_.\s]{0,6}$/i

/**
 * Where somebody found the document: "Bron: https://zoek.officielebekendmakingen.nl/ah-...", "From
 * <https://www.tweedekamer.nl/...>" as OneNote has it
 */
const FOUND_AT = new RegExp(
  patternOf`
    ^(?:(?:bron|geraadpleegd|gedownload|opgehaald)(?:\s|:)[^?!]{0,60}?|(?:from|uit|van)\s<)?
    (?:https?:\/\/)?(?:www\.|zoek\.|open\.)?
    (?:officielebekendmakingen|tweedekamer|eerstekamer|overheid|rijksoverheid|openkamer)\.(?:nl|org)
    (?:\/\S{0,200})?>?(?:\s\d{1,3}\/\d{1,3})?$
  `,
  'iu',
)

/** An address that a sentence of an answer may be about. */
const ALONE = /^\S+$/

/** True for the end of a document in so many words, or where it was found, above no sentence. */
export function endsDocument(lines: readonly Line[], at: number): boolean {
  const { text } = lines[at]!
  if (END.test(text.slice(0, 40))) return at === lines.length - 1
  const isFound = begins(lines, at) && FOUND_AT.test(text.slice(0, 300))
  const isPublication = !ALONE.test(text) || /\/(?:ah|kv)-/.test(text)
  return isFound && isPublication && !lines.slice(at).some(isSentence)
}

/** What a web page has below its text */
const PAGE_END = new RegExp(
  patternOf`
    ^(?:zie\sook|lees\sook|meer\s(?:over.{0,40}|informatie)|delen|deel\s(?:dit|deze)(?:\s.{1,40})?
    |over\sdeze\s(?:web)?(?:site|pagina)|print(?:en)?|(?:print|afdrukken)\sdeze\spagina
    |(?:terug\s)?naar\s(?:boven|(?:het\s)?overzicht)|colofon|contact|service|volg\sons(?:\s.{1,30})?
    |gerelateerd|(?:gerelateerde|verwante)\s.{3,40}
    |permanente\slink|(?:©|copyright)\s.{2,60}|documentgegevens
    |(?:heeft|was|is|vond)\s(?:u\s)?(?:dit|deze)\s.{3,60}\?
    |download(?:en)?\s(?:['‘"“].{1,60}|als\s.{2,20}|(?:het\s|dit\s)?document.{0,30})):?$
  `,
  'iu',
)

/** "Laatst gewijzigd op 25 maart 2025", "Gepubliceerd: 24-03-2025 | Auteur: redactie" */
const STAMP =
  /^(?:(?:laatst\s)?(?:gepubliceerd|gewijzigd|bijgewerkt)(?:\sop|\s?:)|©)\s[^.?!]{4,80}$/i

const ADDRESS = /^(?:https?:|www\.)\S{1,200}$/i

/** True for a title in the style of a web page, or for its date, above links and no sentence. */
export function endsPage(lines: readonly Line[], at: number): boolean {
  const head = lines[at]!.text.slice(0, 120)
  const isStamp = STAMP.test(head)
  if (!begins(lines, at) || !(isStamp || PAGE_END.test(head))) return false
  const below = lines.slice(at + 1)
  const areLinks = below.every(({ text }) => {
    if (ADDRESS.test(text.slice(0, 220)) || PAGE_END.test(text.slice(0, 80))) return true
    return text.length < 60 && !/[.?!,;]$/.test(text)
  })
  return (isStamp || below.length > 1) && areLinks
}

/** True for a line that stands apart, or below a sentence. */
export function begins(lines: readonly Line[], at: number): boolean {
  return lines[at]!.apart || /[.?!]$/.test(lines[at - 1]!.text)
}

function isSentence({ text }: Line): boolean {
  return /[.?!]$/.test(text)
}
