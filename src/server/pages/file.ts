import type { SourceDocument } from '../../domain/document.ts'

/** How to send a file of a format: inline only if nothing in it can run, else as a download. */
const SENT: Readonly<Record<SourceDocument['source']['format'], { type: string; shown: boolean }>> =
  {
    pdf: { type: 'application/pdf', shown: true },
    text: { type: 'text/plain', shown: true },
    docx: {
      type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      shown: false,
    },
    xml: { type: 'application/xml', shown: false },
    html: { type: 'text/html', shown: false },
  }

/** The headers for a document's file. The sender chose its name, so it is encoded. */
export function fileHeaders({
  format,
  file,
  encoding,
}: Pick<SourceDocument['source'], 'format' | 'file'> & {
  /** of a text file, if known */
  readonly encoding: string | null
}): Record<string, string> {
  const { type, shown } = SENT[format]
  const name = file.slice(file.lastIndexOf('/') + 1)
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return {
    'content-type': format === 'text' && encoding !== null ? `${type}; charset=${encoding}` : type,
    'content-disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encoded}`,
  }
}

/** The encoding of a text file: "utf-8" of "marked 18.2.1, utf-8". */
export function encodingOf({ extractor }: SourceDocument['source']): string {
  return extractor.slice(extractor.lastIndexOf(' ') + 1)
}
