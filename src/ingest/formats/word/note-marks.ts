import { formatCount } from '../../extraction/format-count.ts'
import { childOf, type Element, elementsOf, findElement } from '../../extraction/tree.ts'
import { attribute, valueOf } from './attribute.ts'
import type { WordPackage } from './package.ts'

/** A note that the text refers to. */
interface CalledNote {
  readonly mark: string
  /** true for a mark that the author typed, and usually repeated in the note */
  readonly typed: boolean
  readonly element: Element
  readonly part: string
}

/** The notes of a document in the order in which its text refers to them. */
export interface NoteMarks {
  /** the mark of the next reference; null if it refers to no note */
  call(kind: 'footnote' | 'endnote', reference: Element, typed: string | null): string | null
  readonly called: readonly CalledNote[]
}

interface Notes {
  readonly part: string
  readonly byId: ReadonlyMap<string, Element>
  readonly format: string
  count: number
}

/** Reads the footnotes and endnotes of a document; Word numbers endnotes i, ii by default. */
export function readNoteMarks(word: WordPackage): NoteMarks {
  const called: CalledNote[] = []
  const notes = {
    footnote: notesOf(word, 'footnote', 'decimal'),
    endnote: notesOf(word, 'endnote', 'lowerRoman'),
  }
  return {
    called,
    call(kind, reference, typed) {
      const own = notes[kind]
      const element = own?.byId.get(attribute(reference, 'id') ?? '')
      if (own === null || element === undefined) return null
      const mark = typed ?? formatCount(own.count, own.format)
      if (typed === null) own.count++
      called.push({ mark, typed: typed !== null, element, part: own.part })
      return mark
    },
  }
}

function notesOf(word: WordPackage, kind: 'footnote' | 'endnote', usual: string): Notes | null {
  const part = word.related(word.main, `${kind}s`)
  const root = part === null ? null : word.root(part)
  if (part === null || root === null) return null
  const byId = new Map(
    elementsOf(root)
      .filter((note) => note.name === kind && !isSeparator(note))
      .map((note) => [attribute(note, 'id') ?? '', note]),
  )
  const settings = word.related(word.main, 'settings')
  const properties = [word.main, settings].flatMap((each) => {
    const found = each === null ? null : word.root(each)
    return found === null ? [] : (findElement(found, [`${kind}pr`]) ?? [])
  })
  const told = (name: string): string | undefined =>
    properties.flatMap((each) => valueOf(each, name) ?? [])[0]
  return { part, byId, format: told('numfmt') ?? usual, count: Number(told('numstart') ?? 1) }
}

/** The separator line above the notes, which Word stores among them. */
export function isSeparator(note: Element): boolean {
  const type = attribute(note, 'type')
  return (type !== null && type !== 'normal') || childOf(note, 'p') === null
}
