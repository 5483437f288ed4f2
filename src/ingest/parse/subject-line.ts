import type { Question } from '../../domain/document.ts'
import { patternOf } from '../../text/pattern.ts'

/**
 * "Onderwerp: Beantwoording Kamervragen over het stuwpeil", "Betreft het stuwpeil", "title: 'Het
 * stuwpeil'"
 */
const NAMED = new RegExp(
  patternOf`
    ^(?:(?:Onderwerp|Betreft|Inzake)\s*:?|Tit(?:el|le)\s?:)\s+(?<subject>\S.{2,200})$
  `,
  'iu',
)

/**
 * "Antwoorden op Kamervragen van het lid Lindeboom over het stuwpeil", "Lijst van vragen en
 * antwoorden over het stuwpeil", "Raadsvragen ABC over het stuwpeil": the title of a page or
 * letter.
 */
const ANSWERS = new RegExp(
  patternOf`
    ^(?:(?:Beantwoording|Antwoord(?:en)?|Reactie)\b.{0,120}?vragen
    |(?:(?:Lijst|Overzicht)\s(?:van|met)\s)?(?:de\s)?(?:\p{L}{2,20}e\s)?vragen\sen\s
    (?:de\s)?antwoorden
    |(?:Lijst|Overzicht)\s(?:van|met)\s(?:\p{L}{2,20}e\s)?vragen
    |(?:\p{L}{2,20}e\s|artikel\s\d{1,3}[\s-]|Kamer|Raads|Staten)vragen|Vragen\svan)\b.{0,120}?
    \s(?:over|inzake|betreffende|aangaande|omtrent|naar aanleiding van)\s+(?<subject>.{3,200})$
  `,
  'iu',
)

/** Lines of a letter or page in which to look for its subject. */
const HEAD = 60

/** The subject that a document without an official head states; empty if it states none. */
export function subjectLine(lines: readonly { readonly text: string }[]): string {
  for (const { text } of lines.slice(0, HEAD)) {
    const line = text.slice(0, 400)
    const named = NAMED.exec(line)?.groups?.['subject']
    const title = named === undefined ? undefined : bare(named)
    const subject = ANSWERS.exec(title ?? line)?.groups?.['subject']
    if (subject !== undefined) return bare(subject)
    if (title !== undefined) return title
  }
  return ''
}

/** Quotation marks that open and close. */
const PAIRS = ['""', "''", '“”', '‘’', '«»', '„”', '„“']

/**
 * A title without its full stop and without quotation marks around the whole of it; those around a
 * part of it stay.
 */
function bare(line: string): string {
  const title = line.replace(/[.\s]+$/, '')
  const [open, close, within] = [title[0] ?? '', title.at(-1) ?? '', title.slice(1, -1)]
  const isWhole = PAIRS.includes(open + close) && !within.includes(open) && !within.includes(close)
  return isWhole ? within.trim() : title
}

/** A title is no longer than this, in characters. */
const LONGEST = 120

/** What a letter without a subject asks first, which says more of it than the name of its file. */
export function firstQuestion(questions: readonly Question[]): string {
  const text = questions[0]?.reading.text ?? ''
  if (text.length <= LONGEST) return text
  const end = text.lastIndexOf(' ', LONGEST)
  return `${text.slice(0, end < 0 ? LONGEST : end).replace(/[\s,;:–-]+$/, '')} …`
}
