import type { Flaw } from '../../extraction/extraction.ts'
import { type Element, hasClass } from '../../extraction/tree.ts'
import { isInline } from '../html/all-text.ts'
import { patternOf } from '../../../text/pattern.ts'
import { BLOCK_ID, OF_NOTES, PAGE_LINK } from './render.ts'

/** A word with its end. */
interface Word {
  readonly text: string
  readonly end: number
}

/** This many lost words say enough. */
const MOST = 50

/** Letters and numbers: any other character may be markup. */
const WORD = /[\p{L}\p{N}]+/gu

/** Markup that may stand in the middle of a word: "ge**weld**ig", "[bericht](a)en". */
const WITHIN = /[*_~^`\\[\]\u00ad\u200b]/g

const NOTE_MARK = /\[\^[^\]\s]{1,40}\]:?/g

/** Words in a Markdown text that are not displayed, with an example above each. */
const FORM: readonly (readonly [pattern: RegExp, instead: string])[] = [
  // "<!-- later -->"
  [/<!--[^]{0,5000}?-->/g, ''],
  // "# Vraag 1 {#vraag-1}", "[woord]{.underline}"
  [/\{[#.][^{}]{0,200}\}/g, ''],
  [BLOCK_ID, ''],
  [OF_NOTES, ''],
  // "![[kaart.png]]", "[[Peilbesluit|het besluit]]"
  [/!\[\[[^[\]\n]{1,400}\]\]/g, ''],
  [new RegExp(PAGE_LINK, 'g'), '$1'],
  // "::: {.kader}"
  [/^ {0,3}:::+.*$/gm, ''],
  // "![kaart](kaart.png)"
  [/!\[[^\]\n]{0,500}\](?:\([^()\n]{0,2000}\)|\[[^\]\n]{0,200}\])?/g, ''],
  // "[bericht](https://a.nl/b "titel")", "[bericht][1]"
  [/\]\((?:[^()]|\([^()]{0,500}\)){0,2000}\)/g, ''],
  [/\]\[[^\]\n]{0,200}\]/g, ''],
  // "^[Kamerstuk 12.]"
  [/\^\[/g, ' '],
  // "[1]: https://a.nl", "[^1]"
  [/^[ >]{0,8}\[[^\]^\n][^\]\n]{0,200}\]:.*$/gm, ''],
  [NOTE_MARK, ''],
  // "```text"
  [/^[ >]{0,8}(?:```|~~~).*$/gm, ''],
  // "2. ", "- [x] "
  [/^[ >*+-]{0,20}\d{1,9}[.)](?=\s)/gm, ''],
  [/^[ >*+-]{0,20}\[[ xX]\](?=\s)/gm, ''],
  // "10<sup>7</sup>" is one word, "een<br>twee" is two
  [
    new RegExp(
      patternOf`
      <\/?(?:a|abbr|b|big|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strong|su[bp]|u
      |wbr)\b[^<>]{0,2000}>
    `,
      'gi',
    ),
    '',
  ],
  [/<\/?[a-z][^<>]{0,2000}>/gi, ' '],
  // "caf&eacute;"
  [
    new RegExp(
      patternOf`
      (?<![\p{L}\p{N}])[\p{L}\p{N}]{0,100}(?:&(?:[a-z]\w{1,30}|#\d{1,7}
      |#x[\da-f]{1,6});[\p{L}\p{N}]{0,100}){1,20}
    `,
      'giu',
    ),
    ' ',
  ],
]

/**
 * The words of a Markdown text that its rendering lacks, visible or hidden, as counted in the text
 * itself. Places are those in `shown`, after the previous words.
 */
export function lostByRendering(text: string, rendered: Element, shown: string): Flaw[] {
  const left = new Map<string, number>()
  // The mark of a note that the text lacks is displayed.
  for (const word of wordsOf(textApart(rendered).replace(NOTE_MARK, ''))) {
    left.set(word.text, (left.get(word.text) ?? 0) + 1)
  }
  const bare = FORM.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), text)
  const words = wordsOf(bare)
  const shownWords = [...shown.matchAll(WORD)]
  let lost = 0
  return words.flatMap((word, index): Flaw[] => {
    const count = left.get(word.text) ?? 0
    left.set(word.text, count - 1)
    if (count > 0 || lost++ > MOST) return []
    const before = words.slice(Math.max(0, index - 3), index).map((each) => each.text)
    return [{ kind: 'lost', at: endOf(before, shownWords), text: word.text }]
  })
}

function wordsOf(text: string): Word[] {
  return [...text.replace(WITHIN, '').matchAll(WORD)].map((match) => ({
    text: match[0],
    end: match.index + match[0].length,
  }))
}

/** All text in an element, separated where a page separates it, without the marks of notes. */
function textApart(element: Element): string {
  if (hasClass(element, 'nootnum')) return ''
  const text = element.children
    .map((child) => (typeof child === 'string' ? child : textApart(child)))
    .join('')
  return isInline(element) ? text : `\n${text}\n`
}

/** Where these words end in a text, given by its words; 0 if they are scattered. */
function endOf(before: readonly string[], words: readonly RegExpExecArray[]): number {
  for (let length = before.length; length > 0; length--) {
    const wanted = before.slice(-length)
    const at = words.findIndex((_, index) =>
      wanted.every((word, offset) => words[index + offset]?.[0] === word),
    )
    const last = at < 0 ? undefined : words[at + length - 1]
    if (last !== undefined) return last.index + last[0].length
  }
  return 0
}
