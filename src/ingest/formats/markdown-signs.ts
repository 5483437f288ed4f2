import { patternOf } from '../../text/pattern.ts'

/**
 * What only Markdown has: a heading, bold, a link, the mark of a note that Word wrote; and
 * "*Vraag 1*", as messages have it.
 */
const SIGNS = new RegExp(
  patternOf`
    ^[*_](?:Vra(?:ag|gen)|Antwoord(?:en)?)[^*_\n]{0,60}[*_](?=\s|$)
    |^ {0,3}#{1,6} {1,3}\S
    |(?<![*\w])(?:\*\*[^\s*][^*\n]{0,200}\*\*|__[^\s_][^_\n]{0,200}__)(?![*\w])
    |\[[^\]\n]{1,200}\]{1,2}\((?:https?:|#_ftn)
  `,
  'm',
)

/** What means something by the rules of HTML: "<br>", "</b>", "financi&euml;n". */
const HTML_SIGNS = new RegExp(
  patternOf`
    <(?:br\s?\/?|\/(?:b|i|u|em|strong|p|div|span|su[bp]|a|li))>
    |&(?:nbsp|amp|quot|lt|gt|euro|[lr][sd]?quo|[aeiouc](?:uml|acute|grave|circ|cedil)|#\d{2,5});
  `,
)

/** No formatted text has these: it is a text about HTML, of which a reader would lose the rest. */
const PROGRAM = /<(?:script|style|iframe|img)\b/i

/** A text without any of these contains none of the signs. */
const BEGINNINGS = ['#', '*', '_', '](http', '](#_ftn', '<', '&']

/** Characters of a text to search for them. */
const HEAD = 20_000

/** True for a text in Markdown, judging by its name or by what only Markdown has. */
export function isMarkdown(text: string, fileName: string): boolean {
  if (/\.(?:md|markdown)$/i.test(fileName)) return true
  const head = text.slice(0, HEAD)
  if (!BEGINNINGS.some((sign) => head.includes(sign))) return false
  return SIGNS.test(head) || (HTML_SIGNS.test(head) && !PROGRAM.test(head))
}
