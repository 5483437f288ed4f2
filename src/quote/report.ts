import type { VerifyResponse } from '../wire/verify.ts'
import { isTold } from './attribution.ts'
import { editingOf } from './editing.ts'
import { escapeMarkdown } from '../text/escape-markdown.ts'
import { sayAsker } from '../text/say.ts'

const VERDICTS = {
  verbatim: 'Verbatim: a minister wrote these words.',
  cut:
    'Cut: a minister wrote these words, but their sentence limits or reverses them, or cites ' +
    'somebody else. Quote the whole sentence.',
  altered: 'Altered: these are the nearest words that a minister wrote. Quote them instead.',
  not_found:
    'Not found: no answer searched has these words. Find their source before quoting them.',
}

const EDITED = {
  marked:
    'Altered, by an omission that it marks: a minister wrote these words. Read what is left out.',
  sentences:
    'Altered, by sentences left out between these words, which a minister wrote. Read them, and ' +
    'mark the omission.',
  inserted:
    "Altered, by words in square brackets, which are the quoter's: a minister wrote all the " +
    'others. Compare them with the source.',
}

const OTHER = {
  question: 'in a question of a member of parliament',
  note: 'in a footnote',
  remark: 'in a remark',
}

type Difference = VerifyResponse['matches'][number]['differences'][number]

/** The outcome of a quote check, as Markdown. */
export function quoteReport(response: VerifyResponse): string {
  const { matches, elsewhere } = response
  const parts = [verdictOf(response), ...remarksOn(response)]
  for (const match of matches) {
    const { citation, replacedBy, verdict, parts: quoted, sentence, whole, differences } = match
    const stretches = verdict === 'cut' ? sentence : quoted
    parts.push(`> ${stretches.map(({ text }) => escapeMarkdown(text)).join('\n>\n> ')}`)
    parts.push(`— ${escapeMarkdown(citation.text)}`)
    if (replacedBy !== null)
      parts.push(`Replaced: a correction answers this again, ${escapeMarkdown(replacedBy.id)}.`)
    if (differences.length > 0) parts.push(differences.map(differenceLine).join('\n'))
    if (!whole && verdict !== 'cut')
      parts.push('It begins or ends inside a sentence: read the omitted part.')
  }
  for (const match of elsewhere) {
    const { kind, documentId } = match
    const by = kind === 'question' ? ` (${match.askers.map(sayAsker).join(', ')})` : ''
    parts.push(
      `It stands in ${escapeMarkdown(documentId)}, ${OTHER[kind]}${escapeMarkdown(by)}: not a ` +
        "minister's words.",
    )
  }
  return `${parts.join('\n\n')}\n`
}

function verdictOf(response: VerifyResponse): string {
  const { verdict, matches } = response
  const spaced = matches.some(({ differences }) =>
    differences.some(({ kind }) => kind === 'spaces'),
  )
  if (verdict === 'verbatim' && spaced)
    return 'Verbatim, except for spaces: a minister wrote these words.'
  const editing = editingOf(response)
  return editing === null ? VERDICTS[verdict] : EDITED[editing]
}

/** What a reader must know about a quote besides its words. */
function remarksOn({ takenOff, attribution, reference, places }: VerifyResponse): string[] {
  const remarks: string[] = []
  const told = takenOff.filter(isTold)
  if (told.length > 0) {
    const texts = told.map(({ text }) => `"${escapeMarkdown(text)}"`)
    remarks.push(`Not compared, since it stands round the quote: ${texts.join(', ')}.`)
  }
  if (attribution?.agrees === false) {
    remarks.push(`Not by ${escapeMarkdown(attribution.named)}: see below who wrote this.`)
  }
  if (reference?.agrees === false) {
    remarks.push(`Not of ${escapeMarkdown(reference.named)}: see below when it was written.`)
  }
  if (places.length > 0) {
    const each = places.map(({ quoted, kind, documentId, answerId }) => {
      const where = `${escapeMarkdown(answerId ?? documentId)}${
        kind === 'answer' ? '' : `, ${OTHER[kind]}`
      }`
      return `- "${escapeMarkdown(quoted.text)}": ${where}`
    })
    remarks.push(`Put together from ${places.length} places:\n\n${each.join('\n')}`)
  }
  return remarks
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
    case 'spaces':
      return `- other spaces: quoted ${quote}, written ${source}`
    case 'omitted':
      return `- left out, and marked so: ${source}`
  }
}
