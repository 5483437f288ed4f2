import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { SourceDocument } from '../src/domain.ts'
import { dutchWords } from '../src/ingest/dictionary.ts'
import { extract } from '../src/ingest/extract.ts'
import { parseDocument } from '../src/ingest/parse.ts'
import { isVerbatim } from '../src/reading.ts'

const file = new URL('../index/documents/2022D35172.txt', import.meta.url)

describe('the committed document', async () => {
  const extracted = await extract(readFileSync(file), '2022D35172.txt')
  const options = { id: '2022D35172', file: '2022D35172.txt', sha256: '', fileSha256: '' }
  const document = parseDocument(extracted, { ...options, words: dutchWords })
  const answer = (numbers: string): string[] =>
    document.answers
      .find(({ id }) => id === `2022D35172.${numbers}`)!
      .paragraphs.map(({ reading }) => reading.text)

  it('reads who asked whom about what, and when', () => {
    expect(document).toMatchObject({
      kind: 'answers',
      title: 'het bericht dat Chinese bedrijven de Russische oorlogsmachine steunen',
      askers: [{ name: 'Sjoerdsma', party: 'D66' }],
      ministers: [{ role: 'Minister', name: 'Hoekstra', preposition: null, portfolio: 'Buitenlandse Zaken' }],
      onBehalfOf: [
        {
          role: 'Minister',
          name: null,
          preposition: 'voor',
          portfolio: 'Buitenlandse Handel en Ontwikkelingssamenwerking',
        },
      ],
      asked: '2022-07-19',
      answered: '2022-09-12',
      warnings: [],
    })
  })

  it('pairs 11 questions with 10 answers of 14 paragraphs', () => {
    expect(document.questions.map(({ numbers }) => numbers)).toEqual(
      Array.from({ length: 11 }, (_, index) => [index + 1]),
    )
    expect(document.answers.map(({ numbers, paragraphs }) => [numbers, paragraphs.length])).toEqual(
      [
        [[1], 1],
        [[2], 1],
        [[3, 4], 3],
        [[5], 2],
        [[6], 2],
        [[7], 1],
        [[8], 1],
        [[9], 1],
        [[10], 1],
        [[11], 1],
      ],
    )
  })

  it('closes soft hyphens and keeps real ones', () => {
    const text = document.answers.flatMap(({ numbers }) => answer(numbers.join('+'))).join('\n')
    for (const word of [
      'mogelijkheden tot',
      'elektronische componenten',
      'desinformatie behelzen',
    ]) {
      expect(text).toContain(word)
    }
    expect(text).toContain('defensie- en veiligheidssector')
    expect(text).toContain('Koude-Oorlogsmentaliteit')
    expect(text).not.toMatch(/\p{Ll}- \p{Ll}+(?<!en|of)\b(?! )/u)
  })

  it('begins a paragraph behind a line that stops early', () => {
    const [, second = '', third = ''] = answer('3+4')
    expect(second).toMatch(/bovendien uiterst beperkt\.$/)
    expect(third).toMatch(/^De uitvoer uit Nederland/)
  })

  it('ties three footnotes to their marks and keeps them out of every passage', () => {
    expect(
      document.notes.map(({ mark, anchor }) => [
        mark,
        extracted.text.slice(anchor!.start - 3, anchor!.end),
      ]),
    ).toEqual([
      ['1', 'e»?1'],
      ['2', 'ex?2'],
      ['3', '21.3'],
    ])
    expect(document.notes[0]!.reading.text).toContain('military-needs-to-keep-fighting-in-ukraine')
    const shown = [
      ...document.questions.map(({ reading }) => reading.text),
      ...document.answers.flatMap(({ numbers }) => answer(numbers.join('+'))),
    ].join('\n')
    expect(shown).not.toMatch(/https|GLOBAL COALITION|\?\d|2021\.3/)
  })

  it('links answer 9 to the answer that it names', () => {
    const [reference] = document.answers.find(({ id }) => id.endsWith('.9'))!.references
    expect(reference!.target).toEqual({ kind: 'answer', id: '2022D35172.3+4' })
    expect(extracted.text.slice(reference!.span.start, reference!.span.end)).toBe(
      'antwoord op vraag 3 en 4',
    )
  })

  it('gives each character one region and each reading its source', () => {
    expectComplete(document, extracted.text)
  })
})

function expectComplete(document: SourceDocument, source: string): void {
  let end = 0
  for (const region of document.regions) {
    expect(region.start).toBe(end)
    expect(region.end).toBeGreaterThan(region.start)
    end = region.end
  }
  expect(end).toBe(source.length)
  for (const { paragraphs } of document.answers) {
    for (const { reading } of paragraphs) expect(isVerbatim(source, reading)).toBe(true)
  }
}
