import type { Source, Span } from '../../domain/document.ts'

/** The level of a heading on a page; 1 is the highest. */
export type Level = 1 | 2 | 3 | 4 | 5 | 6

/**
 * What a format itself says about a stretch of the extracted text:
 * - `header`: the official introduction; `remark`: a notice or an explanation, which is no answer;
 * - `question`, `answer`: everything of one question or answer, its number included;
 * - `pair`: questions with their answer, if they have one: rows of a table; `names`: the names of
 *   its columns;
 * - `number`: the line that numbers a question or answer ("Vraag 1");
 * - `paragraph`, `item`, `ordered`: one paragraph, one item of a list, one item of a numbered list;
 * - `level-1` to `level-6`: a heading of this level;
 * - `strong`: a paragraph that is bold as a whole; `quote`: one in a style for block quotes;
 * - `row`: one row of a table;
 * - `note`: the text of a footnote; `note-rest`: the rest of the one before it, on a later page;
 *   `anchor`: a footnote's mark in the running text; `anchor-again`: where the same note is called
 *   once more;
 * - `furniture`: page furniture; `aside`: a box or a note beside the text, a stamp on top of it.
 */
export interface Zone extends Span {
  readonly kind:
    | 'header'
    | 'remark'
    | 'question'
    | 'answer'
    | 'pair'
    | 'names'
    | 'number'
    | 'paragraph'
    | 'item'
    | 'ordered'
    | 'strong'
    | `level-${Level}`
    | 'quote'
    | 'row'
    | 'note'
    | 'note-rest'
    | 'anchor'
    | 'anchor-again'
    | 'furniture'
    | 'aside'
}

/** A line's place on its page, in points; `start` is the offset of its first character. */
export interface PlacedLine {
  readonly start: number
  readonly left: number
  readonly right: number
  /** distance from the baseline of the line above, 0 for the first of a page */
  readonly drop: number
  readonly size: number
}

/** The structure that a format provides; both lists are ordered by start and may be empty. */
export interface Layout {
  readonly zones: readonly Zone[]
  readonly lines: readonly PlacedLine[]
}

/** Why characters of a file are missing from its source text. */
export type LeftOutReason =
  | 'deleted'
  | 'hidden'
  | 'header or footer'
  | 'comment'
  | 'field instruction'
  | 'placeholder'
  | 'shown once already'
  | 'note that is not shown'
  | 'chart'
  | 'data about the document'
  | 'page around the publication'
  | 'script or style'
  | 'number of a note'
  | 'at an angle'

/**
 * Characters that a file contains and its source text does not (`lost`), or the reverse (`added`),
 * or letters that a program before us decoded wrongly (`garbled`), or words of a line that the file
 * covers (`barred`), which nobody is to read here either;
 * `at` is the place in the source text, `text` has no white space.
 */
export interface Flaw {
  readonly kind: 'lost' | 'added' | 'garbled' | 'barred'
  readonly at: number
  readonly text: string
}

/**
 * Compares what a file visibly contains with what was read, in characters without white space:
 * `held` is what the source text must contain, `leftOut` what it must not, with the reason. Without
 * flaws the source text is what the file shows.
 */
export interface Account {
  readonly held: number
  readonly leftOut: Readonly<Partial<Record<LeftOutReason, number>>>
  readonly flaws: readonly Flaw[]
}

/** A file's exact source text, with what its format says about it. */
export interface Extracted {
  readonly format: Source['format']
  readonly text: string
  /** name and version of the program that extracted the text: "unpdf 1.7.0", "utf-8" */
  readonly extractor: string
  /** offsets at which pages begin; empty without pages */
  readonly pages: readonly number[]
  readonly layout: Layout
  /** the official number in the file's own metadata; null without one */
  readonly identifier: string | null
  /** the numbers of its matters in the file's own metadata: "2024Z12345" */
  readonly matters: readonly string[]
  readonly account: Account
}

/** The layout of a format without structure. */
export const noLayout: Layout = { zones: [], lines: [] }
