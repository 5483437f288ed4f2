import type { Answer, Paragraph, Span } from '../domain/document.ts'
import type { Asked } from './query/analysis.ts'
import type { Highlight, MatchedParagraph } from './search.ts'
import { coverage, topicFinder, type Reached, type Topic, type TopicDeps } from './topics.ts'
import { sentencesOf } from '../text/sentences.ts'

/** Marks what made a pair match: its paragraphs, and their sentences and words. */
export interface Marker {
  /** returns what finds the matched paragraphs of an answer */
  marking(asked: Asked): (answer: Answer) => MatchedParagraph[]
  readonly coveredBy: ReturnType<typeof topicFinder>['coveredBy']
  readonly leastOf: ReturnType<typeof topicFinder>['leastOf']
}

/**
 * A paragraph or a sentence is marked if its score is no further below the best one's than this.
 */
const NEARLY_AS_GOOD = 0.03

/** The penalty for a text's length, as for pairs: among many words some match by chance. */
const LENGTH_DISCOUNT = 0.1

/** Below some ten words, length makes no difference. */
const SHORT = 10

/** Two words with at least this cosine count as near synonyms. */
const SAME_MEANING = 0.5

export function createMarker(deps: TopicDeps): Marker {
  const { topicsOf, createReader, coveredBy, leastOf } = topicFinder(deps)
  return {
    ...{ coveredBy, leastOf },
    marking(asked) {
      const topics = topicsOf(asked.words)
      if (topics.length === 0) return wholly
      const read = createReader(topics)
      return ({ paragraphs }) => {
        const scored = paragraphs.map((paragraph) => {
          const reached = read(paragraph.reading.text)
          const sentences = scoreSentences(paragraph.reading.text, reached, topics)
          const bestSentence = Math.max(0, ...sentences.map(({ score }) => score))
          return {
            ...{ paragraph, reached, sentences },
            score: (scoreOf(reached, topics) + bestSentence) / 2,
          }
        })
        const best = Math.max(...scored.map(({ score }) => score))
        const matched = scored.filter(({ score }) => score >= best - NEARLY_AS_GOOD)
        return highlight(matched, topics)
      }
    },
  }
}

/** For an answer whose number alone the query gave. */
function wholly({ paragraphs }: Answer): MatchedParagraph[] {
  return paragraphs.map(({ id }) => ({ paragraphId: id, highlights: [] }))
}

/** How well a text answers by its words alone. */
function scoreOf(reached: readonly Reached[], topics: readonly Topic[]): number {
  return coverage(reached, topics) - LENGTH_DISCOUNT * Math.log(SHORT + reached.length)
}

interface ScoredSentence {
  readonly span: Span
  readonly score: number
}

function scoreSentences(
  text: string,
  reached: readonly Reached[],
  topics: readonly Topic[],
): ScoredSentence[] {
  // Both are in order, and no word belongs to two sentences.
  let from = 0
  return sentencesOf(text).map((span) => {
    while (from < reached.length && reached[from]!.word.start < span.start) from++
    let to = from
    while (to < reached.length && reached[to]!.word.end <= span.end) to++
    const inside = reached.slice(from, to)
    from = to
    return { span, score: scoreOf(inside, topics) }
  })
}

interface ScoredParagraph {
  readonly paragraph: Paragraph
  readonly reached: readonly Reached[]
  readonly sentences: readonly ScoredSentence[]
}

/** Marks the best sentences of all paragraphs together, and the words that matched. */
function highlight(
  matched: readonly ScoredParagraph[],
  topics: readonly Topic[],
): MatchedParagraph[] {
  const scores = matched.flatMap(({ sentences }) => sentences.map(({ score }) => score))
  const least = Math.max(...scores) - NEARLY_AS_GOOD
  return matched.map(({ paragraph, reached, sentences }) => ({
    paragraphId: paragraph.id,
    highlights: [
      ...sentences
        .filter(({ score }) => score >= least)
        .map(({ span }): Highlight => ({ ...span, kind: 'sentence' })),
      ...wordHighlights(reached, topics),
    ],
  }))
}

function wordHighlights(reached: readonly Reached[], topics: readonly Topic[]): Highlight[] {
  return reached.flatMap(({ word, nearness, marks }): Highlight[] => {
    if (!marks || nearness === null) return []
    const nearest = Math.max(...nearness)
    if (nearest < SAME_MEANING) return []
    const query = topics[nearness.indexOf(nearest)]!.said
    return [{ start: word.start, end: word.end, kind: 'word', query }]
  })
}
