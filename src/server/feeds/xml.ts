/** A piece of XML, already escaped. */
export interface Xml {
  readonly xml: string
}

/** Characters that XML 1.0 cannot hold, not even escaped (2.2, Char). */
// eslint-disable-next-line no-control-regex
const IMPOSSIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/**
 * A parser turns white space in attributes into spaces and a carriage return into a line feed, so
 * these become references. `>` must be escaped in "]]>".
 */
const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
}

/**
 * An element. A string child is text: a parser returns the same text, except that U+FFFD replaces
 * each character that XML cannot hold.
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

/** A complete XML document, in UTF-8. */
export function xmlDocument(root: Xml): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${root.xml}\n`
}

function escaped(text: string): string {
  const possible = text.toWellFormed().replace(IMPOSSIBLE, '\ufffd')
  return possible.replace(/[&<>"\r]/g, (mark) => REFERENCES[mark]!)
}
