import type { Minister, SourceDocument } from '../../domain/document.ts'
import { isPerson } from '../../domain/names.ts'
import type { QuestionNumber } from '../../domain/question-number.ts'
import { isMinistry } from '../../text/ministry-names.ts'
import { fold } from '../../domain/fold.ts'
import { wordsOf } from '../../text/words.ts'
import { isFunctionWord } from './function-words.ts'
import { isParty } from './parties.ts'
import type { Period } from './periods.ts'
import { phraseFinder } from './phrases.ts'

/** What a query says about where to look. `said` holds its words. */
export type ReadFilter = { readonly said: string } & Reading

type Reading =
  /** `documents` are ids; empty if the index lacks the document */
  | { readonly kind: 'document'; readonly documents: readonly string[] }
  | { readonly kind: 'question'; readonly numbers: readonly QuestionNumber[] }
  | { readonly kind: 'asker'; readonly name: string }
  | { readonly kind: 'party'; readonly party: string }
  | { readonly kind: 'minister'; readonly name: string }
  | { readonly kind: 'ministry'; readonly ministry: string }
  /** words between quotation marks, which must occur in the text */
  | { readonly kind: 'phrase'; readonly phrase: string; readonly stands: boolean }
  /** what no answer has, or is of */
  | { readonly kind: 'without' }
  | ({ readonly kind: 'period'; readonly dates: 'asked' | 'answered' | 'either' } & Period)

/**
 * What a filter says: who asks, who answers, or something else. A follow-up that says it anew no
 * longer means what the query before said.
 */
export function aspectOf({ kind }: ReadFilter): string {
  if (kind === 'asker' || kind === 'party') return 'asks'
  return kind === 'minister' || kind === 'ministry' ? 'answers' : kind
}

/** The fields of a document that filters examine. */
type Looked = Pick<
  SourceDocument,
  'id' | 'askers' | 'ministers' | 'onBehalfOf' | 'asked' | 'answered'
>

/**
 * Makes a test whether a document matches one filter of each kind: of two askers, either may have
 * asked.
 */
export function readFilterTest(filters: readonly ReadFilter[]): (document: Looked) => boolean {
  const byKind = Map.groupBy(filters, ({ kind }) => kind)
  const tests = [...byKind.values()].map((own) => own.map(testOf))
  return (document) => tests.every((own) => own.some((test) => test(document)))
}

function testOf(filter: ReadFilter): (document: Looked) => boolean {
  switch (filter.kind) {
    case 'document':
      return ({ id }) => filter.documents.includes(id)
    case 'question':
    case 'phrase':
    case 'without':
      // These concern answers, not documents.
      return () => true
    case 'asker': {
      const isAsker = onceEach((name: string) => isPerson(name, filter.name))
      return ({ askers }) => askers.some(({ name }) => isAsker(name))
    }
    case 'party': {
      const isAsking = onceEach((party: string | null) => isParty(party, filter.party))
      return ({ askers }) => askers.some(({ party }) => isAsking(party))
    }
    case 'minister': {
      const answers = onceEach((name: string | null) => isPerson(name, filter.name))
      return ofAnswering(({ name }) => answers(name))
    }
    case 'ministry': {
      const answers = onceEach((own: string | null) => isMinistry(own, filter.ministry))
      const heads = filter.ministry === 'algemene zaken'
      return ofAnswering(
        ({ role, portfolio }) =>
          answers(portfolio) || (heads && portfolio === null && role === 'Minister-President'),
      )
    }
    case 'period':
      return ({ asked, answered }) =>
        (filter.dates !== 'answered' && isWithin(asked, filter)) ||
        (filter.dates !== 'asked' && isWithin(answered, filter))
  }
}

/** The same few hundred names and portfolios stand on tens of thousands of documents. */
function onceEach<Key>(look: (key: Key) => boolean): (key: Key) => boolean {
  const known = new Map<Key, boolean>()
  return (key) => {
    let found = known.get(key)
    if (found === undefined) known.set(key, (found = look(key)))
    return found
  }
}

function ofAnswering(is: (minister: Minister) => boolean): (document: Looked) => boolean {
  return ({ ministers, onBehalfOf }) => ministers.some(is) || onBehalfOf.some(is)
}

function isWithin(day: string | null, { from, to }: Period): boolean {
  return day !== null && (from === null || day >= from) && (to === null || day <= to)
}

/**
 * Whether a text contains the words of a filter, names of people, ministries and parties as spelt
 * if they have a capital.
 * "In 2024" speaks of "2024", and not of "before 2024" or "since 2024".
 */
export function speaksOf(filter: ReadFilter, text: string): boolean {
  const isPeriod = filter.kind === 'period'
  const isName = !isPeriod && filter.kind !== 'document'
  const isSpelt = isName && /\p{Lu}/u.test(filter.said)
  const isClosed = isPeriod && filter.from !== null && filter.to !== null
  return phraseFinder(isClosed ? withoutPreposition(filter.said) : filter.said)
    .placesIn(text)
    .some(({ start, end }) => !isSpelt || text.slice(start, end) === filter.said)
}

/** Whether a text has a word that begins with a name's and is none itself: "dijken" for "Dijk". */
export function speaksOfWord({ said }: ReadFilter, text: string): boolean {
  const word = fold(said)
  return wordsOf(text).some(
    (each) => /^\p{Ll}/u.test(each.text) && fold(each.text).startsWith(word),
  )
}

/** "2022" of "in 2022", and the whole of "mei 2022" */
function withoutPreposition(said: string): string {
  const [first, ...others] = said.split(/\s+/u)
  return others.length > 0 && isFunctionWord(fold(first!)) ? others.join(' ') : said
}

/** A filter with its place. */
export interface FoundFilter {
  readonly filter: ReadFilter
  readonly start: number
  readonly end: number
  /** the context makes it certain; otherwise the same words may be the topic */
  readonly sure: boolean
  /** a period that is all that the query says: answers may also be about it */
  readonly alone?: boolean
}

/** Whether a filter says who asks or who answers. */
export function isOfPeople({ filter }: Pick<FoundFilter, 'filter'>): boolean {
  return ['asks', 'answers'].includes(aspectOf(filter))
}

/** Whether a filter names a member or a minister. */
export function isOfPerson({ filter: { kind } }: Pick<FoundFilter, 'filter'>): boolean {
  return kind === 'asker' || kind === 'minister'
}
