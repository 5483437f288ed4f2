import type { TextBuilder } from '../../extraction/text-builder.ts'
import { type Element, elementsOf, textOf } from '../../extraction/tree.ts'

/**
 * The signs before the parts of a formula: without them ten to the power of two would read 102. One
 * sign stands before all parts, which a bracket closes.
 */
const SIGNS: Readonly<Record<string, readonly string[]>> = {
  mfrac: ['', '/'],
  msup: ['', '^'],
  msub: ['', '_'],
  msubsup: ['', '_', '^'],
  munder: ['', '_'],
  mover: ['', '^'],
  munderover: ['', '_', '^'],
  msqrt: ['√('],
  mroot: ['√(', ')^1/'],
}

/** The same formula once more, for programs. */
const AGAIN = new Set(['annotation', 'annotation-xml'])

/** Writes a formula in MathML in one line: "10^6", "(a+b)/2". */
export function writeFormula(element: Element, builder: TextBuilder): void {
  const signs = SIGNS[element.name]
  if (AGAIN.has(element.name)) return
  if (signs === undefined) {
    for (const child of element.children) {
      if (typeof child === 'string') builder.write(child)
      else writeFormula(child, builder)
    }
    return
  }
  for (const [index, part] of elementsOf(element).entries()) {
    builder.make(signs[index] ?? '')
    const isLetter = /^(?:[\d.,]+|\p{L})?$/u.test(textOf(part).trim())
    const grouped = signs.length > 1 && signs[0] === '' && !isLetter
    if (grouped) builder.make('(')
    writeFormula(part, builder)
    if (grouped) builder.make(')')
  }
  if (signs.length === 1) builder.make(')')
  builder.endScript()
}
