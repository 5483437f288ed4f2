import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  linesAround,
  noteNames,
  notePlace,
  sourceLines,
  sourceView,
} from '../../../src/server/pages/reading.ts'
import { runsOf } from '../../../src/answer/runs.ts'
import { runsHtml } from '../../../src/server/pages/runs.ts'
import type { WireProof } from '../../../src/wire/proof.ts'
import { segmentsOf } from '../../../src/text/segments.ts'

const textOf = (markup: unknown): string => String(markup).replace(/<[^>]*>/g, '')

describe('segments', () => {
  it('concatenate to the text, each covered by the ranges that contain all of it', () => {
    const range = fc.record({
      start: fc.integer({ min: -3, max: 40 }),
      end: fc.integer({ min: -3, max: 40 }),
    })
    fc.assert(
      fc.property(
        fc.string({ maxLength: 30 }),
        fc.array(range, { maxLength: 6 }),
        (text, ranges) => {
          const segments = segmentsOf(text, ranges)
          expect(segments.map((segment) => segment.text).join('')).toBe(text)
          let at = 0
          for (const segment of segments) {
            const end = at + segment.text.length
            for (const each of segment.ranges)
              expect(each.start <= at && each.end >= end).toBe(true)
            at = end
          }
        },
      ),
    )
  })
})

describe('a reading text with links and footnotes', () => {
  it('has its characters in order, the marks in between', () => {
    const markup = String(
      runsHtml(
        runsOf('Zie vraag 3 en 4.', {
          links: [{ start: 4, end: 16, href: '/x' }],
          notes: [{ mark: '1', name: '1', at: 17 }],
        }),
        'nl',
      ),
    )
    expect(markup.replace(/\s+/g, ' ')).toBe(
      'Zie <a href="/x?lang=nl">vraag 3 en 4</a>.<sup><a id="noot-plaats-1" ' +
        'href="#noot-1" aria-label="noot 1">1</a></sup>',
    )
  })

  it('has a mark that stands on a line of its own below it', () => {
    const proof = { spans: [{ start: 10, end: 20 }], joins: [] } as unknown as WireProof
    const at = (start: number) => notePlace(proof, { anchor: { start, end: start + 1 } })
    expect([9, 10, 20, 21, 22].map(at)).toEqual([null, 0, 10, 10, 10])
    // "Ja." may stand between.
    expect(at(23)).toBeNull()
  })

  it('makes an anchor from any mark, and others for a mark that comes again', () => {
    const marks = ['1', '*', '1)', '1', '1']
    const names = noteNames(marks.map((mark) => ({ mark })))
    expect(names).toEqual(['1', '2a', '129', '1-2', '1-3'])
  })
})

describe('the source view', () => {
  it('knows lines by any line end, and keeps the last one without', () => {
    const lines = sourceLines('een\r\ntwee\n\nvier')
    expect(lines.map(({ start, end }) => 'een\r\ntwee\n\nvier'.slice(start, end))).toEqual([
      'een',
      'twee',
      '',
      'vier',
    ])
    expect(lines.map(({ number }) => number)).toEqual([1, 2, 3, 4])
    expect(sourceLines('een\n')).toHaveLength(2)
  })

  it('marks the quoted text line by line, and copies as received', () => {
    const source = 'kop\neen <b>woord\nstaart'
    const spans = [{ start: source.indexOf('woord'), end: source.indexOf('staart') + 3 }]
    const lines = linesAround(sourceLines(source), spans)
    expect(lines.map(({ number }) => number)).toEqual([2, 3])
    const markup = String(sourceView(source, lines, spans))
    expect([...markup.matchAll(/<mark>(.*?)<\/mark>/g)].map(([, text]) => text)).toEqual([
      'woord',
      'sta',
    ])
    expect(textOf(markup)).toBe('2een &lt;b&gt;woord\n3staart\n')
  })
})
