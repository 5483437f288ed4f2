import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Join } from '../../src/domain/document.ts'
import { read, rebuild } from '../../src/domain/reading.ts'
import {
  excerpt,
  gapInReading,
  placeInReading,
  sourceSpan,
  spanInReading,
} from '../../src/domain/reading-offsets.ts'

describe('the place of a source offset in a reading', () => {
  // "defensie-" + a footnote + "en veiligheid": the mark "3" follows "2021."
  const source = 'begin van 2021.3 en dan\nde defensie-\n[noot]\nen veiligheid'
  const slices = ['begin van 2021.', 'en dan', 'de defensie-', 'en veiligheid']
  const spans = slices.map((slice) => ({
    start: source.indexOf(slice),
    end: source.indexOf(slice) + slice.length,
  }))
  const proof = { spans, joins: [' ', ' ', ' '] as Join[] }

  it('counts the characters before it', () => {
    expect(rebuild(source, proof)).toBe('begin van 2021. en dan de defensie- en veiligheid')
    expect(placeInReading(proof, source.indexOf('van'))).toBe(6)
    expect(placeInReading(proof, source.indexOf('veiligheid'))).toBe(
      'begin van 2021. en dan de defensie- en '.length,
    )
  })

  it('puts an omitted mark after the word that it is glued to, before the space', () => {
    expect(placeInReading(proof, source.indexOf('3'))).toBe('begin van 2021.'.length)
  })

  it('is null outside the reading', () => {
    expect(placeInReading({ spans: spans.slice(1, 2), joins: [] }, 0)).toBeNull()
    expect(placeInReading({ spans: [], joins: [] }, 0)).toBeNull()
  })

  it('has a gap only where something was left out', () => {
    expect(gapInReading(proof, source.indexOf('3'))).toBe('begin van 2021.'.length)
    expect(gapInReading(proof, source.indexOf('2021'))).toBeNull()
  })
})

it('maps any part of a reading to the source and back', () => {
  const lengths = fc.array(
    fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 5 }), fc.boolean()),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  fc.assert(
    fc.property(lengths, fc.nat(40), fc.nat(40), (slices, from, to) => {
      let at = 0
      const spans = slices.map(([gap, length]) => {
        const start = at + gap
        at = start + length
        return { start, end: at }
      })
      const joins = slices.slice(1).map(([, , space]): Join => (space ? ' ' : ''))
      const source = Array.from({ length: at }, (_, n) => String.fromCodePoint(0x100 + n)).join('')
      const reading = read(source, { spans, joins })

      const part = excerpt(reading, from, to)
      expect(rebuild(source, part)).toBe(part.text)
      expect(reading.text.slice(from, Math.max(from, to)).trim()).toBe(part.text)

      const span = sourceSpan(reading, from, to)
      expect(span === null).toBe(part.text === '')
      if (span === null) return
      const place = spanInReading(reading, span)!
      expect(reading.text.slice(place.start, place.end)).toBe(part.text)
      expect(placeInReading(reading, span.start)).toBe(place.start)
      expect(placeInReading(reading, span.end)).toBe(place.end)
    }),
  )
})
