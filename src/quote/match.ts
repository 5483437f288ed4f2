import type { Join, Span } from '../domain/document.ts'
import { says, type Alignment } from './align.ts'
import { excerpt } from './excerpt.ts'
import type { Quotable, SaidChunk } from './quote-index.ts'
import type { QuotedChunk } from './chunks.ts'
import { endsSentence, isNegation, isOmission } from './wording.ts'

/** A stretch of the quote as it was given. */
export interface QuotedStretch {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** A stretch of a reading text; `paragraphId` is null outside answers. */
export interface SaidStretch {
  readonly paragraphId: string | null
  readonly start: number
  readonly end: number
  readonly text: string
}

/** A stretch with what rebuilds it from the source. */
export interface ProvenStretch extends SaidStretch {
  readonly spans: readonly Span[]
  readonly joins: readonly Join[]
}

/**
 * Where a quote differs from what was written. `changed`: one word for another, or the same word
 * written differently; `missing`: words that the quote leaves out; `omitted`: the same, but the quote
 * says so ("[…]"); `added`: words that were not written. The side that has no words is an empty
 * stretch at the place where they would stand.
 */
export interface Difference {
  readonly kind: 'changed' | 'missing' | 'omitted' | 'added'
  readonly quoted: QuotedStretch
  readonly said: SaidStretch
}

/** What a quote was found to be in one text. */
export interface Match {
  readonly documentId: string
  /** one stretch a paragraph, in order */
  readonly parts: readonly ProvenStretch[]
  /** false where the quote begins or stops inside a sentence: what is left out may matter */
  readonly whole: boolean
  /** in the order of the quote; empty where it is word for word */
  readonly differences: readonly Difference[]
}

/** A text, and how the quote lies in it. */
export interface Compared {
  readonly text: Quotable
  readonly said: readonly SaidChunk[]
  readonly quoted: readonly QuotedChunk[]
  readonly alignment: Alignment
}

/** `[from, to)`, as indices of chunks. */
type Range = readonly [from: number, to: number]

interface Run {
  readonly kind: Difference['kind']
  readonly quoted: Range
  readonly said: Range
}

/** Tells what was compared in terms of the quote's and the paragraphs' characters. */
export function matchOf(quote: string, compared: Compared): Match {
  const { text, said, quoted } = compared
  const range = saidRange(compared)
  const [from, to] = range
  const stop = said[to - 1]!
  return {
    documentId: text.documentId,
    parts: partsOf(compared, range),
    whole: said[from]!.opens && (endsSentence(stop) || said[to]?.block !== stop.block),
    differences: runsOf(compared).map((run) => ({
      kind: run.kind,
      quoted: quotedStretch(quote, quoted, run.quoted),
      said: saidStretch(text, said, run.said),
    })),
  }
}

function saidRange({ alignment }: Compared): Range {
  const places = alignment.steps.flatMap(({ said }) => (said === null ? [] : [said]))
  return [places[0]!, places.at(-1)! + 1]
}

/** True where a quote stops, or begins, right at a negation of the same sentence. */
export function cutsNegation(compared: Compared): boolean {
  return negationsCut(compared).length > 0
}

function negationsCut(compared: Compared): Run[] {
  const { said, quoted } = compared
  const [from, to] = saidRange(compared)
  const cut = (at: number, edge: Range): Run[] =>
    isNegation(said[at]!) ? [{ kind: 'missing', quoted: edge, said: [at, at + 1] }] : []
  const before = from > 0 && !said[from]!.opens ? cut(from - 1, [0, 0]) : []
  const goesOn = to < said.length && !said[to]!.opens
  return [...before, ...(goesOn ? cut(to, [quoted.length, quoted.length]) : [])]
}

/** The differences as runs of chunks, neighbours of one kind in one run. */
function runsOf(compared: Compared): Run[] {
  const { said, quoted, alignment } = compared
  const runs: Run[] = []
  let growing: Run | undefined
  let atQuoted = 0
  let atSaid = saidRange(compared)[0]
  for (const step of alignment.steps) {
    const quotedEnd = step.quoted === null ? atQuoted : step.quoted + 1
    const saidEnd = step.said === null ? atSaid : step.said + 1
    if (step.quoted !== null && step.said !== null) {
      const edges = { first: step.quoted === 0, last: step.quoted === quoted.length - 1 }
      growing = undefined
      if (!says(quoted[step.quoted]!, said[step.said]!, edges)) {
        runs.push({
          kind: 'changed',
          quoted: [step.quoted, quotedEnd],
          said: [step.said, saidEnd],
        })
      }
    } else {
      const marks = step.quoted !== null && isOmission(quoted[step.quoted]!)
      const next: Run = {
        kind: step.quoted === null ? 'missing' : 'added',
        quoted: [atQuoted, quotedEnd],
        said: [atSaid, saidEnd],
      }
      const merged: Run | null = growing ? mergedRun(growing, next, { marks, said, quoted }) : null
      if (merged) runs.pop()
      growing = merged ?? next
      runs.push(growing)
    }
    atQuoted = quotedEnd
    atSaid = saidEnd
  }
  const cut = negationsCut(compared)
  const before = cut.filter((run) => run.quoted[1] === 0)
  return [...before, ...runs, ...cut.filter((run) => run.quoted[1] > 0)]
}

/** Two neighbouring runs as one, or null where they stay two. */
function mergedRun(
  run: Run,
  next: Run,
  {
    marks,
    said,
    quoted,
  }: { marks: boolean; said: readonly SaidChunk[]; quoted: readonly QuotedChunk[] },
): Run | null {
  const [from] = run.said
  const sameBlock = next.kind === 'added' || said[from]?.block === said[next.said[0]]?.block
  if (!sameBlock) return null
  const both = { quoted: [run.quoted[0], next.quoted[1]], said: [from, next.said[1]] } as const
  const omits = run.kind === 'added' && isOmission(quoted[run.quoted[0]]!)
  if (next.kind === 'missing') {
    if (omits) return { kind: 'omitted', ...both }
    return run.kind === 'added' ? null : { kind: run.kind, ...both }
  }
  if (marks) return run.kind === 'missing' ? { kind: 'omitted', ...both } : null
  return run.kind === 'added' && !omits ? { kind: 'added', ...both } : null
}

function quotedStretch(quote: string, quoted: readonly QuotedChunk[], range: Range): QuotedStretch {
  const [from, to] = range
  const start = from < to || from === 0 ? quoted[from]!.start : quoted[from - 1]!.end
  const end = from < to ? quoted[to - 1]!.end : start
  return { start, end, text: quote.slice(start, end) }
}

function saidStretch(text: Quotable, said: readonly SaidChunk[], range: Range): SaidStretch {
  const [from, to] = range
  const first = said[from < to || from === 0 ? from : from - 1]!
  const start = from < to || from === 0 ? first.start : first.end
  const end = from < to ? said[to - 1]!.end : start
  const { paragraphId, reading } = text.blocks[first.block]!
  return { paragraphId, start, end, text: reading.text.slice(start, end) }
}

/** The stretches of the paragraphs from the quote's first chunk to its last. */
function partsOf(compared: Compared, [from, to]: Range): ProvenStretch[] {
  const { text, said } = compared
  const first = said[from]!
  const last = said[to - 1]!
  return text.blocks.slice(first.block, last.block + 1).flatMap(({ paragraphId, reading }, nth) => {
    const block = first.block + nth
    const start = block === first.block ? first.start + cutBefore(compared, from) : 0
    const end = block === last.block ? last.end - cutBehind(compared, to - 1) : reading.text.length
    const { text: words, spans, joins } = excerpt(reading, start, end)
    return words === '' ? [] : [{ paragraphId, start, end, text: words, spans, joins }]
  })
}

/** How many opening marks of the passage's first chunk the quote leaves out. */
function cutBefore({ quoted, said }: Compared, at: number): number {
  const place = said[at]!.wording.toLowerCase().indexOf(quoted[0]!.wording.toLowerCase())
  return Math.max(0, place)
}

/** How many closing marks of the passage's last chunk the quote leaves out. */
function cutBehind({ quoted, said }: Compared, at: number): number {
  const end = quoted.at(-1)!.wording.toLowerCase()
  const place = said[at]!.wording.toLowerCase().lastIndexOf(end)
  return place < 0 ? 0 : said[at]!.wording.length - place - end.length
}
