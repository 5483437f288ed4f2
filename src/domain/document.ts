/**
 * The domain as plain data.
 *
 * All offsets are UTF-16 code units. A date is `YYYY-MM-DD`.
 */
import type { QuestionNumber } from './question-number.ts'
import type { Signature } from './signature.ts'

/** `[start, end)` in a source text. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** The joint between two slices: nothing (a soft hyphen was closed) or one space (a line end). */
export type Join = '' | ' '

/**
 * Text for a person, made only of slices of the source: `text` is `slice(spans[0]) + joins[0] +
 * slice(spans[1]) + …`, so `joins` is one shorter than `spans`.
 */
export interface Reading {
  readonly text: string
  readonly spans: readonly Span[]
  readonly joins: readonly Join[]
}

/** A member of parliament who asked; `party` is null if the document does not name one. */
export interface Asker {
  readonly name: string
  readonly party: string | null
}

/**
 * A member of the cabinet as the document names them: `role` is "Minister", "Staatssecretaris" or
 * "Minister-President", `portfolio` is "Buitenlandse Zaken". `name` is null for "mede namens de
 * Minister voor …", `portfolio` for a bare name. `preposition` stands between role and portfolio if
 * the document has one: a minister "voor" something has no ministry of their own.
 */
export interface Minister {
  readonly role: string
  readonly name: string | null
  readonly preposition: 'van' | 'voor' | null
  readonly portfolio: string | null
}

/**
 * The question under one heading. `numbers` has more than one if the questions cannot be separated.
 */
export interface Question {
  readonly numbers: readonly QuestionNumber[]
  readonly reading: Reading
}

/**
 * The unit that is embedded: a paragraph of an answer, or one item of a list in it (`style:
 * 'item'`, whose text includes its bullet). `page` counts from 1; null if the source has no pages.
 */
export interface Paragraph {
  /** `<answer>.p<n>`, counted from 1 */
  readonly id: string
  readonly style: 'text' | 'item'
  readonly page: number | null
  readonly reading: Reading
}

/** The target of a passage in a document: a pair of the same document, or another document. */
export type ReferenceTarget =
  | { readonly kind: 'answer'; readonly id: string }
  | { readonly kind: 'document'; readonly id: string }

/** A cross-reference: the words at `span` in the source name `target`. */
export interface Reference {
  readonly span: Span
  readonly target: ReferenceTarget
}

/** One *Antwoord* with the numbers of the questions that it answers, ascending. */
export interface Answer {
  /** `<document>.<numbers joined by +>`, for example `2022D35172.3+4` */
  readonly id: string
  readonly numbers: readonly QuestionNumber[]
  readonly paragraphs: readonly Paragraph[]
  readonly references: readonly Reference[]
  /** Nothing but a reference ("Zie vraag 3."): the referred answer appears below it. */
  readonly refersOnly: boolean
}

/** A footnote; `anchor` is the span of its mark in the running text, null if no mark was found. */
export interface Note {
  readonly mark: string
  readonly reading: Reading
  readonly anchor: Span | null
}

/** The kind of a stretch of the source. Regions are in order, do not overlap and leave no gaps. */
export interface Region extends Span {
  readonly kind: 'header' | 'heading' | 'question' | 'answer' | 'note' | 'furniture' | 'unplaced'
}

/** A finding about a document that a person should check; `line` counts from 1. */
export interface Warning {
  readonly message: string
  readonly line: number
}

/** The origin of the exact characters. */
export interface Source {
  readonly format: 'text' | 'pdf' | 'docx' | 'xml' | 'html'
  /** SHA-256, hex, of the source text as UTF-8 */
  readonly sha256: string
  /** SHA-256, hex, of the file's bytes */
  readonly fileSha256: string
  /** the file's name in `documents/` */
  readonly file: string
  /** name and version of the program that extracted the text: "unpdf 1.7.0", "utf-8" */
  readonly extractor: string
  /** offsets at which pages begin; empty without pages */
  readonly pages: readonly number[]
}

/**
 * Formats by how much of a document's form they preserve: marked-up ones first, then paragraphs,
 * then places on a page.
 */
export const BEST_FIRST: readonly Source['format'][] = ['xml', 'html', 'docx', 'pdf', 'text']

/** An official publication: "Aanhangsel Handelingen II 2021/22, nr. 3958". */
export interface Publication {
  /** "2021-2022" */
  readonly sessionYear: string
  readonly number: number
}

/**
 * `answers` contains answers; `notice` says that they come later or otherwise; `withdrawal` that
 * nobody asks for them any more; `questions` contains only questions.
 */
export type DocumentKind = 'answers' | 'notice' | 'withdrawal' | 'questions'

/** Another file with the same document. */
interface OtherFile {
  /** its name in `documents/` */
  readonly file: string
  readonly format: Source['format']
  /** SHA-256, hex, of its bytes */
  readonly fileSha256: string
  /** the numbers of answers with other words there, "3+4" */
  readonly differing: readonly string[]
}

/** A parsed document, without its source text. */
export interface SourceDocument {
  readonly id: string
  readonly kind: DocumentKind
  /** the subject: "het bericht dat Chinese bedrijven de Russische oorlogsmachine steunen" */
  readonly title: string
  readonly askers: readonly Asker[]
  readonly ministers: readonly Minister[]
  readonly onBehalfOf: readonly Minister[]
  readonly asked: string | null
  readonly answered: string | null
  readonly publication: Publication | null
  /**
   * the publications that its head refers to, usually the notice that these answers would come
   * later
   */
  readonly earlier: readonly Publication[]
  readonly url: string | null
  /**
   * numbers of the matters (*zaken*) that it belongs to, "2024Z12345": questions, notice and
   * answers share theirs
   */
  readonly zaken: readonly string[]
  /** its former ids, under which it can still be found */
  readonly supersedes: readonly string[]
  /**
   * true if its head says that it corrects or supplements earlier answers: "Nader antwoord",
   * "Rectificatie"
   */
  readonly amends: boolean
  /** address of its licence; null if nobody stated one */
  readonly license: string | null
  readonly source: Source
  /** the other files with the same document */
  readonly alsoIn: readonly OtherFile[]
  /** digests of the words of each question and each answer, see `wordsDigest` */
  readonly words: { readonly questions: readonly string[]; readonly answers: readonly string[] }
  readonly questions: readonly Question[]
  readonly answers: readonly Answer[]
  /** the text of a notice, or the text after the last answer ("Toelichting"); never an answer */
  readonly remarks: readonly Reading[]
  readonly notes: readonly Note[]
  readonly regions: readonly Region[]
  readonly warnings: readonly Warning[]
}

/** Everything needed to rebuild a reading text from the source and compare. */
export interface Proof {
  readonly documentId: string
  readonly sourceSha256: string
  readonly spans: readonly Span[]
  readonly joins: readonly Join[]
  /** SHA-256, hex, of the reading text as UTF-8 */
  readonly textSha256: string
  /** `sha256:<hex>` of the index with the document */
  readonly indexDigest: string
  /** who vouches for the source text; null if the index is not signed */
  readonly signature: Signature | null
}

/** An answer with its document. */
export interface Located {
  readonly document: SourceDocument
  readonly answer: Answer
}
