import type { Answer, Paragraph, SourceDocument } from '../../domain/document.ts'
import { withoutSoftHyphens } from '../../text/words.ts'
import { questionOf } from './catalogue.ts'

/**
 * The text that is embedded for a paragraph. It includes the question and the document's subject,
 * since "Ja." means nothing alone.
 */
export function passageText(
  document: SourceDocument,
  answer: Answer,
  paragraph: Paragraph,
): string {
  const { title } = document
  const parts = [title, questionOf({ document, answer }), paragraph.reading.text]
  return withoutSoftHyphens(parts.filter((part) => part !== '').join(' '))
}
