import { visible } from './visible.ts'

/** Characters that CommonMark and GFM would take for markup; order does not matter. */
const MARKUP = [
  // "*", "_", "[", "<", "&amp;", a table's "|"
  /[\\`*_[\]<>#|~&]/g,
  // GFM turns "https://", "www." and "name@" into links.
  /:(?=\/\/)/g,
  /(?<=www)\./gi,
  /@/g,
  // "- item", "+ item", "===" below a heading
  /^\s*[-+=]/g,
  // "1. item", "1) item"
  /(?<=^\s*\d{1,9})[.)]/g,
]

/**
 * Escapes text so that none of it acts as markup: line ends and tabs become spaces. Characters that
 * are invisible, or command a terminal, become visible.
 */
export function escapeMarkdown(text: string): string {
  const plain = visible(text.replace(/[\t\n\v\f\r\u0085\u2028\u2029]/g, ' '))
  const marks = new Set<number>()
  for (const pattern of MARKUP) {
    for (const match of plain.matchAll(pattern)) marks.add(match.index + match[0].length - 1)
  }
  return escapeAt(plain, marks)
}

function escapeAt(text: string, marks: ReadonlySet<number>): string {
  let escaped = ''
  for (let at = 0; at < text.length; at++) escaped += marks.has(at) ? `\\${text[at]}` : text[at]
  return escaped
}
