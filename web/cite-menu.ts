import type { Card } from '../src/answer/card.ts'
import { CITATION_FORMATS, FORMAT_NAMES } from '../src/cite/formats.ts'
import { evidenceWords } from '../src/words/evidence.ts'
import type { ChatContext } from './chat-context.ts'
import { button, disclosure, element, type Disclosure } from './element.ts'

/** A button that reveals the citation and its formats, each copied with one press. */
export function citeMenu(card: Card, context: ChatContext, title: string): Disclosure {
  const { client, strings, language } = context
  const copy = async (format: (typeof CITATION_FORMATS)[number]): Promise<void> => {
    // Pass the promise itself to the clipboard: a browser forgets the press during an await.
    const citation = client.citation(card.id, format, language)
    const blob = citation.then((text) => new Blob([text.trimEnd()], { type: 'text/plain' }))
    const item = new ClipboardItem({ 'text/plain': blob })
    // Why no text came says more than that none could be written.
    await navigator.clipboard.write([item]).catch((error) =>
      citation.then(() => {
        throw error
      }),
    )
  }
  const said = { done: strings.citationCopied, gone: evidenceWords[language].gone }
  const items = CITATION_FORMATS.map((format) => {
    const name = format === 'parliamentary' ? strings.parliamentary : FORMAT_NAMES[format]
    return element(
      'li',
      {},
      button(name, () => void context.copy(() => copy(format), said), {
        'aria-label': `${strings.copyCitation}: ${name}`,
        'aria-describedby': title,
      }),
    )
  })
  const panel = element(
    'div',
    { class: 'citation' },
    element('p', { class: 'cite', lang: 'nl' }, card.citation),
    element('ul', { class: 'cite-as', 'aria-label': strings.copyCitation }, ...items),
  )
  const focusFirst = (): void => panel.querySelector('button')?.focus()
  return disclosure(strings.cite, panel, focusFirst, { 'aria-describedby': title })
}
