import { cardOf } from '../src/answer/card.ts'
import type { ChatContext } from './chat-context.ts'
import { quoteOf } from './quote.ts'
import { summary } from './summary.ts'
import { saveFile } from './save.ts'
import type { Turn } from './turn.ts'
import type * as wordFileScript from './word-file.ts'
import { escapeMarkdown } from '../src/text/escape-markdown.ts'

// Beside the transcript, in the script for those who take the conversation along.
export { printTranscript } from './print.ts'

/** The script for Word files: most of those who take the conversation along do not need it. */
type WordFile = typeof wordFileScript

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** A paragraph of an exported conversation, whatever the file's format. */
export type TranscriptBlock =
  | ({ readonly kind: 'title' | 'note' | 'query' | 'summary' | 'facts' | 'question' | 'quote' } & {
      readonly text: string
    })
  | { readonly kind: 'subject'; readonly text: string; readonly relevance: string }
  | { readonly kind: 'source'; readonly text: string; readonly address: string }

/** Hands the conversation to the reader as a Markdown file. */
export function saveMarkdown(turns: readonly Turn[], context: ChatContext): void {
  const text = transcriptMarkdown(transcriptOf(turns, context))
  saveFile('letterlijk.md', 'text/markdown;charset=utf-8', text)
}

/** The same as a Word file. Rejects if its script cannot be loaded. */
export async function saveWord(turns: readonly Turn[], context: ChatContext): Promise<void> {
  const { client, language } = context
  const { wordFile } = (await import(client.address('/word-file.js'))) as WordFile
  saveFile('letterlijk.docx', DOCX, wordFile(transcriptOf(turns, context), language))
}

/** The conversation: each question, and each answer with its question and citation. */
export function transcriptOf(turns: readonly Turn[], context: ChatContext): TranscriptBlock[] {
  const { strings } = context
  const blocks: TranscriptBlock[] = [
    { kind: 'title', text: strings.exportTitle },
    { kind: 'note', text: strings.exportNote },
  ]
  for (const { query, state } of turns) {
    if (state.kind !== 'answered') continue
    blocks.push({ kind: 'query', text: query })
    blocks.push({ kind: 'summary', text: summary(state.response, context) })
    for (const answer of state.response.answers) {
      const card = cardOf(answer, context.language)
      const relevance = strings[answer.relevance].toLowerCase()
      const { paragraphs, citation, address } = quoteOf(answer, context.page(answer.links.page))
      blocks.push(
        { kind: 'subject', text: card.subject, relevance },
        { kind: 'facts', text: card.facts.map(({ text }) => text).join(' · ') },
        ...card.questions.map(({ label, text }) => ({
          kind: 'question' as const,
          text: `${label}. ${text}`,
        })),
        ...paragraphs.map((text) => ({ kind: 'quote' as const, text })),
        { kind: 'source', text: citation, address },
      )
    }
  }
  return blocks
}

/** The conversation as Markdown. */
export function transcriptMarkdown(blocks: readonly TranscriptBlock[]): string {
  const lines = blocks.map((block, n) => {
    const text = escapeMarkdown(block.text)
    switch (block.kind) {
      case 'title':
        return `# ${block.text}`
      case 'note':
        return block.text
      case 'query':
        return `## ${text}`
      case 'summary':
      case 'facts':
        return text
      case 'subject':
        return `### ${text} (${block.relevance})`
      case 'question':
        return `*${text}*`
      case 'quote':
        return blocks[n + 1]?.kind === 'quote' ? `> ${text}\n>` : `> ${text}\n`
      case 'source':
        return `— ${text}: <${block.address}>\n`
    }
  })
  return lines
    .map((line, n) => (blocks[n]!.kind === 'quote' || n === lines.length - 1 ? line : `${line}\n`))
    .join('\n')
}
