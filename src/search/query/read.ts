import { correctedId } from '../../domain/publication.ts'
import type { Catalogue } from '../corpus/catalogue.ts'
import { fold, wordsOf } from '../../text/words.ts'
import { otherNames, readAddresses } from './addresses.ts'
import { isFunctionWord } from './function-words.ts'
import { ministryFinder } from './ministries.ts'
import { partyFinder } from './parties.ts'
import { personFinder, type IsWord } from './people.ts'
import { readPeriods, type PeriodRead } from './periods.ts'
import { findPhrases } from './phrases.ts'
import type { ReadFilter } from './read-filter.ts'
import { readReference } from './reference.ts'
import { patternOf } from '../../text/pattern.ts'

/** A query as read, before any search. */
export interface ReadQuery {
  /** the words between quotation marks, which must occur in the text */
  readonly phrases: readonly { readonly phrase: string; readonly said: string }[]
  /** in the order of the query */
  readonly filters: readonly FoundFilter[]
  /**
   * its topic if these filters apply, without quotation marks; empty if only function words are
   * left
   */
  about(filters: readonly FoundFilter[]): string
}

/** The same query with these words taken as its topic, not as filters. */
export function withoutUnread(read: ReadQuery, unread: readonly string[]): ReadQuery {
  return {
    ...read,
    phrases: read.phrases.filter(({ said }) => !unread.includes(said)),
    filters: read.filters.filter(({ filter }) => !unread.includes(filter.said)),
  }
}

/** A filter with its place. */
export interface FoundFilter {
  readonly filter: ReadFilter
  readonly start: number
  readonly end: number
  /** the context makes it certain; otherwise the same words may be the topic */
  readonly sure: boolean
}

export interface ReaderDeps {
  readonly catalogue: Pick<Catalogue, 'documents'>
  /** see `IsWord` */
  readonly isWord: IsWord
}

/** Makes a reader of queries for an index. "Last year" is relative to `today`. */
export function createReader({ catalogue: { documents }, isWord }: ReaderDeps) {
  const idsOf = idsByName(documents)
  const idsOfNumber = Map.groupBy(
    documents.filter(({ publication }) => publication !== null),
    ({ publication }) => publication!.number,
  )
  const findParties = partyFinder(
    documents.flatMap(({ askers }) => askers.flatMap(({ party }) => party ?? [])),
  )
  const findMinistries = ministryFinder(
    documents.flatMap(({ ministers, onBehalfOf }) =>
      [...ministers, ...onBehalfOf].flatMap(({ portfolio }) => portfolio ?? []),
    ),
  )
  const findPeople = personFinder(documents, isWord)

  /** Each name counts once: what is read first hides its words from the readers that follow. */
  return (query: string, today: string | undefined): ReadQuery => {
    const quoted = findPhrases(query)
    const seen = hiding(query, quoted)
    const read: FoundFilter[] = []
    const take = (readings: readonly FoundFilter[]): void => {
      for (const reading of readings) {
        read.push(reading)
        seen.hide(reading)
      }
    }
    take(addressesIn(seen.text()))
    take(questionsIn(seen.text()))
    take(documentsIn(seen.text()))
    const parties = findParties(seen.text())
    const ministries = findMinistries(seen.text())
    const whole = seen.text()
    take(
      findPeople(whole).map(({ start, end, kind, name, sure }) => ({
        filter: { said: query.slice(start, end), kind, name },
        ...{ start, end, sure },
      })),
    )
    const peopled = seen.text()
    take(
      parties
        .filter((party) => !overlaps(party, read))
        .map(({ start, end, party }) => ({
          filter: { said: query.slice(start, end), kind: 'party', party },
          ...{ start, end, sure: asksItself(peopled, start, end) },
        })),
    )
    take(
      ministries
        .filter((ministry) => !overlaps(ministry, read))
        .map(({ start, end, ministry }) => ({
          filter: { said: query.slice(start, end), kind: 'ministry', ministry },
          ...{ start, end, sure: answersItself(whole, start) },
        })),
    )
    take(
      readPeriods(seen.text(), today).map((period) => ({
        filter: {
          ...{ said: query.slice(period.start, period.end).trim(), kind: 'period' },
          ...{ from: period.from, to: period.to, dates: datesOf(whole) },
        },
        ...{ start: period.start, end: period.end },
        sure: isOfDocuments(seen.text(), period),
      })),
    )
    read.sort((a, b) => a.start - b.start)
    const filters = allSure(likely(query, read), query)
    return {
      phrases: quoted.map(({ phrase, start, end }) => ({ phrase, said: query.slice(start, end) })),
      filters,
      about: (counting) => aboutOf(query, quoted, counting),
    }
  }

  function addressesIn(text: string): FoundFilter[] {
    return readAddresses(text).flatMap(({ start, end, ids, numbers, isPage }) => {
      const known = ids.flatMap(otherNames).flatMap((id) => idsOf.get(id.toLowerCase()) ?? [])
      if (isPage && known.length === 0) return []
      const said = text.slice(start, end)
      const place = { start, end, sure: true }
      return [
        { filter: { said, kind: 'document', documents: [...new Set(known)] }, ...place },
        ...(numbers.length === 0
          ? []
          : [{ filter: { said, kind: 'question' as const, numbers }, ...place }]),
      ]
    })
  }

  /** "nr. 3958", "Aanhangsel 3958", and the names of files */
  function documentsIn(text: string): FoundFilter[] {
    const found: FoundFilter[] = []
    if (/\d/u.test(text)) {
      for (const match of text.matchAll(PUBLICATION)) {
        const own = idsOfNumber.get(Number(match.groups!['number'])) ?? []
        if (own.length === 0) continue
        found.push(
          named(
            match.index,
            match[0],
            own.map(({ id }) => id),
          ),
        )
      }
    }
    for (const match of text.matchAll(/\S+/gu)) {
      const word = match[0].replace(/^[\p{P}\p{S}\ue000]+|[\p{P}\p{S}\ue000]+$/gu, '')
      const ids = word === '' ? undefined : idsOf.get(word.toLowerCase())
      if (ids !== undefined) found.push(named(match.index + match[0].indexOf(word), word, ids))
    }
    return found
  }

  function named(start: number, said: string, ids: readonly string[]): FoundFilter {
    const filter = { said, kind: 'document' as const, documents: ids }
    return { filter, start, end: start + said.length, sure: true }
  }
}

function corrected(id: string): string[] {
  const of = correctedId(id)
  return of === null ? [] : [of.base]
}

/** The documents by their names: their ids, their former ids, and their matters. */
function idsByName(documents: Catalogue['documents']): ReadonlyMap<string, readonly string[]> {
  const ids = new Map<string, string[]>()
  for (const { id, supersedes, zaken } of documents) {
    for (const name of new Set(
      [id, ...corrected(id), ...supersedes, ...zaken].map((each) => each.toLowerCase()),
    )) {
      const known = ids.get(name)
      if (known === undefined) ids.set(name, [id])
      else known.push(id)
    }
  }
  return ids
}

/** "nr. 3958", "Aanhangsel 3958": a document's number in the Appendix to the Proceedings. */
const PUBLICATION = new RegExp(
  patternOf`
    (?<!\p{L})(?:aanhangsel|appendix|nummer|number|nr|no)(?:\s+(?:nr|no))?\.?\s+(?<number>\d{1,5})
    (?!\p{L}|\d)
  `,
  'giu',
)

function questionsIn(text: string): FoundFilter[] {
  const reference = readReference(text)
  if (reference === null) return []
  const { start, end, numbers } = reference
  return [
    { filter: { said: text.slice(start, end), kind: 'question', numbers }, start, end, sure: true },
  ]
}

/** Replaces stretches of a text by markers of the same length. */
function hiding(query: string, quoted: readonly Stretch[]) {
  let text = query
  const hide = ({ start, end }: Stretch): void => {
    text = text.slice(0, start) + '\ue000'.repeat(end - start) + text.slice(end)
  }
  for (const each of quoted) hide(each)
  return { text: () => text, hide }
}

interface Stretch {
  readonly start: number
  readonly end: number
}

function overlaps({ start, end }: Stretch, others: readonly Stretch[]): boolean {
  return others.some((other) => start < other.end && other.start < end)
}

/** A party that asked: "vragen van DENK", "by GroenLinks", "SP-vragen", "Lindeboom (XYZ)". */
function asksItself(query: string, start: number, end: number): boolean {
  return (
    ASKED_BY.test(query.slice(0, start)) ||
    ASKS.test(query.slice(end)) ||
    (/\ue000\s*\($/u.test(query.slice(0, start)) && query[end] === ')')
  )
}

const ASKED_BY = new RegExp(
  patternOf`
    (?:(?<!\p{L})(?:kamer)?vra(?:ag|gen)\s+(?:van|door|uit)
    |questions?\s+(?:by|from|of|tabled by|asked by)|(?:gesteld|ingediend|gevraagd|asked|tabled
    |submitted|put)\s+(?:door|by)|(?<!\p{L})(?:vroeg(?:en)?|did))\s+(?:(?:de|the|het)\s+)?
    (?:(?:fractie|partij|group|party|leden|mps?)\s+(?:van|of)?\s*(?:(?:de|the)\s+)?)?(?:[\ue000\s,&]
    |en\s|and\s)*$
  `,
  'iu',
)

const ASKS = new RegExp(
  patternOf`
    ^[\s-]+(?:(?:kamer)?vra(?:ag|gen)|questions?|kamerlid|kamerleden|mps?|vroeg|vraagt|asked|asks
    |ask)(?!\p{L})
  `,
  'iu',
)

/**
 * "antwoord van de minister van Financiën", "volgens het ministerie van Defensie", and at the
 * beginning.
 */
function answersItself(query: string, start: number): boolean {
  return ANSWERED_BY.test(query.slice(0, start))
}

const ANSWERED_BY = new RegExp(
  patternOf`
    (?:^\s*
    |(?<!\p{L})(?:(?:antwoord(?:en)?|beantwoord(?:ing)?|reactie|answer(?:s|ed)?|repl(?:y|ies|ied)
    |response)\s+(?:van|door|by|from|of)|vra(?:ag|gen)\s+aan|questions?\s+(?:to|for)|volgens
    |according to|zegt|zei|schreef|antwoordde|vindt|did|does)\s+)(?:(?:de|het|the)\s+)?
    (?:\ue000+\s*)?$
  `,
  'iu',
)

const SAYS_ASKED = /(?<!\p{L})(?:ingezonden|gesteld|ingediend|asked|tabled|submitted)(?!\p{L})/iu
const SAYS_ANSWERED = new RegExp(
  patternOf`
    (?<!\p{L})(?:antwoord\p{L}*|beantwoord\p{L}*|ontvangen|answer\p{L}*|repl(?:y|ies|ied))(?!\p{L})
  `,
  'iu',
)

/** What dates refer to: "ingezonden in mei" dates questions, "antwoorden uit mei" dates answers. */
function datesOf(query: string): 'asked' | 'answered' | 'either' {
  if (SAYS_ASKED.test(query)) return 'asked'
  if (SAYS_ANSWERED.test(query)) return 'answered'
  return 'either'
}

/**
 * Whether a period dates the documents: "vragen uit 2023", "wat zei de minister vorig jaar",
 * "2023".
 */
function isOfDocuments(query: string, { start, end }: PeriodRead): boolean {
  const before = query.slice(0, start)
  const rest = `${before}${query.slice(end)}`
  if (wordsOf(rest.replaceAll('\ue000', ' ')).every(({ text }) => isGlue(text))) return true
  return (
    OF_DOCUMENTS.test(before) ||
    /^\s*(?:gesteld|ingediend|ingezonden|beantwoord|asked|answered)(?!\p{L})/iu.test(
      query.slice(end),
    )
  )
}

const OF_DOCUMENTS = new RegExp(
  patternOf`
    (?<!\p{L})(?:(?:kamer)?vragen|questions|antwoord(?:en)?|answers|replies|stukken|documenten
    |documents|gesteld|ingediend|ingezonden|ontvangen|beantwoord|gevraagd|geantwoord|gezegd|asked
    |answered|tabled|submitted|zei|schreef|antwoordde|vroeg|said|wrote
    |replied)\s*(?:(?:van|door|by|from|of|aan|to|de|het|the|in|uit|minister|staatssecretaris|kabinet
    |cabinet|government|en|and)\s+|[\ue000(),&]+\s*)*$
  `,
  'iu',
)

/**
 * For words that may or may not be a filter: within a sentence they are the topic, and so is
 * whatever follows "over".
 */
function likely(query: string, read: readonly FoundFilter[]): FoundFilter[] {
  const sentence = isSentence(query, read)
  return read.filter(({ filter, start, sure }) => {
    if (sure) return true
    if (
      /(?<!\p{L})(?:over|about|tegen|against|aan|naar|voor|for)\s+(?:de\s+|the\s+)?$/iu.test(
        query.slice(0, start),
      )
    )
      return false
    return filter.kind === 'ministry' || !sentence || (isInYear(filter) && SPEAKS.test(query))
  })
}

/** "Wat zei de minister over China in september 2022?" dates the statement. */
const SPEAKS = new RegExp(
  patternOf`
    (?<!\p{L})(?:zei(?:den)?|zegt|schreef|antwoordde|meldde|stelde|vroeg(?:en)?|said|say|says|wrote
    |write|answered|replied|asked)(?!\p{L})
  `,
  'iu',
)

/** Days or months: a year alone is usually part of the topic. */
function isInYear(filter: ReadFilter): boolean {
  if (filter.kind !== 'period' || filter.from === null || filter.to === null) return false
  return !(filter.from.endsWith('-01-01') && filter.to.endsWith('-12-31'))
}

/** Whether a query is more than keywords: it has words that only sentences have. */
function isSentence(query: string, read: readonly FoundFilter[]): boolean {
  if (/\?\s*$/u.test(query)) return true
  return wordsOf(query).some(
    ({ text, start }) =>
      isFunctionWord(fold(text)) &&
      !KEYWORD_GLUE.has(fold(text)) &&
      !read.some((each) => start >= each.start && start < each.end),
  )
}

/** Two filters and nothing else: "DENK november 2024" can only be a selection. */
function allSure(readings: readonly FoundFilter[], query: string): readonly FoundFilter[] {
  return readings.length > 1 && aboutOf(query, [], readings) === ''
    ? readings.map((each) => ({ ...each, sure: true }))
    : readings
}

/** Words that keyword queries contain too. */
const KEYWORD_GLUE = new Set(
  (
    'de het een the a an of van door by from over about on in uit en and of or aan to sinds ' +
    'since tussen between tot voor for met with na bij op at'
  ).split(' '),
)

/** Words that introduce filters, and those that join them. */
const GLUE = new Set(
  `kamervraag kamervragen vraag vragen question questions antwoord antwoorden beantwoording answer
  answers reply replies lid leden kamerlid kamerleden mp mps member members minister ministers
  staatssecretaris fractie partij party gesteld ingediend ingezonden ontvangen beantwoord asked
  answered tabled submitted parliamentary written schriftelijke stukken documenten documents
  document toon laat zien geef alle alles all show list`.split(/\s+/u),
)

function isGlue(word: string): boolean {
  const folded = fold(word)
  return GLUE.has(folded) || isFunctionWord(folded)
}

/** The query without its certain filters and the words that only joined them. */
function aboutOf(
  query: string,
  quoted: readonly Stretch[],
  counting: readonly FoundFilter[],
): string {
  const hidden = hiding(query, [])
  for (const each of counting) hidden.hide(each)
  let text = hidden.text()
  for (const { start, end } of quoted) {
    text = `${text.slice(0, start)} ${text.slice(start + 1, end - 1)} ${text.slice(end)}`
  }
  if (counting.length > 0) text = withoutGlue(text)
  const left = text
    .replace(/[\ue000\s]+/gu, ' ')
    .replace(/\(\s*\)/gu, ' ')
    .trim()
  const words = wordsOf(left)
  return words.every(({ text: word }) => isGlueOnly(word, counting)) ? '' : left
}

function isGlueOnly(word: string, counting: readonly FoundFilter[]): boolean {
  return counting.length === 0 ? isFunctionWord(fold(word)) : isGlue(word)
}

/**
 * Strips the words that led to the filters from both ends: "vragen van … over zwembaden" is about
 * "zwembaden".
 */
function withoutGlue(text: string): string {
  const words = wordsOf(text)
  const first = words.findIndex(({ text: word }) => !isGlue(word))
  if (first < 0) return ''
  const filtered = text.slice(0, words[first]!.start).includes('\ue000')
  const last = words.findLastIndex(({ text: word }) => !isGlue(word))
  const behind = text.slice(words[last]!.end).includes('\ue000')
  return text.slice(filtered ? words[first]!.start : 0, behind ? words[last]!.end : text.length)
}
