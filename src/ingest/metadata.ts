import type { Asker, Minister, Publication } from '../domain.ts'

/** What the introduction of a document says about it. */
export interface Introduction {
  readonly title: string
  readonly askers: readonly Asker[]
  readonly ministers: readonly Minister[]
  readonly onBehalfOf: readonly Minister[]
  readonly asked: string | null
  readonly answered: string | null
  readonly publication: Publication | null
  /** the question's number, "2024Z12345" */
  readonly number: string | null
  /** an earlier notice or answer that "Zie ook" names */
  readonly earlier: Publication | null
  readonly notice: boolean
}

const MONTHS =
  'januari februari maart april mei juni juli augustus september oktober november december'.split(
    ' ',
  )

const DATE = String.raw`(?<day>\d{1,2})\s+(?<month>${MONTHS.join('|')})\s+(?<year>\d{4})`

/** "19 juli 2022" as "2022-07-19"; null where there is none. */
export function readDate(text: string): string | null {
  const { day, month, year } = new RegExp(DATE, 'i').exec(text)?.groups ?? {}
  if (day === undefined || month === undefined || year === undefined) return null
  const index = MONTHS.indexOf(month.toLowerCase()) + 1
  return `${year}-${String(index).padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** More of an introduction than this is not read. */
const LONGEST = 8000

const ROLE = String.raw`(?:Minister-President|Minister-president|minister-president|Ministers?|ministers?|Staatssecretarissen|staatssecretarissen|Staatssecretaris|staatssecretaris)`

/** Reads the introduction: the lines before the first question, joined by spaces. */
export function readIntroduction(header: string): Introduction {
  const text = header.slice(0, LONGEST).replace(/\s+/g, ' ').trim()
  const asked = dateAfter(text, 'ingezonden')
  const answered = dateAfter(text, 'ontvangen')
  const questions =
    /\bVra(?:ag|gen) van (?:het lid|de leden|het leden|de lid|lid|leden) (?<rest>.{1,3000})/.exec(
      text,
    )
  const answer = new RegExp(
    String.raw`\b(?<kind>Antwoord|Mededeling|Antwoorden) van (?:de |het )?(?<who>(?:${ROLE}).{1,1200})`,
  ).exec(text)
  const asking = questionHead(questions?.groups?.['rest'] ?? '')
  const { ministers, onBehalfOf } = readMinisters(answer?.groups?.['who'] ?? '')
  return {
    title: asking.title,
    askers: asking.askers,
    ministers,
    onBehalfOf,
    asked,
    answered,
    publication: readPublication(text),
    number:
      /\b(?<number>\d{4}\s?Z\s?\d{5})\b/.exec(text)?.groups?.['number']?.replace(/\s/g, '') ?? null,
    earlier: readEarlier(text),
    notice: answer?.groups?.['kind'] === 'Mededeling',
  }
}

function dateAfter(text: string, word: string): string | null {
  const at = text.search(new RegExp(String.raw`\(?\b${word}\b`, 'i'))
  return at < 0 ? null : readDate(text.slice(at, at + 80))
}

/** Askers, addressees and subject out of "Sjoerdsma (D66) aan de Minister van ... over ... (ingezonden". */
function questionHead(rest: string): { askers: Asker[]; title: string } {
  const to = rest.search(/ aan (?:de |het )?(?=minister|staatssecretaris)/i)
  const about =
    /\s+over\s+(?<title>.*?)(?=\s*\(+\s*ingezonden|\s+Antwoord(?:en)? van |\s+Mededeling van |\s*\(+\s*ontvangen|$)/i
  const title = about.exec(to < 0 ? rest : rest.slice(to))?.groups?.['title'] ?? ''
  const names = to < 0 ? rest.split(/ over /)[0]! : rest.slice(0, to)
  return { askers: readAskers(names), title: title.replace(/[.\s]+$/, '') }
}

/**
 * "Sneller (D66), Chakor (GroenLinks-PvdA) en Van Nispen (SP)"; "(beiden SP)" is the party of all
 * names before it that have none.
 */
export function readAskers(text: string): Asker[] {
  const askers: { name: string; party: string | null }[] = []
  const part = /(?<name>[^(),]{1,80}?)\s*(?:\((?<party>[^()]{1,60})\)?|,|\s+en\s+|$)/g
  for (const { groups } of text.slice(0, 1500).matchAll(part)) {
    const name = (groups?.['name'] ?? '').replace(/^[\s,]*(?:en\s+)?/, '').trim()
    const stated = groups?.['party']?.trim()
    const shared = /^(?:beiden?|allen?)\s+(?<party>.+)$/i.exec(stated ?? '')?.groups?.['party']
    for (const single of name.split(/\s+en\s+/)) {
      if (/^\p{L}/u.test(single))
        askers.push({ name: single.trim(), party: shared ?? stated ?? null })
    }
    if (shared !== undefined) for (const asker of askers) asker.party ??= shared
  }
  return askers
}

/**
 * "Minister Hoekstra (Buitenlandse Zaken), mede namens de Minister voor Buitenlandse Handel en
 * Ontwikkelingssamenwerking (ontvangen": those who answer, and those on whose behalf.
 */
export function readMinisters(text: string): { ministers: Minister[]; onBehalfOf: Minister[] } {
  const end = text.search(/\s*\(+\s*ontvangen|\s+Zie ook\s|\s+op (?:de )?(?:Kamervragen|vragen)\b/i)
  const names = (end < 0 ? text : text.slice(0, end)).replace(/[.\s]+$/, '')
  const [answering = '', ...others] = names.split(/,?\s+(?:mede )?namens\s+/i)
  return { ministers: officials(answering), onBehalfOf: others.flatMap(officials) }
}

function officials(text: string): Minister[] {
  const found: Minister[] = []
  const start = new RegExp(
    String.raw`(?:^|[\s,])(?:en\s+)?(?:van\s+)?(?:de\s+)?(?<role>${ROLE})(?=[\s,(]|$)`,
    'g',
  )
  const starts = [...text.matchAll(start)]
  for (const [index, match] of starts.entries()) {
    const role = singular(match.groups?.['role'] ?? '')
    const rest = text
      .slice(match.index + match[0].length, starts[index + 1]?.index ?? text.length)
      .replace(/[\s,]*(?:\ben)?[\s,]*$/, '')
      .trim()
    found.push(...officialsOf(role, rest))
  }
  return found
}

/** What follows a role: "Hoekstra (Buitenlandse Zaken)", "van Financiën en voor Klimaat". */
function officialsOf(role: string, rest: string): Minister[] {
  if (/^(?:van|voor)\s/.test(rest)) {
    return rest
      .split(/\s+en\s+(?=(?:van|voor)\s)/)
      .map((part) => part.replace(/^(?:van|voor)\s+/, '').replace(/[,\s]+$/, ''))
      .map((portfolio) => ({ role, name: null, portfolio }))
  }
  const named = [...rest.matchAll(/(?<name>[^()]{1,80}?)\s*\((?<portfolio>[^()]{1,150})\)?/g)]
  if (named.length === 0) return [{ role, name: rest === '' ? null : rest, portfolio: null }]
  return named.map(({ groups }) => ({
    role,
    name: (groups?.['name'] ?? '').replace(/^[\s,]*(?:en\s+)?/, '').trim() || null,
    portfolio: groups?.['portfolio']?.trim() ?? null,
  }))
}

function singular(role: string): string {
  const small = role.toLowerCase()
  if (small === 'minister-president') return 'Minister-President'
  return small.startsWith('minister') ? 'Minister' : 'Staatssecretaris'
}

/** The series' own number: "ah-tk-20242025-575", or "Vergaderjaar 2024–2025 ... 575". */
function readPublication(text: string): Publication | null {
  const code = /\bah-tk-(?<from>\d{4})(?<to>\d{4})-(?<number>\d{1,5})\b/.exec(text)?.groups
  if (code !== undefined) return publication(code)
  const head =
    /Vergaderjaar (?<from>\d{4})[–-](?<to>\d{4}).{0,250}?gegeven antwoorden (?<number>\d{1,5})\b/.exec(
      text,
    )
  if (head?.groups !== undefined) return publication(head.groups)
  return null
}

function readEarlier(text: string): Publication | null {
  const match =
    /Zie ook Aanhangsel (?:van de )?Handelingen,? ?(?:Tweede Kamer,? )?(?:II,? )?(?:vergaderjaar )?(?<from>\d{4})[–-](?<to>\d{4}), ?nr\. ?(?<number>\d{1,5})/i.exec(
      text,
    )
  return match?.groups === undefined ? null : publication(match.groups)
}

function publication(groups: Record<string, string | undefined>): Publication {
  return { sessionYear: `${groups['from']}-${groups['to']}`, number: Number(groups['number']) }
}
