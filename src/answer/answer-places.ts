import type { Located, ReferenceTarget, SourceDocument } from '../domain/document.ts'
import { answerFinder } from '../domain/find-answer.ts'
import { byAppendixNumber, correctedId } from '../domain/publication.ts'
import { answerPageHref, documentPageHref } from '../wire/links.ts'

/** The documents and answers of an index by their ids, present and former. */
interface AnswerPlaces {
  /** by its present id */
  answer(id: string): Located | undefined
  /** by its current id, or one that its document had before */
  locate(answerId: string): Located | undefined
  document(id: string): SourceDocument | undefined
  /** the page of the document with this id or this number in the official series */
  pageOf(id: string): string | null
  /** the page that a reference leads to; null if the index lacks it */
  hrefOf(target: ReferenceTarget): string | null
}

/** Makes the tables, with breaks: those of a large index are long. */
export function* answerPlaces(all: readonly SourceDocument[]): Generator<void, AnswerPlaces> {
  const documents = new Map(all.map((document) => [document.id, document]))
  yield
  const renamed = new Map<string, SourceDocument>()
  for (const document of all) {
    for (const earlier of document.supersedes) renamed.set(earlier, document)
  }
  for (const document of all) {
    const corrected = correctedId(document.id)
    if (corrected !== null) renamed.set(corrected.base, document)
  }
  yield
  const byNumber = byAppendixNumber(all)

  const finder = answerFinder(documents)
  function answer(id: string): Located | undefined {
    const found = finder.answer(id)
    return found && { document: found.document, answer: found.document.answers[found.nth]! }
  }

  function pageOf(id: string): string | null {
    const document = documents.get(id) ?? byNumber.get(id)
    return document === undefined ? null : documentPageHref(document.id)
  }

  function hrefOf(target: ReferenceTarget): string | null {
    if (target.kind === 'document') return pageOf(target.id)
    const located = answer(target.id)
    return located === undefined ? null : answerPageHref(located.document.id, located.answer)
  }

  /** An answer keeps its numbers when its document gets another id. */
  function idOfNow(answerId: string): string {
    const at = answerId.lastIndexOf('.')
    const document = renamed.get(answerId.slice(0, at))
    return document === undefined ? answerId : document.id + answerId.slice(at)
  }

  return {
    answer,
    locate: (answerId) => answer(answerId) ?? answer(idOfNow(answerId)),
    document: (id) => documents.get(id) ?? renamed.get(id),
    pageOf,
    hrefOf,
  }
}
