import type { Join, Span } from '../domain/document.ts'
import { says } from './align.ts'
import type { QuotedChunk } from './chunks.ts'
import { saidRange, type ChunkRange, type Compared } from './comparison.ts'
import { contextRanges, reservationsCut, type Cut } from './cut.ts'
import { areInserted } from './editing.ts'
import { excerpt } from '../domain/reading-offsets.ts'
import type { Quotable } from './quotable.ts'
import type { SaidChunk } from './quote-index.ts'
import { splitNumber } from './numbers.ts'
import { sentenceEnds } from './sentence.ts'
import { edgesAt, isSentenceEnd, isOmission } from './wording.ts'

/** A stretch of the quote as given. */
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

/** A stretch with its recipe for rebuilding it from the source. */
export interface ProvenStretch extends SaidStretch {
  readonly spans: readonly Span[]
  readonly joins: readonly Join[]
}

/**
 * A difference between the quote and the original. `changed`: one word for another, or the same
 * word written differently; `missing`: words that the quote leaves out; `omitted`: the same, but
 * the quote says so ("[…]"); `added`: words that the original lacks. A side without words is an
 * empty stretch at the place where they would be. `spaces`: the same characters with other spaces,
 * which alters nothing.
 */
export interface Difference {
  readonly kind: 'changed' | 'missing' | 'omitted' | 'added' | 'spaces'
  readonly quoted: QuotedStretch
  readonly said: SaidStretch
}

/**
 * The relation of a quote to one text: word for word; word for word but cut off from a negation, a
 * condition or a reservation of its own sentence; or altered.
 */
type MatchVerdict = 'verbatim' | 'cut' | 'altered'

/** The result of comparing a quote with one text. */
export interface Match {
  readonly verdict: MatchVerdict
  readonly documentId: string
  /** one stretch per paragraph, in order */
  readonly parts: readonly ProvenStretch[]
  /**
   * the same with the rest of the sentences in which it begins and ends, after the sentence before
   * them, if any, that takes the quote back
   */
  readonly sentence: readonly ProvenStretch[]
  /** false if the quote begins or ends inside a sentence: the omitted part may matter */
  readonly whole: boolean
  /**
   * in the order of the quote; empty if it is word for word; for a cut one, the words that it drops
   */
  readonly differences: readonly Difference[]
}

interface Run {
  readonly kind: Difference['kind']
  readonly quoted: ChunkRange
  readonly said: ChunkRange
}

/** Expresses a comparison in the characters of the quote and the paragraphs. */
export function matchOf(quote: string, compared: Compared): Match {
  const { text, said, quoted } = compared
  const range = saidRange(compared)
  const [from, to] = range
  const stop = said[to - 1]!
  const edges = [cutBefore(compared, from), cutBehind(compared, to - 1)] as const
  const { verdict, runs, cuts } = judged(compared)
  return {
    verdict,
    documentId: text.documentId,
    parts: partsOf(compared, range, edges),
    sentence: contextRanges(compared, cuts).flatMap((context) => partsOf(compared, context)),
    whole: said[from]!.opens && (isSentenceEnd(stop) || said[to]?.block !== stop.block),
    differences: runs.map((run) => ({
      kind: run.kind,
      quoted: quotedStretch(quote, quoted, run.quoted),
      said: saidStretch(text, said, run.said),
    })),
  }
}

/** The verdict on the quote as a quote of this place. */
export function verdictAt(compared: Compared): MatchVerdict {
  return judged(compared).verdict
}

/**
 * A quote that only marks its omissions and own words, or ends its sentence too early, is cut if
 * the omission, or the rest of the sentence, limits what it says.
 */
function judged(compared: Compared): { verdict: MatchVerdict; runs: Run[]; cuts: readonly Cut[] } {
  const spaces = compared.respaced.map((run) => ({ kind: 'spaces' as const, ...run }))
  const split = splitNumber(compared)
  const found = (spaces.length > 0 ? spaces : runsOf(compared)).filter(
    (run) => !split.some(({ quoted: [at] }) => at === run.quoted[0]),
  )
  const runs = [...found, ...split].toSorted((a, b) => a.quoted[0] - b.quoted[0])
  const alters = runs.filter(({ kind }) => kind !== 'spaces')
  const edits = alters.filter((run) => run.kind !== 'omitted' && !endsEarly(compared, run))
  const wordsOf = (range: ChunkRange) => compared.quoted.slice(...range).map((c) => c.wording)
  const isBare =
    edits.length === 0 ||
    areInserted(edits.map((run) => ({ kind: run.kind, words: wordsOf(run.quoted).join(' ') })))
  if (!isBare) return { verdict: 'altered', runs, cuts: [] }
  const cuts = reservationsCut(compared)
  if (cuts.length === 0) {
    return { verdict: alters.length === 0 ? 'verbatim' : 'altered', runs, cuts }
  }
  const stretch = (place: 'before' | 'behind', at: number): Run[] =>
    cuts
      .filter((cut) => cut.place === place)
      .map(({ said }) => ({ kind: 'missing', quoted: [at, at], said }))
  return {
    verdict: 'cut',
    runs: [...stretch('before', 0), ...runs, ...stretch('behind', compared.quoted.length)],
    cuts,
  }
}

/**
 * True if the quote's last word is the passage's, plus an end of sentence that the passage lacks.
 */
function endsEarly({ quoted, said }: Compared, { kind, ...run }: Run): boolean {
  const [quotedAt, saidAt] = [run.quoted[0], run.said[0]]
  if (kind !== 'changed' || quotedAt !== quoted.length - 1 || run.said[1] > saidAt + 1) return false
  const [ours, theirs] = [quoted[quotedAt]!, said[saidAt]!]
  return (
    isSentenceEnd(ours) &&
    !sentenceEnds(said, saidAt) &&
    bareEnd(ours.wording) === bareEnd(theirs.wording)
  )
}

const CLOSING = new Set('"\')]}.,;:!?…')

/** Without the punctuation at its end. */
function bareEnd(wording: string): string {
  let end = wording.length
  while (end > 0 && CLOSING.has(wording[end - 1]!)) end--
  return wording.slice(0, end)
}

/** The differences as runs of chunks, with adjacent ones of one kind merged. */
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
      growing = undefined
      if (!says(quoted[step.quoted]!, said[step.said]!, edgesAt(quoted, step.quoted))) {
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
  return spacedRuns(compared, runs)
}

/**
 * The same, with two as one if only spaces differ: "niet aanwezig" for "nietaanwezig". Where
 * nothing else differs it is told elsewhere whether they alter the quote.
 */
function spacedRuns({ said, quoted }: Compared, runs: readonly Run[]): Run[] {
  const merged: Run[] = []
  for (const run of runs) {
    const before = merged.at(-1)
    const both = before && {
      kind: 'spaces' as const,
      quoted: [before.quoted[0], run.quoted[1]] as const,
      said: [before.said[0], run.said[1]] as const,
    }
    const areAdjacent = before?.quoted[1] === run.quoted[0] && before.said[1] === run.said[0]
    if (areAdjacent && closedUp(quoted, both!.quoted) === closedUp(said, both!.said)) {
      merged.splice(-1, 1, both!)
    } else merged.push(run)
  }
  return merged.every(({ kind }) => kind === 'spaces') ? [...runs] : merged
}

/** The wording without its spaces, except between digits. */
function closedUp(chunks: readonly { readonly wording: string }[], range: ChunkRange): string {
  const words = chunks.slice(...range).map(({ wording }) => wording)
  return words.join(' ').replace(/(?<!\d) | (?!\d)/g, '')
}

/** Two adjacent runs as one, or null if they stay separate. */
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

function quotedStretch(
  quote: string,
  quoted: readonly QuotedChunk[],
  range: ChunkRange,
): QuotedStretch {
  const [from, to] = range
  const start = from < to || from === 0 ? quoted[from]!.start : quoted[from - 1]!.end
  const end = from < to ? quoted[to - 1]!.end : start
  return { start, end, text: quote.slice(start, end) }
}

function saidStretch(text: Quotable, said: readonly SaidChunk[], range: ChunkRange): SaidStretch {
  const [from, to] = range
  const first = said[from < to || from === 0 ? from : from - 1]!
  const start = from < to || from === 0 ? first.start : first.end
  const end = from < to ? said[to - 1]!.end : start
  const { paragraphId, reading } = text.blocks[first.block]!
  return { paragraphId, start, end, text: reading.text.slice(start, end) }
}

/**
 * The stretches of the paragraphs from one chunk to another, without this many characters at the
 * edges.
 */
function partsOf(
  { text, said }: Compared,
  [from, to]: ChunkRange,
  [before, behind]: readonly [number, number] = [0, 0],
): ProvenStretch[] {
  const first = said[from]!
  const last = said[to - 1]!
  return text.blocks.slice(first.block, last.block + 1).flatMap(({ paragraphId, reading }, nth) => {
    const block = first.block + nth
    const start = block === first.block ? first.start + before : 0
    const end = block === last.block ? last.end - behind : reading.text.length
    const { text: words, spans, joins } = excerpt(reading, start, end)
    return words === '' ? [] : [{ paragraphId, start, end, text: words, spans, joins }]
  })
}

/** The number of opening marks of the passage's first chunk that the quote leaves out. */
function cutBefore({ quoted, said }: Compared, at: number): number {
  const place = said[at]!.wording.toLowerCase().indexOf(quoted[0]!.wording.toLowerCase())
  return Math.max(0, place)
}

/** The number of closing marks of the passage's last chunk that the quote leaves out. */
function cutBehind({ quoted, said }: Compared, at: number): number {
  const end = quoted.at(-1)!.wording.toLowerCase()
  const place = said[at]!.wording.toLowerCase().lastIndexOf(end)
  return place < 0 ? 0 : said[at]!.wording.length - place - end.length
}
