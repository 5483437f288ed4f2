import { html as markup } from 'hono/html'
import { answeredBy, byNumber, type QuestionNumber } from '../../domain/question-number.ts'
import { refusedNotes } from './card.ts'
import { citeAs } from './cite.ts'
import { structuredData } from './data.ts'
import { facts } from './facts.ts'
import { foldDocument, fragmentAddress, type FoldedDocument } from './fragment.ts'
import { layout } from './layout.ts'
import { corrections, related } from './matter.ts'
import { sayState } from '../../answer/say-state.ts'
import {
  linesAround,
  noteMarks,
  noteNames,
  notePlace,
  sourceLines,
  sourceView,
  type SourceLine,
} from './reading.ts'
import { fileHref } from '../../wire/links.ts'
import { fill, sayTitle, sayNumbers, sentence } from '../../text/say.ts'
import { pageText, type PageText } from '../../words/page.ts'
import type { WireAnswer, WireQuestion } from '../../wire/answer.ts'
import type { DocumentHead } from '../../wire/document-head.ts'
import type { FullDocument } from '../../wire/documents.ts'
import { withLanguage, type Html } from '../http/html.ts'
import type { Language } from '../../text/language.ts'
import { runsHtml } from './runs.ts'
import { runsOf } from '../../answer/runs.ts'
import { sayLabel, sayQuestions } from '../../answer/card.ts'

/** Characters before an answer that may distinguish it from another with the same words. */
const BEFORE = 200

interface DocumentData {
  readonly language: Language
  readonly origin: string
  readonly document: FullDocument
  /** the source text, character for character */
  readonly source: string
  /** its neighbours in the list */
  readonly previous: Titled | null
  readonly next: Titled | null
}

/** What a link to a document needs. */
type Titled = Pick<DocumentHead, 'id' | 'title'>

interface Context extends DocumentData {
  readonly text: PageText
  readonly lines: readonly SourceLine[]
  /** all texts, to see which words are unique */
  readonly folded: FoldedDocument
}

/** A pair, or a question that the document leaves open. */
type Part =
  | { readonly kind: 'pair'; readonly answer: WireAnswer }
  | { readonly kind: 'open'; readonly question: WireQuestion }

/**
 * A document: who asked whom what, each answer with its place in the source, and the source itself.
 */
export function documentPage(data: DocumentData): Html {
  const { language, origin, document } = data
  const text = pageText[language]
  const context: Context = {
    ...data,
    text,
    lines: sourceLines(data.source),
    folded: foldDocument(allTextOf(document), data.source),
  }
  const parts = partsOf(document)
  return layout(
    {
      language,
      origin,
      path: `/documents/${encodeURIComponent(document.id)}`,
      title: `${sayTitle(document)} · ${document.id} · Letterlijk`,
      description: sayTitle(document),
      data: structuredData(document, origin),
    },
    markup`<article class="document">
        <header>
          <h1 lang="nl">${sayTitle(document)}</h1>
          ${corrections(document, language)} ${facts(document, language)} ${matter(context)}
        </header>
        ${parts.length < 3 ? '' : contents(parts, text)}
        ${parts.map((part) =>
          part.kind === 'pair' ? pair(part.answer, context) : open(part.question, context),
        )}
        ${refusedNotes(document.refused, text)}
        ${remarks(context)} ${notes(context)} ${wholeSource(context)}
      </article>
      ${neighbours(context)}
      <script type="module" src="/copy-citation.js"></script>`,
  )
}

/** The state of the questions, and the other documents about them. */
function matter({ document, language, text }: Context): Html | string {
  const state = sayState(document, language)
  const others = related(document, language)
  if (state === '' && others === '') return ''
  const line = state === '' ? '' : markup`<p>${sentence(state)}</p>`
  return markup`<section class="matter">
    <h2>${text.related}</h2>
    ${line} ${others}
  </section>`
}

function contents(parts: readonly Part[], text: PageText): Html {
  const items = parts.map((part) =>
    part.kind === 'pair'
      ? markup`<li>
          <a href="#${anchorOf(part.answer)}">${
            sayNumbers(part.answer.numbers, text.and) || '·'
          }</a>
        </li>`
      : markup`<li>
          <a href="#vraag-${part.question.number}">${sayNumbers(
            part.question.numbers,
            text.and,
          )}</a>
        </li>`,
  )
  return markup`<nav class="contents" aria-label="${text.contents}">
    <h2>${text.contents}</h2>
    <ol>
      ${items}
    </ol>
  </nav>`
}

function pair(answer: WireAnswer, context: Context): Html {
  const { text, language } = context
  const anchor = anchorOf(answer)
  const spans = answer.paragraphs.flatMap(({ proof }) => proof.spans)
  const lines = linesAround(context.lines, spans)
  return markup`<section class="pair" id="${anchor}" aria-labelledby="${anchor}-label">
    ${answer.questions.map((each) => question(each, context))}
    <h2 id="${anchor}-label"><a href="#${anchor}" title="${text.permalink}">${sayLabel(
      answer.numbers,
      language,
    )}</a></h2>
    <blockquote class="quote" lang="nl">
      ${answer.paragraphs.map((_, index) => paragraphOf(answer, index, context))}
    </blockquote>
    ${answer.refersTo.map(
      (referred) =>
        markup`<div class="referred">
          <h3>${text.refersTo}: <a href="${withLanguage(
            referred.links.page,
            language,
          )}">${sayLabel(referred.numbers, language)}</a></h3>
          <blockquote lang="nl">
            ${referred.paragraphs.map((paragraph) => markup`<p>${paragraph.text}</p>`)}
          </blockquote>
        </div>`,
    )}
    ${publicPlace(answer, context)} ${filePlace(answer, context)} ${citeAs(
      { id: answer.id, citation: answer.citation.text },
      language,
    )}
    <details>
      <summary>
        ${sayLines(lines, text)}
      </summary>
      ${sourceView(context.source, lines, spans)}
    </details>
  </section>`
}

/** A paragraph with inserted page numbers kept apart from its words. */
function paragraphOf(
  { paragraphs, references, ...answer }: WireAnswer,
  index: number,
  context: Context,
): Html {
  const { text, language, document } = context
  const { id, style, page, text: said, proof } = paragraphs[index]!
  const links = references.filter(({ paragraphId }) => paragraphId === id)
  const words = runsHtml(runsOf(said, { links, notes: noteMarks(proof, document.notes) }), language)
  const turned = page !== null && page !== paragraphs[index - 1]?.page
  const pageNumber = turned
    ? markup` <span class="page" lang="${language}">${fill(text.page, { n: page })}</span>`
    : ''
  return markup`<p
    id="${anchorOf(answer)}-p${index + 1}"
    class="${style}"><span class="words">${words}</span>${pageNumber}</p>`
}

function publicPlace(
  answer: WireAnswer,
  { document, source, folded, text }: Context,
): Html | string {
  const first = answer.paragraphs[0]
  if (document.url === null || first === undefined) return ''
  const start = first.proof.spans[0]?.start ?? 0
  const before = source.slice(Math.max(0, start - BEFORE), start)
  const place = { paragraph: first.text, before, document: folded }
  const address = fragmentAddress(document.url, place)
  if (address === null) return ''
  return markup`<p class="cite"><a href="${address}" rel="noopener">${text.onOfficialPage}</a></p>`
}

/** "Toon in de bron, regel 3 tot 5" */
function sayLines(lines: readonly SourceLine[], text: PageText): string {
  const [from = 0, to = 0] = [lines[0]?.number, lines.at(-1)?.number]
  return fill(from === to ? text.inSourceOne : text.inSource, { from, to })
}

/** The page of the file on which the answer begins, if the file has pages. */
function filePlace(answer: WireAnswer, { document, text }: Context): Html | string {
  const page = answer.paragraphs[0]?.page ?? null
  if (document.links.file === null || page === null || document.source.format !== 'pdf') return ''
  const label = fill(text.filePage, { n: page })
  return markup`<p class="cite"><a href="${fileHref(document.id, page)}">${label}</a></p>`
}

function question({ numbers, text: asked, proof }: WireQuestion, context: Context): Html {
  const { language, document } = context
  return markup`<div class="question">
    <p class="who">${sayQuestions(numbers, language)}</p>
    <p class="said" lang="nl">${runsHtml(
      runsOf(asked, { notes: noteMarks(proof, document.notes) }),
      language,
    )}</p>
  </div>`
}

function open(each: WireQuestion, context: Context): Html {
  return markup`<section class="pair" id="vraag-${each.number}">
    ${question(each, context)}
    <p class="quiet">${context.text.unanswered}</p>
  </section>`
}

function remarks({ document, text }: Context): Html | string {
  if (document.remarks.length === 0) return ''
  const heading =
    document.kind === 'notice' || document.kind === 'withdrawal'
      ? text[document.kind]
      : text.remarks
  return markup`<section class="remarks">
    <h2>${heading}</h2>
    ${document.remarks.map((remark) => markup`<p lang="nl">${remark.text}</p>`)}
  </section>`
}

function notes({ document, text }: Context): Html | string {
  if (document.notes.length === 0) return ''
  const names = noteNames(document.notes)
  const proofs = [...document.questions, ...document.answers.flatMap((each) => each.paragraphs)]
  const items = document.notes.map((note, index) => {
    const { mark, text: said } = note
    const name = names[index]!
    const isPlaced = proofs.some(({ proof }) => notePlace(proof, note) !== null)
    const label = fill(text.noteBack, { mark })
    const back = markup`<a href="#noot-plaats-${name}" aria-label="${label}">↩</a>`
    return markup`<li id="noot-${name}">
      <span class="mark">${mark}</span>
      <span lang="nl">${said}</span> ${isPlaced ? back : ''}
    </li>`
  })
  return markup`<section class="notes">
    <h2>${text.notes}</h2>
    <ol role="list">
      ${items}
    </ol>
  </section>`
}

function wholeSource({ document, source, lines, text }: Context): Html {
  const spans = document.answers.flatMap(({ paragraphs }) =>
    paragraphs.flatMap(({ proof }) => proof.spans),
  )
  return markup`<details class="whole">
    <summary>${text.wholeSource}</summary>
    ${sourceView(source, lines, spans, { anchors: true })}
  </details>`
}

function neighbours({ previous, next, language, text }: Context): Html | string {
  if (previous === null && next === null) return ''
  const to = (label: string, document: Titled | null, rel: string): Html | string =>
    document === null
      ? ''
      : markup`<a rel="${rel}" href="${withLanguage(
          `/documents/${encodeURIComponent(document.id)}`,
          language,
        )}"><span>${label}</span> <span lang="nl">${sayTitle(document)}</span></a>`
  return markup`<nav class="neighbours" aria-label="${text.documentsTitle}">
    ${to(text.previousDocument, previous, 'prev')}${to(text.nextDocument, next, 'next')}
  </nav>`
}

/** `antwoord-3-4`, as in the answer's own link. */
function anchorOf({ links }: Pick<WireAnswer, 'links'>): string {
  return links.page.slice(links.page.indexOf('#') + 1)
}

/** Answers in order, with each unanswered question before the answers that follow it. */
function partsOf({ answers, questions }: FullDocument): Part[] {
  const parts: Part[] = answers.map((answer) => ({ kind: 'pair', answer }))
  const answered = new Set(answers.flatMap(({ numbers }) => answeredBy(questions, numbers)))
  const unanswered = questions.filter((question) => !answered.has(question))
  for (const question of unanswered) {
    const later = parts.findIndex((part) => byNumber(numberOf(part), question.number) > 0)
    parts.splice(later === -1 ? parts.length : later, 0, { kind: 'open', question })
  }
  return parts
}

function numberOf(part: Part): QuestionNumber {
  return part.kind === 'pair' ? (part.answer.numbers[0] ?? 0) : part.question.number
}

function allTextOf({ questions, answers, notes, remarks }: FullDocument): string {
  const texts = [
    ...questions,
    ...answers.flatMap(({ paragraphs }) => paragraphs),
    ...notes,
    ...remarks,
  ]
  return texts.map(({ text }) => text).join('\n')
}
