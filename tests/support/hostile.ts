import { marked } from 'marked'
import { parse, type DefaultTreeAdapterTypes } from 'parse5'

/**
 * Texts that would act if any output took them for more than text, for every field of a document
 * and everything that shows one.
 */
export const HOSTILE: Readonly<Record<string, string>> = {
  script: '<script>alert(1)</script>',
  image: '"><img src=https://elsewhere.invalid/x onerror=alert(2)>',
  attribute: "' autofocus onfocus='alert(3)' x='",
  closing: '</title></textarea></style></blockquote></script><script>alert(4)</script>',
  svg: '<svg onload=alert(5)><foreignObject><iframe srcdoc="<script>alert(5)</script>"></svg>',
  math: '<math><mtext><table><mglyph><style><img src=x onerror=alert(6)>',
  link: '[klik](javascript:alert(7)) <javascript:alert(7)> ![x](https://elsewhere.invalid/y)',
  address: 'javascript:alert(8) data:text/html,<script>alert(8)</script> vbscript:x',
  css: '</style><style>*{display:none}</style>{background:url(https://elsewhere.invalid/z)}',
  comment: '<!-- --><!--[if IE]><script>alert(9)</script><![endif]--> ]]> <![CDATA[ <?xml ?>',
  entity: '&lt;script&gt;alert(10)&lt;/script&gt; &#60;b&#62; &quot; &amp;amp;',
  template: '{{constructor.constructor("alert(11)")()}} ${alert(11)} #{alert(11)} <%= alert(11) %>',
  markdown: '**vet** _x_ `y` # kop ~~z~~ | a | b | https://elsewhere.invalid @naam',
  bidi: 'veilig \u202egnp.exe\u202c en \u2066verborgen\u2069 \u200f',
  unseen: 'mi\u200bni\u200cs\u200dter\u2060 \ufeff',
  terminal:
    'rood \u001b[31m\u001b]0;titel\u0007\u001b]8;;https://elsewhere.invalid\u0007 \u009b2J ' +
    '\u0008\u007f',
  lines: 'een\rtwee\u2028drie\u2029vier\u0085vijf',
  header: 'x\r\nSet-Cookie: a=b\r\n\r\n<html>',
  sheet: '=HYPERLINK("https://elsewhere.invalid") +1 -1 @SUM(A1)',
  tex: '\\input{/etc/passwd} \\write18{id} $x$ % # & _ { }',
  record: 'TY  - JOUR\r\nER  - @article{a, title = {b}} "}]',
  prototype: '__proto__ constructor prototype toString hasOwnProperty',
  path: '../../etc/passwd ..\\..\\x /etc/passwd C:\\x file:///etc/passwd',
}

/** A document with the text in each of its fields, and the word by which a question can find it. */
export function hostileDocument(text: string, word: string): string {
  const line = text.replace(/[\r\n]/g, ' ')
  return `Vragen van het lid ${line} (${line}) aan de Minister van ${line} over ${word} ${line} (ingezonden 3 april 2023).

Antwoord van Minister ${line} (${line}), mede namens de Staatssecretaris van ${line} (ontvangen 1 mei 2023).

Vraag 1
Kent u het zeldzame verhaal over ${word} ${text}?1

1 Zie ${line} over ${word}.

Antwoord 1
Ja, het zeldzame verhaal over ${word} ${text} ken ik.
${line} en dat is alles over ${word}.

Vraag 2
${line} ${word}?

Antwoord 2
Zie het antwoord op vraag 1. ${line}

Toelichting:
Deze vragen dienen ter aanvulling ${line}.
`
}

type Element = DefaultTreeAdapterTypes.Element

/** All elements of a page, in order. */
export function elementsOf(node: DefaultTreeAdapterTypes.Node): Element[] {
  const children = 'childNodes' in node ? node.childNodes.flatMap(elementsOf) : []
  return 'tagName' in node ? [node, ...children] : children
}

/** Elements that run, load or navigate; our own ones of that kind are known by their address. */
const ACTIVE = new Set([
  'iframe',
  'object',
  'embed',
  'base',
  'style',
  'svg',
  'math',
  'img',
  'frame',
])

/** The parts of a page that could act, one sentence each; empty if all input stayed text. */
export function activeIn(html: string): string[] {
  return elementsOf(parse(html)).flatMap(({ tagName, attrs }) => {
    const found = ACTIVE.has(tagName) ? [`<${tagName}>`] : []
    const attribute = new Map(attrs.map(({ name, value }) => [name, value]))
    if (tagName === 'script' && !isOurs(attribute)) found.push('<script>')
    for (const [name, value] of attribute) {
      if (name.startsWith('on') || name === 'style' || name === 'srcdoc')
        found.push(`${tagName} ${name}`)
      const isAddress = ['href', 'src', 'action', 'formaction'].includes(name)
      if (isAddress && !/^(?:[/#]|https?:\/\/(?!elsewhere))/.test(value))
        found.push(`${name}=${value}`)
    }
    return found
  })
}

/** Our own scripts come from files; metadata for machines is data. */
function isOurs(attribute: ReadonlyMap<string, string>): boolean {
  const source = attribute.get('src')
  if (source === undefined) return attribute.get('type') === 'application/ld+json'
  return /^\/[\w-]+\.js(?:\?v=[0-9a-f]+)?$/.test(source)
}

/** The same for Markdown, once rendered. */
export function activeInMarkdown(markdown: string): string[] {
  return activeIn(marked.parse(markdown, { async: false, gfm: true }))
}

/** Text that would command a terminal, or show something else than it says. */
export const UNSEEN = /(?![\t\n])[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u
