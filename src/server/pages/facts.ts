import { html as markup } from 'hono/html'
import { publicationLabel } from '../../domain/publication-label.ts'
import { SOURCE_FORMATS, seeAlsoOf, sourcesOf } from '../../answer/card.ts'
import { onBehalf } from './card.ts'
import { earlier, otherSources } from './cite.ts'
import { sayAsker, sayDate, sayList } from '../../text/say.ts'
import { pageText, type PageText } from '../../words/page.ts'
import type { FullDocument } from '../../wire/documents.ts'
import type { Html } from '../http/html.ts'
import type { Language } from '../../text/language.ts'

/** What a document says about itself: who asked whom, when, and where its text comes from. */
export function facts(document: FullDocument, language: Language): Html {
  const text = pageText[language]
  const { askers, ministers, onBehalfOf, asked, answered, publication, url, source } = document
  const format = SOURCE_FORMATS[source.format]
  const row = (name: string, value: Html | string): Html =>
    markup`<div>
      <dt>${name}</dt>
      <dd>${value}</dd>
    </div>`
  const rows = [
    askers.length === 0
      ? ''
      : row(text.askers, markup`<span lang="nl">${sayList(askers.map(sayAsker), text.and)}</span>`),
    ministers.length === 0
      ? ''
      : row(
          document.kind === 'answers' ? text.ministers : text.announcedBy,
          markup`<span lang="nl">${sayList(ministers, text.and)}</span>${
            onBehalfOf.length === 0 ? '' : markup`, ${onBehalf(onBehalfOf, language)}`
          }`,
        ),
    asked === null ? '' : row(text.askedOn, time(asked, language)),
    answered === null ? '' : row(datedAs(document.kind, text), time(answered, language)),
    publication === null
      ? ''
      : row(text.publication, markup`<span lang="nl">${publicationLabel(publication)}</span>`),
    document.earlier.length === 0 ? '' : row(text.seeAlso, earlier(seeAlsoOf(document), language)),
    url === null
      ? ''
      : row(text.publicPage, markup`<a href="${url}" rel="noopener">${document.id}</a>`),
    document.alsoAs.length === 0
      ? ''
      : row(text.alsoIn, otherSources(sourcesOf(document), language)),
    row(
      text.source,
      markup`<a href="${document.links.source}">${text.sourceBytes}</a> (${format},
        ${source.extractor})${
          document.links.file === null
            ? ''
            : markup`, <a href="${document.links.file}">${text.file}</a>`
        }`,
    ),
  ]
  return markup`<dl class="facts">
    ${rows}
    <div class="wide">
      <dt class="unseen">${text.digest}</dt>
      <dd>
        <details>
          <summary>${text.digest}</summary>
          <code>${source.sha256}</code>
        </details>
      </dd>
    </div>
  </dl>`
}

/** What a document did on its day. */
function datedAs(kind: FullDocument['kind'], text: PageText): string {
  if (kind === 'notice') return text.announcedOn
  return kind === 'withdrawal' ? text.withdrawnOn : text.answeredOn
}

function time(date: string, language: Language): Html {
  return markup`<time datetime="${date}">${sayDate(date, language)}</time>`
}
