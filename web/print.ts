import type { ChatContext } from './chat-context.ts'
import { element } from './element.ts'

/**
 * Prints only the conversation, whatever page the widget stands on: a frame of its own gets copies
 * of the nodes and the same style sheets.
 */
export function printTranscript(
  conversation: HTMLElement,
  { language, strings }: Pick<ChatContext, 'language' | 'strings'>,
): void {
  const title = strings.exportTitle
  const frame = element('iframe', { class: 'unseen', title, tabindex: '-1', 'aria-hidden': 'true' })
  conversation.after(frame)
  const view = frame.contentWindow
  if (view === null) return frame.remove()
  const { document: page } = view
  const { adoptedStyleSheets } = conversation.getRootNode() as ShadowRoot
  page.adoptedStyleSheets = adoptedStyleSheets.map((sheet) => copyFor(view, sheet))
  page.documentElement.lang = language
  page.title = title
  page.body.append(
    element(
      'div',
      { class: 'root', 'data-theme': 'light' },
      element('h1', {}, title),
      element('p', { class: 'summary' }, strings.exportNote),
      conversation.cloneNode(true),
    ),
  )
  view.addEventListener('afterprint', () => frame.remove())
  view.print()
}

/** A sheet of rules can be adopted by the document alone that it was made in. */
function copyFor(view: Window, { cssRules }: CSSStyleSheet): CSSStyleSheet {
  const copy = new (view as Window & typeof globalThis).CSSStyleSheet()
  copy.replaceSync(Array.from(cssRules, ({ cssText }) => cssText).join('\n'))
  return copy
}
