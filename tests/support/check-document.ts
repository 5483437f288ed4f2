import { expect } from 'vitest'
import type { Reading, Region, SourceDocument } from '../../src/domain/document.ts'
import { isVerbatim } from '../../src/domain/reading.ts'

/**
 * Invariants of every parsed document, however strange: each character has exactly one region; each
 * reading comes from its source, lies in regions of its own kind, and has no surrounding white
 * space.
 */
export function checkDocument(document: SourceDocument, source: string): void {
  let end = 0
  for (const region of document.regions) {
    if (region.start !== end || region.end <= end) expect(region).toBe(`from ${end} on`)
    end = region.end
  }
  expect(end).toBe(source.length)
  const kinds: [Region['kind'], readonly Reading[]][] = [
    ['question', document.questions.map(({ reading }) => reading)],
    [
      'answer',
      document.answers.flatMap(({ paragraphs }) => paragraphs.map(({ reading }) => reading)),
    ],
    ['note', document.notes.map(({ reading }) => reading)],
    ['unplaced', document.remarks],
  ]
  for (const [kind, readings] of kinds) {
    for (const reading of readings) {
      if (!isVerbatim(source, reading)) expect(reading.text).toBe('what the source says')
      if (reading.text !== reading.text.trim()) expect(reading.text).toBe(reading.text.trim())
      for (const span of reading.spans) {
        const region = regionAt(document.regions, span.start)
        if (region.kind !== kind || span.end > region.end) expect([region, span]).toBe(kind)
      }
    }
  }
  const ids = document.answers.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
}

function regionAt(regions: readonly Region[], offset: number): Region {
  let low = 0
  let high = regions.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (regions[middle]!.end > offset) high = middle
    else low = middle + 1
  }
  return regions[low]!
}
