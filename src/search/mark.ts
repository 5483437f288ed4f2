import type { Answer, Paragraph } from '../domain.ts'
import type { Lexicon } from '../embed/embed.ts'
import type { Asked, AskedWord } from './asked.ts'
import type { Pair } from './catalogue.ts'
import { isFunctionWord } from './function-words.ts'
import type { LateInteraction } from './late.ts'
import type { LexicalIndex } from './lexical.ts'
import type { Highlight, MatchedParagraph } from './search.ts'
import { sentencesOf } from './sentences.ts'
import { fold, stemOf, wordsOf, type Word } from './words.ts'

/** Shows what made a pair match: its paragraphs, and their sentences and words. */
export interface Marker {
  mark(pair: Pair, asked: Asked): MatchedParagraph[]
}

/** A paragraph is marked, and a sentence, where its score is no further below the best one's. */
const NEARLY_AS_GOOD = 0.05

/** What a text pays for its length, as pairs do: among many words something comes near by chance. */
const LENGTH_DISCOUNT = 0.1

/** Below some ten words, length makes no difference. */
const SHORT = 10

/** From this cosine on, two words are taken to mean about the same. */
const SAME_MEANING = 0.5

export function createMarker({ lexicon, late, lexical }: MarkerDeps): Marker {
  /** How near a word of a text comes to a word asked, in [0, 1]: 1 for the same stem. */
  function nearness(asked: AskedWord, word: Word, tokens: readonly number[]): number {
    if (asked.stems.includes(stemOf(word.text))) return 1
    if (late === null) return 0
    let sum = 0
    let total = 0
    for (const token of asked.tokens) {
      const match = late.match(token)
      total += match.weight
      sum += match.weight * Math.max(0, ...tokens.map((each) => late.nearness(match, each)))
    }
    return total === 0 ? 0 : sum / total / 255
  }

  /** How much a word asked tells. */
  function weightOf({ tokens, stems, share }: AskedWord): number {
    if (late === null) return share * stems.filter((stem) => lexical.knows(stem)).length
    return share * tokens.reduce((sum, token) => sum + late.match(token).weight, 0)
  }

  /** The best match of each word asked among the words of a text. */
  function read(text: string, topics: readonly Topic[]): Reached[] {
    return wordsOf(text).map((word) => {
      const tokens = lexicon?.tokenize(word.text) ?? []
      return { word, nearness: topics.map(({ asked }) => nearness(asked, word, tokens)) }
    })
  }

  function topicsOf({ words }: Asked): Topic[] {
    const topics = words.flatMap((asked) => {
      const weight = weightOf(asked)
      const content = wordsOf(asked.text).some(({ text }) => !isFunctionWord(fold(text)))
      return content && weight > 0 ? { asked, weight } : []
    })
    return topics
  }

  return {
    mark({ answer }, asked) {
      const topics = topicsOf(asked)
      if (topics.length === 0) return wholly(answer)
      const readings = answer.paragraphs.map((paragraph) => ({
        paragraph,
        reached: read(paragraph.reading.text, topics),
      }))
      const scored = readings.map((each) => ({ ...each, score: scoreOf(each.reached, topics) }))
      const best = Math.max(...scored.map(({ score }) => score))
      const matched = scored.filter(({ score }) => score >= best - NEARLY_AS_GOOD)
      return markSentences(matched, topics)
    },
  }
}

export interface MarkerDeps {
  readonly lexicon: Lexicon | null
  readonly late: LateInteraction | null
  readonly lexical: LexicalIndex
}

/** An answer that was asked for by its number alone. */
function wholly({ paragraphs }: Answer): MatchedParagraph[] {
  return paragraphs.map(({ id }) => ({ paragraphId: id, highlights: [] }))
}

/** A word asked that is about something, and how much it tells. */
interface Topic {
  readonly asked: AskedWord
  readonly weight: number
}

/** A word of a text, and how near it comes to each topic. */
interface Reached {
  readonly word: Word
  readonly nearness: readonly number[]
}

/** How well a text answers by its words alone. */
function scoreOf(reached: readonly Reached[], topics: readonly Topic[]): number {
  return coverage(reached, topics) - LENGTH_DISCOUNT * Math.log(SHORT + reached.length)
}

/** How much of what was asked the words reach, in [0, 1]. */
function coverage(reached: readonly Reached[], topics: readonly Topic[]): number {
  let sum = 0
  let total = 0
  for (const [index, { weight }] of topics.entries()) {
    total += weight
    sum += weight * Math.max(0, ...reached.map(({ nearness }) => nearness[index]!))
  }
  return total === 0 ? 0 : sum / total
}

function markSentences(
  matched: readonly { paragraph: Paragraph; reached: readonly Reached[] }[],
  topics: readonly Topic[],
): MatchedParagraph[] {
  const marked = matched.map(({ paragraph, reached }) => ({
    paragraph,
    words: wordHighlights(reached, topics),
    sentences: sentencesOf(paragraph.reading.text).map((span) => ({
      span,
      score: scoreOf(
        reached.filter(({ word }) => word.start >= span.start && word.end <= span.end),
        topics,
      ),
    })),
  }))
  const best = Math.max(...marked.flatMap(({ sentences }) => sentences.map(({ score }) => score)))
  return marked.map(({ paragraph, words, sentences }) => ({
    paragraphId: paragraph.id,
    highlights: [
      ...sentences
        .filter(({ score }) => score >= best - NEARLY_AS_GOOD)
        .map(({ span }): Highlight => ({ ...span, kind: 'sentence' })),
      ...words,
    ],
  }))
}

function wordHighlights(reached: readonly Reached[], topics: readonly Topic[]): Highlight[] {
  return reached.flatMap(({ word, nearness }): Highlight[] => {
    if (isFunctionWord(fold(word.text))) return []
    const nearest = Math.max(0, ...nearness)
    if (nearest < SAME_MEANING) return []
    const query = wordsOf(topics[nearness.indexOf(nearest)]!.asked.text)
      .map(({ text }) => text)
      .join(' ')
    return [{ start: word.start, end: word.end, kind: 'word', query }]
  })
}
