import type { VerifyResponse } from '../wire/schemas.ts'
import { escapeMarkdown } from '../text/escape-markdown.ts'

const VERDICTS = {
  verbatim: 'Verbatim: a minister wrote these words.',
  cut: 'Cut: a minister wrote these words, and in the same sentence what limits them or turns them round.',
  altered: 'Altered: this is the nearest that a minister wrote.',
  not_found: 'Not found: no answer in this index has these words.',
}

const OTHER = {
  question: 'in a question of a member of parliament',
  note: 'in a footnote',
  remark: 'in a remark',
}

type Difference = VerifyResponse['matches'][number]['differences'][number]

/** The outcome of a quote check, as Markdown. */
export function quoteReport({ verdict, matches, elsewhere }: VerifyResponse): string {
  const parts = [VERDICTS[verdict]]
  for (const { citation, verdict, parts: quoted, sentence, whole, differences } of matches) {
    const stretches = verdict === 'cut' ? sentence : quoted
    parts.push(`> ${stretches.map(({ text }) => escapeMarkdown(text)).join('\n>\n> ')}`)
    parts.push(`— ${escapeMarkdown(citation.text)}`)
    if (differences.length > 0) parts.push(differences.map(differenceLine).join('\n'))
    if (!whole && verdict !== 'cut')
      parts.push('It begins or stops inside a sentence: read what was left out.')
  }
  for (const { kind, documentId } of elsewhere) {
    parts.push(
      `It stands in ${escapeMarkdown(documentId)}, ${OTHER[kind]}: not a minister's words.`,
    )
  }
  return `${parts.join('\n\n')}\n`
}

function differenceLine({ kind, quoted, said }: Difference): string {
  const [quote, source] = [quoted.text, said.text].map((text) => `"${escapeMarkdown(text)}"`)
  switch (kind) {
    case 'changed':
      return `- quoted ${quote}, written ${source}`
    case 'added':
      return `- quoted ${quote}, not written`
    case 'missing':
      return `- left out: ${source}`
    case 'omitted':
      return `- left out, and marked so: ${source}`
  }
}
