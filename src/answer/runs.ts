import { segmentsOf, type TextRange } from '../text/segments.ts'
import type { WireHighlight } from '../wire/answer.ts'

/** Adjacent characters of a text with the same mark, or none. */
interface Piece {
  readonly text: string
  readonly mark: WireHighlight['kind'] | null
}

/**
 * What a paragraph consists of, in order: its words, some of them links, and the marks of notes.
 */
export type DrawnRun =
  | {
      readonly kind: 'words'
      readonly href: string | null
      /** kept out of sight until somebody asks for the whole answer */
      readonly folded?: true
      readonly pieces: readonly Piece[]
    }
  | { readonly kind: 'note'; readonly mark: string; readonly name: string }

/** A cross-reference in a text. */
interface TextLink {
  readonly start: number
  readonly end: number
  readonly href: string
}

/** A footnote's mark, which precedes the character at `at`. */
export interface NoteMark {
  readonly mark: string
  /** part of the anchors of its place and of its text */
  readonly name: string
  readonly at: number
}

/** Everything visible in a text besides its characters. */
interface Seen {
  readonly highlights?: readonly WireHighlight[]
  readonly links?: readonly TextLink[]
  readonly notes?: readonly NoteMark[]
  readonly folds?: readonly TextRange[]
}

type Fold = TextRange & { readonly folded: true }
type Shown = WireHighlight | TextLink | Fold | TextRange

/** Cuts a text into runs; their pieces concatenate to the text, character for character. */
export function runsOf(
  text: string,
  { highlights = [], links = [], notes = [], folds = [] }: Seen,
): DrawnRun[] {
  const folded = folds.map(({ start, end }): Fold => ({ start, end, folded: true }))
  const marks = [...notes].sort((a, b) => a.at - b.at)
  const cuts = marks.map(({ at }) => ({ start: at, end: at }))
  const runs: DrawnRun[] = []
  let at = 0
  let open = null as { link: TextLink | null; fold: Fold | null; pieces: Piece[] } | null
  const putNotes = (): void => {
    while (marks.length > 0 && marks[0]!.at <= at) {
      const { mark, name } = marks.shift()!
      runs.push({ kind: 'note', mark, name })
      open = null
    }
  }
  for (const segment of segmentsOf<Shown>(text, [...links, ...highlights, ...cuts, ...folded])) {
    putNotes()
    const link = segment.ranges.find((range) => 'href' in range) ?? null
    const fold = segment.ranges.find((range) => 'folded' in range) ?? null
    if (open?.link !== link || open?.fold !== fold) {
      open = { link, fold, pieces: [] }
      const words = { kind: 'words', href: link?.href ?? null, pieces: open.pieces } as const
      runs.push(fold === null ? words : { ...words, folded: true })
    }
    open.pieces.push({ text: segment.text, mark: markOf(segment.ranges) })
    at += segment.text.length
  }
  putNotes()
  return runs
}

/** The strongest mark on a piece: a word's covers its sentence's. */
function markOf(ranges: readonly Shown[]): Piece['mark'] {
  const kinds = ranges.map((range) => ('kind' in range ? range.kind : null))
  return kinds.includes('word') ? 'word' : kinds.includes('sentence') ? 'sentence' : null
}
