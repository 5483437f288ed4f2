import { makeZip } from './make-docx.ts'

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** The namespaces available to the parts of a made document. */
const SPACES = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  `xmlns:r="${OFFICE}"`,
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
  'xmlns:x="urn:unknown"',
].join(' ')

/** Parts of a made document besides its body: the content of each root element, or a whole file. */
export interface WordParts {
  readonly footnotes?: string
  readonly endnotes?: string
  readonly numbering?: string
  readonly styles?: string
  readonly header?: string
  readonly comments?: string
  /** files that the body refers to as "chunk1", "chunk2" ... */
  readonly chunks?: readonly { readonly name: string; readonly content: string }[]
}

const ROOTS = {
  footnotes: 'footnotes',
  endnotes: 'endnotes',
  numbering: 'numbering',
  styles: 'styles',
  header: 'hdr',
  comments: 'comments',
} as const

/** A Word document with this body, in WordprocessingML. */
export function makeWord(body: string, parts: WordParts = {}): Uint8Array {
  const files: Record<string, string> = {}
  const relations: string[] = []
  for (const [name, root] of Object.entries(ROOTS)) {
    const content = parts[name as keyof typeof ROOTS]
    if (content === undefined) continue
    files[`word/${name}.xml`] = `<w:${root} ${SPACES}>${content}</w:${root}>`
    relations.push(`<Relationship Id="${name}" Type="${OFFICE}/${name}" Target="${name}.xml"/>`)
  }
  for (const [index, { name, content }] of (parts.chunks ?? []).entries()) {
    files[`word/${name}`] = content
    relations.push(
      `<Relationship Id="chunk${index + 1}" Type="${OFFICE}/aFChunk" Target="${name}"/>`,
    )
  }
  return makeZip({
    '_rels/.rels': list(
      `<Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/>`,
    ),
    'word/document.xml': `<w:document ${SPACES}><w:body>${body}<w:sectPr/></w:body></w:document>`,
    'word/_rels/document.xml.rels': list(relations.join('')),
    ...files,
  })
}

function list(relations: string): string {
  return (
    '<Relationships ' +
    'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
    `${relations}</Relationships>`
  )
}

/** A run of text. */
export function run(text: string, properties = ''): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${escaped}</w:t></w:r>`
}

/** A paragraph of runs, or of one plain text. */
export function paragraph(content: string, properties = ''): string {
  const runs = content.startsWith('<') ? content : run(content)
  return `<w:p><w:pPr>${properties}</w:pPr>${runs}</w:p>`
}

/** A whole letter with one pair, with this as its answer. */
export function letter(answer: string): string {
  const bold = (text: string): string => paragraph(run(text, '<w:b/>'))
  return [
    paragraph('Datum 24 maart 2025'),
    bold('Vraag 1'),
    bold('Wordt het peil verlaagd?'),
    bold('Antwoord 1'),
    answer,
  ].join('')
}
