import { crc32, deflateRawSync } from 'node:zlib'

/** A paragraph of a made Word document. */
export interface WordParagraph {
  readonly text: string
  readonly bold?: boolean
  /** the text of a footnote whose mark follows the paragraph */
  readonly footnote?: string
}

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A Word document with nothing but paragraphs and footnotes. */
export function makeDocx(paragraphs: readonly WordParagraph[]): Uint8Array {
  const notes = paragraphs.flatMap(({ footnote }) => footnote ?? [])
  let noteId = 0
  const body = paragraphs.map(({ text, bold = false, footnote }) => {
    const style = bold ? '<w:rPr><w:b/></w:rPr>' : ''
    const mark =
      footnote === undefined ? '' : `<w:r><w:footnoteReference w:id="${++noteId}"/></w:r>`
    return `<w:p><w:r>${style}<w:t xml:space="preserve">${escape(text)}</w:t></w:r>${mark}</w:p>`
  })
  const footnotes = notes.map(
    (note, index) =>
      '<w:footnote ' +
      `w:id="${index + 1}"><w:p><w:r><w:t>${escape(note)}</w:t></w:r></w:p></w:footnote>`,
  )
  return makeZip({
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default ' +
      'Extension="rels" ' +
      'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default ' +
      'Extension="xml" ContentType="application/xml"/></Types>',
    '_rels/.rels': relations(`${RELATION}/officeDocument`, 'word/document.xml'),
    'word/_rels/document.xml.rels': relations(`${RELATION}/footnotes`, 'footnotes.xml'),
    'word/document.xml': `<w:document ${W}><w:body>${body.join('')}</w:body></w:document>`,
    'word/footnotes.xml': `<w:footnotes ${W}>${footnotes.join('')}</w:footnotes>`,
  })
}

function relations(type: string, target: string): string {
  return (
    '<Relationships ' +
    'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" ' +
    `Type="${type}" Target="${target}"/></Relationships>`
  )
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

/** A zip archive of deflated texts. */
export function makeZip(files: Record<string, string>): Uint8Array {
  const locals: Buffer[] = []
  const entries: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(files)) {
    const plain = Buffer.from(text)
    const data = deflateRawSync(plain)
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(8, 4)
    head.writeUInt32LE(crc32(plain), 10)
    head.writeUInt32LE(data.length, 14)
    head.writeUInt32LE(plain.length, 18)
    head.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), head, Buffer.from(name), data])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    entries.push(
      Buffer.concat([
        Buffer.from('PK\u0001\u0002'),
        Buffer.from([20, 0]),
        head,
        tail,
        Buffer.from(name),
      ]),
    )
    locals.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...locals, directory, Buffer.from('PK\u0005\u0006'), end])
}
