import type { Minister } from '../../domain/document.ts'
import { MINISTRIES } from '../../text/ministry-names.ts'
import { patternOf } from '../../text/pattern.ts'
import { fold } from '../../domain/fold.ts'
import { isPerson } from '../../domain/names.ts'

/** The source of a pattern for the office of a member of the cabinet. */
export const CABINET_ROLE = patternOf`
  (?:Minister-President|Minister-president|minister-president|Ministers?|ministers?
  |Staatssecretarissen|staatssecretarissen|Staatssecretaris|staatssecretaris)
`

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
 * "Antwoord van de", "Antwoord 2 (", "Antwoord op de vragen 2 en 3 door de", before who answers;
 * not "Antwoord 2 De minister van Waterzaken is ...", where an answer begins
 */
const BEFORE_ANSWERER = new RegExp(
  patternOf`
    ^(?:Antwoord(?:en)?|ANTWOORD(?:EN)?)\s(?:(?:op\s)?(?:de\s)?(?:vra(?:ag|gen)\s)?
    \d{1,3}(?:(?:,|\s?(?:en|&|t\/m|-))\s?\d{1,3}){0,20}\s(?=van|door|\())?
    (?:(?:\(|(?:van|door)\s)(?:de\s)?(?=[Mm]inister|[Ss]taatssecretaris)
    |(?=minister|staatssecretaris))
  `,
  'u',
)

/**
 * The ministers who answer: those of the head, and others whom headings name, each once: "Antwoord
 * van de minister van Waterzaken", "Antwoord 1 (staatssecretaris van Financiën)". Without a head
 * they are two or more.
 */
export function answerersIn(headings: readonly string[], head: readonly Minister[]): Minister[] {
  const found = [...head]
  for (const heading of headings) {
    const before = BEFORE_ANSWERER.exec(heading.slice(0, 200))?.[0]
    if (before === undefined) continue
    const [label = ''] = heading
      .slice(before.length, 200)
      .split(/:|\s(?:op|bij)\s(?:de\s)?vra|\)\s?$/)
    for (const minister of readMinisters(label).ministers) {
      if (!found.some((each) => mayBeOne(each, minister))) found.push(minister)
    }
  }
  return head.length > 0 || found.length > 1 ? found : []
}

/** True for "Minister Zand (Waterzaken)" and "minister van Waterzaken", "Zand" or none of both. */
function mayBeOne(one: Minister, other: Minister): boolean {
  if (one.role !== other.role) return false
  if (one.portfolio !== null && other.portfolio !== null) {
    const [some, others] = [fold(one.portfolio), fold(other.portfolio)]
    return some.startsWith(others) || others.startsWith(some)
  }
  return one.name === null || other.name === null || isPerson(one.name, other.name)
}

/** The officials in "de Minister van Waterzaken en de Staatssecretaris van Financiën". */
export function officials(text: string): Minister[] {
  const found: Minister[] = []
  const start = new RegExp(
    String.raw`(?:^|[\s,])(?:en\s+)?(?:van\s+)?(?:[Dd]e\s+)?(?<role>${CABINET_ROLE})(?=[\s,(]|$)`,
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

/**
 * "van Waterzaken, de heer J.P. van Eikenhorst", "van Waterzaken, J.P. van Eikenhorst", "van
 * Waterzaken, Jan van Eikenhorst": behind its last comma a portfolio has "en".
 */
const HONOURED = new RegExp(
  patternOf`
    ^(?<rest>.{0,150}?)(?:,?\s?(?<!\p{L})(?:de\sheer|dhr\.|mevrouw|mevr\.|mw\.)\s
    |,\s(?=(?:\p{Lu}\.\s?){1,6}(?:\p{Ll}{1,4}\s){0,3}\p{Lu}[\p{L}’' -]{1,40}$
    |\p{Lu}\p{Ll}{1,20}(?:\s(?!en\s)\p{Ll}{2,4}){0,3}\s\p{Lu}[\p{L}’'-]{1,40}$))
    (?<name>[^,()]{2,60})$
  `,
  'u',
)

/** "Zand van Financiën": not "Jan van Eikenhorst", whose last word begins no ministry's name */
const NAMED_OF =
  /^(?<name>[^(),]{2,60}?)\s(?<preposition>van|voor)\s(?<portfolio>\p{Lu}[^()]{2,150})$/u

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
  const { name, preposition, portfolio = '' } = NAMED_OF.exec(rest)?.groups ?? {}
  const office = fold(portfolio)
  if ([...MINISTRIES].some((each) => office.startsWith(each))) {
    return [{ role, name: name!, preposition: preposition as Minister['preposition'], portfolio }]
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

/** "Hierbij zend ik u, mede namens de Staatssecretaris van Financiën, de antwoorden op ..." */
const ON_BEHALF_OF = new RegExp(
  patternOf`
    \bmede\snamens\s(?<who>(?:mijn\scollega\s)?(?:de\s|het\s)?(?:${CABINET_ROLE})[^.?!]{3,200}?),?\s
    (?:de|het|mijn|onze)\s(?:be)?antwoord
  `,
)

/** On whose behalf too the writer of a letter answers. */
export function letterOnBehalfOf(text: string): Minister[] {
  return officials(ON_BEHALF_OF.exec(text)?.groups?.['who'] ?? '')
}

/** "De minister van Justitie en Veiligheid D.M. van Weel": the signature of a letter. */
export function signedBy(text: string, { portfolio }: Minister): string | null {
  if (portfolio === null) return null
  const initials = String.raw`(?<name>(?:\p{Lu}\.\s?){1,5}(?:\p{Ll}{2,4}\s){0,3}\p{Lu}[\p{L}’'-]+)`
  const signature = new RegExp(String.raw`(?:van|voor) ${escaped(portfolio)},? ${initials}`, 'u')
  return signature.exec(text)?.groups?.['name'] ?? null
}

/** For a pattern with the flag `u`, which refuses unnecessary escapes such as that of a hyphen. */
function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
}
