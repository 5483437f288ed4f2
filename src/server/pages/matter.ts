import { html as markup } from 'hono/html'
import { sayState } from '../../answer/say-state.ts'
import { sayAsker, sayDate, sayTitle } from '../../text/say.ts'
import { pageText } from '../../words/page.ts'
import type { DocumentSummary, OpenQuestionList } from '../../wire/documents.ts'
import { OPEN_FEED } from '../feeds/links.ts'
import { withLanguage, type Html } from '../http/html.ts'
import type { Language } from '../../text/language.ts'
import { layout } from './layout.ts'

/** The other documents about the same questions, so that question and answer lead to each other. */
export function related({ matter }: DocumentSummary, language: Language): Html | string {
  const text = pageText[language]
  if (matter.documents.length === 0) return ''
  const label = {
    questions: text.theQuestions,
    notice: text.notice,
    withdrawal: text.withdrawal,
    answers: text.theAnswers,
  }
  return markup`<ul class="related">
    ${matter.documents.map(
      ({ kind, asked, answered, page, id }) =>
        markup`<li>
          <a href="${withLanguage(page, language)}">${label[kind]}</a>${day(
            answered ?? asked,
            language,
          )},
          ${id}
        </li>`,
    )}
  </ul>`
}

/** "Gecorrigeerd door …" and "Correctie van …", so that readers of either see the other. */
export function corrections(
  { corrects, correctedBy }: DocumentSummary,
  language: Language,
): Html | string {
  const text = pageText[language]
  const link = ({ id, page }: { id: string; page: string }): Html =>
    markup`<a href="${withLanguage(page, language)}">${id}</a>`
  const by =
    correctedBy === null
      ? ''
      : markup`<p class="note bad">${text.correctedBy} ${link(correctedBy)}.</p>`
  if (corrects.length === 0) return by
  return markup`${by}${corrects.map(
    (each) => markup`<p class="note">${text.corrects} ${link(each)}.</p>`,
  )}`
}

function day(date: string | null, language: Language): string {
  return date === null ? '' : ` (${sayDate(date, language)})`
}

interface OpenData {
  readonly language: Language
  readonly origin: string
  readonly list: OpenQuestionList
}

/** The questions of members that no answer in the index answers, newest first. */
export function openQuestionsPage({ language, origin, list }: OpenData): Html {
  const text = pageText[language]
  const { questions } = list
  return layout(
    { language, origin, path: '/open-questions', title: `${text.openTitle} · Letterlijk` },
    markup`<h1>${text.openTitle}</h1>
      <p class="quiet">${text.openIntro}</p>
      ${questions.length === 0 ? markup`<p class="nothing">${text.noOpen}</p>` : ''}
      <ul class="documents">
        ${questions.map((each) => markup`<li>${openEntry(each, language)}</li>`)}
      </ul>
      <p class="quiet feeds">
        ${text.followOpen}
        <a href="${OPEN_FEED.path}?lang=${language}" type="${OPEN_FEED.type}">Atom</a>
      </p>`,
  )
}

function openEntry(document: DocumentSummary, language: Language): Html {
  const { askers, links } = document
  return markup`<article>
    <h2 lang="nl"><a href="${withLanguage(links.page, language)}">${sayTitle(document)}</a></h2>
    <p lang="nl">${askers.map(sayAsker).join(' · ')}</p>
    <p class="quiet">${sayState(document, language)} · ${document.id}</p>
  </article>`
}
