/** A piece of XML, already escaped. */
export interface Xml {
  readonly xml: string
}

/** What XML 1.0 cannot hold at all, not even escaped (2.2, Char). */
// eslint-disable-next-line no-control-regex
const IMPOSSIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/**
 * A parser makes white space in attributes one space and a carriage return a line feed, so these go
 * as references. `>` has to be escaped in "]]>".
 */
const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
}

/**
 * An element. A child that is a string is text: what a parser gives back is the same text, but that
 * U+FFFD stands for each character that XML has no way to hold.
 */
export function xml(
  name: string,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly (Xml | string)[]
): Xml {
  const pairs = Object.entries(attributes).map(([key, value]) => {
    return ` ${key}="${escaped(value).replaceAll('\t', '&#9;').replaceAll('\n', '&#10;')}"`
  })
  const content = children.map((child) => (typeof child === 'string' ? escaped(child) : child.xml))
  const start = name + pairs.join('')
  return { xml: content.length === 0 ? `<${start}/>` : `<${start}>${content.join('')}</${name}>` }
}

/** A whole document, in UTF-8. */
export function xmlDocument(root: Xml): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${root.xml}\n`
}

function escaped(text: string): string {
  const possible = text.toWellFormed().replace(IMPOSSIBLE, '\ufffd')
  return possible.replace(/[&<>"\r]/g, (mark) => REFERENCES[mark]!)
}
