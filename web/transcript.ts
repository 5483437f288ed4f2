import { cardOf } from '../src/answer/card.ts'
import type { ChatContext } from './chat-context.ts'
import { element } from './element.ts'
import { asMarkdown, quoteOf } from './quote.ts'
import { summary, type Turn } from './turn.ts'
import { escapeMarkdown } from '../src/text/escape-markdown.ts'

/** The conversation as Markdown: what was asked, and each answer with its citation. */
export function asTranscript(turns: readonly Turn[], context: ChatContext): string {
  const { strings } = context
  const parts = [`# ${strings.exportTitle}`, strings.exportNote]
  for (const { query, state } of turns) {
    if (state.kind !== 'answered') continue
    parts.push(`## ${escapeMarkdown(query)}`, escapeMarkdown(summary(state.response, context)))
    for (const answer of state.response.answers) {
      const card = cardOf(answer, context.language)
      parts.push(
        `### ${escapeMarkdown(card.subject)} (${strings[answer.relevance].toLowerCase()})`,
        card.facts.map(({ text }) => escapeMarkdown(text)).join(' · '),
        ...card.questions.map(({ label, text }) => `*${label}. ${escapeMarkdown(text)}*`),
        asMarkdown(quoteOf(answer, context.page(answer.links.page))).trimEnd(),
      )
    }
  }
  return `${parts.join('\n\n')}\n`
}

/** Has the browser save a text as a file; nothing leaves the machine. */
export function saveText(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/markdown;charset=utf-8' }))
  element('a', { href: address, download: name }).click()
  // The download has begun by then, and the text need not stay in memory.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

/**
 * Prints the conversation alone, whatever page the widget stands on: a frame of its own gets copies
 * of the nodes and the same style sheets.
 */
export function printTranscript(
  conversation: HTMLElement,
  css: string,
  { language, strings }: Pick<ChatContext, 'language' | 'strings'>,
): void {
  const title = strings.exportTitle
  const frame = element('iframe', { class: 'unseen', title, tabindex: '-1', 'aria-hidden': 'true' })
  conversation.after(frame)
  const view = frame.contentWindow
  if (view === null) return frame.remove()
  const { document: page } = view
  const sheet = new (view as Window & typeof globalThis).CSSStyleSheet()
  sheet.replaceSync(css)
  page.adoptedStyleSheets = [sheet]
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
