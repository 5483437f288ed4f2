import { html as markup } from 'hono/html'
import type { DrawnRun, NoteMark } from '../../answer/runs.ts'
import type { Language } from '../../text/language.ts'
import { fill } from '../../text/say.ts'
import { pageText } from '../../words/page.ts'
import { withLanguage, type Html } from '../http/html.ts'

/** A paragraph's words with their marks, links and footnote marks, as HTML. */
export function runsHtml(runs: readonly DrawnRun[], language: Language): Html {
  const drawn = runs.map((run) => {
    if (run.kind === 'note') return noteReference(run, language)
    const pieces = run.pieces.map(({ text, mark }) => {
      if (mark === null) return text
      return mark === 'word'
        ? markup`<mark class="word">${text}</mark>`
        : markup`<mark>${text}</mark>`
    })
    if (run.href === null) return markup`${pieces}`
    return markup`<a href="${withLanguage(run.href, language)}">${pieces}</a>`
  })
  return markup`${drawn}`
}

/** No part of the words, which are copied without it (`page.css`). */
function noteReference({ mark, name }: Omit<NoteMark, 'at'>, language: Language): Html {
  const label = fill(pageText[language].note, { mark })
  return markup`<sup><a id="noot-plaats-${name}" href="#noot-${name}"
    aria-label="${label}">${mark}</a></sup>`
}
