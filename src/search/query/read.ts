import { correctedId } from '../../domain/publication.ts'
import type { Catalogue } from '../corpus/catalogue.ts'
import { linksIn, otherNames, readAddresses } from './addresses.ts'
import { isExcluded, topicsExcludedIn } from './excluded-topics.ts'
import { ministryFinder } from './ministries.ts'
import { partyFinder } from './parties.ts'
import { personFinder, type IsWord, type PersonNamed } from './people.ts'
import { pointsIn } from './period-points.ts'
import { readPeriods } from './periods.ts'
import { findPhrases } from './phrases.ts'
import type { FoundFilter, ReadFilter } from './read-filter.ts'
import { readReference } from './reference.ts'
import { ministryAnswers, partyAsks } from './roles.ts'
import { courtesiesIn } from './small-talk.ts'
import { patternOf } from '../../text/pattern.ts'
import {
  allSure,
  datesOf,
  exclusionBefore,
  isAmongFilters,
  isOfDocuments,
  likely,
} from './certainty.ts'
import { blanked, hiding, overlaps, type Stretch } from './stretch.ts'
import { aboutOf, instructionsIn, leadIn } from './topic.ts'

/** A query as read, before any search. */
export interface ReadQuery {
  /** the words between quotation marks, which must occur in the text */
  readonly phrases: readonly { readonly phrase: string; readonly said: string }[]
  /** in the order of the query */
  readonly filters: readonly FoundFilter[]
  /** these, and what is the topic unless the query before gives it a place: "en van DENK?" */
  readonly readings: readonly FoundFilter[]
  /** filters whose documents it does not ask for: "behalve de vragen van Lindeboom" */
  readonly excluded: readonly ReadFilter[]
  /** what it is not about: "niet over kernenergie" */
  readonly unwanted: readonly string[]
  /**
   * its topic if these filters apply, without quotation marks; empty if only function words are
   * left
   */
  about(filters: readonly Stretch[]): string
}

/** "GroenLinks", "OCW": a party or a ministry alone asks for its documents, not who mentions it. */
export function namesBody({ filters, about }: Pick<ReadQuery, 'filters' | 'about'>): boolean {
  const isBody = ({ filter: { kind } }: FoundFilter) => kind === 'party' || kind === 'ministry'
  return filters.length > 0 && filters.every(isBody) && about(filters) === ''
}

/** The same query with these words taken as its topic, not as filters. */
export function withoutUnread(read: ReadQuery, unread: readonly string[]): ReadQuery {
  return {
    ...read,
    phrases: read.phrases.filter(({ said }) => !unread.includes(said)),
    filters: read.filters.filter(({ filter }) => !unread.includes(filter.said)),
    readings: read.readings.filter(({ filter }) => !unread.includes(filter.said)),
    excluded: read.excluded.filter(({ said }) => !unread.includes(said)),
    unwanted: read.unwanted.filter((said) => !unread.includes(said)),
  }
}

export interface ReaderDeps {
  readonly catalogue: Pick<Catalogue, 'documents'>
  /** see `IsWord` */
  readonly isWord: IsWord
}

/**
 * Makes a reader of queries for an index. "Last year" is relative to `today`; `follows` tells that
 * a query has another one before it.
 */
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
  return (query: string, today: string | undefined, follows = false): ReadQuery => {
    // "2022D35172" between quotation marks is that document all the same.
    const found = findPhrases(query).filter(({ phrase }) => !namesDocument(phrase))
    const quoted = found.filter((each) => !isExcluded(query, each))
    const courtesies = courtesiesIn(query)
    const seen = hiding(query, [...found, ...courtesies])
    const read: FoundFilter[] = []
    const take = (readings: readonly FoundFilter[]): void => {
      for (const reading of readings) {
        read.push(reading)
        seen.hide(reading)
      }
    }
    take(addressesIn(seen.text()))
    // Addresses elsewhere: those that name a document are read.
    const links = linksIn(seen.text())
    for (const each of links) seen.hide(each)
    const body = blanked(query, [...courtesies, ...links])
    take(questionsIn(seen.text()))
    take(documentsIn(seen.text()))
    const parties = findParties(seen.text())
    const ministries = findMinistries(seen.text())
    const whole = seen.text()
    // "Lindeboom, maar niet over dijken" says no more than the name.
    const unasked = topicsExcludedIn(whole).filter(({ isAbout }) => isAbout)
    const people = findPeople(blanked(whole, unasked))
    take(
      people.map(({ start, end, kind, name, sure }) => ({
        filter: { said: query.slice(start, end), kind, name },
        ...{ start, end, sure },
      })),
    )
    take(people.flatMap((person) => officeAfter(query, person)))
    const peopled = seen.text()
    take(
      parties
        .filter((party) => !overlaps(party, read))
        .map(({ start, end, party }) => ({
          filter: { said: query.slice(start, end), kind: 'party', party },
          ...{ start, end, sure: partyAsks(peopled, start, end) },
        })),
    )
    take(
      ministries
        .filter((ministry) => !overlaps(ministry, read))
        .map(({ start, end, ministry, bare }) => ({
          filter: { said: query.slice(start, end), kind: 'ministry', ministry },
          ...{ start, end, sure: !bare && ministryAnswers(whole, start, end) },
        })),
    )
    const named = seen.text()
    take(
      readPeriods(named, today).map((period) => {
        const dates = isOfDocuments(named, period)
        const among = isAmongFilters(named, period)
        return {
          filter: {
            ...{ said: query.slice(period.start, period.end).trim(), kind: 'period' },
            ...{ from: period.from, to: period.to, dates: datesOf(whole) },
          },
          ...{ start: period.start, end: period.end },
          sure: dates || among,
          ...(among && !dates && !named.includes('\ue000') && { alone: true }),
        }
      }),
    )
    // Last: "Jansen" and "2024" name somebody and a year before they name files.
    take(wordsIn(seen.text(), read))
    take(numberIn(seen.text()))
    read.sort((a, b) => a.start - b.start)
    const referred = referredIn(seen.text(), read)
    const excluded = excludedIn(seen.text(), read).filter(
      (each) => !referred.some(({ filter }) => filter === each.filter),
    )
    const others = [...referred, ...excluded]
    const asked = read.filter(({ filter }) => !others.some((each) => each.filter === filter))
    const without = topicsExcludedIn(seen.text())
    const unwanted = found.filter((each) => !quoted.includes(each))
    // What is left out of nothing is the topic, unless another query has one.
    const isAllLeftOut =
      without.length + unwanted.length > 0 &&
      !follows &&
      read.length === 0 &&
      aboutOf(body, quoted, [...unwanted, ...leadIn(body), ...without]) === ''
    const ofDocuments = asked.filter(({ filter }) => filter.kind === 'document')
    const about = (counting: readonly Stretch[]): string => {
      const told = [...counting, ...others, ...unwanted, ...leadIn(body)]
      const rest = aboutOf(body, quoted, isAllLeftOut ? told : [...told, ...without])
      // "Vat 2022D35172 samen" is about nothing but the document.
      if (rest === '' || !counting.some((each) => overlaps(each, ofDocuments))) return rest
      const isOrder = aboutOf(body, quoted, [...told, ...instructionsIn(body)]) === ''
      return isOrder ? '' : rest
    }
    const filters = allSure(query, {
      read: asked,
      likely: likely(query, asked, [...others, ...without]),
    })
    const isTopic = ({ filter, sure }: FoundFilter) =>
      filter.kind === 'document' && !sure && !filters.some((each) => each.filter === filter)
    return {
      phrases: quoted.map(({ phrase, start, end }) => ({ phrase, said: query.slice(start, end) })),
      filters,
      readings: asked.filter((each) => !isTopic(each)),
      excluded: excluded.filter(leavesOut).map(({ filter }) => filter),
      unwanted: isAllLeftOut
        ? []
        : [...unwanted.map(({ phrase }) => phrase), ...without.flatMap(({ words }) => words)],
      about,
    }
  }

  /**
   * "minister Jansen van Financiën", "Minister Jansen (Financiën)" and "minister Jansen sociale
   * zaken" name both; "minister Jansen klimaat" names a topic.
   */
  function officeAfter(query: string, { end, kind }: PersonNamed): FoundFilter[] {
    if (kind !== 'minister') return []
    const lead = OFFICE_LEAD.exec(query.slice(end))?.[0] ?? ''
    const start = end + lead.length
    const [office] = findMinistries(`minister ${query.slice(start)}`)
    if (office?.start !== 0) return []
    const stop = start + office.end - 'minister '.length
    const said = query.slice(start, stop).trim()
    if (lead === '' && !said.includes(' ')) return []
    const { ministry } = office
    return [{ filter: { said, kind: 'ministry', ministry }, start, end: stop, sure: true }]
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

  /** Whether a text is the number or the address of a document that the index has. */
  function namesDocument(text: string): boolean {
    return addressesIn(text).some(
      ({ filter, start, end }) =>
        filter.kind === 'document' &&
        filter.documents.length > 0 &&
        end - start === text.trim().length,
    )
  }

  /** "nr. 3958", "Aanhangsel 3958", and the names of files that are no words */
  function documentsIn(text: string): FoundFilter[] {
    const found: FoundFilter[] = []
    if (/\d/u.test(text)) {
      for (const match of text.matchAll(CITATION)) {
        const { from = '', number } = match.groups!
        const own = idsOfNumber.get(Number(number)) ?? []
        const ids = own
          .filter(({ publication }) => publication!.sessionYear.startsWith(from))
          .map(({ id }) => id)
        found.push(named(match.index, match[0], ids))
      }
      for (const match of text.matchAll(PUBLICATION)) {
        if (overlaps({ start: match.index, end: match.index + match[0].length }, found)) continue
        const own = idsOfNumber.get(Number(match.groups!['number'])) ?? []
        const behind = text.slice(match.index + match[0].length)
        if (own.length === 0 && !isOfAppendix(match[0], behind)) continue
        found.push(
          named(
            match.index,
            match[0],
            own.map(({ id }) => id),
          ),
        )
      }
    }
    found.push(...namesIn(text).filter(({ filter }) => !MAY_BE_A_WORD.test(filter.said)))
    return found
  }

  /** The names of files: certain, unless `MAY_BE_A_WORD`. */
  function namesIn(text: string): FoundFilter[] {
    return [...text.matchAll(/\S+/gu)].flatMap((match) => {
      const word = match[0].replace(/^[\p{P}\p{S}\ue000]+|[\p{P}\p{S}\ue000]+$/gu, '')
      const ids = word === '' ? undefined : idsOf.get(word.toLowerCase())
      return ids === undefined ? [] : [named(match.index + match[0].indexOf(word), word, ids)]
    })
  }

  /** "stikstof", if a file is named so: certain only where the words before it say so. */
  function wordsIn(text: string, read: readonly FoundFilter[]): FoundFilter[] {
    return namesIn(text).map((each) => {
      const before = text.slice(0, each.start)
      const { index } = OF.exec(before) ?? { index: -1 }
      const ofQuestion = read.some(({ filter, end }) => filter.kind === 'question' && end === index)
      return { ...each, sure: ofQuestion || CALLED.test(before) }
    })
  }

  /** "3958", and nothing else */
  function numberIn(text: string): FoundFilter[] {
    const number = /^\s*(?<number>\d{3,5})\s*$/u.exec(text)?.groups!['number']
    const own = idsOfNumber.get(Number(number)) ?? []
    return own.length === 0
      ? []
      : [
          named(
            text.indexOf(number!),
            number!,
            own.map(({ id }) => id),
          ),
        ]
  }

  function named(start: number, said: string, ids: readonly string[]): FoundFilter {
    const filter = { said, kind: 'document' as const, documents: ids }
    return { filter, start, end: start + said.length, sure: true }
  }
}

/** The documents that the head of another refers to, each from "zie ook". */
function referredIn(text: string, read: readonly FoundFilter[]): FoundFilter[] {
  if (read.length < 2) return []
  return read.flatMap((each) => {
    if (each.filter.kind !== 'document') return []
    const { index } = SEE_ALSO.exec(text.slice(0, each.start)) ?? {}
    return index === undefined ? [] : [{ ...each, start: index }]
  })
}

/**
 * The filters that a query excludes, each from the word that does: "behalve de vragen van
 * Lindeboom" asks neither for these nor about them.
 */
function excludedIn(text: string, read: readonly FoundFilter[]): FoundFilter[] {
  return read.flatMap((each) => {
    const before = text.slice(0, each.start)
    const start = exclusionBefore(before)
    // "Behalve vraag 3 van 2022D35172" leaves the document, "niet in 2021 gebeurd" asks when, and
    // "jeugdzorg, niet in 2021" does not.
    const { kind } = each.filter
    const isLast =
      ENDS_WITH_IT.test(text.slice(each.end)) && APART.test(before.slice(0, start ?? 0))
    const stays =
      (kind === 'document' && before.slice(start ?? 0).includes('\ue000')) ||
      (kind === 'period' && !each.sure && !isLast)
    return start === null || stays ? [] : [{ ...each, start }]
  })
}

/**
 * Whether an excluded filter leaves out documents: a word that may be a name does not, nor does the
 * number of a question.
 */
function leavesOut({ filter, sure }: FoundFilter): boolean {
  if (filter.kind === 'question') return false
  return sure || filter.kind === 'period' || /\p{Lu}/u.test(filter.said)
}

/** What follows an exclusion at the end of a query, and what parts it from what is asked. */
const ENDS_WITH_IT = /^\s*[.!]?\s*$/u
const APART = /(?:[,;(]|(?<!\p{L})(?:maar|but))\s*$/iu

/**
 * "stikstof", "covid-19", "2024": a file's name that is as likely what a query is about. Not
 * "brief_3" or "notitie-2024-03".
 */
const MAY_BE_A_WORD = /^(?:[\p{L}\p{M}'’-]*(?:\d{1,3}[\p{L}\p{M}'’-]*)?|[\d-]+)$/u

/** "(…) Zie ook Aanhangsel Handelingen, vergaderjaar 2023–2024, nr. 594" */
const SEE_ALSO = /(?<!\p{L})(?:zie ook|see also):?\s+$/iu

/** What joins an office to the name before it. */
const OFFICE_LEAD = /^,?\s+(?:\(|(?=(?:van|voor|of|for)\s))/iu

/** "het document stikstof" */
const CALLED = /(?<!\p{L})(?:document|bestand|file)\s+$/iu

/** "vraag 2 van stikstof" */
const OF = /\s+(?:van|uit|in|of|from)\s+(?:document\s+)?$/iu

function corrected(id: string): string[] {
  const of = correctedId(id)
  return of === null ? [] : [of.base]
}

/** The documents by their names: their ids, their former ids, and their matters. */
function idsByName(documents: Catalogue['documents']): ReadonlyMap<string, readonly string[]> {
  const ids = new Map<string, string[]>()
  const add = (each: string, id: string) => {
    const name = each.toLowerCase()
    const known = ids.get(name)
    if (known === undefined) ids.set(name, [id])
    else if (known.at(-1) !== id) known.push(id)
  }
  for (const { id, supersedes, zaken } of documents) {
    add(id, id)
    for (const each of corrected(id)) add(each, id)
    for (const each of supersedes) add(each, id)
    for (const each of zaken) add(each, id)
  }
  return ids
}

/** "Aanhangsel", "Aanhangsel van de Handelingen", "Appendix to the Proceedings" */
const APPENDIX = patternOf`
  (?:aanhangsel|aanh\.|appendix)(?: (?:van de|bij de|to the|of the))?
  (?: handelingen| hand\.| proceedings)?
`

/**
 * "Aanhangsel Handelingen, vergaderjaar 2023–2024, nr. 594" and other ways to cite it: a series, a
 * year of session or both, then the year and the number.
 */
const CITATION = new RegExp(
  patternOf`
    (?<!\p{L}|\d)(?:tweede kamer,? )?
    (?:(?:${APPENDIX}|handelingen|ah)(?:[ -]tk| ii)?,? (?:tweede kamer,? )?
    (?:(?:vergaderjaar|session year) )?
    |(?:vergaderjaar|session year) (?=[\d\s–/-]{7,14},? (?:aanhangsel|appendix|nr|no)))
    (?<from>(?:19|20)\d\d)\s?[-–\/]\s?\d{2,4},? (?:(?:aanhangsel|appendix),? )?
    (?:(?:nr|no|nummer|number)\.? ?)?(?<number>\d{1,5})(?!\p{L}|\d)
  `,
  'giu',
)

/** "nr. 3958", "AH 3958", "AH3958": a document's number in the Appendix to the Proceedings. */
const PUBLICATION = new RegExp(
  patternOf`
    (?<!\p{L})(?:(?:${APPENDIX}(?: tk| ii)?,?|ah|nummer|number|nr|no)(?:\s+(?:nr|no))?\.?
    \s+|ah(?=\d{3}))(?<number>\d{1,5})(?!\p{L}|\d)
  `,
  'giu',
)

/** Not "nr. 3"; "Appendix 2" may be a treaty's, and "Aanhangsel 2024" a year's. */
const OF_APPENDIX =
  /^(?:ah\d+|(?:ah|aanhangsel|appendix)(?!\p{L}).*\s(?!(?:19|20)\d\d$)\d{2,5})$/isu

/** "Appendix 12 to the treaty" */
const OF_ANOTHER_TEXT = /^\s+(?:bij|to|(?:van|of) (?:de|het|een|the|an?))(?!\p{L})/iu

/** Whether a number is one of the Appendix, even if the index lacks it. */
function isOfAppendix(said: string, behind: string): boolean {
  return OF_APPENDIX.test(said) && !OF_ANOTHER_TEXT.test(behind)
}

function questionsIn(text: string): FoundFilter[] {
  if (readReference(text) === null) return []
  // "vragen 18 mei 2020" names a day, "answer 3 may be wrong" does not.
  const days = pointsIn(text, undefined).filter(
    ({ start, end, from }) => from !== null || !text.slice(start, end).endsWith('may'),
  )
  const reference = readReference(hiding(text, days).text())
  if (reference === null) return []
  const { start, end, numbers } = reference
  return [
    { filter: { said: text.slice(start, end), kind: 'question', numbers }, start, end, sure: true },
  ]
}
