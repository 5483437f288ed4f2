import { Tokenizer } from '@huggingface/tokenizers'
import { idsOf, tableOf, type PieceIds, type PieceTable } from './piece-table.ts'
import { likeliestPieces } from './unigram.ts'

/** A tokenizer that works word by word. */
export interface WordTokenizer {
  /** the token ids of one word, without special tokens */
  readonly encodeWord: (word: string) => readonly number[]
  /** see `Lexicon` */
  readonly words: readonly string[]
  readonly hasWord: (word: string) => boolean
  /** the token that only marks the beginning of a word; null if the model has none */
  readonly wordStart: number | null
}

/** The tokenizer of a model's folder, from `tokenizer.json` and `tokenizer_config.json`, parsed. */
export function wordTokenizer(tokenizer: object, config: object): WordTokenizer {
  return openTokenizer(packTokenizer(tokenizer, config))
}

/**
 * A tokenizer's files in a form that loads faster: a Worker starts afresh wherever somebody asks.
 */
export interface PackedTokenizer {
  /** only a Unigram model's first pieces, up to the unknown one */
  readonly tokenizer: object
  readonly config: object
  /** of a Unigram model, by token id */
  readonly pieces: readonly string[]
  readonly scores: readonly number[]
}

/** Packs the input of `openTokenizer`, for storage as JSON too. */
export function packTokenizer(tokenizer: object, config: object): PackedTokenizer {
  if (!isUnigram(tokenizer)) return { tokenizer, config, pieces: [], scores: [] }
  const { vocab, unk_id } = tokenizer.model
  return {
    tokenizer: { ...tokenizer, model: { ...tokenizer.model, vocab: vocab.slice(0, unk_id + 1) } },
    config,
    // By place: taking pairs apart takes ten times as long before V8 compiles it.
    pieces: vocab.map((pair) => pair[0]),
    scores: vocab.map((pair) => pair[1]),
  }
}

/** Opens a packed tokenizer; `table` is that of its pieces, rebuilt if absent. */
export function openTokenizer(
  packed: PackedTokenizer,
  table: PieceTable = tableOf(packed.pieces),
): WordTokenizer {
  const ids = idsOf(table, packed.pieces)
  const made = isUnigram(packed.tokenizer)
    ? unigramTokenizer(packed, { table, ids, unknown: packed.tokenizer.model.unk_id })
    : new Tokenizer(packed.tokenizer, packed.config)
  return {
    hasWord: (word) => ids.has(WORD_START + word),
    wordStart: ids.get(WORD_START) ?? null,
    encodeWord: (word) =>
      stretchesOf(word).flatMap((part) => made.encode(part, { add_special_tokens: false }).ids),
    get words() {
      return wordsAmong(packed.pieces)
    },
  }
}

/** No word is longer, and the library fails at texts of some 100,000 tokens without a space. */
const LONGEST_WORD = 10_000

function stretchesOf(word: string): string[] {
  if (word.length <= LONGEST_WORD) return [word]
  const count = Math.ceil(word.length / LONGEST_WORD)
  return Array.from({ length: count }, (_, nth) =>
    word.slice(nth * LONGEST_WORD, (nth + 1) * LONGEST_WORD),
  )
}

/** The prefix of a Unigram model's word-initial tokens. */
const WORD_START = '▁'

function wordsAmong(pieces: readonly string[]): string[] {
  // A Unigram vocabulary is ordered by probability.
  return pieces.flatMap((piece) =>
    piece.startsWith(WORD_START) ? [piece.slice(WORD_START.length)] : [],
  )
}

/** The part of a Unigram `tokenizer.json` that we need: pieces with their scores, by token id. */
export interface UnigramFile {
  readonly model: {
    readonly vocab: readonly (readonly [piece: string, score: number])[]
    readonly unk_id: number
  }
}

export function isUnigram(tokenizer: object): tokenizer is UnigramFile {
  const { type, unk_id } =
    (tokenizer as { model?: { type?: unknown; unk_id?: unknown } }).model ?? {}
  return type === 'Unigram' && unk_id !== undefined && unk_id !== null
}

/**
 * The part of the library's Unigram model that its tokenizer uses; all of it is in the published
 * types.
 */
interface UnigramModel {
  vocab: readonly string[]
  scores: number[]
  tokens_to_ids: PieceIds
  min_score: number
  unk_score: number
  /** splits a normalised word into pieces */
  tokenize: (word: string) => string[]
}

/**
 * The library's tokenizer with its own storage of pieces replaced: the library builds a tree with a
 * Map in each of 150,000 nodes, which takes half of a Worker's start and 38 MB of its 128, and is
 * slow per word. The tokenizer is constructed with the first pieces, up to the unknown one, and
 * then given all. A test holds both to the same tokens.
 */
function unigramTokenizer(
  { tokenizer, config, pieces, scores }: PackedTokenizer,
  { table, ids, unknown }: { table: PieceTable; ids: PieceIds; unknown: number },
): Tokenizer {
  const made = new Tokenizer(tokenizer, config)
  const model = made.model as unknown as UnigramModel
  model.vocab = pieces
  model.tokens_to_ids = ids
  // The same as the library's constructor.
  model.min_score = scores.reduce((least, score) => Math.min(least, score), Infinity)
  model.unk_score = model.min_score - 10
  model.scores = scores.with(unknown, model.unk_score)
  model.tokenize = likeliestPieces({
    table,
    ids,
    scores: model.scores,
    unknownScore: model.unk_score,
  })
  return made
}
