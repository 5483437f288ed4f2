import { cardsOf, type Card } from '../src/answer/card.ts'
import type { ChatContext } from './chat-context.ts'
import type { ChosenFilters } from './filters.ts'
import { summary } from './summary.ts'
import { saveFile } from './save.ts'
import type { Turn } from './turn.ts'
import { chosenChips } from './turn-tools.ts'
import type * as wordFileScript from './word-file.ts'
import { escapeMarkdown } from '../src/text/escape-markdown.ts'
import { counted, fill, sayAsker, sayTitle } from '../src/text/say.ts'
import type { AskResponse } from '../src/wire/ask.ts'
import type { DocumentSummary } from '../src/wire/documents.ts'

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
  // What a reader must know besides an answer's words; the address leads to what it names.
  | { readonly kind: 'notice'; readonly text: string; readonly address: string | null }

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

/**
 * The conversation: each question with its filters, and what the screen says to it: answers with
 * their questions, citations, later answers and references, questions that wait, and what is not
 * shown.
 */
export function transcriptOf(
  turns: readonly Turn[],
  context: TranscriptContext,
): TranscriptBlock[] {
  const { strings } = context
  const blocks: TranscriptBlock[] = [
    { kind: 'title', text: strings.exportTitle },
    { kind: 'note', text: strings.exportNote },
  ]
  for (const { query, filters, state } of turns) {
    if (state.kind !== 'answered') continue
    const { response } = state
    blocks.push(
      { kind: 'query', text: query },
      ...chosen(filters, context),
      { kind: 'summary', text: summary(response, context) },
      ...cardsOf(response.answers, context.language).flatMap((card) => found(card, context)),
      ...response.unanswered.flatMap((each) => waiting(each, context)),
      ...notShown(response, context),
    )
  }
  return blocks
}

/** What the words of an exported conversation depend on. */
type TranscriptContext = Pick<ChatContext, 'language' | 'strings' | 'page' | 'date' | 'fixed'>

/** The filters that the question was asked with; those in its own words are in the summary. */
function chosen(filters: ChosenFilters, context: TranscriptContext): TranscriptBlock[] {
  const labels = chosenChips(filters, context, () => {}).map(({ label }) => label)
  if (labels.length === 0) return []
  return [{ kind: 'facts', text: `${context.strings.filtersUsed}: ${labels.join(' · ')}` }]
}

function found(card: Card, context: TranscriptContext): TranscriptBlock[] {
  const { strings, page } = context
  const { newer } = card
  const relevance = card.relevance?.said.toLowerCase() ?? ''
  return [
    { kind: 'subject', text: card.subject, relevance },
    ...card.replaces.map((each) => noticeOf(`${strings.replaces} ${each.name}`, each.page, page)),
    ...(newer === null
      ? []
      : [
          noticeOf(
            `${strings.earlier}. ${fill(strings.later, { date: newer.date })}`,
            newer.page,
            page,
          ),
        ]),
    ...card.repeatedIn.map((each) =>
      noticeOf(`${strings.sameAnswer} ${each.name}`, each.page, page),
    ),
    ...quoted(card, context),
    ...(card.refersTo.length === 0
      ? []
      : [
          noticeOf(`${strings.refersTo}:`, null, page),
          ...card.refersTo.flatMap((referred) => quoted(referred, context)),
        ]),
  ]
}

/** An answer's words between what they answer and where they stand. */
function quoted(card: Card, { page }: TranscriptContext): TranscriptBlock[] {
  return [
    { kind: 'facts', text: card.facts.map(({ text }) => text).join(' · ') },
    ...card.questions.map(({ label, text }) => ({
      kind: 'question' as const,
      text: `${label}. ${text}`,
    })),
    ...card.paragraphs.map(({ text }) => ({ kind: 'quote' as const, text })),
    { kind: 'source', text: card.citation, address: page(card.page) },
  ]
}

/** Questions without an answer: who asked them, and where they stand. */
function waiting(questions: DocumentSummary, { page }: TranscriptContext): TranscriptBlock[] {
  const { askers, id, links } = questions
  return [
    { kind: 'facts', text: [...askers.map(sayAsker), id].join(' · ') },
    { kind: 'source', text: sayTitle(questions), address: page(links.page) },
  ]
}

function notShown(
  { withheld, refused }: AskResponse,
  { strings, page }: TranscriptContext,
): TranscriptBlock[] {
  const said = refused.map(({ answerId }) => fill(strings.refused, { id: answerId }))
  if (withheld > 0) said.unshift(counted(withheld, strings.withheldOne, strings.withheld))
  return said.map((text) => noticeOf(text, null, page))
}

function noticeOf(text: string, path: string | null, page: ChatContext['page']): TranscriptBlock {
  return { kind: 'notice', text, address: path === null ? null : page(path) }
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
      case 'notice':
        return block.address === null ? text : `${text} (<${block.address}>)`
    }
  })
  return lines
    .map((line, n) => (blocks[n]!.kind === 'quote' || n === lines.length - 1 ? line : `${line}\n`))
    .join('\n')
}
