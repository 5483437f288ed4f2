import { namedFile } from './named-file.ts'
import { basename } from 'node:path'
import { decode } from '../ingest/extraction/decode.ts'
import { extractBeside, type ExtractLimits } from '../ingest/formats/extract-beside.ts'
import { htmlDraft } from '../quote/html-draft.ts'
import type { FindMinisters } from '../quote/known-ministers.ts'
import { type Quotation, quotationsOf } from '../quote/quotations.ts'
import { numberOf } from '../text/say.ts'
import type { Served } from '../engine/engine.ts'
import { verify } from '../engine/verify.ts'
import type { VerifyResponse } from '../wire/verify.ts'

/** A quotation of a draft, and the result of its check. */
interface CheckedQuotation {
  readonly line: number
  /** the words that were compared, without marks, markup and attribution */
  readonly text: string
  readonly result: VerifyResponse
}

/**
 * Checks every quotation of a draft in Markdown, text, HTML, Word or PDF, and two as one where an
 * attribution splits a sentence that is verbatim as a whole. A separate process reads Word and PDF
 * under the limits for any document. Throws `invalid_request` if the file is missing,
 * `unreadable_document` if it cannot be read.
 */
export async function verifyFile(
  served: Served,
  path: string,
  limits: ExtractLimits = {},
): Promise<CheckedQuotation[]> {
  const bytes = await namedFile(path)
  const quotations = await quotationsIn(bytes, basename(path), {
    limits,
    ministersIn: served.ministersIn,
  })
  const checked: CheckedQuotation[] = []
  for (let nth = 0; nth < quotations.length; nth++) {
    const { line, given, joined, headed } = quotations[nth]!
    const whole = joined === null ? null : verify(served, { quote: joined })
    if (whole?.verdict === 'verbatim') {
      checked.push({ line, text: comparedWords(joined!, whole), result: whole })
      nth++
      continue
    }
    const own = checkedPart(served, { line, given })
    const { verdict } = own.result
    const isOne = headed.length === 0 || verdict === 'verbatim' || verdict === 'cut'
    checked.push(...(isOne ? [own] : headed.map((part) => checkedPart(served, part))))
  }
  return checked
}

function checkedPart(
  served: Served,
  { line, given }: Pick<Quotation, 'line' | 'given'>,
): CheckedQuotation {
  const result = verify(served, { quote: given })
  return { line, text: comparedWords(given, result), result }
}

/** Markdown, text and HTML are checked as written, with their line numbers. */
async function quotationsIn(
  bytes: Uint8Array,
  name: string,
  { limits, ministersIn }: { limits: ExtractLimits; ministersIn: FindMinisters },
): Promise<Quotation[]> {
  const text = () => decode(bytes).text
  if (/\.(?:md|markdown|txt)$/i.test(name)) return quotationsOf(text(), { ministersIn })
  if (/\.x?html?$/i.test(name)) return pageQuotations(text(), ministersIn)
  const beside = extractBeside({ processes: 1, ...limits })
  try {
    const { format, text: extracted, layout } = await beside.extract(bytes, name)
    if (format === 'html') return pageQuotations(text(), ministersIn)
    const blocks = layout.zones.filter(({ kind }) => kind === 'quote')
    return quotationsOf(extracted, { blocks, ministersIn })
  } finally {
    await beside.close()
  }
}

function pageQuotations(html: string, ministersIn: FindMinisters): Quotation[] {
  const { text, blocks, lineAt } = htmlDraft(html)
  return quotationsOf(text, { blocks, ministersIn }).map((each) => ({
    ...each,
    line: lineAt(each.start),
  }))
}

/** The words of a quotation without its marks and its attribution. */
function comparedWords(given: string, { takenOff }: VerifyResponse): string {
  const edges = [0, ...takenOff.flatMap(({ start, end }) => [start, end]).sort((a, b) => a - b)]
  const kept = edges.filter((_, nth) => nth % 2 === 0)
  return kept
    .map((from, nth) => given.slice(from, edges[nth * 2 + 1]).trim())
    .filter((words) => words !== '')
    .join(' ')
}

/** True for a quotation that must not be published as it stands. */
export function isWrong({ result }: CheckedQuotation): boolean {
  return (
    result.verdict === 'altered' ||
    result.verdict === 'cut' ||
    result.attribution?.agrees === false ||
    result.reference?.agrees === false
  )
}

/** A line for each quotation, and below a wrong one the true words and their place. */
export function fileReport(path: string, quotations: readonly CheckedQuotation[]): string {
  const lines = quotations.flatMap((quotation) => {
    const { line, text, result } = quotation
    const { matches } = result
    const match = matches.find(({ replacedBy }) => replacedBy === null) ?? matches[0]
    const place = match === undefined ? '' : ` (${match.answerId})`
    const [other] = result.elsewhere
    const question = match === undefined && other?.kind === 'question'
    const asked = question ? [`  of a question in ${other.documentId}: not a minister's words`] : []
    const head = `${path}:${line}: ${result.verdict}${place}: “${text.replace(/\s+/g, ' ')}”`
    const later = match?.replacedBy ?? null
    const replaced = later === null ? [] : [`  replaced by a correction: ${later.id}`]
    const { attribution, reference } = result
    const notBy = [
      ...(attribution?.agrees === false ? [`  not by ${attribution.named}`] : []),
      ...(reference?.agrees === false ? [`  not of ${reference.named}`] : []),
    ]
    if (!isWrong(quotation)) return [head, ...replaced, ...asked]
    if (match === undefined) return [head, ...notBy, ...asked]
    const written = match.sentence.map(({ text: words }) => words).join(' ')
    return [
      head,
      ...replaced,
      ...notBy,
      `  written: “${written}”`,
      `  source: ${match.citation.text}`,
    ]
  })
  const wrong = quotations.filter(isWrong).length
  return [...lines, `${numberOf(quotations.length, 'quotation')}, ${wrong} to correct`].join('\n')
}
