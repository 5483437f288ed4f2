import type { HtmlEscapedString } from 'hono/utils/html'
import type { Language } from '../../text/language.ts'

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>

/** Adds the language: "/documents/x#antwoord-7" becomes "/documents/x?lang=nl#antwoord-7". */
export function withLanguage(address: string, language: Language): string {
  const [path = '', fragment] = address.split('#')
  return `${path}?lang=${language}${fragment === undefined ? '' : `#${fragment}`}`
}
