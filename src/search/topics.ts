import type { Lexicon } from '../embed/embed.ts'
import { questionOf, type Pair } from './corpus/catalogue.ts'
import type { Asked, AskedWord } from './query/analysis.ts'
import type { Lookup } from './query/lookup.ts'
import { isGeneral } from './query/general-words.ts'
import { isFunctionWord } from './query/function-words.ts'
import { LEAST_COSINE } from './signals/chance.ts'
import type { LateInteraction, TokenMatch } from './signals/late.ts'
import type { LexicalIndex } from './signals/lexical.ts'
import { nearnessIn, numberIn } from './signals/neighbours.ts'
import { rememberWords } from '../text/word-memory.ts'
import { fold } from '../domain/fold.ts'
import { stemOf, withoutSoftHyphens, wordsOf, type Word } from '../text/words.ts'

/** What knows words: those of a query, and those of the texts where it looks for them. */
export interface TopicDeps {
  readonly know: (word: string) => KnownWord
  readonly late: LateInteraction | null
  readonly lexical: LexicalIndex
}

/** Words to remember before the memory starts afresh. */
const REMEMBERED_WORDS = 50_000

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

/** A single word of a text. */
interface KnownWord {
  readonly stem: string
  readonly tokens: readonly number[]
  /** it is a content word, and so can be marked */
  readonly marks: boolean
}

/** A content word of the query. */
export interface Topic {
  /** the word alone */
  readonly said: string
  /** the word itself, if the index may have it, and what ministries call it; at least one */
  readonly names: readonly TopicName[]
  /** what its first name tells, reduced for a word of an earlier query */
  readonly weight: number
}

interface TopicName {
  /** the stems of words that are the name by themselves */
  readonly stems: readonly string[]
  readonly matches: readonly TokenMatch[]
  /** the sum of its tokens' weights */
  readonly told: number
}

/** A word of a text, its nearness to each topic (null: to none), and whether it can be marked. */
export interface Reached {
  readonly word: Word
  readonly nearness: readonly number[] | null
  readonly marks: boolean
}

/** How far a pair covers what a query names itself, and what those before it do, in [0, 1]. */
export interface Covered {
  readonly own: number
  readonly earlier: number
}

/** Looks for the topics of queries in texts. */
export function topicFinder({ know, late, lexical }: TopicDeps) {
  /** The content words of a query. */
  function topicsOf(words: readonly AskedWord[]): Topic[] {
    return words.flatMap(({ text, share, official = [], ...own }) => {
      const parts = wordsOf(text).map((word) => word.text)
      if (!parts.some((part) => know(part).marks)) return []
      const names = [own, ...official.map(wholeOnly)].map(nameOf).filter(({ told }) => told > 0)
      const [first] = names
      return first === undefined
        ? []
        : [{ said: parts.join(' '), names, weight: share * first.told }]
    })
  }

  function nameOf({ tokens, stems }: Lookup): TopicName {
    const matches = late?.match(tokens) ?? []
    const told =
      late === null
        ? stems.filter((stem) => lexical.knows(stem)).length
        : matches.reduce((sum, { weight }) => sum + weight, 0)
    return { stems, matches, told }
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

  function coverageOf(words: readonly AskedWord[]) {
    const topics = topicsOf(words)
    if (topics.length === 0) return null
    const read = createReader(topics)
    return (texts: readonly string[]) => coverage(texts.flatMap(read), topics)
  }

  /**
   * Tells how far pairs cover the words of a query that goes on from others; null if it names
   * nothing itself.
   */
  function coveredBy({ words }: Asked): ((pair: Pair) => Covered) | null {
    const own = coverageOf(words.filter(({ text, earlier }) => !earlier && !isGeneral(text)))
    const before = coverageOf(words.filter(({ earlier }) => earlier))
    if (own === null) return null
    return (pair) => {
      const texts = textsOf(pair)
      return {
        own: own(texts),
        earlier: before?.([...texts, pair.document.title ?? '']) ?? 1,
      }
    }
  }

  /**
   * Tells how far pairs speak of the word of a topic that they speak of least; null if it has no
   * two.
   */
  function leastOf({ words }: Asked): ((pair: Pair) => number) | null {
    const each = words
      .filter(({ tells }) => tells === 1)
      .flatMap((word) => coverageOf([word]) ?? [])
    if (each.length < 2) return null
    return (pair) => {
      const texts = [...textsOf(pair), pair.document.title ?? '']
      return Math.min(...each.map((covers) => covers(texts)))
    }
  }

  return { topicsOf, createReader, coveredBy, leastOf }
}

/** "Hulp" alone is not "huishoudelijke hulp". */
function wholeOnly({ tokens, stems }: Lookup): Lookup {
  return { tokens, stems: stems.length === 1 ? stems : [] }
}

function textsOf(pair: Pair): string[] {
  return [questionOf(pair), ...pair.answer.paragraphs.map(({ reading }) => reading.text)]
}

/**
 * How near a word of a text comes to each topic, in [0, 1]: 1 for the same stem; null if it comes
 * near none, as most do. The matches of the topics' tokens first go into one table with a row for
 * each token near any of them.
 */
function nearnessOfWords(topics: readonly Topic[]): (word: KnownWord) => number[] | null {
  const names = topics.flatMap((topic) => topic.names)
  const matches = names.flatMap((name) => name.matches)
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
    if (near.length === 0 && !names.some(({ stems }) => stems.includes(stem))) return null
    let column = 0
    const nearnessTo = ({ stems, matches, told }: TopicName): number => {
      let sum = 0
      for (const { weight } of matches) {
        let best = 0
        for (const row of near) best = Math.max(best, table[row * columns + column]!)
        sum += weight * best
        column++
      }
      return stems.includes(stem) ? 1 : sum / told / 255
    }
    return topics.map((topic) => Math.max(...topic.names.map(nearnessTo)))
  }
}

/** The share of the query that the words cover, in [0, 1]. */
export function coverage(reached: readonly Reached[], topics: readonly Topic[]): number {
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
