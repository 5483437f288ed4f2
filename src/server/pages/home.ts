import { html as markup } from 'hono/html'
import { counted } from '../../text/say.ts'
import { layout } from './layout.ts'
import { pageText, type PageText } from '../../words/page.ts'
import { LIMITS } from '../../wire/scalars.ts'
import type { Html } from '../http/html.ts'
import type { Language } from '../../text/language.ts'

/** What the start page says about the index. */
export interface Welcome {
  /** members' questions to start from, word for word */
  readonly starters: readonly string[]
  /** one that fits the field; null if none does */
  readonly example: string | null
  readonly documents: number
  /** the years of the first and the last answer; null if no document is dated */
  readonly years: readonly [string, string] | null
}

interface HomeData {
  readonly language: Language
  readonly origin: string
  readonly welcome: Welcome
  /** e-mail address of the people who run the server; empty if not configured */
  readonly contact?: string
  /** a question that was submitted and is invalid, and those before it */
  readonly rejected?: { readonly query: string; readonly history: readonly string[] }
}

/** The chat; without JavaScript the form inside does the same with whole pages. */
export function homePage({ language, origin, welcome, contact = '', rejected }: HomeData): Html {
  const text = pageText[language]
  const { starters } = welcome
  const holdings = sayHoldings(welcome, text)
  const action = `/?lang=${language}`
  return layout(
    {
      language,
      origin,
      path: '/',
      title: `Letterlijk · ${text.slogan}`,
      widget: true,
      isHome: true,
      feeds: {},
    },
    markup`<letterlijk-chat
        standalone
        lang="${language}"
        starters="${starters.join('\n')}"
        placeholder="${sayExample(welcome, text)}"
        holdings="${holdings}"
        contact="${contact}"
      >
        <h2 class="hero">${text.heading}</h2>
        <p class="lead">${text.intro}</p>
        <p class="quiet">${holdings}</p>
        ${rejected === undefined ? '' : invalidQuestion(text)}
        ${askForm({ text, action, query: '', history: [], ...rejected, label: text.label })}
        <h3 class="quiet">${text.starters}</h3>
        <form method="post" action="${action}" class="starters" lang="nl">
          ${starters.map(
            (starter) => markup`<button name="query" value="${starter}">${starter}</button>`,
          )}
        </form>
      </letterlijk-chat>
      <section class="principles">
        ${text.principles.map(
          ([name, promise]) =>
            markup`<div>
              <h2>${name}</h2>
              <p>${promise}</p>
            </div>`,
        )}
      </section>`,
  )
}

/** "73 documenten · 2014–2024" */
function sayHoldings({ documents, years }: Welcome, text: PageText): string {
  const held = counted(documents, text.documentsOne, text.documents)
  if (years === null) return held
  const [first, last] = years
  return `${held} · ${first === last ? first : `${first}–${last}`}`
}

function sayExample({ example }: Welcome, text: PageText): string {
  return example === null ? text.placeholder : text.example.replace('{question}', () => example)
}

interface AskForm {
  readonly text: PageText
  readonly action: string
  readonly query: string
  /** earlier queries of the conversation, sent along */
  readonly history: readonly string[]
  readonly label: string
}

/** Sends the queries before along with a form. */
export function historyFields(history: readonly string[]): Html[] {
  return history.map((earlier) => markup`<input type="hidden" name="history" value="${earlier}" />`)
}

/**
 * The form to ask with. It uses POST, so that queries stay out of addresses and logs. The server
 * alone limits the length: a browser would cut what somebody pastes, without a word.
 */
export function askForm({ text, action, query, history, label }: AskForm): Html {
  return markup`<form method="post" action="${action}" class="ask">
    <label for="query" class="unseen">${label}</label>
    <textarea
      id="query"
      name="query"
      dir="auto"
      rows="2"
      required
      placeholder="${text.placeholder}">
${query}</textarea>
    ${historyFields(history)}
    <button class="solid">${text.ask}</button>
  </form>`
}

export function invalidQuestion(text: PageText): Html {
  const message = text.invalidQuestion.replace('{max}', String(LIMITS.query))
  return markup`<p class="note bad" role="alert">${message}</p>`
}

/** The widget alone, for an iframe. */
export function embedPage(language: Language, starters: readonly string[]): Html {
  return markup`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>Letterlijk</title>
        <link rel="stylesheet" href="/page.css" />
        <script type="module" src="/widget.js"></script>
        <script type="module" src="/embed-frame.js"></script>
      </head>
      <body class="embedded">
        <main>
          <h1 class="unseen">Letterlijk</h1>
          <letterlijk-chat lang="${language}" starters="${starters.join('\n')}">
            <p class="lead">
              <a href="/?lang=${language}" target="_blank"
                rel="noopener">${pageText[language].askTitle}</a>
            </p>
          </letterlijk-chat>
        </main>
      </body>
    </html>`
}
