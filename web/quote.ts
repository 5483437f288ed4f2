import type { ReferredAnswer } from '../src/wire/answer.ts'
import { element } from './element.ts'
import { escapeMarkdown } from '../src/text/escape-markdown.ts'

/** The copied form of an answer: its words, its citation, and where to read it. */
export interface Quote {
  readonly paragraphs: readonly string[]
  readonly citation: string
  /** absolute address of its place on the document's page */
  readonly address: string
}

export function quoteOf(answer: ReferredAnswer, address: string): Quote {
  return {
    paragraphs: answer.paragraphs.map(({ text }) => text),
    citation: answer.citation.text,
    address,
  }
}

export function quoteText({ paragraphs, citation, address }: Quote): string {
  return `${paragraphs.join('\n\n')}\n\n— ${citation}\n${address}\n`
}

export function quoteMarkdown({ paragraphs, citation, address }: Quote): string {
  const quoted = paragraphs.map((text) => `> ${escapeMarkdown(text)}`).join('\n>\n')
  return `${quoted}\n\n— ${escapeMarkdown(citation)}: <${address}>\n`
}

/** HTML for a word processor. Built from nodes, so that every character stays a character. */
function asHtml({ paragraphs, citation, address }: Quote): string {
  const quoted = paragraphs.map((text) => element('p', {}, text))
  const source = element('p', {}, '— ', element('a', { href: address }, citation))
  return element('blockquote', { lang: 'nl' }, ...quoted).outerHTML + source.outerHTML
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
