import type { Answer } from '../domain/document.ts'

/**
 * Addresses on this server, all from the root. Ids are encoded, for `+` and whatever a file name
 * may contain.
 */

export function answerHref(answerId: string): string {
  return `/v1/answers/${encodeURIComponent(answerId)}`
}

/** The citation of an answer or, counted from 1, of one of its paragraphs. */
export function citationHref(
  answerId: string,
  format: string,
  paragraph: number | null = null,
): string {
  const part = paragraph === null ? '' : `&paragraph=${paragraph}`
  return `${answerHref(answerId)}/citation?format=${format}${part}`
}

export function documentHref(documentId: string): string {
  return `/v1/documents/${encodeURIComponent(documentId)}`
}

export function sourceHref(documentId: string): string {
  return `${documentHref(documentId)}/source`
}

/** The file as received, a PDF at one of its pages. */
export function fileHref(documentId: string, page: number | null = null): string {
  return `${documentPageHref(documentId)}/file${page === null ? '' : `#page=${page}`}`
}

/** Another file with the same document, counted from 0. */
export function otherFileHref(documentId: string, at: number): string {
  return `${fileHref(documentId)}/${at + 1}`
}

export function documentPageHref(documentId: string): string {
  return `/documents/${encodeURIComponent(documentId)}`
}

/** `antwoord-3-4`; a second answer to the same numbers has its suffix in the id, and so here. */
function answerAnchor(documentId: string, answer: Pick<Answer, 'id'>): string {
  return `antwoord-${answer.id.slice(documentId.length + 1).replaceAll('+', '-')}`
}

export function answerPageHref(documentId: string, answer: Pick<Answer, 'id'>): string {
  return `${documentPageHref(documentId)}#${answerAnchor(documentId, answer)}`
}
