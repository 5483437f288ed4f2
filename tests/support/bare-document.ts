import type { SourceDocument } from '../../src/domain/document.ts'

/** A document without anything in it. */
export function bare(id: string): SourceDocument {
  return {
    id,
    kind: 'answers',
    title: '',
    askers: [],
    ministers: [],
    onBehalfOf: [],
    asked: null,
    answered: null,
    publication: null,
    earlier: [],
    url: null,
    zaken: [],
    supersedes: [],
    amends: false,
    alsoIn: [],
    words: { questions: [], answers: [] },
    license: null,
    source: { format: 'text', sha256: '', fileSha256: '', file: '', extractor: '', pages: [] },
    questions: [],
    answers: [],
    remarks: [],
    notes: [],
    regions: [],
    warnings: [],
  }
}
