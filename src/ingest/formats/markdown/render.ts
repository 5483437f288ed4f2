import { Marked, Renderer, type TokenizerAndRendererExtension, type Tokens } from 'marked'
import { HTML_BLOCKS, HTML_INLINE } from '../../../text/html-elements.ts'
import { patternOf } from '../../../text/pattern.ts'

/** A note of a text, by the name in its references. */
interface MarkdownNote {
  readonly number: number
  html: string
}

type Notes = Map<string, MarkdownNote>

/**
 * A Markdown text as HTML: as GitHub renders it, plus notes, superscripts, subscripts, highlights
 * and attributes as Pandoc writes them. Line ends stay, since a letter breaks its lines there.
 */
export function markdownToHtml(text: string): string {
  const { head, body } = partFrontMatter(text)
  const notes: Notes = new Map()
  const named = new Set([...body.matchAll(NOTE_NAME)].map(([, name]) => name!))
  const marked = new Marked({
    gfm: true,
    breaks: true,
    extensions: [
      ...[noteText(notes), inlineNote(notes), noteMark(notes, named)],
      ...[span, page, highlighted, raised, lowered],
    ],
    // A single tilde stands for "about" and deletes nothing.
    tokenizer: {
      del: (source) => (source.startsWith('~~') ? false : undefined),
      lheading: (source) => (SENTENCE_ABOVE_RULE.test(source) ? undefined : false),
    },
    renderer: {
      list: signedList,
      html: ({ text }) => escapeUnknown(text).replace(SWALLOWING, escapeUnclosed(text)),
    },
  })
  const html = marked.parse(withoutAttributes(body), { async: false })
  const written = [...notes.values()]
    .sort((a, b) => a.number - b.number)
    .filter((note) => note.html !== '')
    .map(
      ({ number, html }) =>
        `<div class="noot" id="noot-${number}"><sup>${number}</sup> ${html}</div>`,
    )
  return `${head}${html}<div id="noten">${written.join('')}</div>`
}

/** "Het peil blijft.\n---": a rule below a sentence, and no heading */
const SENTENCE_ABOVE_RULE = /^(?:[^\n]+\n){1,20}?(?<=[.!;]\s*\n) {0,3}(?:=+|-+)[ \t]*(?:\n|$)/

/** A list numbered "1)" keeps that sign. */
function signedList(this: Renderer, list: Tokens.List): string {
  const html = Renderer.prototype.list.call(this, list) as string
  return /^\s*\d+\)/.test(list.raw) ? html.replace(/^<ol/, '<ol data-sign=")"') : html
}

/** "[^bron]: " at a line's start, also in a quotation */
const NOTE_NAME = /^[ >]{0,8}\[\^([^\]\s]{1,40})\]:/gm

/** Metadata that Pandoc and Jekyll put before a text. */
const FRONT_MATTER =
  /^\ufeff?---[ \t]*\r?\n(?<data>(?:[^]{0,5000}?\n)?)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/

/** The metadata before a text, one paragraph per line, and the text after it. */
function partFrontMatter(text: string): { head: string; body: string } {
  const match = FRONT_MATTER.exec(text)
  const lines = (match?.groups?.['data'] ?? '').split('\n').map((line) => line.trim())
  if (match === null || !lines.some((line) => /^[\w-]+:/.test(line)))
    return { head: '', body: text }
  const head = lines.filter((line) => line !== '').map((line) => `<p>${escaped(line)}</p>`)
  return { head: head.join(''), body: text.slice(match[0].length) }
}

/** What Obsidian links to a block by, at the end of it: "# Vraag 1 ^vraag-1" */
export const BLOCK_ID = /[ \t]+\^(?=[\d-]*[a-z])[a-z\d-]{2,40}[ \t]*$/gim

/**
 * What programs for notes add and do not show as text: "%%nog checken%%", "id:: 6412" of Logseq,
 * and a line with nothing but tags, "#water #todo".
 */
export const OF_NOTES = new RegExp(
  patternOf`
    (?<![^\s])%%[^%]{0,2000}%%(?!\S)|^[ \t]{0,40}(?:[-*] )?[a-z][\w-]{1,30}::(?:[ \t].*)?$
    |^[ \t]{0,8}(?!#(?:vra|antw))(?:#\p{L}[\p{L}\d/_-]{0,40}[ \t]{0,4}){1,20}$
  `,
  'gimu',
)

/**
 * "# Vraag 1 {#vraag-1}", "# Vraag 1 ^vraag-1", "[bericht](a){.x}" and ":::" around a block:
 * invisible attributes.
 */
function withoutAttributes(text: string): string {
  return text
    .replace(OF_NOTES, '')
    .replace(/^( {0,3}#{1,6} .*?)[ \t]+\{[#.][^{}\n]*\}[ \t]*$/gm, '$1')
    .replace(/(\]\([^()\s]{0,500}\))\{[#.][^{}]{0,200}\}/g, '$1')
    .replace(BLOCK_ID, '')
    .replace(/^ {0,3}:::+.*$/gm, '')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

/** The elements of HTML: "<naam>" is none, but text. */
const ELEMENTS = new Set([
  ...HTML_BLOCKS,
  ...HTML_INLINE,
  ...(
    'area audio base br button canvas col colgroup datalist dir embed frame frameset head ' +
    'hgroup iframe input li link map math meta meter nav nobr noembed noframes noscript object ' +
    'optgroup option output param picture plaintext progress rb rp rt rtc ruby script select ' +
    'slot source style svg td template textarea th title track video xmp ' +
    // Those of drawings and formulas.
    'g path rect circle ellipse line polyline polygon text tspan defs use symbol lineargradient ' +
    'stop clippath mask pattern annotation semantics mi mo mn ms mtext mrow msup msub msubsup ' +
    'mfrac msqrt mroot mover munder munderover mtable mtr mtd mspace mstyle mpadded'
  ).split(' '),
])

function escapeUnknown(html: string): string {
  return html.replace(/<(?=\/?(?<name>[a-z][a-z\d]*)[\s/>])/gi, (sign, name: string) =>
    ELEMENTS.has(name.toLowerCase()) ? sign : '&lt;',
  )
}

/** Elements that swallow all following text unless they are closed. */
const SWALLOWING = new RegExp(
  patternOf`
    <(?=(?<name>title|textarea|style|xmp|iframe|noembed|noframes|script|plaintext|template|select
    |svg)\b)
  `,
  'gi',
)

function escapeUnclosed(html: string): (sign: string, name: string) => string {
  const small = html.toLowerCase()
  return (sign, name) => (small.includes(`</${name.toLowerCase()}`) ? sign : '&lt;')
}

function numberOf(name: string, notes: Notes): number {
  const known = notes.get(name)
  if (known !== undefined) return known.number
  const number = notes.size + 1
  notes.set(name, { number, html: '' })
  return number
}

function markOf(number: number): string {
  return `<a class="nootnum" href="#noot-${number}">${number}</a>`
}

/** "[^1]: Kamerstuk", and the text indented below it */
const NOTE_TEXT = new RegExp(
  patternOf`
    ^ {0,3}\[\^(?<name>[^\]\s]{1,40})\]:[ \t]*(?<text>.*
    (?:\n(?! {0,3}(?:\[\^|#|>|[-*+] |\*\*))[ \t]*\S.*|(?:\n[ \t]*)+\n(?: {2,}|\t)\S.*)*)(?:\n|$)
  `,
)

function noteText(notes: Notes): TokenizerAndRendererExtension {
  return {
    name: 'noteText',
    level: 'block',
    start: (source) => /(?:^|\n) {0,3}\[\^/.exec(source)?.index,
    tokenizer(source) {
      const match = NOTE_TEXT.exec(source)
      if (match === null) return undefined
      const { name = '', text = '' } = match.groups!
      const outdented = text.replace(/^[ \t]+/gm, '')
      return { type: 'noteText', raw: match[0], name, tokens: this.lexer.blockTokens(outdented) }
    },
    renderer(token) {
      const name = String(token['name'])
      numberOf(name, notes)
      notes.get(name)!.html += this.parser.parse(token.tokens ?? [])
      return ''
    },
  }
}

/** What follows "^[": a link within it is read in one way only, or links would take forever. */
const INLINE_NOTE = new RegExp(
  patternOf`
    ^\^\[((?:[^[\]\\]|\\.
    |\[[^[\]]{0,200}\](?:\([^()\s]{0,500}\)|(?!\([^()\s]{0,500}\)))){1,2000})\]
  `,
)

/** "^[Kamerstuk 12.]" */
function inlineNote(notes: Notes): TokenizerAndRendererExtension {
  return {
    name: 'inlineNote',
    level: 'inline',
    start: (source) => positionOf(source, '^['),
    tokenizer(source) {
      const match = INLINE_NOTE.exec(source)
      if (match === null) return undefined
      return { type: 'inlineNote', raw: match[0], tokens: this.lexer.inlineTokens(match[1]!) }
    },
    renderer(token) {
      const name = `^ ${notes.size}`
      const number = numberOf(name, notes)
      notes.get(name)!.html = this.parser.parseInline(token.tokens ?? [])
      return markOf(number)
    },
  }
}

/** "[^1]", if such a note exists */
function noteMark(notes: Notes, named: ReadonlySet<string>): TokenizerAndRendererExtension {
  return {
    name: 'noteMark',
    level: 'inline',
    start: (source) => positionOf(source, '[^'),
    tokenizer(source) {
      const match = /^\[\^([^\]\s]{1,40})\]/.exec(source)
      if (match === null || !named.has(match[1]!)) return undefined
      return { type: 'noteMark', raw: match[0], name: match[1] }
    },
    renderer: (token) => markOf(numberOf(String(token['name']), notes)),
  }
}

/** "[woord]{.underline}" */
const span: TokenizerAndRendererExtension = {
  name: 'span',
  level: 'inline',
  start: (source) => positionOf(source, '['),
  tokenizer(source) {
    const match = /^\[((?:[^[\]\n\\]|\\.){1,500})\]\{[.#][^{}\n]{0,200}\}/.exec(source)
    if (match === null) return undefined
    return { type: 'span', raw: match[0], tokens: this.lexer.inlineTokens(match[1]!) }
  },
  renderer(token) {
    return this.parser.parseInline(token.tokens ?? [])
  },
}

/** A page of Obsidian: "[[Peilbesluit|het besluit]]"; "![[kaart.png]]" is a picture. */
export const PAGE_LINK = /!?\[\[(?!\d{1,3}\])(?:[^[\]|\n]{1,200}\|)?([^[\]|\n]{1,200})\]\](?!\()/

const page: TokenizerAndRendererExtension = {
  name: 'page',
  level: 'inline',
  start: (source) => PAGE_LINK.exec(source)?.index,
  tokenizer(source) {
    const match = /^!?\[\[/.test(source) ? PAGE_LINK.exec(source) : null
    if (match === null || match.index > 0) return undefined
    const shown = match[0].startsWith('!') ? '' : match[1]!
    return { type: 'page', raw: match[0], tokens: this.lexer.inlineTokens(shown) }
  },
  renderer(token) {
    return this.parser.parseInline(token.tokens ?? [])
  },
}

/** "==zakt==", unlike "a==b" */
const highlighted: TokenizerAndRendererExtension = {
  name: 'highlighted',
  level: 'inline',
  start: (source) => /(?<![\p{L}\p{N}=])==(?=[^\s=])/u.exec(source)?.index,
  tokenizer(source) {
    const match = /^==(?=[^\s=])([^=\n]{0,500}[^\s=])==(?![\p{L}\p{N}=])/u.exec(source)
    if (match === null) return undefined
    return { type: 'highlighted', raw: match[0], tokens: this.lexer.inlineTokens(match[1]!) }
  },
  renderer(token) {
    return `<mark>${this.parser.parseInline(token.tokens ?? [])}</mark>`
  },
}

/** "10^6^", "1^e^" */
const raised = tagged('raised', 'sup', '^', /^\^([-+−]?[\p{L}\d]{1,6})\^/u)

/** "CO~2~" */
const lowered = tagged('lowered', 'sub', '~', /^~([-+−]?[\p{L}\d]{1,6})~(?!~)/u)

function tagged(
  name: string,
  tag: string,
  sign: string,
  pattern: RegExp,
): TokenizerAndRendererExtension {
  return {
    name,
    level: 'inline',
    start: (source) => positionOf(source, sign),
    tokenizer(source) {
      const match = pattern.exec(source)
      return match === null
        ? undefined
        : ({ type: name, raw: match[0], text: match[1]! } as Tokens.Generic)
    },
    renderer: (token) => `<${tag}>${String(token['text'])}</${tag}>`,
  }
}

function positionOf(source: string, sign: string): number | undefined {
  const at = source.indexOf(sign)
  return at < 0 ? undefined : at
}
