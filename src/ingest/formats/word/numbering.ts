import { formatCount } from '../../extraction/format-count.ts'
import { childOf, type Element, elementsOf } from '../../extraction/tree.ts'
import { attribute, toggleOf, valueOf } from './attribute.ts'
import type { ListPlace } from './styles.ts'

/** What Word writes before a list paragraph: "2.", "Vraag 3"; a bullet has no text. */
export interface ListLabel {
  readonly bullet: boolean
  readonly text: string
}

/** Counts the lists of a document, paragraph by paragraph in order. */
export interface Numbering {
  /** the label of the next paragraph at a place; null if its list shows none */
  next(place: ListPlace): ListLabel | null
}

interface Level {
  readonly start: number
  readonly format: string
  readonly text: string
  /** the level after which this one restarts; null for any level above it, -1 for never */
  readonly restart: number | null
  readonly decimal: boolean
  readonly style: string | null
}

/** The deepest level of a list in Word. */
const LEVELS = 9

/** Reads `numbering.xml`; null for a document without lists. */
export function readNumbering(root: Element | null): Numbering {
  const lists = new Map<string, Element>()
  const shapes = new Map<string, Element>()
  for (const each of root === null ? [] : elementsOf(root)) {
    if (each.name === 'num') lists.set(attribute(each, 'numId') ?? '', each)
    if (each.name === 'abstractnum') shapes.set(attribute(each, 'abstractNumId') ?? '', each)
  }
  const counts = new Map<string, number[]>()
  const begun = new Set<string>()

  /** The levels of a list, which may refer to a list style instead of having its own. */
  function shapeOf(list: Element): { id: string; shape: Element } | null {
    const id = valueOf(list, 'abstractnumid') ?? ''
    const shape = shapes.get(id)
    if (shape === undefined) return null
    const link = valueOf(shape, 'numstylelink')
    if (link === null) return { id, shape }
    const linked = [...shapes].find(([, other]) => valueOf(other, 'stylelink') === link)
    return linked === undefined ? { id, shape } : { id: linked[0], shape: linked[1] }
  }

  function levelsOf(list: Element, shape: Element): (Level | null)[] {
    const found: (Level | null)[] = Array.from({ length: LEVELS }, () => null)
    const read = (level: Element): void => {
      const index = Number(attribute(level, 'ilvl') ?? 0)
      if (index >= 0 && index < LEVELS) found[index] = levelOf(level)
    }
    for (const each of elementsOf(shape)) if (each.name === 'lvl') read(each)
    for (const each of elementsOf(list)) {
      const level = each.name === 'lvloverride' ? childOf(each, 'lvl') : null
      if (level !== null) read(level)
    }
    return found
  }

  /** A list's start value applies the first time the list is used. */
  function beginAnew(number: string, list: Element, count: number[]): void {
    if (begun.has(number)) return
    begun.add(number)
    for (const each of elementsOf(list)) {
      if (each.name !== 'lvloverride') continue
      const start = valueOf(each, 'startoverride')
      const level = Number(attribute(each, 'ilvl') ?? 0)
      if (start !== null && level < LEVELS) count[level] = Number(start) - 1
    }
  }

  return {
    next({ list: number, level: named, style }) {
      const list = lists.get(number)
      const found = list === undefined ? null : shapeOf(list)
      if (list === undefined || found === null) return null
      const levels = levelsOf(list, found.shape)
      const ofStyle = style === null ? -1 : levels.findIndex((each) => each?.style === style)
      const at = Math.min(Math.max(named ?? Math.max(ofStyle, 0), 0), LEVELS - 1)
      const level = levels[at] ?? null
      if (level === null) return null
      const count = counts.get(found.id) ?? []
      counts.set(found.id, count)
      beginAnew(number, list, count)
      count[at] = (count[at] ?? level.start - 1) + 1
      for (let deeper = at + 1; deeper < LEVELS; deeper++) {
        const restart = levels[deeper]?.restart ?? null
        if (restart === null ? true : restart >= 0 && at < restart) delete count[deeper]
      }
      if (level.format === 'bullet') return { bullet: true, text: '' }
      const text = level.text.replace(/%([1-9])/g, (_, digit: string) => {
        const other = levels[Number(digit) - 1]
        if (other === undefined || other === null) return ''
        const value = count[Number(digit) - 1] ?? other.start
        return formatCount(value, level.decimal ? 'decimal' : other.format)
      })
      return text.trim() === '' ? null : { bullet: false, text: text.trim() }
    },
  }
}

function levelOf(level: Element): Level {
  const restart = valueOf(level, 'lvlrestart')
  return {
    start: Number(valueOf(level, 'start') ?? 1),
    format: valueOf(level, 'numfmt') ?? 'decimal',
    text: valueOf(level, 'lvltext') ?? '',
    restart: restart === null ? null : Number(restart) === 0 ? -1 : Number(restart),
    decimal: toggleOf(level, 'islgl') ?? false,
    style: valueOf(level, 'pstyle'),
  }
}
