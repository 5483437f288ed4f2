import type { SourceDocument } from '../domain/document.ts'
import type { Corrections } from '../domain/corrections.ts'
import type { Edition, Editions } from '../domain/editions.ts'
import type { Matters } from '../domain/matters.ts'
import { ministerLabel } from '../domain/names.ts'
import { seriesNumber } from '../domain/publication.ts'
import type { DocumentHead, DocumentLink, OtherSource } from '../wire/document-head.ts'
import type { DocumentSummary, Matter } from '../wire/documents.ts'
import {
  documentHref,
  documentPageHref,
  fileHref,
  otherFileHref,
  sourceHref,
} from '../wire/links.ts'

/** The head of a document, as answers and lists show it. */
export function headOf(
  document: SourceDocument,
  {
    pageOf,
    corrections,
    editions,
    hasFile,
  }: {
    pageOf: (seriesNumber: string) => string | null
    corrections: Corrections<SourceDocument>
    editions: Editions<SourceDocument>
    hasFile: boolean
  },
): DocumentHead {
  const { id, kind, title, asked, answered, publication, url, license } = document
  const correctedBy = corrections.by(id)
  return {
    id,
    kind,
    title,
    askers: document.askers.map((asker) => ({ ...asker })),
    ministers: document.ministers.map(ministerLabel),
    onBehalfOf: document.onBehalfOf.map(ministerLabel),
    asked,
    answered,
    publication: publication === null ? null : { ...publication },
    earlier: document.earlier.map((each) => ({ ...each, page: pageOf(seriesNumber(each)) })),
    url,
    zaken: [...document.zaken],
    supersedes: [...document.supersedes],
    corrects: corrections.of(id).map(linkTo),
    correctedBy: correctedBy === null ? null : linkTo(correctedBy),
    alsoAs: alsoAs(document, editions.of(id), hasFile),
    license,
  }
}

export function linkTo({ id }: SourceDocument): DocumentLink {
  return { id, page: documentPageHref(id) }
}

/** Its other sources: files with the same content, and documents with the same answers. */
function alsoAs(
  { id, alsoIn, url }: SourceDocument,
  editions: readonly Edition<SourceDocument>[],
  hasFile: boolean,
): OtherSource[] {
  return [
    ...alsoIn.map(({ format, differing }, at) => ({
      ...{ id, format, url, differing: [...differing] },
      page: null,
      file: hasFile ? otherFileHref(id, at) : null,
    })),
    ...editions.map(({ document, differing }) => ({
      ...{ id: document.id, format: document.source.format, url: document.url },
      differing: [...differing],
      page: documentPageHref(document.id),
      file: hasFile ? fileHref(document.id) : null,
    })),
  ]
}

/** The state of a document's questions, and the other documents about them. */
export function wireMatter(document: SourceDocument, matters: Matters): Matter {
  return {
    state: matters.stateOf(document),
    documents: matters.others(document).map(({ id, kind, answered, asked }) => ({
      id,
      kind,
      asked,
      answered,
      page: documentPageHref(id),
    })),
  }
}

/** A document's entry in a list. */
export function summaryOf(
  document: SourceDocument,
  head: DocumentHead,
  { matter, hasFile }: { matter: Matter; hasFile: boolean },
): DocumentSummary {
  return {
    ...head,
    matter,
    coverage: {
      questions: document.questions.reduce((sum, question) => sum + question.numbers.length, 0),
      answers: document.answers.length,
      paragraphs: document.answers.reduce((sum, answer) => sum + answer.paragraphs.length, 0),
      warnings: document.warnings.map((warning) => ({ ...warning })),
    },
    links: {
      self: documentHref(document.id),
      page: documentPageHref(document.id),
      source: sourceHref(document.id),
      file: hasFile ? fileHref(document.id) : null,
    },
  }
}
