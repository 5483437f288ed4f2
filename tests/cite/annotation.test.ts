import { expect, it } from 'vitest'
import { webAnnotation } from '../../src/cite/annotation.ts'
import { WebAnnotation } from '../../src/wire/citations.ts'

/** Characters outside the basic plane, two UTF-16 units each, around and in the quote. */
const source =
  '😀😀 Vraag 1\nWaarom 𝔸?\n\nAntwoord 1\nDaar𝔸om,\n1 noot\n zegt 🇳🇱 </script> men.\n😀'
const quoted = ['Daar𝔸om,', 'zegt 🇳🇱 </script> men.']

function annotate(spans = quoted.map(spanOf)) {
  const id = 'https://antwoorden.example.nl/v1/answers/d.1/citation?format=web-annotation'
  const sourceAddress = 'https://antwoorden.example.nl/v1/documents/d/source'
  const json = webAnnotation({
    id,
    citation: 'd, antwoord op vraag 1',
    sourceAddress,
    source,
    spans,
  })
  return WebAnnotation.parse(JSON.parse(json))
}

function spanOf(text: string) {
  const start = source.indexOf(text)
  return { start, end: start + text.length }
}

it('selects each slice of a quote by its position in code points', () => {
  const characters = [...source]
  const selected = annotate().target.map(({ selector: [, { start, end }] }) =>
    characters.slice(start, end).join(''),
  )
  expect(selected).toEqual(quoted)
  // In UTF-16 units the same numbers point elsewhere.
  const [, { start }] = annotate().target[0]!.selector
  expect(start).toBe(source.indexOf(quoted[0]!) - 3)
})

it('selects each slice by its words, with whole characters before and after it', () => {
  for (const [at, { selector }] of annotate().target.entries()) {
    const [{ exact, prefix, suffix }] = selector
    expect(exact).toBe(quoted[at])
    expect(source).toContain(prefix + exact + suffix)
    for (const text of [prefix, suffix]) {
      expect(text.isWellFormed()).toBe(true)
      expect([...text].length).toBeLessThanOrEqual(32)
    }
    expect([...prefix]).toHaveLength(32)
  }
})

it('leaves out the text between two slices', () => {
  expect(
    annotate()
      .target.map(({ selector: [{ exact }] }) => exact)
      .join(),
  ).not.toContain('noot')
})

it('has no more context around a quote than the source has', () => {
  const [target] = annotate([{ start: 0, end: source.length }]).target
  expect(target!.selector).toEqual([
    { type: 'TextQuoteSelector', exact: source, prefix: '', suffix: '' },
    { type: 'TextPositionSelector', start: 0, end: [...source].length },
  ])
})
