import { saidRange, type ChunkRange, type Compared } from './comparison.ts'
import type { SaidChunk } from './quote-index.ts'
import { abbreviates, isSentenceEnd, type Chunk } from './wording.ts'

/** The whole sentences of the passage in which the quote begins and ends. */
export function sentenceRange(compared: Compared): ChunkRange {
  const { said } = compared
  const [from, to] = saidRange(compared)
  return [sentenceStart(said, from), sentenceStop(said, to)]
}

/** The first chunk of the sentence that holds the chunk at `at`. */
export function sentenceStart(said: readonly SaidChunk[], at: number): number {
  let from = at
  while (from > 0 && !sentenceEnds(said, from - 1)) from--
  return from
}

/** The end of the sentence that holds the chunk before `at`. */
export function sentenceStop(said: readonly SaidChunk[], at: number): number {
  let to = at
  while (to < said.length && !sentenceEnds(said, to - 1)) to++
  return to
}

/**
 * True if a sentence ends with this chunk. So does every block, unless it breaks off in
 * mid-sentence as at the end of a page; an abbreviation ends none.
 */
export function sentenceEnds(said: readonly SaidChunk[], at: number): boolean {
  const part = said[at]!
  const next = said[at + 1]
  if (next === undefined) return true
  if (next.block !== part.block)
    return !/^\p{Ll}/u.test(next.wording) || /[.?!:;]$/.test(part.wording)
  return endsSentence(part, next)
}

/** True if a sentence ends with a chunk before another of the same paragraph. */
export function endsSentence(part: Chunk, next: Chunk): boolean {
  if (!isSentenceEnd(part) || !/^["([{]*[\p{Lu}\p{N}]/u.test(next.wording)) return false
  return !abbreviates(part) || (/^\p{Lu}\.$/u.test(part.wording) && openers.has(next.key))
}

/** Words that follow "plan B." and no initial; "De" and "Van" may begin a name. */
const openers = new Set(
  'het dit dat deze er ik wij we ook daarom daarbij daarnaast hierbij hiervoor als dus'.split(' '),
)
