import { MONTHS } from '../../domain/months.ts'
import { patternOf } from '../../text/pattern.ts'

/**
 * What a letter names beside its text, and repeats beside that of later pages: "Datum", "Ons
 * kenmerk", "Uw brief (kenmerk):".
 */
const LABEL = new RegExp(
  patternOf`
    ^(?:(?<dated>datum)|(?:(?:ons|onze|uw)\s)?(?:kenmerk|referentie)|uw\sbrief|zaaknummer
    |contactpersoon|bijlagen?|bijlage\(n\)|doorkiesnummer)
    (?:\s?\((?:kenmerk|referentie)\))?(?::|(?=\s)|$)
  `,
  'iu',
)

/** "17 maart 2025", "17-03-2025" */
const DATE = new RegExp(String.raw`^\d{1,2}(?:[-/]\d{1,2}[-/]|\s(?:${MONTHS.join('|')})\s)\d{4}$`)

/** "2025-0000123456", "DGO/4567890", "DGBI-EB / 25123456", "2025Z03456" */
const CODE =
  /^(?=\D{0,20}\d[^\d]?\d)(?:\p{L}[\p{L}-]{0,14}(?: ?\/ ?| ))?[\p{L}\d][\p{L}\d./_-]{3,30}$/u

/** A longer line is a sentence. */
const LONGEST = 60

/** The label that a line is or begins with, and the rest of the line. */
function labelIn(text: string): { dated: boolean; rest: string } | null {
  const match = text.length > LONGEST ? null : LABEL.exec(text)
  if (match === null) return null
  return {
    dated: match.groups?.['dated'] !== undefined,
    rest: text.slice(match[0].length).trim(),
  }
}

/** True for a line that is only a label: "Onze referentie". */
export function isReferenceLabel(text: string): boolean {
  return labelIn(text)?.rest === ''
}

/**
 * How many of these lines from `at` on are labels with what they name, on one line, below each
 * other, or the labels first; 0 if the first is none.
 */
export function referencesFrom(lines: readonly string[], at: number): number {
  let end = at
  for (;;) {
    const found = nextReferences(lines, end)
    if (found === 0) return end - at
    end += found
  }
}

function nextReferences(lines: readonly string[], at: number): number {
  const forms: RegExp[] = []
  for (const text of lines.slice(at, at + MOST)) {
    const label = labelIn(text)
    if (label === null) break
    const form = label.dated ? DATE : CODE
    if (label.rest !== '') return forms.length === 0 && form.test(label.rest) ? 1 : 0
    forms.push(form)
  }
  const named = forms.every((form, index) => form.test(lines[at + forms.length + index] ?? ''))
  return named ? 2 * forms.length : 0
}

/** Labels above what they name at most. */
const MOST = 6
