import { html as markup, raw } from 'hono/html'
import { Marked } from 'marked'
import type { Language } from '../../text/language.ts'
import { accessibilityGuide } from '../../words/guide/accessibility.ts'
import { howItWorksGuide } from '../../words/guide/how-it-works.ts'
import { type Html, withLanguage } from '../http/html.ts'
import { layout } from './layout.ts'

/** The pages that explain this site to its readers, by path. Their text is Markdown. */
const GUIDES = {
  '/how-it-works': howItWorksGuide,
  '/accessibility': accessibilityGuide,
}

export const GUIDE_PATHS = Object.keys(GUIDES) as GuidePath[]

type GuidePath = keyof typeof GUIDES

export function guidePage(path: GuidePath, language: Language, origin: string): Html {
  const markdown = GUIDES[path][language]
  const [heading] = markdown.split('\n', 1)
  return layout(
    { language, origin, path, title: `${heading!.slice('# '.length)} · Letterlijk` },
    markup`<div class="text">${rendered(markdown, language)}</div>`,
  )
}

function rendered(markdown: string, language: Language): Html {
  const marked = new Marked({
    walkTokens(token) {
      if (token.type === 'link' && token.href.startsWith('/')) {
        token.href = withLanguage(token.href, language)
      }
    },
  })
  return raw(marked.parse(markdown, { async: false }))
}
