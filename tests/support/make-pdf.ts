import { widthOf } from '../../src/ingest/parse/widths.ts'

/** A run of text on a page of a made PDF; places and sizes in points, from the lower left. */
export interface PdfRun {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly size: number
  /** in degrees, anticlockwise; absent if upright */
  readonly angle?: number
  /** what is set or drawn before, for this run alone: "1 g", "0 g 50 640 200 14 re f" */
  readonly before?: string
}

/** What a reader put on a page: its entries and how it is drawn, from its own lower left. */
export interface PdfAnnotation {
  readonly entries: string
  readonly rect: readonly [number, number, number, number]
  readonly drawing: string
}

/**
 * A PDF in Helvetica, one list of runs per page; `locked` requires a password; the last page has
 * the annotations; `page` has the entries of each page that tell its size.
 */
export function makePdf(
  pages: readonly (readonly PdfRun[])[],
  {
    locked = false,
    annotations = [],
    page = '/MediaBox [0 0 560 780]',
  }: {
    readonly locked?: boolean
    readonly annotations?: readonly PdfAnnotation[]
    readonly page?: string
  } = {},
): Uint8Array {
  const objects = ['<< /Type /Catalog /Pages 2 0 R >>', '', FONT]
  const kids = pages.map((runs) => {
    const content = runs
      .map(
        ({ text, x, y, size, angle = 0, before = '' }) =>
          `q ${before} BT /F1 ${size} Tf ${turnedBy(angle)} ${x} ${y} Tm (${escape(text)}) Tj ET Q`,
      )
      .join('\n')
    objects.push(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`)
    const contents = objects.length
    objects.push(
      `<< /Type /Page /Parent 2 0 R ${page} /Contents ${contents} 0 R ` +
        '/Resources << /Font << /F1 3 0 R >> >> >>',
    )
    return `${objects.length} 0 R`
  })
  if (annotations.length > 0) {
    const last = objects.length - 1
    const numbers = annotations.map((annotation) => annotate(annotation, objects))
    objects[last] = objects[last]!.replace(/ >>$/, ` /Annots [${numbers.join(' ')}] >>`)
  }
  objects[1] = `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${kids.length} >>`
  let file = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return String(offset).padStart(10, '0')
  })
  const table = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`
  file += offsets.map((offset) => `${offset} 00000 n \n`).join('')
  file +=
    `trailer << /Size ${objects.length + 1} /Root 1 0 R${locked ? LOCK : ''} ` +
    `>>\nstartxref\n${table}\n%%EOF`
  return Buffer.from(file, 'latin1')
}

/** Adds the objects of an annotation; returns its reference. */
function annotate({ entries, rect, drawing }: PdfAnnotation, objects: string[]): string {
  const [left, bottom, right, top] = rect
  objects.push(
    `<< /Type /XObject /Subtype /Form /BBox [0 0 ${right - left} ${top - bottom}] /Resources ` +
      `<< /Font << /F1 3 0 R >> >> /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
  )
  const drawn = objects.length
  objects.push(
    `<< /Type /Annot ${entries} /F 4 /Rect [${rect.join(' ')}] /AP << /N ${drawn} 0 R >> >>`,
  )
  return `${objects.length} 0 R`
}

/** PDF 1.4's standard encryption, with a key that no password yields. */
const LOCK =
  ` /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'41'.repeat(32)}> /U ` +
  `<${'42'.repeat(32)}> >>`

const FONT = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>'

/** The first four numbers of a text matrix. */
function turnedBy(degrees: number): string {
  const [along, across] = [Math.cos, Math.sin].map((of) => of((degrees * Math.PI) / 180))
  return [along!, across!, -across!, along!].map((each) => each.toFixed(4)).join(' ')
}

/** In WinAnsi, as far as the tests need it. */
function escape(text: string): string {
  return text
    .replace(/[\\()]/g, String.raw`\$&`)
    .replaceAll('’', '\u0092')
    .replaceAll('•', '\u0095')
    .replaceAll('–', '\u0096')
    .replaceAll('´', '\u00b4')
}

/** Lines of 8.5 points under one another; "^1" in a line is a raised footnote mark. */
export function column(
  lines: readonly string[],
  { top = 700, size = 8.5, x = 221 } = {},
): PdfRun[] {
  return lines.flatMap((line, index) => {
    const y = top - index * size * 1.13
    let at = x
    return line.split(/(\^\d+)/).flatMap((text) => {
      if (text === '') return []
      const raised = text.startsWith('^')
      const run = raised
        ? { text: text.slice(1), x: at, y: y + size * 0.4, size: size * 0.65 }
        : { text, x: at, y, size }
      at += (widthOf(run.text) * run.size) / 1000
      return [run]
    })
  })
}
