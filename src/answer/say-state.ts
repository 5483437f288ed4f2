import { compareText } from '../domain/order.ts'
import { fill, sayDate } from '../text/say.ts'
import type { Language } from '../text/language.ts'
import { stateWords } from '../words/state.ts'
import type { DocumentSummary } from '../wire/documents.ts'

/**
 * "nog niet beantwoord sinds 6 oktober 2025; uitstel gemeld op 27 oktober 2025", the day of the
 * latest notice; empty if the questions have their answer.
 */
export function sayState(document: DocumentSummary, language: Language): string {
  const { matter } = document
  const { withdrawn, open, since, delayed, on } = stateWords[language]
  const dated = (said: string, template: string, day: string | null): string =>
    day === null ? said : said + fill(template, { date: sayDate(day, language) })
  if (matter.state === 'withdrawn') return withdrawn
  if (matter.state !== 'open') return ''
  const waits = dated(open, since, document.asked)
  const notice = latestNotice(document)
  return notice === null ? waits : `${waits}; ${dated(delayed, on, notice.answered)}`
}

/** The latest notice that the answer to some questions comes later. */
export function latestNotice({
  matter,
  ...document
}: DocumentSummary): Pick<DocumentSummary, 'kind' | 'answered'> | null {
  const [notice = null] = [document, ...matter.documents]
    .filter(({ kind }) => kind === 'notice')
    .sort((a, b) => compareText(b.answered ?? '', a.answered ?? ''))
  return notice
}
