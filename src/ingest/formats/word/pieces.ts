import { isHeadingText } from '../../extraction/heading-text.ts'
import type { TextBuilder } from '../../extraction/text-builder.ts'

/** The visible content of a paragraph. */
export type Piece =
  | {
      readonly kind: 'text'
      readonly text: string
      readonly bold: boolean
      readonly script: 'raised' | 'lowered' | null
    }
  /** visible content that no text of the file contains: the sign of a formula */
  | { readonly kind: 'made'; readonly text: string }
  /** the mark of a note; `made` if the file only refers to the note, `again` if a field does */
  | {
      readonly kind: 'mark'
      readonly text: string
      readonly made: boolean
      readonly again: boolean
    }
  | { readonly kind: 'break' }

/** Writes pieces; a bold heading with text after it gets a line of its own. */
export function writePieces(pieces: readonly Piece[], builder: TextBuilder): void {
  const headed = headingEnd(pieces)
  for (const [index, piece] of pieces.entries()) {
    if (index === headed) builder.endLine()
    if (piece.kind === 'break') builder.endLine()
    else if (piece.kind === 'text') {
      builder.write(piece.text)
      const next = pieces[index + 1]
      const goesOn = next?.kind === 'text' && next.script === piece.script
      if (piece.script !== null && !goesOn) builder.endScript()
    } else if (piece.kind === 'made') builder.make(piece.text)
    else {
      builder.zone(piece.again ? 'anchor-again' : 'anchor', () =>
        piece.made ? builder.make(piece.text) : builder.write(piece.text),
      )
    }
  }
}

/**
 * The index of the piece after a bold heading at the start of a paragraph, if more follows; else
 * -1.
 */
function headingEnd(pieces: readonly Piece[]): number {
  let heading = ''
  for (const [index, piece] of pieces.entries()) {
    if (piece.kind !== 'text') return -1
    if (piece.bold || (piece.text.trim() === '' && heading !== '')) heading += piece.text
    else return isHeadingText(heading) ? index : -1
  }
  return -1
}

/** True if nearly all letters are bold. */
export function isStrong(pieces: readonly Piece[]): boolean {
  let all = 0
  let bold = 0
  for (const piece of pieces) {
    if (piece.kind !== 'text') continue
    const length = piece.text.replace(/\s/g, '').length
    all += length
    if (piece.bold) bold += length
  }
  return all > 0 && bold > all * 0.9
}
