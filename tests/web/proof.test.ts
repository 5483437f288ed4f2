import { describe, expect, it } from 'vitest'
import { sha256 as digestOf } from '../../src/domain/digest.ts'
import { read } from '../../src/domain/reading.ts'
import { checkProofs } from '../../web/proof.ts'

const source = '\uFEFFVraag 1\nKunt u de mogelijkhe-\nden noemen?\nNee.\n'
const bytes = new TextEncoder().encode(source)

async function provenParagraph() {
  const [first, second] = [source.indexOf('Kunt'), source.indexOf('den noemen')]
  const spans = [
    { start: first, end: source.indexOf('-\n') },
    { start: second, end: source.indexOf('?') + 1 },
  ]
  const reading = read(source, { spans, joins: [''] })
  return {
    text: reading.text,
    proof: {
      documentId: 'd',
      sourceSha256: await digestOf(source),
      spans,
      joins: [''] as ('' | ' ')[],
      textSha256: await digestOf(reading.text),
    },
  }
}

describe('the check in the browser', () => {
  it('rebuilds a text over a closed hyphen, a byte order mark counted', async () => {
    const paragraph = await provenParagraph()
    expect(paragraph.text).toBe('Kunt u de mogelijkheden noemen?')
    expect(await checkProofs(bytes, [paragraph])).toEqual({ kind: 'proven' })
  })

  it('finds a changed text, even one that brings its own digest', async () => {
    const paragraph = await provenParagraph()
    const text = paragraph.text.replace('mogelijkheden', 'moeilijkheden')
    const proof = { ...paragraph.proof, textSha256: await digestOf(text) }
    expect(await checkProofs(bytes, [paragraph, { text, proof }])).toEqual({
      kind: 'disproven',
      paragraph: 2,
    })
  })

  it('finds a source that is not the one named, and spans that do not fit it', async () => {
    const paragraph = await provenParagraph()
    const other = new TextEncoder().encode(source.replace('Nee', 'Ja'))
    expect(await checkProofs(other, [paragraph])).toEqual({ kind: 'disproven', paragraph: 1 })
    const proof = {
      ...paragraph.proof,
      spans: [
        { start: 0, end: 1 },
        { start: 5, end: 9_999 },
      ],
    }
    expect(await checkProofs(bytes, [{ ...paragraph, proof }])).toEqual({
      kind: 'disproven',
      paragraph: 1,
    })
  })
})
