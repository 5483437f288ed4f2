import { html as markup } from 'hono/html'
import type { Language } from '../../text/language.ts'
import { chatWords } from '../../words/chat.ts'
import { withLanguage, type Html } from '../http/html.ts'

/**
 * A link that opens a new tab, and says so: what a form brought is not stored, so that a browser
 * shows it no second time to a reader who comes back.
 */
export function besideResult(address: string, text: string, language: Language): Html {
  return markup`<a href="${withLanguage(address, language)}" target="_blank"
 rel="noopener">${text}<span class="unseen"> ${chatWords[language].newTab}</span></a>`
}
