import type { Asker, Minister, Publication, SourceDocument } from '../../domain/document.ts'
import { publicationsIn } from '../../domain/publication.ts'
import { DATE, dateAfter, readDate } from './dates.ts'
import { formFields } from './form-fields.ts'
import { namesAnswerer } from './heading-patterns.ts'
import { patternOf } from '../../text/pattern.ts'

/** What the introduction of a document says about it. */
export interface Introduction extends Pick<
  SourceDocument,
  'title' | 'askers' | 'ministers' | 'onBehalfOf' | 'asked' | 'answered' | 'publication' | 'earlier'
> {
  /** the question's number, "2024Z12345" */
  readonly number: string | null
  readonly notice: boolean
}

/** Characters of an introduction that are read. */
const LONGEST = 8000

const ROLE = patternOf`
  (?:Minister-President|Minister-president|minister-president|Ministers?|ministers?
  |Staatssecretarissen|staatssecretarissen|Staatssecretaris|staatssecretaris)
`

/** Reads the introduction: the lines before the first question, a blank line between paragraphs. */
export function readIntroduction(header: string): Introduction {
  const paragraphs = header
    .slice(0, LONGEST)
    .split('\n\n')
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '')
  const text = paragraphs.join(' ')
  const notice = NOTICE.exec(text)
  // Beside an answer, the notice that it comes later gives neither its minister nor its date.
  const listed = LISTED_ON.exec(text)
  const listedBy = listed === null ? null : LISTED_BY.exec(text)
  const answer = ANSWERING.exec(text) ?? notice ?? ANSWERS.exec(text) ?? listedBy
  const asking = askingPart(text)
  const { askers, title } = questionHead(asking, paragraphs)
  const form = formFields(text)
  const { ministers, onBehalfOf } = readMinisters(
    answer?.groups?.['who'] ?? answer?.groups?.['by'] ?? '',
  )
  const answered =
    dateAfter(text.slice(answer?.index ?? 0), answer === null ? NOT_ASKED + RECEIVED : RECEIVED) ??
    form.answered ??
    (form.asking === '' ? dateAfter(text, DATED) : null) ??
    dateAfter(/^.*?(?=\bGeachte\b)/.exec(text)?.[0] ?? '', AT_PLACE) ??
    readDate(listed?.groups?.['on'] ?? listed?.groups?.['by'] ?? '')
  return {
    title,
    askers: askers.length > 0 ? askers : readAskers(form.asking),
    ministers: ministers.map((minister) => ({
      ...minister,
      name: minister.name ?? signedBy(text, minister),
    })),
    onBehalfOf: answer === null ? letterOnBehalfOf(text) : onBehalfOf,
    asked:
      dateAfter(text, SENT) ??
      dateAfter(text, FORWARDED) ??
      form.asked ??
      dateBesideAskers(text, asking),
    answered,
    publication: readPublication(text, answered),
    earlier: seeToo(text),
    number: QUESTION_NUMBER.exec(text)?.groups?.['number']?.replace(/\s/g, '') ?? null,
    notice: notice !== null && notice.index <= answer!.index,
  }
}

const BY_WHOM = String.raw` van (?:de |het )?(?<who>(?:${ROLE}).{1,1200})`

const ANSWERING = new RegExp(
  patternOf`
    \b(?:(?:Antwoord(?:en)?|(?:Nader|Aanvullend|Herzien|Gewijzigd)e? antwoord(?:en)?)${BY_WHOM}
    |Beantwoording\sdoor\s(?:de\s)?(?<by>(?:${ROLE}).{1,1200}))
  `,
)

/** "Minister Van Eikenhorst (Waterzaken) beantwoordt Kamervragen", as a web page says it */
const ANSWERS = new RegExp(
  patternOf`
    (?<who>(?:${ROLE})\s[^.?!]{2,200}?)\s(?:heeft\s(?:deze|de)\svragen\s[^.?!]{0,40}beantwoord
    |(?:beantwoord(?:t|en)|antwoordt\sop)\s(?:\p{Ll}{2,20}\s){0,2}(?:[Kk]amer)?vragen)(?!\p{L})
  `,
  'u',
)

/** "Bij brief van 4 november 2024 zijn ze beantwoord", "beantwoord bij brief van": of a list */
const LISTED_ON = new RegExp(
  patternOf`
    bij\sbrief\svan\s(?<on>\d[^.]{5,25}?)\szijn\s[^.]{0,160}?\sbeantwoord(?!\p{L})
    |beantwoord\sbij\sbrief\svan\s(?<by>\d.{5,25})
  `,
  'iu',
)

const LISTED_BY = new RegExp(
  patternOf`
    (?:voorgelegd\saan|\szijn\s(?:ze|zij|deze|de\svragen)\sdoor)\s(?:de\s)?
    (?<who>(?:${ROLE})\s[^.]{2,150}?)(?=\sover\s|\sbeantwoord|[.,]\s)
  `,
  'u',
)

const NOTICE = new RegExp(String.raw`\bMededeling${BY_WHOM}`)

/** "2024Z12345", also as "2024Z 17972" */
const QUESTION_NUMBER = /\b(?<number>\d{4}\s?Z\s?\d{5})\b/

const SENT = String.raw`\bingezonden:?\s+(?:op\s+|d\.?d\.?\s+)?`
/** also "(ontvangen (ontvangen 7 juni 2024)" */
const RECEIVED = String.raw`\bontvangen:?\s+(?:\(?ontvangen\s+)?(?:op\s+|d\.?d\.?\s+)?`
/** Not "vragen over de dijk, ontvangen op 3 maart 2025": when these came */
const NOT_ASKED = String.raw`(?<!\bvragen\s[^.(]{1,150}(?:\([^()]{1,40}\))?,?\s)`
/** A letter's head, and its reference to the letter with the questions. */
const DATED = String.raw`\bDatum:?\s+`
/** "Den Haag, 24 maart 2025", above a letter */
const AT_PLACE = String.raw`(?:Den Haag|[’'‘]s-Gravenhage),?\s+(?:d\.?d\.?\s+)?`
const FORWARDED = String.raw`\bin (?:het )?antwoord op uw brief van\s+`

/** "d.d. 3 maart 2025", "aan de Minister van Financiën van", "gesteld op", right behind askers */
const DATED_ASKERS = new RegExp(
  patternOf`
    ^(?:\saan\s(?:de\s)?${ROLE}\s(?:van|voor)\s\p{Lu}[\p{L}-]+
    (?:,?\s(?:en\s)?\p{Lu}[\p{L}-]+){0,5})?(?:\s\([^()]{1,60}\))?,?
    (?:\smij)?(?:\s(?:gesteld|ingediend|ingezonden))?(?:\sbij\sbrief)?
    \s(?:d\.?d\.?|op|van)\s(?<date>${DATE})
  `,
  'u',
)

/** "Hierbij zend ik u, mede namens de Staatssecretaris van Financiën, de antwoorden op ..." */
const ON_BEHALF_OF = new RegExp(
  patternOf`
    \bmede\snamens\s(?<who>(?:mijn\scollega\s)?(?:de\s|het\s)?(?:${ROLE})[^.?!]{3,200}?),?\s
    (?:de|het|mijn|onze)\s(?:be)?antwoord
  `,
)

function letterOnBehalfOf(text: string): Minister[] {
  return officials(ON_BEHALF_OF.exec(text)?.groups?.['who'] ?? '')
}

/** "De minister van Justitie en Veiligheid D.M. van Weel": the signature of a letter. */
function signedBy(text: string, { portfolio }: Minister): string | null {
  if (portfolio === null) return null
  const initials = String.raw`(?<name>(?:\p{Lu}\.\s?){1,5}(?:\p{Ll}{2,4}\s){0,3}\p{Lu}[\p{L}’'-]+)`
  const signature = new RegExp(String.raw`(?:van|voor) ${escaped(portfolio)},? ${initials}`, 'u')
  return signature.exec(text)?.groups?.['name'] ?? null
}

/** For a pattern with the flag `u`, which refuses unnecessary escapes such as that of a hyphen. */
function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
}

/** "het lid", "de Kamerleden", "lid": what members are called before their names. */
const MEMBERS = String.raw`(?:(?:[Hh]et|[Dd]e) )?(?:(?:Tweede )?[Kk]amer)?(?:lid|leden)`

const OFFICIAL_HEAD = new RegExp(String.raw`\bVra(?:ag|gen) van ${MEMBERS} `)
/** "vragen van", "vragen, gesteld door", "vragen die op 3 mei 2024 zijn gesteld door", "heeft" */
const MENTION = new RegExp(
  patternOf`
    (?:(?<asked>vragen),? (?:(?:die|welke) )?(?:op \d{1,2} \p{L}{3,9} \d{4} )?
    (?:(?:zijn|werden) )?(?:(?:gestelde?|ingediende?|ingezonden) )?
    (?:op \d{1,2} \p{L}{3,9} \d{4} )?(?:(?:van|door) )?
    |\b(?:hebben|heeft|stelden?|(?:zijn|werden) door) )${MEMBERS}\s
    |(?<=(?:^|[.?!])\s?)${MEMBERS}\s
    (?=.{2,200}?\s(?:hebben|heeft|hadden|had)\sdeze\svragen\sgesteld)
  `,
  'giu',
)

/** "mr.", "drs.", "ir." before a name */
const TITLE_OF = String.raw`(?:drs?|mr|ir|ing|prof|mw|dhr)\.`

/** The end of a sentence; "J. de Wit" and "drs. De Wit" have none. */
const SENTENCE_END = String.raw`(?<=\p{Ll}{2}|[\d)»”"’'])[.?!](?<!\s${TITLE_OF}) +(?=\p{Lu})`

/** "Antwoorden van de Minister van Financiën op de", above the questions */
const ANSWERS_TITLE = /\bAntwoord(?:en)? (?:van .{1,200} )?op /
const TO_MINISTER = / aan (?:de |het )?(?:minister|staatss?ecretaris)/i

/**
 * "Vragen van het lid ... over ...": the official head, else the mention of questions that are
 * answered "hierbij", or those of a title, or that address a minister, else the first: later ones
 * may stand in the subject or be of other matters. "In het debat heeft het lid ..." mentions none
 * without "vragen".
 */
function askingPart(text: string): string {
  const official = OFFICIAL_HEAD.exec(text)
  if (official !== null) return text.slice(official.index + official[0].length)
  const mentions = [...text.matchAll(MENTION)]
    .map(({ 0: words, index, groups }) => {
      const rest = text.slice(index + words.length)
      const before = sentencesIn(text.slice(Math.max(0, index - 300), index)).at(-1) ?? ''
      const after = sentencesIn(rest.slice(0, 400))[0] ?? ''
      return { rest, before, asks: groups?.['asked'] !== undefined || /\bvragen\b/i.test(after) }
    })
    .filter(({ asks }) => asks)
  // "Vragen gesteld door de leden der Kamer" is the name of the series.
  const named = mentions.filter(({ rest }) => readAskers(namesIn(rest)).length > 0)
  const head =
    named.find(({ before }) => /\bhierbij\b/i.test(before)) ??
    named.find(({ before, rest }) => {
      const isHead = ANSWERS_TITLE.test(before) || TO_MINISTER.test(namesIn(rest))
      return isHead && !/\b(?:lid|leden)\b/.test(before)
    }) ??
    named[0] ??
    mentions.at(-1)
  return withParties(named, head)?.rest ?? ''
}

interface Mention {
  readonly rest: string
}

/** The same members with their parties, as the head below a page's title names them. */
function withParties(named: readonly Mention[], head: Mention | undefined): Mention | undefined {
  const askers = readAskers(namesIn(head?.rest ?? ''))
  if (askers.some(({ party }) => party !== null)) return head
  const names = askers.map(({ name }) => name).join()
  return (
    named.find(({ rest }) => {
      const others = readAskers(namesIn(rest))
      const areSame = others.map(({ name }) => name).join() === names
      return areSame && others.some(({ party }) => party !== null)
    }) ?? head
  )
}

function sentencesIn(text: string): string[] {
  return text.split(new RegExp(SENTENCE_END, 'u'))
}

/** Characters in which to look for askers and subject. */
const LONGEST_HEAD = 3000

/** What a letter says before the subject, in the same sentence. */
function namesIn(asking: string): string {
  const subject = / (?:over|inzake|betreffende|omtrent|aangaande|naar aanleiding van) /
  return (sentencesIn(asking.slice(0, 400))[0] ?? '').split(subject, 1)[0] ?? ''
}

/** "Op 3 maart 2025 hebben de leden" */
const DATED_MENTION = new RegExp(
  String.raw`\bop\s(?<date>${DATE})\s(?:hebben|heeft|stelden?)\s${MEMBERS}\s$`,
  'i',
)

/** Only right beside the askers: "op mijn brief van 3 maart 2025" says when another was written. */
function dateBesideAskers(text: string, asking: string): string | null {
  const names = namesIn(asking)
  const behind = DATED_ASKERS.exec(names.slice(askersIn(names).end))
  const before = text.slice(0, text.length - asking.length).slice(-80)
  return readDate(behind?.groups?.['date'] ?? DATED_MENTION.exec(before)?.groups?.['date'] ?? '')
}

/**
 * Where a subject ends: at the next item of the head, or at the end of the surrounding sentence.
 */
const SUBJECT = new RegExp(
  patternOf`
    \sover\s+(?<title>.*?)(?=\.?\s*\(+\s*(?:[Ii]ngezonden|(?:[Uu]w )?[Kk]enmerk|[Nn]r\.|[Nn]ummer)
    |,\s+ingezonden\s|\.?\s+(?:[Ii]ngezonden|[Oo]ntvangen|[Nn]ummer):\s|\s+Geachte\s
    |\s*\(\d{4}Z\d{5}[),]|\.?\s+Hoogachtend
    |\s+(?:Antwoord|(?:Nader|Aanvullend|Herzien|Gewijzigd)e? antwoord)
    (?:en)? van |\s+Mededeling van |\s*\(+\s*[Oo]ntvangen
    |,?\s+(?:bericht|bied|deel|doe|informeer|kan|laat|meld|stuur|zend) (?:ik|wij) u[ ,]
    |,?\s+beantwoord (?:ik|wij) |,?\s+(?:treft|vindt|ontvangt) u
    (?=\s)|\s+kunnen (?:tot mijn spijt )?niet |\s+worden beantwoord|\.\s+\p{Lu}\p{Ll}+ |$)
  `,
  'u',
)

/** "Welzijn en Sportover zorg": an extractor lost the space at a line end. */
const GLUED_SUBJECT =
  /(?:\p{L}over\s+|\sover(?=het\s|de\s|een\s))(?<title>.*?)(?=\s*\(+\s*ingezonden|$)/u

/**
 * Askers and subject from "Sjoerdsma (D66) aan de Minister van ... over ... (ingezonden", the end
 * of the joined `paragraphs`.
 */
function questionHead(
  asking: string,
  paragraphs: readonly string[],
): { askers: Asker[]; title: string } {
  const rest = asking.slice(0, LONGEST_HEAD)
  // A subject can name other members' questions to a minister.
  const [head = ''] = rest.split(' over ', 1)
  const to = head.search(
    / (?:schriftelijke vragen gesteld )?aan (?:de |het )?(?=minister|staatss?ecretaris)/i,
  )
  const about = to < 0 ? rest : rest.slice(to)
  const subject = SUBJECT.exec(about) ?? GLUED_SUBJECT.exec(about)
  let title = subject?.groups?.['title'] ?? ''
  const after = subject === null ? '' : about.slice(subject.index + subject[0].length)
  if (subject !== null && /^(?:$|\.\s)/.test(after)) {
    // No item of the head ends it, so its paragraph does: "Nr. Vraag" is the head of a table.
    const left = asking.length - rest.length + after.length + title.length
    title = title.slice(0, left - leftAfter(paragraphs, left))
  }
  const names = to < 0 ? head : head.slice(0, to)
  return { askers: readAskers(names), title: title.replace(/[._\s]+$/, '') }
}

/** Of the last `left` characters of these paragraphs, those after the one that they begin in. */
function leftAfter(paragraphs: readonly string[], left: number): number {
  let after = 0
  for (const paragraph of paragraphs.toReversed()) {
    if (after + paragraph.length >= left) return after
    after += paragraph.length + 1
  }
  return 0
}

/** A word of a member's name: "Plas", "Slagt-Tichelman", "d’Ancona", "vanDijk" (a lost space). */
const NAME_WORD = patternOf`
  (?!(?:${ROLE}|Hoogachtend|(?:(?:Eerste|Tweede)\s)?Kamer|Antwoord|Vra(?:ag|gen))\b)
  (?![\p{L}\p{N}]{1,20}(?:-[\p{L}\p{N}]{1,20})?-fractie)
  (?:\p{Ll}{2,4}|\p{Ll}[’'])?\p{Lu}[\p{L}\p{M}’'-]+(?:\s?´)?
`
const BEFORE_NAME = patternOf`
  (?:(?:(?:\p{Lu}|IJ|Th|Chr?|Ph|Jac)\.\s?
  |(?:[Vv]an|[Vv]on|[Dd]e[nr]?|[Hh]et|[Tt]e[nr]?|[ea]l|[Ll][ae]|[Dd][ui]|[’'][ts])\s){0,6})
`
const MEMBER = String.raw`${BEFORE_NAME}${NAME_WORD}(?:\s${BEFORE_NAME}${NAME_WORD}){0,5}`

/** What a head has in brackets behind its askers: no party. */
const NO_PARTY = patternOf`
  (?!(?:ingezonden|ontvangen|(?:uw )?kenmerk|nr|nummer|d\.?d|\d{4}|van \d))
`

const ASKER = new RegExp(
  patternOf`
    \s*(?<join>,?\s*\b(?:en|and|alsmede|evenals)\s|[,;&])?
    \s*(?:(?:van )?${MEMBERS} )?(?:${TITLE_OF}\s?){0,3}
    (?<name>${MEMBER})(?:\s*\((?<party>${NO_PARTY}[^()]{1,60})\)?)?
  `,
  'guy',
)

/**
 * "Sneller (D66), Chakor (GroenLinks-PvdA) en Van Nispen (SP)"; "(beiden SP)" is the party of all
 * earlier names without one. The list ends where no member follows: a letter without a subject runs
 * on into a date, a sentence or the minister's signature.
 */
export function readAskers(text: string): Asker[] {
  return askersIn(text).askers
}

/** The askers that a text begins with, and where their list ends. */
function askersIn(text: string): { askers: Asker[]; end: number } {
  const list = text.slice(0, 1500).trimEnd()
  const askers: { name: string; party: string | null }[] = []
  let end = 0
  let lastJoin: string | undefined
  for (const match of list.matchAll(ASKER)) {
    const { name = '', party: stated, join } = match.groups ?? {}
    const previous = askers.at(-1)
    // An extractor can lose the comma between two members, but not their parties too.
    const joined = join !== undefined || (stated !== undefined && previous?.party !== null)
    if (previous !== undefined && !joined) break
    const shared = /^(?:beiden?|allen?)\s+(?<party>.+)$/i.exec(stated ?? '')?.groups?.['party']
    askers.push({ name, party: shared ?? stated?.trim() ?? null })
    if (shared !== undefined) for (const asker of askers) asker.party ??= shared
    end = match.index + match[0].length
    lastJoin = join
  }
  // "Duin (SP), Den Haag, 3 mei": a place stands behind a comma as a member does.
  const place = lastJoin === ',' && askers.at(-1)?.party === null && end < list.length
  const withPlace = place && askers.some(({ party }) => party !== null)
  return { askers: withPlace ? askers.slice(0, -1) : askers, end }
}

/** What follows those who answer: "(ontvangen 7 juni 2024)", "op de schriftelijke vragen" */
const MINISTERS_END = new RegExp(
  patternOf`
    ,?\s*\(+\s*ontvangen|\s+Zie ook\s|\s+Antwoord(?:en)? van\s
    |,?\s+op (?:de |uw )?(?:\p{Ll}{2,20}e )?(?:Kamer)?vragen(?!\p{L})
  `,
  'iu',
)

/**
 * "Minister Hoekstra (Buitenlandse Zaken), mede namens de Minister voor Buitenlandse Handel en
 * Ontwikkelingssamenwerking (ontvangen": who answers, and on whose behalf.
 */
export function readMinisters(text: string): { ministers: Minister[]; onBehalfOf: Minister[] } {
  const end = text.search(MINISTERS_END)
  const names = (end < 0 ? text : text.slice(0, end)).replace(/[.\s]+$/, '')
  const [answering = '', ...others] = names.split(/,?\s+(?:mede )?namens\s+/i)
  return { ministers: officials(answering), onBehalfOf: others.flatMap(officials) }
}

/**
 * The ministers whom several headings name, each once: "Antwoord van de minister van Waterzaken",
 * "Antwoord 1 van de staatssecretaris van Financiën:". Empty if they name fewer than two.
 */
export function answerersIn(headings: readonly string[]): Minister[] {
  const named = headings.flatMap((heading) => {
    if (!namesAnswerer(heading)) return []
    const [label = ''] = heading.slice(0, 200).split(/:|\s(?:op|bij)\s(?:de\s)?vra/)
    return readMinisters(label.slice(label.indexOf(' van ') + 1)).ministers
  })
  const found = new Map(named.map((minister) => [JSON.stringify(minister), minister]))
  return found.size > 1 ? [...found.values()] : []
}

/** The officials in "de Minister van Waterzaken en de Staatssecretaris van Financiën". */
export function officials(text: string): Minister[] {
  const found: Minister[] = []
  const start = new RegExp(
    String.raw`(?:^|[\s,])(?:en\s+)?(?:van\s+)?(?:[Dd]e\s+)?(?<role>${ROLE})(?=[\s,(]|$)`,
    'g',
  )
  const starts = [...text.matchAll(start)]
  for (const [index, match] of starts.entries()) {
    const role = singular(match.groups?.['role'] ?? '')
    const rest = text
      .slice(match.index + match[0].length, starts[index + 1]?.index ?? text.length)
      .replace(/[\s,]+$/, '')
      .replace(/(?:^|[\s,]+)en$/, '')
      .trim()
    found.push(...officialsOf(role, rest))
  }
  return found
}

/** "van Waterzaken, de heer J.P. van Eikenhorst", "van Waterzaken, J.P. van Eikenhorst" */
const HONOURED = new RegExp(
  patternOf`
    ^(?<rest>.{0,150}?)(?:,?\s?(?<!\p{L})(?:de\sheer|dhr\.|mevrouw|mevr\.|mw\.)\s
    |,\s(?=(?:\p{Lu}\.\s?){1,6}(?:\p{Ll}{1,4}\s){0,3}\p{Lu}[\p{L}’' -]{1,40}$))
    (?<name>[^,()]{2,60})$
  `,
  'u',
)

/** What follows a role: "Hoekstra (Buitenlandse Zaken)", "van Financiën en voor Klimaat". */
function officialsOf(role: string, rest: string): Minister[] {
  const honoured = HONOURED.exec(rest)?.groups
  if (honoured !== undefined) {
    const [name, before] = [honoured['name']!, honoured['rest']!.replace(/[,\s]+$/, '')]
    return officialsOf(role, before).map((each) => ({ ...each, name: each.name ?? name }))
  }
  if (/^(?:van|voor)\s/.test(rest)) {
    return rest
      .split(/\s+en\s+(?=(?:van|voor)\s)/)
      .map((part) => part.replace(/[,\s]+$/, ''))
      .map((part) => ({
        role,
        name: null,
        preposition: part.startsWith('van') ? 'van' : 'voor',
        portfolio: part.replace(/^(?:van|voor)\s+/, ''),
      }))
  }
  const named = [...rest.matchAll(/(?<name>[^()]{1,80}?)\s*\((?<portfolio>[^()]{1,150})\)?/g)]
  if (named.length === 0) {
    return [{ role, name: rest === '' ? null : rest, preposition: null, portfolio: null }]
  }
  return named.map(({ groups }) => ({
    role,
    name: (groups?.['name'] ?? '').replace(/^[\s,]*(?:en\s+)?/, '').trim() || null,
    preposition: null,
    portfolio: groups?.['portfolio']?.trim() ?? null,
  }))
}

function singular(role: string): string {
  const small = role.toLowerCase()
  if (small === 'minister-president') return 'Minister-President'
  return small.startsWith('minister') ? 'Minister' : 'Staatssecretaris'
}

/** "Zie ook Aanhangsel Handelingen, vergaderjaar 2024–2025, nr. 344." */
function seeToo(text: string): Publication[] {
  return publicationsIn(text)
    .filter(({ start }) => /\bZie ook\s+$/.test(text.slice(0, start)))
    .map(({ publication: named }) => named)
}

const NUMBERED = new RegExp(
  patternOf`
    Vergaderjaar (?<from>\d{4})[–-](?<to>\d{4}).{0,250}?gegeven antwoorden (?<number>\d{1,5})\b
  `,
)

/** The series' own number: "ah-tk-20242025-575", "Vergaderjaar 2024–2025 ... 575", "AH 604". */
function readPublication(text: string, answered: string | null): Publication | null {
  const code = /\bah-tk-(?<from>\d{4})(?<to>\d{4})-(?<number>\d{1,5})\b/.exec(text)?.groups
  if (code !== undefined) return publication(code)
  const head = NUMBERED.exec(text)
  if (head?.groups !== undefined) return publication(head.groups)
  const number = /^AH (?<number>\d{1,5})\b/.exec(text)?.groups?.['number']
  if (number === undefined || answered === null) return null
  return { sessionYear: sessionYearOf(answered), number: Number(number) }
}

/** The publication named by an id: "ah-tk-20232024-2210". */
export function publicationOf(id: string): Publication | null {
  const groups = /^ah-tk-(?<from>\d{4})(?<to>\d{4})-(?<number>\d{1,5})(?:-n\d{1,2})?$/.exec(
    id,
  )?.groups
  return groups === undefined ? null : publication(groups)
}

/**
 * The parliamentary year of a date: it begins on the third Tuesday of September (Grondwet, art.
 * 65).
 */
export function sessionYearOf(date: string): string {
  const year = Number(date.slice(0, 4))
  const first = new Date(Date.UTC(year, 8, 1)).getUTCDay()
  const opening = 15 + ((2 - first + 7) % 7)
  const from = date >= `${year}-09-${opening}` ? year : year - 1
  return `${from}-${from + 1}`
}

function publication(groups: Record<string, string | undefined>): Publication {
  return { sessionYear: `${groups['from']}-${groups['to']}`, number: Number(groups['number']) }
}
