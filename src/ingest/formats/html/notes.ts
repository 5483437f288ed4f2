import { isExponent, signBefore } from '../../extraction/exponent.ts'
import { type Element, elementsOf, findAll, hasClass, textOf } from '../../extraction/tree.ts'

/** The footnotes of a page: which elements are marks, and which are notes, with their marks. */
export interface HtmlNotes {
  isMark(element: Element): boolean
  /** the number of the note that a mark links to; null if the page only raises a number */
  calledBy(element: Element): string | null
  /** true for a raised number that no link connects to a note */
  isExponent(element: Element, before: string): boolean
  /** the mark of a note, empty if unknown; null if the element is no note */
  markOf(element: Element): string | null
}

/** "1", "[1]", "*", "a", "iii" */
const MARK = /^\s*\[?(?<mark>\d{1,3}|\*{1,3}|[a-z†‡]|[ivx]{2,5})\]?\s*$/

/** The mark that is all of an element's text, without brackets; null if there is other text. */
export function noteMarkIn(element: Element): string | null {
  return MARK.exec(textOf(element).slice(0, 20))?.groups!['mark'] ?? null
}

/** The classes of marks on official pages. */
const MARK_CLASSES = ['nootnum', 'nootnr', 'nootref', 'noot-nummer']

/** "1", "[1]", raised */
const RAISED = /^\s*\[?(\d{1,3})\]?\s*$/

/** Elements that contain a note beginning with its raised number. */
const RAISED_NOTE = new Set(['p', 'li', 'div', 'td', 'dd'])

/** Elements that contain a note. */
const NOTE_BLOCK = new Set(['li', 'p', 'div', 'dd', 'tr', 'section', 'aside'])

/** Class or id of an element for notes: `<ol class="footnotes">`, `<div id="noten">`. */
const NOTES = /(?:^|[\s_-])(?:foot|voet|eind|end)?(?:note|noot|noten|notes)(?:$|[\s_-])/i

/** The id that Word and LibreOffice give a note's place. */
const ONE_NOTE = /^(?:ftn|edn|sdfootnote|sdendnote)\d{1,4}$/

/** True for a note by its role for screen readers. */
function isNoteByRole({ attributes: { role = '' } }: Element): boolean {
  return /^doc-(?:foot|end)note$/.test(role)
}

/** True for a note's mark by its role for screen readers. */
function callsByRole({ attributes: { role = '' } }: Element): boolean {
  return role === 'doc-noteref'
}

/** Characters in a note at most. */
const LONGEST = 5000

/**
 * Finds the footnotes of a page by the classes of official pages and by links from marks to notes.
 */
export function findHtmlNotes(root: Element): HtmlNotes {
  const parents = new Map<Element, Element>()
  /** elements in document order */
  const order = new Map<Element, number>()
  const places = new Map<string, Element>()
  const links: Element[] = []
  /** raised numbers, with the blocks that contain them */
  const raised: { readonly mark: string; readonly block: Element | null }[] = []
  /** blocks that begin with a raised number */
  const opened = new Map<Element, string>()
  survey(root, null)
  const marks = new Set<Element>()
  const notes = new Map<Element, string>()
  for (const link of links) {
    const target = places.get((link.attributes['href'] ?? '').slice(1))
    const mark = noteMarkIn(link)
    if (target === undefined || mark === null) continue
    const note = noteAround(target, link, mark)
    if (note === null) continue
    marks.add(link)
    if (!notes.has(note)) notes.set(note, mark)
  }
  for (const [block, mark] of opened) {
    const isCalled = raised.some((sup) => sup.mark === mark && sup.block !== block)
    if (isCalled && !notes.has(block) && textOf(block).length <= LONGEST) notes.set(block, mark)
  }
  const called = new Set(notes.values())
  return {
    isMark: (element) =>
      marks.has(element) ||
      hasClass(element, ...MARK_CLASSES) ||
      (element.name === 'sup' && RAISED.test(textOf(element).slice(0, 20))),
    calledBy: (element) =>
      marks.has(element) || hasClass(element, ...MARK_CLASSES) ? noteMarkIn(element) : null,
    isExponent(element, before) {
      if (element.name !== 'sup' || marks.has(element)) return false
      const raised = textOf(element).slice(0, 20)
      if (elementsOf(element).length > 0) return false
      if (isExponent(before, raised.trim())) return true
      const isCalled = raised.split(/[.,]/).every((mark) => called.has(mark.trim()))
      return signBefore(before, raised) !== '' && !isCalled
    },
    markOf: (element) => {
      const known = notes.get(element)
      if (known !== undefined) return known
      return NOTE_BLOCK.has(element.name) && hasClass(element, 'noot', 'voetnoot', 'footnote')
        ? ''
        : null
    },
  }

  function survey(element: Element, block: Element | null): void {
    let begins = true
    for (const child of element.children) {
      if (typeof child === 'string') {
        begins &&= child.trim() === ''
        continue
      }
      parents.set(child, element)
      order.set(child, order.size)
      const mark = child.name === 'sup' ? RAISED.exec(textOf(child).slice(0, 20))?.[1] : undefined
      if (mark !== undefined && begins && element === block) opened.set(block, mark)
      else if (mark !== undefined) raised.push({ mark, block })
      begins = false
      const { id, name, href } = child.attributes
      if (id !== undefined) places.set(id, child)
      if (child.name === 'a' && name !== undefined && !places.has(name)) places.set(name, child)
      if (child.name === 'a' && href?.startsWith('#')) links.push(child)
      survey(child, RAISED_NOTE.has(child.name) ? child : block)
    }
  }

  /** The note that contains an element; null if none does, or if it also contains `link`. */
  function noteAround(place: Element, link: Element, mark: string): Element | null {
    let block: Element | undefined = place
    while (block !== undefined && !NOTE_BLOCK.has(block.name)) block = parents.get(block)
    if (block === undefined || isInside(link, block) || textOf(block).length > LONGEST) return null
    if (notes.has(outermost(block)) || leadsBack(block, link)) return outermost(block)
    if (isNoteByRole(outermost(block)) || callsByRole(link)) return outermost(block)
    if (block === place && opensWith(block, link, mark)) return block
    for (let at: Element | undefined = block; at !== undefined; at = parents.get(at)) {
      if (NOTES.test(`${at.attributes['class'] ?? ''} ${at.attributes['id'] ?? ''}`)) {
        return outermost(block)
      }
    }
    return null
  }

  /** True if a note after its mark links back to it, as the mark links to the note. */
  function leadsBack(note: Element, mark: Element): boolean {
    if (order.get(note)! < order.get(mark)!) return false
    const around = [mark, parents.get(mark), ...elementsOf(mark)]
    const names = around.flatMap((each) => [each?.attributes['id'], each?.attributes['name']])
    return findAll(note, 'a').some(({ attributes: { href = '' } }) => {
      return href.length > 1 && href.startsWith('#') && names.includes(href.slice(1))
    })
  }

  /** True if a raised link leads down to a block that begins with the same number: "1 NOS". */
  function opensWith(note: Element, link: Element, mark: string): boolean {
    const isRaised = link.name === 'sup' || parents.get(link)?.name === 'sup'
    const begins = /^\s*\[?(\d{1,3})\]?[\s.:)]/.exec(textOf(note).slice(0, 20))?.[1]
    return isRaised && begins === mark && order.get(note)! > order.get(link)!
  }

  /** For a note of several block elements, the one with the class. */
  function outermost(block: Element): Element {
    for (let at: Element | undefined = block; at !== undefined; at = parents.get(at)) {
      const named =
        hasClass(at, 'noot', 'voetnoot', 'footnote') ||
        isNoteByRole(at) ||
        ONE_NOTE.test(at.attributes['id'] ?? '')
      if (NOTE_BLOCK.has(at.name) && named) return at
    }
    return block
  }

  function isInside(element: Element, block: Element): boolean {
    for (let at: Element | undefined = element; at !== undefined; at = parents.get(at)) {
      if (at === block) return true
    }
    return false
  }
}
