import { answerAsMarkdown, answersAsMarkdown } from '../../answer/markdown.ts'
import { quoteReport } from '../../quote/report.ts'
import type { McpDocumentList } from './schemas.ts'
import type { WireAnswer } from '../../wire/answer.ts'
import type { AskResponse } from '../../wire/ask.ts'
import type { IndexState } from '../../wire/health.ts'
import type { VerifyResponse } from '../../wire/verify.ts'
import { escapeMarkdown } from '../../text/escape-markdown.ts'

/**
 * The text of a result for a model. Document text stands between two marks that no document can
 * write: every "<" in it is escaped, and the marks contain part of the index's digest, which nobody
 * can know before the document is in the index. So a model can tell quoted words from words
 * addressed to it, and nothing in a document can pass for an instruction.
 */

export function askText(response: AskResponse): string {
  const ids = response.answers.map(({ id }) => id)
  return `${quoted(answersAsMarkdown(response), response.index)}${answerIds(ids)}`
}

export function answerText(answer: WireAnswer, index: IndexState): string {
  return `${quoted(answerAsMarkdown(answer, 'nl'), index)}${answerIds([answer.id])}`
}

export function verifyText(response: VerifyResponse): string {
  const ids = response.matches.map(({ answerId }) => answerId)
  return `${quoted(quoteReport(response), response.index)}${answerIds([...new Set(ids)])}`
}

export function documentsText({ documents, total, offset, index }: McpDocumentList): string {
  const lines = documents.map(({ id, title, answered, asked, ministers }) => {
    const date = answered ?? (asked === null ? 'no date' : `asked ${asked}`)
    const about = [date, ...ministers].map(escapeMarkdown).join(', ')
    return `- ${escapeMarkdown(id)}: ${escapeMarkdown(title)} (${about})`
  })
  const range = documents.length === 0 ? '0' : `${offset + 1} to ${offset + documents.length}`
  return `${quoted(lines.join('\n'), index)}Documents ${range} of ${total}, newest first.\n`
}

function quoted(markdown: string, { digest }: IndexState): string {
  const mark = `quoted-from-parliament ${digest.replace('sha256:', '').slice(0, 16)}`
  return `<${mark}>\n${markdown.trimEnd()}\n</${mark}>\n`
}

/** The ids, with which `get_answer` returns an answer and its proofs. */
function answerIds(ids: readonly string[]): string {
  return ids.length === 0 ? '' : `Answer ids: ${ids.map(escapeMarkdown).join(', ')}\n`
}
