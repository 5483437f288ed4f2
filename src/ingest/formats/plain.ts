import { wholeText } from '../extraction/account.ts'
import type { Decoded } from '../extraction/decode.ts'
import { type Extracted, noLayout } from '../extraction/extraction.ts'
import { plainRows } from './plain-rows.ts'

/** A plain text: its characters unchanged. */
export function extractPlain({ text, encoding }: Decoded): Extracted {
  return {
    format: 'text',
    text,
    extractor: encoding,
    pages: pagesOf(text),
    layout: { ...noLayout, zones: plainRows(text) },
    identifier: null,
    matters: [],
    account: wholeText(text),
  }
}

/** Form feeds divide a text into pages; a text without them has none. */
export function pagesOf(text: string): number[] {
  if (!text.includes('\f')) return []
  const pages = [0]
  for (let at = text.indexOf('\f'); at >= 0; at = text.indexOf('\f', at + 1)) pages.push(at + 1)
  return pages
}
