import { html as markup, raw } from 'hono/html'
import type { Filters } from '../../search/search.ts'
import { feedAlternate } from '../feeds/links.ts'
import { pageText } from '../../words/page.ts'
import type { Language } from '../../text/language.ts'
import type { Html } from '../http/html.ts'

interface PageFrame {
  readonly language: Language
  /** path of the page, for the language switch and the canonical address */
  readonly path: string
  /** scheme and host of the request: "https://antwoorden.example.nl" */
  readonly origin: string
  readonly title: string
  readonly description?: string
  /** schema.org data about the page */
  readonly data?: object
  /** the page contains the widget */
  readonly widget?: boolean
  /** the wordmark is the page's heading */
  readonly isHome?: boolean
  /** filters of the page's feeds; a page without has no feeds */
  readonly feeds?: Filters
  /** neither indexed nor shared: a result or an error */
  readonly isPrivate?: boolean
}

/** A whole page around its content, with the same header, navigation and footer everywhere. */
export function layout(frame: PageFrame, content: Html): Html {
  const { language, path, title } = frame
  const text = pageText[language]
  const to = (address: string): string => `${address}?lang=${language}`
  const here = (address: string): string | null => (path === address ? 'page' : null)
  const wordmark = markup`<a class="wordmark" href="${to('/')}"><span>Letter</span>lijk</a>`
  return markup`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        ${
          frame.isPrivate === true
            ? markup`<meta name="robots" content="noindex" />`
            : publicHead(frame)
        }
        ${frame.feeds === undefined ? '' : feedAlternate(frame.feeds, language)}
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/page.css" />
        ${
          frame.widget === true
            ? markup`<script type="module" src="/widget.js" blocking="render"></script>`
            : ''
        }
      </head>
      <body>
        <a class="skip" href="#content">${text.skip}</a>
        <header class="masthead">
          ${frame.isHome === true ? markup`<h1>${wordmark}</h1>` : wordmark}
          <nav aria-label="${text.navigation}">
            ${navigation(to('/documents'), text.documentsTitle, here('/documents'))}
            ${navigation(to('/verify'), shortened(text.verify), here('/verify'))}
            <a
              href="${path}?lang=${language === 'nl' ? 'en' : 'nl'}"
              hreflang="${language === 'nl' ? 'en' : 'nl'}"
              lang="${language === 'nl' ? 'en' : 'nl'}">${text.otherLanguage}</a>
          </nav>
        </header>
        <main id="content" tabindex="-1">${content}</main>
        <footer class="colophon">
          <p>${text.colophon}</p>
          <p>
            <a href="${to('/how-it-works')}">${text.howItWorks}</a>
            <a href="${to('/accessibility')}">${text.accessibility}</a>
            <a href="${to('/reference')}">${text.api}</a>
          </p>
        </footer>
      </body>
    </html>`
}

/** The words of a label; a small phone shows only the first. */
function shortened(label: string): Html {
  const [first, ...rest] = label.split(' ')
  return markup`${first}<span class="longer"> ${rest.join(' ')}</span>`
}

function navigation(address: string, label: string | Html, current: string | null): Html {
  return current === null
    ? markup`<a href="${address}">${label}</a>`
    : markup`<a href="${address}" aria-current="page">${label}</a>`
}

/** Metadata for search engines and link previews. */
function publicHead({ language, path, origin, title, description, data }: PageFrame): Html {
  const about = description ?? pageText[language].description
  return markup`<meta name="description" content="${about}" />
    <link rel="canonical" href="${origin}${path}" />
    <link rel="alternate" hreflang="nl" href="${origin}${path}?lang=nl" />
    <link rel="alternate" hreflang="en" href="${origin}${path}?lang=en" />
    <meta property="og:type" content="article" />
    <meta property="og:site_name" content="Letterlijk" />
    <meta property="og:title" content="${title}" />
    <meta property="og:description" content="${about}" />
    <meta property="og:url" content="${origin}${path}" />
    <meta property="og:locale" content="${language === 'nl' ? 'nl_NL' : 'en_GB'}" />
    ${data === undefined ? '' : jsonLd(data)}`
}

/** Contains no "<", so that nothing in a document can end the script element early. */
function jsonLd(data: object): Html {
  const json = JSON.stringify(data).replaceAll('<', '\\u003c')
  return markup`<script type="application/ld+json">
    ${raw(json)}
  </script>`
}
