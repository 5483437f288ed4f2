import { html as markup } from 'hono/html'
import type { Span } from '../../domain/document.ts'
import { placeInReading } from '../../domain/reading-offsets.ts'
import { segmentsOf, type TextRange } from '../../text/segments.ts'
import type { WireNote } from '../../wire/documents.ts'
import type { WireProof } from '../../wire/proof.ts'
import type { Html } from '../http/html.ts'
import type { NoteMark } from '../../answer/runs.ts'

/** The marks of a document's notes that belong to a text, with their places in it. */
export function noteMarks(proof: WireProof, notes: readonly WireNote[]): NoteMark[] {
  const names = noteNames(notes)
  return notes.flatMap((note, index) => {
    const at = notePlace(proof, note)
    return at === null ? [] : [{ mark: note.mark, name: names[index]!, at }]
  })
}

/** Characters from the end of a text to a mark behind it: a line end. */
const BEHIND = 2

/** Where in a text a note's mark stands; null if it stands elsewhere. */
export function notePlace(proof: WireProof, { anchor }: Pick<WireNote, 'anchor'>): number | null {
  if (anchor === null) return null
  const end = proof.spans.at(-1)?.end ?? 0
  const isBehind = anchor.start > end && anchor.start <= end + BEHIND
  return placeInReading(proof, isBehind ? end : anchor.start)
}

/**
 * The names of notes in anchors. Letters and digits of a mark stay, "*" becomes its code; a letter
 * and its annex may each have a note 1.
 */
export function noteNames(notes: readonly Pick<WireNote, 'mark'>[]): string[] {
  const used = new Map<string, number>()
  return notes.map(({ mark }) => {
    const name = mark.replace(/[^\p{L}\p{N}]/gu, (sign) => sign.codePointAt(0)!.toString(16))
    const nth = (used.get(name) ?? 0) + 1
    used.set(name, nth)
    return nth === 1 ? name : `${name}-${nth}`
  })
}

/** A line of the source; `number` counts from 1. */
export interface SourceLine extends Span {
  readonly number: number
}

/** The lines of a received source, without their ends. */
export function sourceLines(source: string): SourceLine[] {
  const lines: SourceLine[] = []
  let start = 0
  for (const { index, 0: end } of source.matchAll(/\r\n|\n|\r|$/g)) {
    if (end === '' && index < source.length) continue
    lines.push({ number: lines.length + 1, start, end: index })
    start = index + end.length
  }
  return lines
}

/** The lines that the spans touch, from the first to the last. */
export function linesAround(lines: readonly SourceLine[], spans: readonly Span[]): SourceLine[] {
  const start = Math.min(...spans.map((span) => span.start))
  const end = Math.max(...spans.map((span) => span.end))
  return lines.filter((line) => line.start < end && line.end > start)
}

/** Lines of the source with their numbers and with the quoted parts marked. */
export function sourceView(
  source: string,
  lines: readonly SourceLine[],
  spans: readonly Span[],
  { anchors = false }: { anchors?: boolean } = {},
): Html {
  const sorted = [...spans].sort((a, b) => a.start - b.start)
  let next = 0
  const rows = lines.map(({ number, start, end }) => {
    while (next < sorted.length && sorted[next]!.end <= start) next++
    const here: TextRange[] = []
    for (let at = next; at < sorted.length && sorted[at]!.start < end; at++) {
      here.push({ start: sorted[at]!.start - start, end: sorted[at]!.end - start })
    }
    const content = segmentsOf(source.slice(start, end), here).map(({ text, ranges }) =>
      ranges.length === 0 ? text : markup`<mark>${text}</mark>`,
    )
    const id = anchors ? markup` id="regel-${number}"` : ''
    // The line's end stands inside it, so that a copy keeps its lines.
    return markup`<span class="line"${id}><span class="number">${number}</span><span>${content}
</span></span>`
  })
  return markup`<pre class="source" lang="nl" tabindex="0">${rows}</pre>`
}
