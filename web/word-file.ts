import { strToU8, zipSync } from 'fflate'
import type { Language } from '../src/text/language.ts'
import type { TranscriptBlock } from './transcript.ts'

/* The conversation as a Word file (Office Open XML, ECMA-376). A script of its own, loaded on
   demand: most visitors never need it. */

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

/**
 * The style of each kind of paragraph; headings have Word's own names, so that it can list them.
 */
const STYLES: Readonly<Record<TranscriptBlock['kind'], Style>> = {
  title: { name: 'Title', size: 40, bold: true, after: 120 },
  note: { name: 'Note', size: 20, color: '555555', after: 360 },
  query: { name: 'heading 1', size: 30, bold: true, before: 480, after: 80 },
  summary: { name: 'Summary', size: 20, color: '555555', after: 200 },
  subject: { name: 'heading 2', size: 25, bold: true, before: 280, after: 40 },
  facts: { name: 'Facts', size: 20, color: '555555', after: 100 },
  question: { name: 'Question', size: 21, italic: true, after: 120 },
  quote: { name: 'Quote', size: 22, indent: 420, after: 120 },
  source: { name: 'Source', size: 20, after: 280 },
  notice: { name: 'Notice', size: 21, bold: true, after: 120 },
}

interface Style {
  readonly name: string
  /** in half points */
  readonly size: number
  readonly bold?: true
  readonly italic?: true
  readonly color?: string
  /** in twentieths of a point */
  readonly before?: number
  readonly after: number
  readonly indent?: number
}

/** The bytes of a .docx with these paragraphs; quotes and questions are marked as Dutch. */
export function wordFile(
  blocks: readonly TranscriptBlock[],
  language: Language,
): Uint8Array<ArrayBuffer> {
  const addresses = blocks.flatMap((block) => addressOf(block) ?? [])
  const parts: Record<string, string> = {
    '[Content_Types].xml': contentTypes(),
    '_rels/.rels': relations([['rId1', `${RELATIONS}/officeDocument`, 'word/document.xml', false]]),
    'word/_rels/document.xml.rels': relations([
      ['styles', `${RELATIONS}/styles`, 'styles.xml', false],
      ...addresses.map((address, n): Relation => [
        `link${n}`,
        `${RELATIONS}/hyperlink`,
        address,
        true,
      ]),
    ]),
    'word/styles.xml': styles(language),
    'word/document.xml': body(blocks),
  }
  // A fixed date: the same conversation yields the same bytes.
  const options = { level: 6, mtime: '1980-01-01T12:00:00' } as const
  const files = Object.entries(parts).map(([name, text]) => [name, strToU8(text)] as const)
  return new Uint8Array(zipSync(Object.fromEntries(files), options))
}

function addressOf(block: TranscriptBlock): string | null {
  return 'address' in block ? block.address : null
}

function body(blocks: readonly TranscriptBlock[]): string {
  let links = 0
  const paragraphs = blocks.map((block) => {
    const lang = block.kind === 'quote' || block.kind === 'question' ? 'nl-NL' : null
    const text = block.kind === 'subject' ? `${block.text} (${block.relevance})` : block.text
    const run = `<w:r>${
      lang === null ? '' : `<w:rPr><w:lang w:val="${lang}"/></w:rPr>`
    }${words(text)}</w:r>`
    const content =
      addressOf(block) === null
        ? run
        : `<w:hyperlink r:id="link${links++}" w:history="1"><w:r><w:rPr><w:u ` +
          `w:val="single"/></w:rPr>${words(block.kind === 'source' ? `— ${text}` : text)}</w:r>` +
          '</w:hyperlink>'
    return `<w:p><w:pPr><w:pStyle w:val="${block.kind}"/></w:pPr>${content}</w:p>`
  })
  return (
    `${HEAD}<w:document xmlns:w="${WORD}" ` +
    `xmlns:r="${RELATIONS}"><w:body>${paragraphs.join('')}<w:sectPr><w:pgSz w:w="11906" ` +
    'w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" ' +
    'w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:body></w:document>'
  )
}

function words(text: string): string {
  return `<w:t xml:space="preserve">${escapeXml(text)}</w:t>`
}

function styles(language: Language): string {
  const own = Object.entries(STYLES).map(([id, style]) => {
    const { name, size, bold, italic, color, before = 0, after, indent = 0 } = style
    const level = /^heading (\d)$/.exec(name)?.[1]
    const rule =
      id === 'quote'
        ? '<w:pBdr><w:left w:val="single" w:sz="18" w:space="12" w:color="94301C"/></w:pBdr>'
        : ''
    return (
      `<w:style w:type="paragraph" w:styleId="${id}"><w:name ` +
      `w:val="${name}"/><w:pPr>${level === undefined ? '' : '<w:keepNext/>'}${rule}<w:spacing ` +
      `w:before="${before}" w:after="${after}"/><w:ind ` +
      `w:left="${indent}"/>${
        level === undefined ? '' : `<w:outlineLvl w:val="${Number(level) - 1}"/>`
      }</w:pPr><w:rPr>${bold === true ? '<w:b/>' : ''}${italic === true ? '<w:i/>' : ''}${
        color === undefined ? '' : `<w:color w:val="${color}"/>`
      }<w:sz ` +
      `w:val="${size}"/></w:rPr></w:style>`
    )
  })
  const spoken = language === 'nl' ? 'nl-NL' : 'en-GB'
  return (
    `${HEAD}<w:styles xmlns:w="${WORD}"><w:docDefaults><w:rPrDefault><w:rPr><w:lang ` +
    `w:val="${spoken}"/></w:rPr></w:rPrDefault></w:docDefaults>${own.join('')}</w:styles>`
  )
}

function contentTypes(): string {
  const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
  return (
    `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ` +
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override ' +
    `PartName="/word/document.xml" ContentType="${main}.document.main+xml"/><Override ` +
    `PartName="/word/styles.xml" ContentType="${main}.styles+xml"/></Types>`
  )
}

type Relation = readonly [id: string, type: string, target: string, external: boolean]

function relations(all: readonly Relation[]): string {
  const entries = all.map(
    ([id, type, target, external]) =>
      `<Relationship Id="${id}" Type="${type}" ` +
      `Target="${escapeXml(target)}"${external ? ' TargetMode="External"' : ''}/>`,
  )
  return (
    `${HEAD}<Relationships ` +
    `xmlns="${PACKAGE}/relationships">${entries.join('')}</Relationships>`
  )
}

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' },
}

/** Omits characters that XML cannot contain: Word would refuse the file for a single one. */
function escapeXml(text: string): string {
  return (
    text
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .toWellFormed()
      .replace(/[&<>"]/g, (sign) => ENTITIES[sign]!)
  )
}
