import { html as markup } from 'hono/html'
import {
  seeAlsoOf,
  sourcesOf,
  type Card,
  type CardGroup,
  type CardQuestion,
  type Fact,
} from '../../answer/card.ts'
import { fill, sayList } from '../../text/say.ts'
import type { Language } from '../../text/language.ts'
import type { FoundAnswer } from '../../wire/answer.ts'
import { pageText, type PageText } from '../../words/page.ts'
import { withLanguage, type Html } from '../http/html.ts'
import { besideResult } from './beside-result.ts'
import { citeAs, earlier, otherSources } from './cite.ts'
import { runsHtml } from './runs.ts'

/**
 * Answers of one document under its subject: the chat's cards for readers without JavaScript.
 * `answerOf` returns the answer that a card shows.
 */
export function cardGroupHtml(
  { cards }: CardGroup,
  answerOf: (id: string) => FoundAnswer,
  language: Language,
): Html {
  const [first, ...others] = cards
  const common = first.facts.filter(({ kind }) => kind !== 'numbers')
  const alone = others.length === 0
  return markup`<article class="sheet">
    <header class="about">
      <h2 class="subject" lang="nl"><a href="${withLanguage(
        first.documentPage,
        language,
      )}">${first.subject}</a></h2>
      ${factLine(alone ? first.facts : common)} ${alone ? pill(first) : ''}
    </header>
    ${cards.map((each) => card(each, alone, answerOf(each.id), language))}
  </article>`
}

function card(each: Card, alone: boolean, answer: FoundAnswer, language: Language): Html {
  const text = pageText[language]
  const { onBehalfOf, replaces } = each
  const seeAlso = seeAlsoOf(answer.document)
  const alsoAs = sourcesOf(answer.document, answer.numbers)
  return markup`<section class="card">
    <header class="${alone ? 'unseen' : 'card-head'}">
      <h3>${each.label}</h3>
      ${alone ? '' : pill(each)}
    </header>
    ${
      replaces.length === 0
        ? ''
        : markup`<div class="note">${text.replaces} ${earlier(replaces, language)}</div>`
    }
    ${earlierPosition(
      each,
      language,
    )} ${repeated(each, language)} ${questions(each.questions)} ${quote(each, language)}
    ${each.refersTo.map(
      (referred) =>
        markup`<figure class="referred">
          <figcaption class="card-head">${text.refersTo}: <a href="${withLanguage(
            referred.page,
            language,
          )}">${referred.label}</a></figcaption>
          ${quote(referred, language)}
        </figure>`,
    )}
    <p class="actions">
      ${besideResult(each.page, text.open, language)}
    </p>
    ${onBehalfOf.length === 0 ? '' : markup`<p class="by">${onBehalf(onBehalfOf, language)}</p>`}
    ${
      seeAlso.length === 0
        ? ''
        : markup`<div class="by">${text.seeAlso} ${earlier(seeAlso, language)}</div>`
    }
    ${
      alsoAs.length === 0
        ? ''
        : markup`<div class="by">${text.alsoAs} ${otherSources(alsoAs, language)}</div>`
    }
    ${citeAs(each, language)}
  </section>`
}

function earlierPosition({ newer }: Card, language: Language): Html | string {
  if (newer === null) return ''
  const text = pageText[language]
  return markup`<p class="earlier-position">
    <strong>${text.earlier}</strong>
    <a href="${withLanguage(newer.page, language)}">${fill(text.later, { date: newer.date })}</a>
  </p>`
}

function repeated({ repeatedIn }: Card, language: Language): Html | string {
  if (repeatedIn.length === 0) return ''
  const links = repeatedIn.map(
    ({ name, page }, n) =>
      markup`${n === 0 ? '' : '; '}<a href="${withLanguage(page, language)}">${name}</a>`,
  )
  return markup`<p class="earlier-position">${pageText[language].sameAnswer} ${links}</p>`
}

function pill({ relevance }: Card): Html | string {
  if (relevance === null) return ''
  return markup`<span class="relevance ${relevance.level}">${relevance.said}</span>`
}

function factLine(facts: readonly Fact[]): Html {
  const items = facts.map(({ kind, text, lang }) =>
    lang === null
      ? markup`<li class="${kind}">${text}</li>`
      : markup`<li class="${kind}" lang="${lang}">${text}</li>`,
  )
  return markup`<ul class="particulars" role="list">
    ${items}
  </ul>`
}

function questions(asked: readonly CardQuestion[]): Html | string {
  if (asked.length === 0) return ''
  return markup`<div class="question">
    ${asked.map(
      ({ label, text }) =>
        markup`<p class="said"><span
          class="who">${label}</span> <span lang="nl">${text}</span></p>`,
    )}
  </div>`
}

function quote({ paragraphs }: Card, language: Language): Html {
  const some = paragraphs.some(({ matched }) => matched)
  const all = paragraphs.every(({ matched }) => matched)
  const drawn = paragraphs.map(({ style, matched, runs }) => {
    const classes = [style === 'item' && 'item', matched && 'matched'].filter(Boolean).join(' ')
    return markup`<p class="${classes}">${runsHtml(runs, language)}</p>`
  })
  return markup`<blockquote class="${some && !all ? 'quote some-matched' : 'quote'}" lang="nl">
    ${drawn}
  </blockquote>`
}

/** "mede namens Minister Schouten", with the names marked as Dutch. */
export function onBehalf(ministers: readonly string[], language: Language): Html {
  const text = pageText[language]
  const [before = '', after = ''] = text.onBehalfOf.split('{ministers}')
  return markup`${before}<span lang="nl">${sayList(ministers, text.and)}</span>${after}`
}

/** In place of each answer that does not stand in its source. */
export function refusedNotes(
  refused: readonly { readonly answerId: string }[],
  { refused: words }: PageText,
): Html[] {
  return refused.map(
    ({ answerId }) => markup`<p class="note bad">${fill(words, { id: answerId })}</p>`,
  )
}
