import type { Answer } from '../domain/document.ts'
import { compareText } from '../domain/order.ts'
import type { Judgement } from './calibration.ts'
import { dateOf, questionOf, type Catalogue, type Pair } from './corpus/catalogue.ts'
import type { PhraseFinder } from './query/phrases.ts'
import type { Highlight, MatchedParagraph } from './search.ts'

/** A phrase between quotation marks, with its matcher. */
export interface FoundPhrase {
  readonly phrase: string
  readonly finder: PhraseFinder
}

/** Pairs to scan before yielding: scanning a large index takes long. */
const AT_ONCE = 400

/** Pairs that contain every phrase, at most: more than anybody looks through. */
const MOST_WITH_PHRASES = 1_000

/**
 * Pairs to read, at most, once some contain them: those with all words of a common phrase, "het is
 * de", are tens of thousands, which take seconds to read.
 */
const MOST_READ = 10_000

/**
 * Those of the allowed pairs that contain every phrase in a paragraph or a question; of very many,
 * the newest. `narrowed` tells that all of them have the phrases' words.
 */
export async function pairsWithPhrases(
  { pairs }: Catalogue,
  finders: readonly PhraseFinder[],
  { among, narrowed }: { readonly among: readonly number[]; readonly narrowed: boolean },
): Promise<number[]> {
  const mostRead = narrowed ? MOST_READ : Infinity
  const found: number[] = []
  const newestFirst =
    among.length <= MOST_WITH_PHRASES
      ? among
      : among.toSorted((a, b) => compareText(dateOf(pairs[b]!), dateOf(pairs[a]!)) || a - b)
  for (const [nth, place] of newestFirst.entries()) {
    if (found.length === MOST_WITH_PHRASES || (nth >= mostRead && found.length > 0)) break
    if (nth % AT_ONCE === AT_ONCE - 1) await new Promise((resolve) => setTimeout(resolve))
    const texts = textsOf(pairs[place]!)
    if (finders.every((finder) => texts.some((text) => stands(finder, text())))) found.push(place)
  }
  return found.sort((a, b) => a - b)
}

/** The texts of a pair, its questions last. Each is read from disk when it is asked for. */
function textsOf(pair: Pair): (() => string)[] {
  let question: string | undefined
  return [
    ...pair.answer.paragraphs.map((paragraph) => () => paragraph.reading.text),
    () => (question ??= questionOf(pair)),
  ]
}

function stands(finder: PhraseFinder, text: string): boolean {
  return finder.mayStandIn(text) && finder.placesIn(text).length > 0
}

/** True if a minister's answer itself contains one of the phrases. */
function isInAnswer({ paragraphs }: Answer, finders: readonly PhraseFinder[]): boolean {
  return paragraphs.some(({ reading }) => finders.some((finder) => stands(finder, reading.text)))
}

/** Marks the phrases where they occur: the query asked for them. */
export function markPhrases(
  { paragraphs }: Answer,
  matched: readonly MatchedParagraph[],
  phrases: readonly FoundPhrase[],
): MatchedParagraph[] {
  const places = paragraphs.map(({ reading }) =>
    phrases.flatMap(({ phrase, finder }) =>
      finder
        .placesIn(reading.text)
        .map((place): Highlight => ({ ...place, kind: 'word', query: phrase })),
    ),
  )
  if (places.every((own) => own.length === 0)) return [...matched]
  return paragraphs.flatMap(({ id }, at) => {
    const own = inOrder(places[at]!)
    if (own.length === 0) return []
    const before = matched.find(({ paragraphId }) => paragraphId === id)?.highlights ?? []
    const sentences = before.filter(({ kind }) => kind === 'sentence')
    const words = before.filter(
      (word) =>
        word.kind === 'word' && !own.some(({ start, end }) => word.start < end && start < word.end),
    )
    return [{ paragraphId: id, highlights: [...sentences, ...inOrder([...own, ...words])] }]
  })
}

/** In order of beginning, without matches that overlap an earlier one. */
function inOrder(highlights: readonly Highlight[]): Highlight[] {
  const kept: Highlight[] = []
  for (const each of highlights.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (each.start >= (kept.at(-1)?.end ?? 0)) kept.push(each)
  }
  return kept
}

/**
 * Shows every pair that contains the requested words; one whose answer contains them is no doubtful
 * match.
 */
export function withPhrases(
  judgement: Judgement,
  answer: Answer,
  marks: readonly FoundPhrase[],
): Judgement {
  if (marks.length === 0 || judgement.verdict === 'strong') return judgement
  const finders = marks.map(({ finder }) => finder)
  const verdict = isInAnswer(answer, finders) ? 'strong' : 'possible'
  return { ...judgement, verdict, because: null }
}
