import { patternOf } from '../../text/pattern.ts'
import { fold } from '../../domain/fold.ts'
import { wordsOf } from '../../text/words.ts'
import { isGeneralIn } from './foreign-words.ts'
import { isFunctionWord } from './function-words.ts'
import { readLanguage } from './language.ts'
import { isSmallTalk } from './small-talk.ts'
import { type Stretch, hiding } from './stretch.ts'

/** Words that introduce filters, and those that join them. */
const GLUE = new Set(
  `kamervraag kamervragen vraag vragen question questions antwoord antwoorden beantwoording answer
  answers reply replies lid leden kamerlid kamerleden mp mps member members minister ministers
  staatssecretaris fractie partij party gesteld ingediend ingezonden ontvangen beantwoord asked
  answered tabled submitted parliamentary written schriftelijke stukken documenten documents
  document toon laat zien geef zoek zoeken overzicht lijst alle alles all show list find search
  vroeg vroegen vraagt gevraagd stelde
  stelden stelt datum date vs versus wilde weten ask asks zei zeiden zegt gezegd schreef
  schrijft geschreven antwoordde antwoordt geantwoord said
  say says wrote replied know wanted volgens according gestelde ingediende beantwoorde
  zeggen gegeven given vh vd quote quotes citaat citaten min stas staatssecr staat stond vindt vond
  vinden denkt denken many zaaknummer stuk kamerstuk documentnummer
  kenmerk referentie reference nummer number id bestand pdf
  frage fragen antworten antwort vom pregunta preguntas respuesta respuestas reponse reponses
  preguntanan kontesta kontestanan antwurd antwurden soru soruları sorular sorusu pytania pytanie
  pytan питання питань запитання відповіді відповідь سؤال أسئلة إجابات
  `
    .split(/\s+/u)
    .map(fold),
)

/** Words that may stand with filters alone: these show the newest answers first. */
const NEWEST = new Set(
  `laatste nieuwste nieuwere meest recente recentere recentste latest newest newer most recent
  last`.split(/\s+/u),
)

/** Whether a word introduces or joins filters, or means little by itself. */
export function isGlue(word: string): boolean {
  const folded = fold(word)
  return GLUE.has(folded) || isFunctionWord(folded)
}

/** The query without its certain filters and the words that only joined them. */
export function aboutOf(
  query: string,
  quoted: readonly Stretch[],
  counting: readonly Stretch[],
): string {
  const hidden = hiding(query, [])
  for (const each of counting) hidden.hide(each)
  let text = hidden.text()
  for (const { start, end } of quoted) {
    text = `${text.slice(0, start)} ${text.slice(start + 1, end - 1)} ${text.slice(end)}`
  }
  // "Fragen der PVV zur Jugendhilfe": the words around a filter are those of any language.
  const language = counting.length === 0 ? 'und' : readLanguage(query)
  const joins = (word: string) => isGlue(word) || isGeneralIn(language, word)
  if (counting.length > 0) text = withoutGlue(text, joins)
  const left = text
    .replace(MARKS, ' ')
    .replace(/[\ue000\s]+/gu, ' ')
    .replace(/\(\s*\)/gu, ' ')
    .replace(EDGES, '')
    .replace(BRACKETED, '$<within>')
  const words = wordsOf(left)
  const says = words.some(({ text: word }) => !joins(word) && !isNewest(word))
  return says && !isSmallTalk(left) ? left : ''
}

/** Quotation marks, also one that is never closed: they say nothing of the topic. */
const MARKS = /["“”„‟«»‹›＂″「」]/gu

/** What stands around a topic and says nothing of it either: "*stikstof*", "stikstof:". */
const EDGES = /^(?:[\s*_~`|:;,@•·–—>-]+|['’‘](?=\p{L}{3}))|[\s*_~`|:;,–—-]+$/gu

/** "(stikstof)" */
const BRACKETED = /^[([{<](?<within>[^()[\]{}<>]*)[)\]}>]$/u

function isNewest(word: string): boolean {
  return NEWEST.has(fold(word))
}

const IS_NEWEST = [...NEWEST].join('|')

/** "documenten over", "lijst van alle vragen over", "show me answers about", "het nieuwste over" */
const ASKS_FOR = new RegExp(
  patternOf`
    ^\s*(?:(?:ik zoek|ik ben op zoek naar|zoek|vind|toon|(?:geef|stuur)(?: me| mij)?|lijst(?: van)?
    |overzicht van|zijn er|is er|alle|de|het|een|mijn|voor|meer|nieuwe|oude|oudste|eerdere
    |schriftelijke|offici(?:eel|[eë]le)|${IS_NEWEST}|i(?:['’]m| am) looking for|show(?: me)?
    |list(?: of)?|find|give me|all|any|the|new|old|earlier|previous|oldest|parliamentary|written
    |official) ){0,4}
    (?:kamervragen|vragen|documenten|stukken|kamerstukken|antwoord(?:en)?|citaten|quotes
    |uitspraken|toezeggingen|debat|discussie|informatie|info|feiten|standpunt|iets|(?:profiel)?
    werkstuk|spreekbeurt|scriptie|artikel|documents|questions|answers?|information|facts
    |commitments|promises|position|debate|discussion|briefing|background|anything|something
    |${IS_NEWEST}) (?:over|inzake|omtrent|rond(?:om)?|betreffende|met betrekking tot|m\.?b\.?t\.?
    |about|on|regarding|(?:that )?mention(?:ing)?)\s+(?=\S)
  `,
  'iu',
)

/** The words at the beginning of a query that ask for whatever there is about its topic. */
export function leadIn(query: string): Stretch[] {
  for (const pattern of [ASKS_FOR, ASKS_WHO, MAKES, WANTS]) {
    const end = pattern.exec(query)?.[0].length
    if (end !== undefined) return [{ start: 0, end }]
  }
  const { begins = '', ends = '' } = SUMS_UP.exec(query)?.groups ?? {}
  if (begins === '') return []
  return [
    { start: 0, end: begins.length },
    ...(ends === '' ? [] : [{ start: query.length - ends.length, end: query.length }]),
  ]
}

/** "ik wil graag iets weten over", "can you tell me something about" */
const WANTS = new RegExp(
  patternOf`
    ^\s*(?:(?:ok|oké|ja|nou|uhm?),? ){0,2}(?:ik (?:wil|wilde|wou|zou|heb|had|schrijf)
    |i (?:want|would like|have|had|am writing)|i['’](?:d like|m writing)
    |(?:kun|kan|kunt|weet|heb|heeft) (?:je|jij|jullie|u)|(?:can|could|do) you|vertel
    |tell)(?: (?:me|mij|ons|us|to|graag|even|misschien|iets|wat|alles|meer|more|something|anything
    |everything|een|an?|vraag|question|vragen|weten|horen|vertellen|stellen|zeggen|opzoeken|ask|know
    |hear|tell|have|informatie|information|info|artikel|scriptie|article|essay|paper)){0,8}
    \s(?:over|about)\s+(?=\S)
  `,
  'iu',
)

const INTO_LANGUAGE = patternOf`
  (?:naar|in|to|into)(?: het)? (?:nederlands|engels|duits|frans|dutch|english|german|french)
`

/** "vat de antwoorden over … samen", "summarise what the minister says about", "vertaal …" */
const SUMS_UP = new RegExp(
  patternOf`
    ^(?<begins>\s*(?:(?:kun|kan|kunt|wil|can|could) (?:je|jij|u|you) )?
    (?:vat(?: samen)?|summari[sz]e|translate|vertaal|résumez?|leg(?: (?:me )?uit)?|explain)
    (?: (?:(?:alle|de|het|all|the|les) )?(?:vragen|antwoorden|antwoord|questions|answers?|réponses)
    (?: (?:over|op|van|about|on|to|of|sur))?)?\s+(?=\S)).*?
    (?<ends>(?:\s(?:samen|uit|${INTO_LANGUAGE})){1,2}[\s.!?]*)?$
  `,
  'isu',
)

/** Who asked how often: "hoeveel kamervragen gaan er over", "which members asked about" */
const ASKED =
  '(?:kamer)?vragen|documenten|antwoorden|kamerl(?:id|eden)|partij(?:en)?|fracties?|ministers?' +
  '|vroeg(?:en)?|gevraagd|questions|documents|answers|mps?|members?|party|parties|asked'
const IS_ASKED =
  'zijn|is|er|gaan|gingen|hebben|heeft|had|hadden|werd|werden|stelde|stelden|gesteld' +
  '|al|ooit|are|were|have|has|been|there|did|ever'
const ASKS_WHO = new RegExp(
  patternOf`
    ^\s*(?:hoeveel|hoe vaak|welke?|wie|how many|how often|which|who)(?: (?:${IS_ASKED})){0,4}
    (?: (?:${ASKED})(?: (?:${IS_ASKED})){0,4}){1,3} (?:over|naar|about|on)\s+(?=\S)
  `,
  'iu',
)

const KINDS = '(?:kamervragen|vragen|antwoorden|questions|answers)'

/** "geef me een korte samenvatting van de antwoorden over", "write a summary of" */
const MAKES = new RegExp(
  patternOf`
    ^\s*(?:(?:kun|kan|kunt|wil|wilt|can|could) (?:je|jij|u|you) (?:(?:voor )?(?:me|mij|ons) )?)?
    (?:(?:maak|maken|schrijf|geef|stel|write|make|give|create|draft)
    (?: (?:voor )?(?:me|mij|us))? )?(?:(?:een|an?|de|the) )?(?:kort(?:e)? |short |brief )?
    (?:samenvatting|tabel|persbericht|nieuwsbericht|opsomming|summary|table|press release
    |(?:overzicht|overview)(?= (?:van|of) (?:(?:de|alle|the|all) )?${KINDS}))
    (?: (?:maken|schrijven))? (?:van|over|met|of|on|about|with)
    (?: (?:(?:de|alle|the|all) )?${KINDS}
    (?: (?:over|van|op|about|on|of|to))?)?\s+(?=\S)
  `,
  'iu',
)

/** What a query asks to be done with a document: "vat … samen", "translate … to English" */
const INSTRUCTS = new RegExp(
  patternOf`
    (?<!\p{L})(?:vat|samen|samenvatten|samengevat|samenvatting|summari[sz]e|summary|tl;?dr|vertaal
    |vertalen|vertaling|translate|translation|${INTO_LANGUAGE}|leg|uit|uitleg|uitleggen|explain
    |analyseer|analyse|analy[sz]e|open|download|stuur|send|lees|lezen|read|bekijk
    |kort|korte|korter|short|shorter
    |please|pls|aub|svp|graag
    |in (?:eenvoudige|simpele|gewone|begrijpelijke|makkelijke|plain|simple)
    (?: (?:taal|woorden|language|words|english))?)(?!\p{L})
  `,
  'giu',
)

/** The words that ask for more than answers: what is written is shown, and nothing else. */
export function instructionsIn(query: string): Stretch[] {
  return [...query.matchAll(INSTRUCTS)].map(({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }))
}

/** "Samenvatting", "korter graag", "can you say that in English?": of what, another query says. */
export function ordersOnly(query: string): boolean {
  const orders = instructionsIn(query)
  return orders.length > 0 && aboutOf(query, [], orders) === ''
}

/** Whether a query asks for the newest answers on anything: "laatste antwoorden". */
export function asksNewest(query: string): boolean {
  const words = wordsOf(query).map(({ text }) => text)
  return (
    words.some(isNewest) &&
    words.some((word) => GLUE.has(fold(word))) &&
    words.every((word) => isNewest(word) || isGlue(word))
  )
}

/**
 * Strips the words that led to the filters from both ends: "vragen van … over zwembaden" is about
 * "zwembaden".
 */
function withoutGlue(text: string, joins: (word: string) => boolean): string {
  const words = wordsOf(text)
  const first = words.findIndex(({ text: word }) => !joins(word))
  if (first < 0) return ''
  const filtered = text.slice(0, words[first]!.start).includes('\ue000')
  const last = words.findLastIndex(({ text: word }) => !joins(word))
  const behind = text.slice(words[last]!.end).includes('\ue000')
  return text.slice(filtered ? words[first]!.start : 0, behind ? words[last]!.end : text.length)
}
