import { countOfFirst } from '../domain/order.ts'
import type { QuotedChunk } from './chunks.ts'
import type { ChunkRange, Compared } from './comparison.ts'
import { unknown } from './find.ts'
import type { QuoteIndex } from './quote-index.ts'

/** Costs more than the same words with the same spaces, and less than anything else. */
const respacedCost = 0.01

/** Longer chunks are not searched for words of the index. */
const maxSplit = 60

/**
 * Aligns the quote with a passage that has the same characters but other spaces; null if it does
 * not. Between digits only the thousands separator may come or go: "15 000" is "15000", but "1 5"
 * is not 15.
 */
export function respaced({
  text,
  said,
  quoted,
}: Pick<Compared, 'text' | 'said' | 'quoted'>): Compared | null {
  if (quoted.length === 0) return null
  const ours = squeezed(quoted)
  const theirs = squeezed(said)
  const capital = ours.text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())
  for (const wanted of new Set([ours.text, capital])) {
    for (let at = theirs.text.indexOf(wanted); at >= 0; at = theirs.text.indexOf(wanted, at + 1)) {
      const from = chunkAt(theirs.starts, at)
      const end = at + wanted.length
      const to = chunkAt(theirs.starts, end - 1) + 1
      const before = theirs.text.slice(theirs.starts[from], at)
      const behind = theirs.text.slice(end, theirs.starts[to])
      if (!/^["([{]*$/.test(before) || !/^[")\]}.,;:!?]*$/.test(behind)) continue
      if (wanted !== ours.text && !said[from]!.opens) continue
      const runs = runsOf(
        ours.starts,
        theirs.starts
          .slice(from, to + 1)
          .map((start) => Math.min(wanted.length, Math.max(0, start - at))),
      )
      if (runs.some((run) => !sameNumber(wanted, run))) continue
      const moved = runs.map(({ quoted, said: [first, last] }) => ({
        quoted,
        said: [first + from, last + from] as const,
      }))
      return {
        text,
        said,
        quoted,
        alignment: { cost: respacedCost * moved.length, steps: stepsOf(from, to, quoted.length) },
        respaced: moved,
      }
    }
  }
  return null
}

/** Chunks joined without spaces, and where each begins; one more than the number of chunks. */
function squeezed(chunks: readonly { readonly wording: string }[]) {
  const starts = [0]
  for (const { wording } of chunks) starts.push(starts.at(-1)! + wording.length)
  return { text: chunks.map(({ wording }) => wording).join(''), starts }
}

function chunkAt(starts: readonly number[], offset: number): number {
  return (
    Math.max(
      1,
      countOfFirst(starts.length - 1, (at) => starts[at]! <= offset),
    ) - 1
  )
}

interface Run {
  readonly quoted: ChunkRange
  readonly said: ChunkRange
  /** offsets without spaces: the end of the run, and the spaces that only one side has */
  readonly to: number
  readonly spaces: readonly number[]
}

/**
 * The stretches, between spaces that both have, in which quote and passage are spaced differently.
 */
function runsOf(ours: readonly number[], theirs: readonly number[]): Run[] {
  const shared = ours.filter((offset) => theirs.includes(offset))
  return shared.slice(1).flatMap((to, nth) => {
    const from = shared[nth]!
    const inner = (starts: readonly number[]) => starts.filter((each) => from < each && each < to)
    const spaces = [...inner(ours), ...inner(theirs)].sort((a, b) => a - b)
    if (spaces.length === 0) return []
    const range = (starts: readonly number[]) =>
      [starts.lastIndexOf(from), starts.indexOf(to)] as const
    return [{ quoted: range(ours), said: range(theirs), to, spaces }]
  })
}

/** True unless a space comes or goes between digits that are not thousands. */
function sameNumber(text: string, { to, spaces }: Run): boolean {
  return spaces.every((at) => {
    if (!/\p{N}/u.test(text[at - 1]!) || !/\p{N}/u.test(text[at]!)) return true
    const [behind] = /^\d*/.exec(text.slice(at, to))!
    const [, sign = '', before = ''] = /([.,]?)(\d{0,9})$/.exec(
      text.slice(Math.max(0, at - 10), at),
    )!
    const last = spaces.findLast((each) => each < at && each > at - before.length)
    // "2024 500" is a year and a number, "1,5 200" two numbers.
    const isGroup = last === undefined ? before.length <= 3 && sign === '' : at - last === 3
    return isGroup && behind.length > 0 && behind.length % 3 === 0
  })
}

function stepsOf(from: number, to: number, quoted: number): Compared['alignment']['steps'] {
  return Array.from({ length: to - from }, (_, nth) => ({
    quoted: Math.min(nth, quoted - 1),
    said: from + nth,
  }))
}

/**
 * The key numbers of the quote's words; for a word that the index does not know, those of the known
 * words inside it: "worden" "niet" for "wordenniet", "Westhaven" for "West" "haven".
 */
export function knownKeys(index: QuoteIndex, chunks: readonly QuotedChunk[]): number[] {
  const words = chunks.filter(({ key }) => key !== '')
  const keys: number[] = []
  for (let at = 0; at < words.length; at++) {
    const { key } = words[at]!
    const known = index.vocabulary.get(key)
    const joined = index.vocabulary.get(key + (words[at + 1]?.key ?? ' '))
    if (
      joined !== undefined &&
      (known === undefined || !index.vocabulary.has(words[at + 1]!.key))
    ) {
      keys.push(joined)
      at++
    } else if (known !== undefined) keys.push(known)
    else keys.push(...(partsOf(index, key) ?? [unknown]))
  }
  return keys
}

/** A run of letters split into words of the index, longest first; null if that is impossible. */
function partsOf({ vocabulary }: QuoteIndex, key: string): number[] | null {
  if (key.length > maxSplit) return null
  /** by the place where the rest begins: the words of the rest, null if it has none */
  const rests: (number[] | null)[] = []
  rests[key.length] = []
  for (let at = key.length - 1; at >= 0; at--) {
    rests[at] = null
    for (let end = key.length; end > at + (at === 0 && end === key.length ? 1 : 0); end--) {
      const word = vocabulary.get(key.slice(at, end))
      const rest = rests[end]
      if (word === undefined || !rest || (end - at < 2 && end - at < key.length)) continue
      if (rests[at] === null || rest.length + 1 < rests[at]!.length) rests[at] = [word, ...rest]
    }
  }
  return rests[0] ?? null
}
