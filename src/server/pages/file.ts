import type { SourceDocument } from '../../domain/document.ts'

/** How a file of a format is sent: shown only where nothing in it can run, else to be saved. */
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

/**
 * The headers under which a document's file is sent. Its name is the sender's: it goes in encoded.
 */
export function fileHeaders({
  format,
  file,
  encoding,
}: Pick<SourceDocument['source'], 'format' | 'file'> & {
  /** of a text, where it is known */
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

/** The encoding of a text's file: "utf-8" of "marked 18.2.1, utf-8". */
export function encodingOf({ extractor }: SourceDocument['source']): string {
  return extractor.slice(extractor.lastIndexOf(' ') + 1)
}
