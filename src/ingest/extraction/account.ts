import type { Span } from '../../domain/document.ts'
import type { Account, Flaw, LeftOutReason } from './extraction.ts'

/** A run of characters in a file; `leftOut` says why it must not be read, null if it must. */
export interface Held {
  readonly text: string
  readonly leftOut: LeftOutReason | null
}

/** Runs that belong together: a paragraph, a cell, a line of a page. */
export type HeldBlock = readonly Held[]

/** White space and characters visible only at a line end: readers may write these as they like. */
const WORDS = /[^\s\u00ad\u200b]+/g

/**
 * A block of at least this length, white space apart, is also searched for outside its expected
 * place.
 */
const DISTINCT = 12

/** More stretches out of order indicate an attack, or a reader that reads nothing. */
const MOST_STRETCHES = 2000

/** Characters to search for blocks out of order; any remainder counts as lost. */
const BUDGET = 500_000_000

/**
 * Compares what a file contains, as counted independently of its reader, with the source text that
 * the reader made. `made` lists the stretches that a reader writes itself: the numbers of lists,
 * the marks of notes. Each character of the source text matches exactly one character of the file:
 * an unmatched character of the file was lost, an unmatched one of the source text was added.
 */
export function takeAccount(
  source: string,
  made: readonly Span[],
  blocks: Iterable<HeldBlock>,
): Account {
  const { text, offsets } = condense(source, made)
  const leftOut: Partial<Record<LeftOutReason, number>> = {}
  const held: string[][] = []
  for (const block of blocks) {
    const runs: string[] = []
    for (const run of block) {
      const words = (run.text.match(WORDS) ?? []).join('')
      if (run.leftOut !== null) leftOut[run.leftOut] = (leftOut[run.leftOut] ?? 0) + words.length
      else if (words !== '') runs.push(words)
    }
    if (runs.length > 0) held.push(runs)
  }
  const inOrder = compare(text, held)
  const found = inOrder.length > 0 && balances(text, held) ? [] : inOrder
  const flaws = found.map(({ at, ...flaw }) => ({
    ...flaw,
    at: at === 0 ? 0 : offsets[at - 1]! + 1,
  }))
  return {
    held: held.flat().reduce((sum, { length }) => sum + length, 0),
    leftOut,
    flaws: merged(flaws),
  }
}

/** The flaws of a text without white space, with their places in it. */
function compare(text: string, blocks: readonly (readonly string[])[]): Flaw[] {
  const stretches = unclaimed(text)
  const missing: { runs: readonly string[]; from: number }[] = []
  let cursor = 0
  for (const runs of blocks) {
    const whole = runs.join('')
    const at = stretches.find(whole, cursor)
    if (at === null) missing.push({ runs, from: cursor })
    else cursor = stretches.claim(at, whole.length)
  }
  const flaws: Flaw[] = []
  for (const { runs, from } of missing) {
    let at = from
    for (const run of runs) {
      const found = stretches.findNear(run, at) ?? stretches.findNear(run, from)
      if (found !== null) at = stretches.claim(found, run.length)
      else flaws.push({ kind: 'lost', at, text: run })
    }
  }
  for (const { start, end } of stretches.rest()) {
    flaws.push({ kind: 'added', at: start, text: text.slice(start, end) })
  }
  return flaws
}

/**
 * True if all blocks make the text once the long ones have their places: in order, a short one may
 * take the beginning of a longer one, as "2" that of "2025".
 */
function balances(text: string, blocks: readonly (readonly string[])[]): boolean {
  const stretches = unclaimed(text)
  const short: { run: string; from: number }[] = []
  let cursor = 0
  for (const runs of blocks) {
    const whole = runs.join('')
    const at = whole.length < DISTINCT ? null : stretches.findNear(whole, cursor)
    if (at === null) short.push(...runs.map((run) => ({ run, from: cursor })))
    else cursor = stretches.claim(at, whole.length)
  }
  short.sort((one, other) => other.run.length - one.run.length)
  const isWhole = short.every(({ run, from }) => {
    const at = stretches.findNear(run, from)
    if (at !== null) stretches.claim(at, run.length)
    return at !== null
  })
  return isWhole && stretches.rest().length === 0
}

/** The account of a text that is its own source: it cannot lose anything. */
export function wholeText(source: string): Account {
  let held = 0
  for (let index = 0; index < source.length; index++) {
    const code = source.charCodeAt(index)
    if (code > 0x20 && (code < 0x7f || /[^\s\u00ad\u200b]/.test(source[index]!))) held++
    else if (code < 0x20 && (code < 0x09 || code > 0x0d)) held++
  }
  return { held, leftOut: {}, flaws: [] }
}

/**
 * A source text without white space and the reader's additions, with the place of each character.
 */
function condense(source: string, made: readonly Span[]) {
  const offsets = new Int32Array(source.length)
  const parts: string[] = []
  let length = 0
  let from = 0
  for (const { start, end } of [...made, { start: source.length, end: source.length }]) {
    for (const match of source.slice(from, start).matchAll(WORDS)) {
      parts.push(match[0])
      for (let index = 0; index < match[0].length; index++) {
        offsets[length++] = from + match.index + index
      }
    }
    from = end
  }
  return { text: parts.join(''), offsets }
}

/** The stretches of a text that are still unmatched. */
function unclaimed(text: string) {
  let budget = BUDGET
  const stretches: Span[] = text === '' ? [] : [{ start: 0, end: text.length }]
  const fits = (part: string, at: number, end: number): boolean =>
    at + part.length <= end && text.startsWith(part, at)

  return {
    /**
     * The place of a block: after the previous one, at the start of a stretch, or anywhere if it is
     * distinct.
     */
    find(part: string, cursor: number): number | null {
      if (stretches.length > MOST_STRETCHES) return null
      const here = stretches.find(({ start, end }) => start <= cursor && cursor < end)
      if (here !== undefined && fits(part, cursor, here.end)) return cursor
      const next = stretches.find(({ start, end }) => fits(part, start, end))
      if (next !== undefined) return next.start
      return part.length < DISTINCT ? null : anywhere(part)
    },
    /** Where a run of a scattered block begins: after `cursor`, or else as near before it. */
    findNear(part: string, cursor: number): number | null {
      if (stretches.length > MOST_STRETCHES) return null
      const after = stretches.findIndex(({ end }) => end > cursor)
      const split = after < 0 ? stretches.length : after
      const found = within(part, stretches.slice(split), cursor)
      return found ?? within(part, stretches.slice(0, split + 1).reverse(), 0)
    },
    /** Consumes a stretch and returns its end. */
    claim(at: number, length: number): number {
      const index = stretches.findIndex(({ start, end }) => start <= at && at < end)
      const { start, end } = stretches[index]!
      const rest = [
        { start, end: at },
        { start: at + length, end },
      ].filter((stretch) => stretch.end > stretch.start)
      stretches.splice(index, 1, ...rest)
      return at + length
    },
    rest(): readonly Span[] {
      return stretches
    },
  }

  /** The first place of a part in these stretches, from an offset on. */
  function within(part: string, searched: readonly Span[], least: number): number | null {
    for (const { start, end } of searched) {
      if (budget <= 0) return null
      const from = Math.max(start, least)
      if (end - from < part.length) continue
      budget -= end - from
      const at = text.slice(from, end).indexOf(part)
      if (at >= 0) return from + at
    }
    return null
  }

  function anywhere(part: string): number | null {
    if (budget <= 0) return null
    budget -= text.length
    for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
      if (stretches.some(({ start, end }) => start <= at && at + part.length <= end)) return at
    }
    return null
  }
}

/** Flaws in order of place, with those of one kind at one place merged. */
function merged(flaws: readonly Flaw[]): Flaw[] {
  const found: Flaw[] = []
  for (const flaw of [...flaws].sort((a, b) => a.at - b.at)) {
    const last = found.at(-1)
    if (last?.at === flaw.at && last.kind === flaw.kind) {
      found[found.length - 1] = { ...last, text: last.text + flaw.text }
    } else found.push(flaw)
  }
  return found
}
