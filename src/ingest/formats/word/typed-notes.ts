import { isExponent } from '../../extraction/exponent.ts'
import { childOf, type Element, findAll, textOf } from '../../extraction/tree.ts'
import { valueOf } from './attribute.ts'
import type { Piece } from './pieces.ts'

/** The number of a note, raised by hand. */
const NUMBER = /^\d{1,2}$/

/**
 * The numbers of notes that an author typed: raised in the text, and raised at the beginning of a
 * paragraph further down, which is the note.
 */
export function typedNotes(body: Element): ReadonlySet<string> {
  const marks = new Set<string>()
  const notes = new Set<string>()
  for (const paragraph of findAll(body, 'p')) {
    let before = ''
    for (const run of findAll(paragraph, 'r')) {
      const text = findAll(run, 't').map(textOf).join('')
      const isRaised = valueOf(childOf(run, 'rpr'), 'vertalign') === 'superscript'
      const number = text.trim()
      if (isRaised && NUMBER.test(number)) {
        if (before.trim() === '' && marks.has(number)) notes.add(number)
        else if (before.trim() !== '' && !isExponent(before, number)) marks.add(number)
      }
      before += text
    }
  }
  return notes
}

/** True for a paragraph with nothing but such a number: its note is the next one. */
export function isNumberOfNote(paragraph: Element, typed: ReadonlySet<string>): boolean {
  const runs = findAll(paragraph, 'r').filter((run) => textOf(run).trim() !== '')
  const [run] = runs
  if (run === undefined || runs.length > 1 || !typed.has(textOf(run).trim())) return false
  return valueOf(childOf(run, 'rpr'), 'vertalign') === 'superscript'
}

/** True for the pieces of such a note. */
export function isTypedNote(pieces: readonly Piece[], typed: ReadonlySet<string>): boolean {
  const first = pieces.find((piece) => piece.kind !== 'made')
  return first?.kind === 'text' && first.script === 'raised' && typed.has(first.text.trim())
}

/** The pieces with each raised number of such a note as its mark. */
export function withTypedMarks(pieces: readonly Piece[], typed: ReadonlySet<string>): Piece[] {
  let before = ''
  return pieces.map((piece): Piece => {
    const text = piece.kind === 'break' ? '' : piece.text
    const isMark =
      piece.kind === 'text' &&
      piece.script === 'raised' &&
      typed.has(text.trim()) &&
      !isExponent(before, text.trim())
    before += text
    return isMark ? { kind: 'mark', text, made: false, again: false } : piece
  })
}
