import type { Answer, Paragraph, Span } from '../domain/document.ts'
import type { Lexicon } from '../embed/embed.ts'
import type { Asked } from './query/analysis.ts'
import { LEAST_COSINE } from './signals/chance.ts'
import { isFunctionWord } from './query/function-words.ts'
import type { LateInteraction, TokenMatch } from './signals/late.ts'
import type { LexicalIndex } from './signals/lexical.ts'
import { nearnessIn, numberIn } from './signals/neighbours.ts'
import type { Highlight, MatchedParagraph } from './search.ts'
import { sentencesOf } from '../text/sentences.ts'
import { rememberWords } from '../text/word-memory.ts'
import { fold, stemOf, withoutSoftHyphens, wordsOf, type Word } from '../text/words.ts'

/** Marks what made a pair match: its paragraphs, and their sentences and words. */
export interface Marker {
  /** returns what finds the matched paragraphs of an answer */
  marking(asked: Asked): (answer: Answer) => MatchedParagraph[]
}

/**
 * A paragraph or a sentence is marked if its score is no further below the best one's than this.
 */
const NEARLY_AS_GOOD = 0.03

/** The penalty for a text's length, as for pairs: among many words some match by chance. */
const LENGTH_DISCOUNT = 0.1

/** Below some ten words, length makes no difference. */
const SHORT = 10

/** Words to remember before the memory starts afresh. */
const REMEMBERED_WORDS = 50_000

/** Two words with at least this cosine count as near synonyms. */
const SAME_MEANING = 0.5

/**
 * The part that depends on neither query nor index; remembered, since texts share most of their
 * words.
 */
export function wordKnower(lexicon: Lexicon | null): (word: string) => KnownWord {
  return rememberWords(REMEMBERED_WORDS, (word) => ({
    stem: stemOf(word),
    tokens: lexicon?.tokenize(withoutSoftHyphens(word)) ?? [],
    marks: !isFunctionWord(fold(word)),
  }))
}

export function createMarker({ know, late, lexical }: MarkerDeps): Marker {
  /** The content words of the query. */
  function topicsOf({ words }: Asked): Topic[] {
    return words.flatMap(({ text, tokens, stems, share }) => {
      const parts = wordsOf(text).map((word) => word.text)
      if (!parts.some((part) => know(part).marks)) return []
      const matches = late?.match(tokens) ?? []
      const told =
        late === null
          ? stems.filter((stem) => lexical.knows(stem)).length
          : matches.reduce((sum, { weight }) => sum + weight, 0)
      if (told === 0) return []
      return [{ said: parts.join(' '), stems, matches, told, weight: share * told }]
    })
  }

  /** Reads texts for the topics. Words recur, so each is examined once. */
  function createReader(topics: readonly Topic[]): (text: string) => Reached[] {
    const nearnessTo = nearnessOfWords(topics)
    const reached = new Map<string, Omit<Reached, 'word'>>()
    return (text) =>
      wordsOf(text).map((word) => {
        let found = reached.get(word.text)
        if (found === undefined) {
          const known = know(word.text)
          found = { nearness: nearnessTo(known), marks: known.marks }
          reached.set(word.text, found)
        }
        return { word, nearness: found.nearness, marks: found.marks }
      })
  }

  return {
    marking(asked) {
      const topics = topicsOf(asked)
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

/**
 * How near a word of a text comes to each topic, in [0, 1]: 1 for the same stem; null if it comes
 * near none, as most do. The matches of the topics' tokens first go into one table with a row for
 * each token near any of them.
 */
function nearnessOfWords(topics: readonly Topic[]): (word: KnownWord) => number[] | null {
  const matches = topics.flatMap((topic) => topic.matches)
  const columns = matches.length
  const rows = new Map<number, number>()
  const table = new Uint8Array(columns * matches.reduce((sum, each) => sum + each.tokens.length, 0))
  for (const [column, { tokens }] of matches.entries()) {
    for (const each of tokens) {
      // The threshold for a search among few answers would blur the marks in one.
      if (nearnessIn(each) < 255 * LEAST_COSINE) break
      const token = numberIn(each)
      let row = rows.get(token)
      if (row === undefined) rows.set(token, (row = rows.size))
      table[row * columns + column] = nearnessIn(each)
    }
  }

  return ({ stem, tokens }) => {
    const near = tokens.flatMap((token) => rows.get(token) ?? [])
    if (near.length === 0 && !topics.some(({ stems }) => stems.includes(stem))) return null
    let column = 0
    return topics.map((topic) => {
      let sum = 0
      for (const { weight } of topic.matches) {
        let best = 0
        for (const row of near) best = Math.max(best, table[row * columns + column]!)
        sum += weight * best
        column++
      }
      return topic.stems.includes(stem) ? 1 : sum / topic.told / 255
    })
  }
}

export interface MarkerDeps {
  readonly know: (word: string) => KnownWord
  readonly late: LateInteraction | null
  readonly lexical: LexicalIndex
}

/** For an answer whose number alone the query gave. */
function wholly({ paragraphs }: Answer): MatchedParagraph[] {
  return paragraphs.map(({ id }) => ({ paragraphId: id, highlights: [] }))
}

/** A single word of a text. */
export interface KnownWord {
  readonly stem: string
  readonly tokens: readonly number[]
  /** it is a content word, and so can be marked */
  readonly marks: boolean
}

/** A content word of the query. */
interface Topic {
  /** the word alone */
  readonly said: string
  readonly stems: readonly string[]
  readonly matches: readonly TokenMatch[]
  /** the sum of its tokens' weights */
  readonly told: number
  /** the same, reduced for a word of an earlier query */
  readonly weight: number
}

/** A word of a text, its nearness to each topic (null: to none), and whether it can be marked. */
interface Reached {
  readonly word: Word
  readonly nearness: readonly number[] | null
  readonly marks: boolean
}

/** How well a text answers by its words alone. */
function scoreOf(reached: readonly Reached[], topics: readonly Topic[]): number {
  return coverage(reached, topics) - LENGTH_DISCOUNT * Math.log(SHORT + reached.length)
}

/** The share of the query that the words cover, in [0, 1]. */
function coverage(reached: readonly Reached[], topics: readonly Topic[]): number {
  const best = topics.map(() => 0)
  for (const { nearness } of reached) {
    if (nearness === null) continue
    for (let topic = 0; topic < best.length; topic++) {
      if (nearness[topic]! > best[topic]!) best[topic] = nearness[topic]!
    }
  }
  let sum = 0
  let total = 0
  for (const [topic, { weight }] of topics.entries()) {
    total += weight
    sum += weight * best[topic]!
  }
  return sum / total
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
