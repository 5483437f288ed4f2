import type { FoundAnswer } from '../../src/wire/answer.ts'
import type { AskResponse } from '../../src/wire/ask.ts'
import type { DocumentHead } from '../../src/wire/document-head.ts'
import type { FullDocument } from '../../src/wire/documents.ts'
import type { WireProof } from '../../src/wire/proof.ts'

/** A proof of a text that the source contains unaltered, at `start`. */
export function proofOf(text: string, start = 0): WireProof {
  const spans = [{ start, end: start + text.length }]
  return {
    documentId: 'd',
    sourceSha256: '0'.repeat(64),
    spans,
    joins: [],
    textSha256: '0'.repeat(64),
    indexDigest: `sha256:${'0'.repeat(64)}`,
    signature: null,
  }
}

/** A response whose every text is `text`: a property of one field must hold for all. */
export function responseOf(text: string): AskResponse {
  return {
    query: text,
    language: 'nl',
    readAs: [{ word: text, as: text }],
    readWith: [text],
    signals: ['encoder', 'lexicon', 'words'],
    readFilters: [
      { kind: 'asker', said: text, name: text },
      { kind: 'phrase', said: text, phrase: text, stands: true },
    ],
    leftOut: [{ kind: 'asker', said: text, name: text }],
    outcome: 'found',
    reason: null,
    unanswered: [],
    answers: [answerOf(text)],
    withheld: 1,
    searched: { documents: 1, answers: 1, period: { from: '2022-09-12', to: '2022-09-12' } },
    refused: [],
    index: { digest: 'sha256:0', model: 'm', documents: 1, answers: 1, paragraphs: 1 },
  }
}

export function answerOf(text: string): FoundAnswer {
  return {
    id: `d.1`,
    numbers: [1],
    relevance: 'strong',
    questions: [{ number: 1, numbers: [1], text, proof: proofOf(text) }],
    paragraphs: [
      {
        id: 'd.1.p1',
        style: 'text',
        page: null,
        text,
        matched: true,
        highlights: [{ start: 0, end: Math.min(4, text.length), kind: 'word', query: text }],
        proof: proofOf(text),
      },
    ],
    citation: { label: text, text },
    document: headOf(text),
    replacedBy: null,
    links: { self: '/v1/answers/d.1', page: '/documents/d#antwoord-1' },
    references: [],
    refersTo: [],
    newer: null,
    alsoAnsweredIn: [
      {
        ...{ id: 'e.1', numbers: [1], documentId: text, answered: null },
        page: '/documents/e#antwoord-1',
      },
    ],
  }
}

export function headOf(text: string): DocumentHead {
  return {
    id: 'd',
    kind: 'answers',
    title: text,
    askers: [{ name: text, party: text }],
    ministers: [text],
    onBehalfOf: [text],
    asked: '2022-07-19',
    answered: '2022-09-12',
    publication: null,
    earlier: [],
    url: 'https://www.example.nl/d',
    zaken: [],
    supersedes: [],
    corrects: [],
    correctedBy: null,
    alsoAs: [],
    license: null,
  }
}

export function documentOf(text: string): FullDocument {
  return {
    ...headOf(text),
    matter: { state: 'answered', documents: [] },
    coverage: { questions: 1, answers: 1, paragraphs: 1, warnings: [{ message: text, line: 1 }] },
    links: {
      self: '/v1/documents/d',
      page: '/documents/d',
      source: '/v1/documents/d/source',
      file: null,
    },
    source: {
      format: 'text',
      sha256: '0'.repeat(64),
      fileSha256: '0'.repeat(64),
      extractor: text,
      length: text.length,
    },
    questions: [{ number: 1, numbers: [1], text, proof: proofOf(text) }],
    answers: [answerOf(text)],
    remarks: [{ text, proof: proofOf(text) }],
    notes: [
      {
        mark: '1',
        text,
        anchor: { start: text.length, end: text.length + 1 },
        proof: proofOf(text),
      },
    ],
    refused: [],
  }
}
