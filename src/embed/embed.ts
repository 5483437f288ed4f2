/**
 * Turns texts into vectors. Every embedder promises:
 * - `embed` returns one vector a text, in order, each of `dimensions` numbers at unit length;
 * - a text without a known token gets the zero vector, never NaN;
 * - the same text gives the same vector, whatever else is in the batch.
 */
export interface Embedder {
  /** the model's name, with owner: "letterlijk/kamer-384" */
  readonly model: string
  /** SHA-256, hex, of the model's files: two embedders with one digest embed passages alike */
  readonly digest: string
  /** SHA-256, hex, of the network for queries; absent if it is the same as for passages */
  readonly queriesDigest?: string
  readonly dimensions: number
  embed(texts: readonly string[], role: Role): Promise<Float32Array[]>
  /** whether it knows any of the text's tokens: it cannot interpret an emoji or an unseen script */
  understands(text: string): boolean
  /** resolves once no text is being embedded; absent where none can outlive its caller */
  readonly idle?: () => Promise<unknown>
}

/** Some models add a prefix that depends on the role of the text. */
export type Role = 'query' | 'passage'

/**
 * The vectors of a static model's single tokens, for late interaction. Every lexicon promises:
 * - `tokenize` returns the token ids of a text, without special tokens; words are split at white
 *   space first, so that the tokens of a text are those of its words, one after the other;
 * - row `i` of `rows` is token `i`'s vector divided by `scales[i]`.
 */
export interface Lexicon {
  /** the model's name, with owner: "letterlijk/nl-en-256" */
  readonly model: string
  /** SHA-256, hex, of the model's files */
  readonly digest: string
  readonly size: number
  readonly dimensions: number
  readonly rows: Int8Array
  readonly scales: Float32Array
  /** the words that form a single token, in lower case, the most frequent first */
  readonly words: readonly string[]
  /** whether a word is one of these, without building the list */
  hasWord(word: string): boolean
  /** the near neighbours of each token; null if they were not computed */
  readonly neighbours: TokenNeighbours | null
  /** SHA-256, in hex, of the neighbours' file; null without one */
  readonly neighboursDigest: string | null
  tokenize(text: string): number[]
}

/**
 * Those of token `t` are at `starts[t]` up to `starts[t + 1]`, itself among them, nearest first,
 * then in order.
 */
export interface TokenNeighbours {
  /** the least cosine listed */
  readonly least: number
  readonly starts: Uint32Array
  readonly tokens: Uint16Array
  /** `round(255 * cosine)` */
  readonly nearnesses: Uint8Array
}

/** The bundled lexicon. */
export const LEXICON = 'letterlijk/nl-en-256'

/**
 * A file in a model's folder: the learned calibration of its matches. Not part of the model's
 * digest.
 */
export const CALIBRATION_FILE = 'calibration.json'

/**
 * A file in a model's folder: the least cosine of two answers on one matter, as `npm run matters`
 * measures it. Not part of the model's digest.
 */
export const MATTER_FILE = 'matter.json'

/** In a model's folder: its network. */
export const NETWORK_FILE = 'onnx/model_quantized.onnx'

/**
 * In a model's folder: the network for queries, where it was taught further than the one for
 * passages. Not part of the model's digest, since no vector of an index depends on it; the file
 * beside it holds its own SHA-256, in hex.
 */
export const QUERIES_FILE = 'onnx/query_quantized.onnx'
export const QUERIES_DIGEST_FILE = 'onnx/query_quantized.sha256'

/**
 * In a model's folder: what the vectors of all queries have in common, as `npm run centre` measures
 * it. Part of its digest, since vectors of passages depend on it.
 */
export const CENTRE_FILE = 'centre.json'

/**
 * A file in a model's folder: the neighbours of all tokens, as `npm run neighbours` computes them.
 * It has a digest of its own.
 */
export const NEIGHBOURS_FILE = 'neighbours.bin'
