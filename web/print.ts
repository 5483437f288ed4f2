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
  const css = Array.from(adoptedStyleSheets, ({ cssRules }) =>
    Array.from(cssRules, ({ cssText }) => cssText).join('\n'),
  )
  page.adoptedStyleSheets = [...css, TITLE].map((each) => sheetFor(view, each))
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

/** What stands above the conversation on paper alone. */
const TITLE =
  'h1 { font: 500 1.75em/1.5 var(--serif) } .root > .summary { margin-block: 0.25em 2em }'

/** A sheet of rules can be adopted by the document alone that it was made in. */
function sheetFor(view: Window, css: string): CSSStyleSheet {
  const sheet = new (view as Window & typeof globalThis).CSSStyleSheet()
  sheet.replaceSync(css)
  return sheet
}
