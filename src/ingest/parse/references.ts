import type { Answer, Reading, Reference } from '../../domain/document.ts'
import { meantBy, type QuestionNumber } from '../../domain/question-number.ts'
import { publicationsIn, seriesNumber } from '../../domain/publication.ts'
import { sourceSpan } from '../../domain/reading-offsets.ts'
import { NUMBERS, readNumbers } from './numbers.ts'
import { patternOf } from '../../text/pattern.ts'

/**
 * "het antwoord op vraag 3 en 4", "zie vraag 3", "de antwoorden op de vragen 6 en 7", "antwoord 6"
 */
const TO_ANSWER = new RegExp(
  patternOf`
    (?:\bantwoord(?:en)?\s+(?:op\s+)?(?:de\s+)?(?:vra(?:ag|gen)\s+)?
    |\bbeantwoording\s+(?:van|op)\s+(?:de\s+)?vra(?:ag|gen)\s+
    |\bzie\s+(?:ook\s+)?(?:onder\s+|bij\s+)?(?:de\s+)?vra(?:ag|gen)\s+
    |\bbij\s+(?:de\s+)?vra(?:ag|gen)\s+)(?:n(?:umme)?rs?\.?\s+)?${NUMBERS}(?!\d)
  `,
  'giu',
)

/** "van deze set", "in de onderhavige beantwoording": behind a number, this document */
const THIS_DOCUMENT = patternOf`
  (?:van|uit|in|bij)\s+(?:de\s+)?(?:deze|dit|onderhavige?|huidige)\s+(?:(?:vragen)?(?:set
  |reeks|lijst)|beantwoording|brief|document)(?!\p{L})
`

/**
 * What may say, behind a question's number, that another document has it: "van De Wit (DEF)",
 * "uit mijn brief", "in Kamerstuk 36 200", ", gesteld door het lid De Wit", "(Aanhangsel
 * Handelingen ...". Most prepositions may, since such phrases have no end, and a wrong link is
 * worse than none.
 */
const ELSEWHERE = new RegExp(
  patternOf`
    ^(?!\s+${THIS_DOCUMENT})(?:\s+\(?(?:zie\s+(?:ook\s+)?)?(?:van|uit|in|bij|op|tijdens|d\.d\.)
    (?!\p{L})|,\s+(?:van|uit|d\.d\.)(?!\p{L})
    |\s+over\s+(?:hetzelfde\s|[^.:;?!]{1,60}\s(?:van|door)\s+(?:(?:het|de)\s+)?(?:(?:Kamer)?(?:lid
    |leden)|heer|mevrouw|\p{Lu}))
    |\s?,?\s+(?:gesteld|gericht|ingediend)\s+(?:door|aan|op|bij|tijdens)\s
    |\s+aan\s+(?:(?:de|mijn)\s+)?(?:[Mm]inister|[Ss]taatssecretaris|ambtsgenoot|ambtsvoorganger)
    |\s+(?:daarvan|hiervan|aldaar)(?!\p{L})
    |\s+\d{1,2}\s+\p{Ll}{3,9}\s+\d{4}
    |,?\s+(?:\((?:zie\s+(?:ook\s+)?)?)?(?:[Aa]anhangsel|[Kk]amerstuk|Handelingen|[Kk]enmerk
    |ingezonden|ah-tk-|\d{4}[ZD]\d{5}))
  `,
  'u',
)

/** "Aanhangsel Handelingen, vergaderjaar 2023–2024, nr. 1234, antwoord op" */
const ABOVE = /\snr\.\s?\d{1,5},\s+(?:het\s+)?$/u

/** What stands before "Antwoord 2 Nee.", a heading that an answer quotes */
const SENTENCE_BEGINS = /(?:^|[.?!][»”’)]?\s)$/u

/** The numbers in a list, with the letters of their parts. */
const NUMBER = /\d{1,3}(?:\.\d{1,2}(?!\d)|[\s.]?[a-p](?!\p{L}))?/giu

/** The answers to a number: for a question answered in parts, each of them. */
function targetsOf(number: QuestionNumber, targets: ReadonlyMap<QuestionNumber, string>): string[] {
  return meantBy(number, new Set(targets.keys())).map((each) => targets.get(each)!)
}

/** The cross-references in a reading text; `targets` maps a question's number to its answer. */
export function findReferences(
  reading: Reading,
  own: string,
  targets: ReadonlyMap<QuestionNumber, string>,
): Reference[] {
  const found: Reference[] = []
  const add = (start: number, end: number, target: Reference['target']): void => {
    const span = target.id === own ? null : sourceSpan(reading, start, end)
    if (span !== null) found.push({ span, target })
  }
  for (const match of reading.text.matchAll(TO_ANSWER)) {
    const end = match.index + match[0].length
    if (ELSEWHERE.test(reading.text.slice(end, end + 80))) continue
    const before = reading.text.slice(Math.max(0, match.index - 20), match.index)
    const isHeading = match[0].startsWith('Antwoord') && SENTENCE_BEGINS.test(before)
    if (isHeading || ABOVE.test(before)) continue
    const list = match.groups?.['numbers'] ?? ''
    const ids = [...new Set(readNumbers(list).flatMap((number) => targetsOf(number, targets)))]
    if (ids.length === 1) {
      add(match.index, end, { kind: 'answer', id: ids[0]! })
      continue
    }
    // One for each number, if they lead to different answers.
    for (const { index, 0: said } of list.matchAll(NUMBER)) {
      const [number] = readNumbers(said)
      const [id] = number === undefined ? [] : targetsOf(number, targets)
      const from = end - list.length + index
      if (id !== undefined) add(from, from + said.length, { kind: 'answer', id })
    }
  }
  for (const { publication, start, end } of publicationsIn(reading.text)) {
    add(start, end, { kind: 'document', id: seriesNumber(publication) })
  }
  return found.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
}

/** The words of a bare reference, besides numbers. */
const BARE = new Set(
  (
    'ja nee zie ook hiervoor mijn het de op en van bij onder voor naar ik verwijs u verwijzen ' +
    'wij we graag kortheidshalve hierboven antwoord antwoorden beantwoording vraag vragen is ' +
    'dit deze in daarvoor hierbij respectievelijk'
  ).split(' '),
)

/** Characters of a bare reference at most. */
const LONGEST = 240

/** True for an answer that has no content beyond "Ja" or "Nee" and a reference. */
export function refersOnly(answer: Pick<Answer, 'paragraphs' | 'references'>): boolean {
  if (!answer.references.some(({ target }) => target.kind === 'answer')) return false
  const text = answer.paragraphs.map(({ reading }) => reading.text).join(' ')
  if (text.length > LONGEST) return false
  return (text.toLowerCase().match(/\p{L}+/gu) ?? []).every((word) => BARE.has(word))
}
