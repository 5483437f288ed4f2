import { html as markup } from 'hono/html'
import { cardsOf, groupCards, timelinesOf, type Position } from '../../answer/card.ts'
import { cardGroupHtml, refusedNotes } from './card.ts'
import { documentEntry } from './documents.ts'
import { sayFound, sayReading, sayReason } from '../../answer/say-reading.ts'
import { askForm, historyFields } from './home.ts'
import { SEARCH_FEED } from '../feeds/links.ts'
import { layout } from './layout.ts'
import { counted, fill, sayDate } from '../../text/say.ts'
import { pageText } from '../../words/page.ts'
import type { AskResponse } from '../../wire/ask.ts'
import { LIMITS } from '../../wire/scalars.ts'
import { withLanguage, type Html } from '../http/html.ts'
import type { Language } from '../../text/language.ts'

interface ResultData {
  readonly language: Language
  readonly origin: string
  readonly response: AskResponse
  /** the conversation's earlier queries, oldest first */
  readonly history: readonly string[]
}

/** A result as a page of its own: the chat for readers without JavaScript. */
export function resultPage({ language, origin, response, history }: ResultData): Html {
  const text = pageText[language]
  const action = `/?lang=${language}`
  const asked = [...history, response.query].slice(-LIMITS.history)
  const groups = groupCards(cardsOf(response.answers, language))
  const answerOf = (id: string) => response.answers.find((answer) => answer.id === id)!
  return layout(
    { language, origin, path: '/', title: `${response.query} · Letterlijk`, isPrivate: true },
    markup`<p class="quiet">${text.you}</p>
      <h1 class="asked" dir="auto">${response.query}</h1>
      ${sayReading(response, language).map((said) => markup`<p class="quiet">${said}</p>`)}
      ${
        response.answers.length === 0
          ? nothing(response, language)
          : markup`<p class="quiet">${sayFound(response.answers, text)}</p>`
      }
      ${timelinesOf(response.answers, language).map((each) => timeline(each, language))}
      ${groups.map((group) => cardGroupHtml(group, answerOf, language))}
      ${refusedNotes(response.refused, text)}
      ${response.withheld === 0 ? '' : weakForm(response, history, language)}
      ${history.length === 0 ? saveForm(response.query, language) : ''}
      <section class="follow-up">
        <h2 class="quiet">${text.followUp}</h2>
        ${askForm({ text, action, query: '', history: asked, label: text.followUp })}
      </section>`,
  )
}

/** What ministers said about one matter, and when. */
function timeline(positions: readonly Position[], language: Language): Html {
  const { timeline: label } = pageText[language]
  const links = positions.map(
    ({ date, page }, n) =>
      markup`${n === 0 ? ': ' : ' → '}<a href="${withLanguage(page, language)}">${date}</a>`,
  )
  return markup`<p class="quiet timeline">${label}${links}</p>`
}

/**
 * Offers the question as a feed, through a form: no link holds the query unless the reader wants
 * one.
 */
function saveForm(query: string, language: Language): Html {
  const text = pageText[language]
  return markup`<details>
    <summary>${text.saved}</summary>
    <form method="get" action="${SEARCH_FEED.path}">
      <p>${text.savedText}</p>
      <input type="hidden" name="query" value="${query}" />
      <input type="hidden" name="lang" value="${language}" />
      <button class="plain">${text.savedButton}</button>
    </form>
  </details>`
}

function nothing(response: AskResponse, language: Language): Html {
  const text = pageText[language]
  const reason = markup`<p class="nothing">${sayReason(response, language) ?? text.nothing}</p>`
  if (response.unanswered.length > 0) {
    return markup`${reason}${response.unanswered.map((each) => documentEntry(each, language))}`
  }
  const {
    searched: { documents, answers, period },
    withheld,
  } = response
  const searched = fill(period === null ? text.searched : text.searchedPeriod, {
    documents: counted(documents, text.documentsOne, text.documents),
    answers: counted(answers, text.answersOne, text.answers),
    from: period === null ? '' : sayDate(period.from, language),
    to: period === null ? '' : sayDate(period.to, language),
  })
  return markup`${reason}
    <p class="quiet">${searched} ${
      withheld === 0 ? text.withheldNone : counted(withheld, text.withheldOne, text.withheld)
    }</p>`
}

function weakForm(
  { query, withheld }: AskResponse,
  history: readonly string[],
  language: Language,
): Html {
  return markup`<form method="post" action="/?lang=${language}">
    <input type="hidden" name="query" value="${query}" />
    <input type="hidden" name="includeWeak" value="true" />
    ${historyFields(history)}
    <button class="plain">${pageText[language].showWeak} (${withheld})</button>
  </form>`
}
