/**
 * What the project is about, as plain data.
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

/** What stands between two slices: nothing (a soft hyphen was closed) or one space (a line end). */
export type Join = '' | ' '

/**
 * Text for a person, made of slices of the source and nothing else:
 * `text` is `slice(spans[0]) + joins[0] + slice(spans[1]) + …`, so `joins` is one shorter than
 * `spans`.
 */
export interface Reading {
  readonly text: string
  readonly spans: readonly Span[]
  readonly joins: readonly Join[]
}

/** A member of parliament who asked; `party` is null where the document does not name one. */
export interface Asker {
  readonly name: string
  readonly party: string | null
}

/**
 * A member of the cabinet as the document names them: `role` is "Minister", "Staatssecretaris" or
 * "Minister-President", `portfolio` is "Buitenlandse Zaken". `name` is null for "mede namens de
 * Minister voor …", `portfolio` for a bare name. `preposition` stands between role and portfolio
 * where the document has one: a minister "voor" something has no ministry of their own.
 */
export interface Minister {
  readonly role: string
  readonly name: string | null
  readonly preposition: 'van' | 'voor' | null
  readonly portfolio: string | null
}

/**
 * What was asked under one heading. `numbers` has more than one where they cannot be told apart.
 */
export interface Question {
  readonly numbers: readonly QuestionNumber[]
  readonly reading: Reading
}

/**
 * The unit that is embedded: a paragraph of an answer, or one item of a list in it (`style:
 * 'item'`, its bullet is part of the text). `page` counts from 1 and is null where the source has
 * no pages.
 */
export interface Paragraph {
  /** `<answer>.p<n>`, counted from 1 */
  readonly id: string
  readonly style: 'text' | 'item'
  readonly page: number | null
  readonly reading: Reading
}

/** What a passage of a document points at: a pair of the same document, or another document. */
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
  /** Nothing but a reference ("Zie vraag 3."): the referred answer is shown below it. */
  readonly refersOnly: boolean
}

/**
 * A footnote; `anchor` is the span of its mark in the running text, null where no mark was found.
 */
export interface Note {
  readonly mark: string
  readonly reading: Reading
  readonly anchor: Span | null
}

/** What a stretch of the source is. Regions are in order, do not overlap and leave nothing out. */
export interface Region extends Span {
  readonly kind: 'header' | 'heading' | 'question' | 'answer' | 'note' | 'furniture' | 'unplaced'
}

/** Something about a document that a person should look at; `line` counts from 1. */
export interface Warning {
  readonly message: string
  readonly line: number
}

/** Where the exact characters came from. */
export interface Source {
  readonly format: 'text' | 'pdf' | 'docx' | 'xml' | 'html'
  /** SHA-256, hex, of the source text as UTF-8 */
  readonly sha256: string
  /** SHA-256, hex, of the file's bytes */
  readonly fileSha256: string
  /** the file's name in `documents/` */
  readonly file: string
  /** name and version of what turned the bytes into the source text: "unpdf 1.7.0", "utf-8" */
  readonly extractor: string
  /** offsets at which pages begin, empty where there are none */
  readonly pages: readonly number[]
}

/** An official publication: "Aanhangsel Handelingen II 2021/22, nr. 3958". */
export interface Publication {
  /** "2021-2022" */
  readonly sessionYear: string
  readonly number: number
}

/**
 * `answers` has answers, `notice` says that they come later or by another way, `withdrawal` that
 * they are no longer asked for, `questions` has questions only.
 */
export type DocumentKind = 'answers' | 'notice' | 'withdrawal' | 'questions'

/** Another file that holds the same document as the one that was read. */
export interface OtherFile {
  /** its name in `documents/` */
  readonly file: string
  readonly format: Source['format']
  /** SHA-256, hex, of its bytes */
  readonly fileSha256: string
  /** the numbers of answers that have other words there, "3+4" */
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
  /** what its head says to see too: as a rule the notice that these answers would come later */
  readonly earlier: readonly Publication[]
  readonly url: string | null
  /**
   * numbers of the matters (*zaken*) that it belongs to, "2024Z12345": questions, notice and
   * answers share theirs
   */
  readonly zaken: readonly string[]
  /** ids that it had before, under which it is still found */
  readonly supersedes: readonly string[]
  /**
   * true where its head says that it corrects or supplements earlier answers: "Nader antwoord",
   * "Rectificatie"
   */
  readonly amends: boolean
  /** address of the licence that it is published under, null where nobody said */
  readonly license: string | null
  readonly source: Source
  /** other files that hold it too */
  readonly alsoIn: readonly OtherFile[]
  /** what the words of each question and each answer come down to, see `wordsDigest` */
  readonly words: { readonly questions: readonly string[]; readonly answers: readonly string[] }
  readonly questions: readonly Question[]
  readonly answers: readonly Answer[]
  /** the text of a notice, or what follows the last answer ("Toelichting"); never an answer */
  readonly remarks: readonly Reading[]
  readonly notes: readonly Note[]
  readonly regions: readonly Region[]
  readonly warnings: readonly Warning[]
}

/** What anybody needs to rebuild a reading text from the source and see that it is the same. */
export interface Proof {
  readonly documentId: string
  readonly sourceSha256: string
  readonly spans: readonly Span[]
  readonly joins: readonly Join[]
  /** SHA-256, hex, of the reading text as UTF-8 */
  readonly textSha256: string
  /** `sha256:<hex>` of the index that holds the document */
  readonly indexDigest: string
  /** by whom the source text is vouched for; null where the index is not signed */
  readonly signature: Signature | null
}

/** An answer with its document. */
export interface Located {
  readonly document: SourceDocument
  readonly answer: Answer
}
