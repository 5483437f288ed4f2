import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { sha256 as digestOf } from '../../src/domain/digest.ts'
import { statementOf } from '../../src/domain/signature.ts'
import { read } from '../../src/domain/reading.ts'
import type { WireProof } from '../../src/wire/proof.ts'
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
      indexDigest: `sha256:${'0'.repeat(64)}`,
      signature: null,
    },
  }
}

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const key = spki(publicKey)

async function signedParagraph() {
  const { text, proof } = await provenParagraph()
  const value = sign(null, Buffer.from(statementOf(proof)), privateKey).toString('base64')
  return { text, proof: { ...proof, signature: { publicKey: key, value } } }
}

describe('the check in the browser', () => {
  it('rebuilds a text across a closed hyphen, counting a byte order mark', async () => {
    const paragraph = await provenParagraph()
    expect(paragraph.text).toBe('Kunt u de mogelijkheden noemen?')
    expect(await checkProofs(bytes, [paragraph])).toEqual({ kind: 'proven' })
  })

  it('detects a changed text, even one that brings its own digest', async () => {
    const paragraph = await provenParagraph()
    const text = paragraph.text.replace('mogelijkheden', 'moeilijkheden')
    const proof = { ...paragraph.proof, textSha256: await digestOf(text) }
    expect(await checkProofs(bytes, [paragraph, { text, proof }])).toEqual({
      kind: 'disproven',
      paragraph: 2,
    })
  })

  it('detects a source other than the named one, and spans that do not fit it', async () => {
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

describe('a signature', () => {
  it('is reported with its key, if every paragraph has it', async () => {
    const [signed, bare] = [await signedParagraph(), await provenParagraph()]
    const bySigner = { kind: 'proven', signed: { publicKey: key } }
    expect(await checkProofs(bytes, [signed])).toEqual(bySigner)
    expect(await checkProofs(bytes, [signed, signed])).toEqual(bySigner)
    expect(await checkProofs(bytes, [signed, bare])).toEqual({ kind: 'proven' })
  })

  const other = generateKeyPairSync('ed25519').publicKey
  it.each<[string, Partial<WireProof>]>([
    ['another index', { indexDigest: `sha256:${'1'.repeat(64)}` }],
    ['another document', { documentId: 'e' }],
    ['another key', { signature: { publicKey: spki(other), value: 'kept' } }],
    ['no signature of any kind', { signature: { publicKey: key, value: 'x' } }],
    ['nothing', { signature: { publicKey: key, value: '' } }],
    ['no key', { signature: { publicKey: 'AAAA', value: 'kept' } }],
  ])('of %s proves nothing', async (_, change) => {
    const { text, proof } = await signedParagraph()
    const forged = { ...proof, ...change }
    const signature = forged.signature!
    const value = signature.value === 'kept' ? proof.signature.value : signature.value
    const paragraph = { text, proof: { ...forged, signature: { ...signature, value } } }
    expect(await checkProofs(bytes, [paragraph])).toEqual({ kind: 'disproven', paragraph: 1 })
  })

  it('of a genuine source does not vouch for a forged one', async () => {
    const { text, proof } = await signedParagraph()
    const forged = source.replace('Kunt u', 'Wilt u')
    const sourceSha256 = await digestOf(forged)
    const said = text.replace('Kunt u', 'Wilt u')
    const textSha256 = await digestOf(said)
    const paragraph = { text: said, proof: { ...proof, sourceSha256, textSha256 } }
    const unsigned = { ...paragraph, proof: { ...paragraph.proof, signature: null } }
    const content = new TextEncoder().encode(forged)
    expect(await checkProofs(content, [unsigned])).toEqual({ kind: 'proven' })
    expect(await checkProofs(content, [paragraph])).toEqual({ kind: 'disproven', paragraph: 1 })
  })
})

function spki(publicKey: KeyObject): string {
  return publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
}
