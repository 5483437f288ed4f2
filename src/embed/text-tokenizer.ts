import { Tokenizer } from '@huggingface/tokenizers'
import { wordByWord } from './word-by-word.ts'
import { isUnigram, wordTokenizer, type UnigramFile } from './word-tokenizer.ts'

/** Turns a text into the input of a contextual model. */
export interface TextTokenizer {
  /** token ids with the special tokens around them, at most `limit` */
  encode(text: string, limit: number): number[]
  /**
   * whether any token means something: false if all are unknown, or only mark the start of a word
   */
  understands(text: string): boolean
}

/** The prefix that a Unigram model gives a word. */
const WORD_START = '▁'

/** The tokenizer of a model's folder, from `tokenizer.json` and `tokenizer_config.json`, parsed. */
export function textTokenizer(tokenizer: object, config: object): TextTokenizer {
  const { encode, special, mute } = isUnigram(tokenizer)
    ? unigramEncoder(tokenizer, config)
    : wholeEncoder(tokenizer, config)
  const [opening, closing] = special
  return {
    encode(text, limit) {
      const room = limit - opening.length - closing.length
      return [...opening, ...encode(text).slice(0, room), ...closing]
    },
    understands: (text) => encode(text).some((token) => !mute.has(token)),
  }
}

interface Encoder {
  readonly encode: (text: string) => number[]
  /** the special tokens before and after a text */
  readonly special: readonly [before: readonly number[], behind: readonly number[]]
  /** tokens without meaning */
  readonly mute: ReadonlySet<number>
}

/** Characters far beyond any model's limit; the library fails at texts of 100,000 tokens. */
const LONGEST = 50_000

/** Any other model, through the library. */
function wholeEncoder(tokenizer: object, config: object): Encoder {
  const made = new Tokenizer(tokenizer, config)
  return {
    encode: (text) => made.encode(text.slice(0, LONGEST), { add_special_tokens: false }).ids,
    special: specialOf(made),
    mute: new Set([made.token_to_id('[UNK]'), made.token_to_id('<unk>')].flatMap((id) => id ?? [])),
  }
}

/** A Unigram model tokenizes each word separately, so that a word's tokens can be remembered. */
function unigramEncoder(tokenizer: UnigramFile, config: object): Encoder {
  const { encodeWord } = wordTokenizer(tokenizer, config)
  const { vocab, unk_id } = tokenizer.model
  const start = vocab.findIndex(([piece]) => piece === WORD_START)

  const small = { ...tokenizer, model: { ...tokenizer.model, vocab: vocab.slice(0, unk_id + 1) } }
  return {
    encode: wordByWord(encodeWord),
    special: specialOf(new Tokenizer(small, config)),
    mute: new Set([unk_id, start]),
  }
}

/** The special tokens around a text, found from those around an ordinary one. */
function specialOf(tokenizer: Tokenizer): Encoder['special'] {
  const bare: number[] = tokenizer.encode('a', { add_special_tokens: false }).ids
  const framed: number[] = tokenizer.encode('a').ids
  const before = framed.findIndex((_, at) => bare.every((id, nth) => framed[at + nth] === id))
  return [framed.slice(0, before), framed.slice(before + bare.length)]
}
