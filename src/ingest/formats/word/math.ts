import { childOf, type Element, elementsOf } from '../../extraction/tree.ts'
import { attribute } from './attribute.ts'

/** A stretch of a formula: characters of the file, or a sign implied by its structure. */
interface MathPiece {
  readonly text: string
  readonly made: boolean
}

/**
 * A formula on one line, as Word itself linearises it: "1/2", "x^2", "√(a+b)". Without these signs
 * ten to the power of two would read 102.
 */
export function mathPieces(element: Element): MathPiece[] {
  const inside = (name: string): MathPiece[] => {
    const child = childOf(element, name)
    return child === null ? [] : mathPieces(child)
  }
  switch (element.name) {
    case 't':
      return element.children.flatMap((child) =>
        typeof child === 'string' ? [{ text: child, made: false }] : [],
      )
    case 'f':
      return [...grouped(inside('num')), made('/'), ...grouped(inside('den'))]
    case 'ssup':
      return [...grouped(inside('e')), made('^'), ...grouped(inside('sup'))]
    case 'ssub':
      return [...grouped(inside('e')), made('_'), ...grouped(inside('sub'))]
    case 'ssubsup':
      return [
        ...[...grouped(inside('e')), made('_'), ...grouped(inside('sub'))],
        ...[made('^'), ...grouped(inside('sup'))],
      ]
    case 'rad':
      return [...inside('deg'), made('√'), made('('), ...inside('e'), made(')')]
    case 'nary':
      return [
        made(property(element, 'narypr', 'chr') ?? '∫'),
        ...limit('_', inside('sub')),
        ...limit('^', inside('sup')),
        ...inside('e'),
      ]
    case 'd': {
      const separator = made(property(element, 'dpr', 'sepchr') ?? '|')
      const parts = elementsOf(element).filter(({ name }) => name === 'e')
      return [
        made(property(element, 'dpr', 'begchr') ?? '('),
        ...parts.flatMap((part, index) =>
          index === 0 ? mathPieces(part) : [separator, ...mathPieces(part)],
        ),
        made(property(element, 'dpr', 'endchr') ?? ')'),
      ]
    }
    case 'acc':
      return [...inside('e'), made(property(element, 'accpr', 'chr') ?? '\u0302')]
    case 'func':
      return [...inside('fname'), made(' '), ...inside('e')]
    case 'spre':
      return [...limit('_', inside('sub')), ...limit('^', inside('sup')), ...inside('e')]
    case 'eqarr':
      return elementsOf(element).flatMap((row) => [...mathPieces(row), made(' ')])
    case 'limlow':
      return [...inside('e'), ...limit('_', inside('lim'))]
    case 'limupp':
      return [...inside('e'), ...limit('^', inside('lim'))]
    case 'mr':
      return elementsOf(element).flatMap((cell) => [...mathPieces(cell), made(' ')])
    default:
      return UNREAD.test(element.name) ? [] : elementsOf(element).flatMap(mathPieces)
  }
}

function made(text: string): MathPiece {
  return { text, made: true }
}

/** Adds brackets around more than one letter or number. */
function grouped(pieces: MathPiece[]): MathPiece[] {
  const text = pieces.map((piece) => piece.text).join('')
  return /^(?:[\d.,]+|\p{L})?$/u.test(text.trim()) ? pieces : [made('('), ...pieces, made(')')]
}

function limit(sign: string, pieces: MathPiece[]): MathPiece[] {
  return pieces.length === 0 ? [] : [made(sign), ...grouped(pieces)]
}

/** `<m:dPr><m:begChr m:val="["/></m:dPr>` */
function property(element: Element, properties: string, name: string): string | null {
  const owner = childOf(element, properties)
  const found = owner === null ? null : childOf(owner, name)
  return found === null ? null : attribute(found, 'val')
}

/** The properties of a part of a formula, and deleted parts. */
const UNREAD = /pr$|^(?:del|movefrom)$/
