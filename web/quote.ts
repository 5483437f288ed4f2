import { escapeMarkdown } from '../src/text/escape-markdown.ts'
import type { WireAnswer } from '../src/wire/answer.ts'
import type { ChatContext } from './chat-context.ts'
import { element } from './element.ts'

/** The copied form of an answer: its words, and where they stand. */
export interface Quote {
  readonly paragraphs: readonly string[]
  /** its citation; then those of the answers that it refers to, whose words are not its own */
  readonly sources: readonly { readonly text: string; readonly address: string }[]
}

export function quoteOf(
  { paragraphs, refersTo, ...answer }: WireAnswer,
  { strings, page }: Pick<ChatContext, 'strings' | 'page'>,
): Quote {
  return {
    paragraphs: paragraphs.map(({ text }) => text),
    sources: [answer, ...refersTo].map(({ citation, links }, n) => ({
      text: (n === 0 ? '— ' : `${strings.refersTo}: `) + citation.text,
      address: page(links.page),
    })),
  }
}

export function quoteText({ paragraphs, sources }: Quote): string {
  const said = sources.map(({ text, address }) => `${text}\n${address}`)
  return `${[...paragraphs, ...said].join('\n\n')}\n`
}

export function quoteMarkdown({ paragraphs, sources }: Quote): string {
  const quoted = paragraphs.map((text) => `> ${escapeMarkdown(text)}`).join('\n>\n')
  const said = sources.map(({ text, address }) => `${escapeMarkdown(text)}: <${address}>`)
  return `${[quoted, ...said].join('\n\n')}\n`
}

/** HTML for a word processor. Built from nodes, so that every character stays a character. */
function asHtml({ paragraphs, sources }: Quote): string {
  const quoted = paragraphs.map((text) => element('p', {}, text))
  const said = sources.map(({ text, address: href }) =>
    element('p', {}, element('a', { href }, text)),
  )
  const nodes = [element('blockquote', { lang: 'nl' }, ...quoted), ...said]
  return nodes.map(({ outerHTML }) => outerHTML).join('')
}

/** Copies formatted and plain text at once: the receiving program takes what it can. */
export async function copyRich(quote: Quote): Promise<void> {
  const blob = (type: string, content: string): Blob => new Blob([content], { type })
  await navigator.clipboard.write([
    new ClipboardItem({
      'text/html': blob('text/html', asHtml(quote)),
      'text/plain': blob('text/plain', quoteText(quote)),
    }),
  ])
}
