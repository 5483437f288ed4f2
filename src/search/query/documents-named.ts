import type { SourceDocument } from '../../domain/document.ts'
import { correctedId } from '../../domain/publication.ts'
import { patternOf } from '../../text/pattern.ts'
import { otherNames, readAddresses } from './addresses.ts'
import type { FoundFilter } from './read-filter.ts'
import { overlaps } from './stretch.ts'

/** Documents with what they may be named by. */
type Named = Pick<SourceDocument, 'id' | 'supersedes' | 'zaken' | 'publication'>

export type DocumentFinder = ReturnType<typeof documentFinder>

/** Makes finders of the documents that a query names, each by another kind of name. */
export function documentFinder(documents: readonly Named[]) {
  const idsOf = idsByName(documents)
  const ofNumber = Map.groupBy(
    documents.filter(({ publication }) => publication !== null),
    ({ publication }) => publication!.number,
  )

  return { isDocument, addressesIn, documentsIn, wordsIn, numberIn }

  /** Numbers and addresses of documents, known or not, and the answers that they point to. */
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
  function isDocument(text: string): boolean {
    return addressesIn(text).some(
      ({ filter, start, end }) =>
        filter.kind === 'document' &&
        filter.documents.length > 0 &&
        end - start === text.trim().length,
    )
  }

  /** "nr. 3958", "Aanhangsel 3958", and the names of files that are no words */
  function documentsIn(text: string): FoundFilter[] {
    const cited = /\d/u.test(text) ? citedIn(text) : []
    return [...cited, ...namesIn(text).filter(({ filter }) => !MAY_BE_A_WORD.test(filter.said))]
  }

  function citedIn(text: string): FoundFilter[] {
    const cited = Array.from(text.matchAll(CITATION), ({ index, 0: said, groups }) =>
      named(index, said, idsOfNumber(groups!['number']!, groups!['from'])),
    )
    const numbered = Array.from(text.matchAll(PUBLICATION), ({ index, 0: said, groups }) =>
      named(index, said, idsOfNumber(groups!['number']!)),
    ).filter(
      (each) =>
        !overlaps(each, cited) &&
        (each.filter.documents.length > 0 || isOfAppendix(each.filter.said, text.slice(each.end))),
    )
    return [...cited, ...numbered]
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
    const ids = number === undefined ? [] : idsOfNumber(number)
    return ids.length === 0 ? [] : [named(text.indexOf(number!), number!, ids)]
  }

  /** The documents with a number in the Appendix, of a session that begins in a year if told. */
  function idsOfNumber(number: string, year = ''): string[] {
    const numbered = ofNumber.get(Number(number)) ?? []
    return numbered
      .filter(({ publication }) => publication!.sessionYear.startsWith(year))
      .map(({ id }) => id)
  }
}

/** The filter of documents that words of a query name. */
function named(start: number, said: string, documents: readonly string[]) {
  const filter = { said, kind: 'document' as const, documents }
  return { filter, start, end: start + said.length, sure: true }
}

/**
 * "stikstof", "covid-19", "2024": a file's name that is as likely what a query is about. Not
 * "brief_3" or "notitie-2024-03".
 */
const MAY_BE_A_WORD = /^(?:[\p{L}\p{M}'’-]*(?:\d{1,3}[\p{L}\p{M}'’-]*)?|[\d-]+)$/u

/** "het document stikstof" */
const CALLED = /(?<!\p{L})(?:document|bestand|file)\s+$/iu

/** "vraag 2 van stikstof" */
const OF = /\s+(?:van|uit|in|of|from)\s+(?:document\s+)?$/iu

/** The documents by their names: their ids, their former ids, and their matters. */
function idsByName(documents: readonly Named[]): ReadonlyMap<string, readonly string[]> {
  const ids = new Map<string, string[]>()
  const add = (each: string, id: string) => {
    const name = each.toLowerCase()
    const known = ids.get(name)
    if (known === undefined) ids.set(name, [id])
    else if (known.at(-1) !== id) known.push(id)
  }
  for (const { id, supersedes, zaken } of documents) {
    const corrected = correctedId(id)?.base ?? id
    for (const each of [id, corrected, ...supersedes, ...zaken]) add(each, id)
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
