import { existsSync, readdirSync } from 'node:fs'
import type { SourceDocument } from '../../src/domain/document.ts'
import { parseFile, shared } from './gold.ts'

/** Small files with the structure of real ones, beside the project. */
const folder = new URL('cases/', shared)

export const hasCases = existsSync(folder)

/** The file of a case by number: "06". */
export function caseFile(number: string): URL {
  const name = readdirSync(folder).find(
    (each) => each.startsWith(`${number}-`) && !each.endsWith('.expected.md'),
  )
  if (name === undefined) throw new Error(`there is no case ${number}`)
  return new URL(name, folder)
}

/** A case as the index command parses it. */
export async function parseCase(number: string): Promise<SourceDocument> {
  return (await parseFile(caseFile(number))).document
}

/** Questions and answers by number: `{ '3+4': ['Ja.', 'Dat kost niets.'] }`. */
export function pairsOf({ questions, answers }: SourceDocument): {
  asked: Record<string, string[]>
  answered: Record<string, string[]>
} {
  const asked: Record<string, string[]> = {}
  const answered: Record<string, string[]> = {}
  for (const { numbers, reading } of questions) (asked[numbers.join('+')] ??= []).push(reading.text)
  for (const { numbers, paragraphs } of answers) {
    const texts = paragraphs.map(({ reading }) => reading.text)
    ;(answered[numbers.join('+')] ??= []).push(...texts)
  }
  return { asked, answered }
}
