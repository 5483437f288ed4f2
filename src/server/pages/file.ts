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
export function fileHeaders({ source }: SourceDocument): Record<string, string> {
  const { type, shown } = SENT[source.format]
  const name = source.file.slice(source.file.lastIndexOf('/') + 1)
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return {
    'content-type': source.format === 'text' ? `${type}; charset=${source.extractor}` : type,
    'content-disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encoded}`,
  }
}
