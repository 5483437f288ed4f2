import { Tokenizer } from '@huggingface/tokenizers'
import { likeliestPieces } from './unigram.ts'

/** A tokenizer, word by word. */
export interface WordTokenizer {
  /** the token ids of one word, without special tokens */
  readonly encodeWord: (word: string) => readonly number[]
  /** see `Lexicon.words` */
  readonly words: readonly string[]
}

/** The tokenizer of a model's folder, from `tokenizer.json` and `tokenizer_config.json`, parsed. */
export function wordTokenizer(tokenizer: object, config: object): WordTokenizer {
  const unigram = isUnigram(tokenizer)
  const made = unigram ? unigramTokenizer(tokenizer, config) : new Tokenizer(tokenizer, config)
  return {
    encodeWord: (word) => made.encode(word, { add_special_tokens: false }).ids,
    words: unigram ? wordsAmong(tokenizer) : [],
  }
}

/** What a Unigram model's tokens begin with that begin a word. */
const WORD_START = '▁'

function wordsAmong({ model }: UnigramFile): string[] {
  // A Unigram vocabulary stands in order of probability.
  return model.vocab.flatMap(([token]) =>
    token.startsWith(WORD_START) ? [token.slice(WORD_START.length)] : [],
  )
}

/** The part of a Unigram `tokenizer.json` that is needed: pieces with their scores, by token id. */
interface UnigramFile {
  readonly model: {
    readonly vocab: readonly (readonly [piece: string, score: number])[]
    readonly unk_id: number
  }
}

function isUnigram(tokenizer: object): tokenizer is UnigramFile {
  const { type, unk_id } =
    (tokenizer as { model?: { type?: unknown; unk_id?: unknown } }).model ?? {}
  return type === 'Unigram' && unk_id !== undefined && unk_id !== null
}

/** The part of the library's Unigram model that its tokenizer reads; all of it is in its published types. */
interface UnigramModel {
  vocab: string[]
  scores: number[]
  tokens_to_ids: Map<string, number>
  min_score: number
  unk_score: number
  /** cuts a normalised word into pieces */
  tokenize: (word: string) => string[]
}

/**
 * The library's tokenizer, but for how it keeps and finds its pieces: it makes a tree of them with a Map in each of
 * 150,000 nodes, which takes half of a Worker's start and 38 MB of its 128, and then takes long for a word. It
 * is made with the first pieces, up to the unknown one, and then given all. A test holds both to the same tokens.
 */
function unigramTokenizer(file: UnigramFile, config: object): Tokenizer {
  const { vocab, unk_id } = file.model
  const few = { ...file, model: { ...file.model, vocab: vocab.slice(0, unk_id + 1) } }
  const made = new Tokenizer(few, config)
  const model = made.model as unknown as UnigramModel
  const scores = vocab.map(([, score]) => score)
  const lowest = scores.reduce((least, score) => Math.min(least, score), Infinity)
  model.vocab = vocab.map(([piece]) => piece)
  model.tokens_to_ids = new Map(model.vocab.map((piece, id) => [piece, id]))
  // As the library's constructor has it.
  model.min_score = lowest
  model.unk_score = lowest - 10
  model.scores = scores.with(unk_id, model.unk_score)
  model.tokenize = likeliestPieces({
    ids: model.tokens_to_ids,
    scores: model.scores,
    unknownScore: model.unk_score,
  })
  return made
}
