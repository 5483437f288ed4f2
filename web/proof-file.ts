import { segmentsOf } from '../src/text/segments.ts'
import { sha256 } from '../src/domain/digest.ts'
import { proofFileWords } from '../src/words/proof-file.ts'
import type { WireParagraph } from '../src/wire/answer.ts'
import { checkProofs, PLAIN_ELEMENTS } from './proof.ts'

type Proof = WireParagraph['proof']

/** The data in a file that proves a quote, besides the visible text. */
export interface ProofData {
  /** the bytes of the source text, in base64 */
  readonly source: string
  /** of each displayed paragraph, in order */
  readonly proofs: readonly Proof[]
  /** SHA-256, hex, of the displayed text: quote, citation and digests */
  readonly shownSha256: string
}

/** Whether the reader sees all of it, and each paragraph as one text. */
function isPlain(shown: Element): boolean {
  const inside = [...shown.querySelectorAll('*')]
  const around = [shown, shown.parentElement!, document.body]
  return (
    shown.parentElement?.parentElement === document.body &&
    around.every(({ attributes }) => [...attributes].every(({ name }) => name === 'id')) &&
    inside.every(
      ({ localName, attributes }) =>
        PLAIN_ELEMENTS.has(localName) && [...attributes].every(({ name }) => name === 'lang'),
    ) &&
    shown.querySelector('blockquote p *') === null
  )
}

/** Checks what the reader sees, not a copy of it. */
async function check(): Promise<void> {
  const { source, proofs, shownSha256 } = JSON.parse(textOf('#data')) as ProofData
  const bytes = Uint8Array.from(atob(source), (character) => character.charCodeAt(0))
  showSource(bytes, proofs)
  if (globalThis.crypto?.subtle === undefined) return say('none')
  const shown = document.querySelector('#shown')!
  const texts = [...shown.querySelectorAll('blockquote p')].map((each) => each.textContent)
  const outcome = await checkProofs(
    bytes,
    texts.map((text, at) => ({ text, proof: proofs[at]! })),
  )
  const isWhole =
    isPlain(shown) &&
    texts.length === proofs.length &&
    (await sha256(shown.textContent)) === shownSha256
  if (outcome.kind === 'disproven' || !isWhole) return say('bad')
  const { signed } = outcome
  say(
    'good',
    signed === undefined ? 'unsigned' : signed.publicKey === null ? 'signedUnread' : 'signed',
  )
}

function textOf(selector: string): string {
  return document.querySelector(selector)!.textContent
}

function say(verdict: 'good' | 'bad' | 'none', signed?: 'signed' | 'signedUnread' | 'unsigned') {
  const place = document.querySelector('.verdict')!
  place.classList.add(verdict)
  for (const line of place.querySelectorAll<HTMLElement>('p')) {
    const words = proofFileWords[line.lang as 'nl' | 'en']
    line.textContent = [words[verdict], ...(signed ? [words[signed]] : [])].join(' ')
  }
}

/** Shows the source with the quote's slices marked. */
function showSource(bytes: Uint8Array, proofs: readonly Proof[]): void {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  const spans = proofs.flatMap((proof) => proof.spans)
  const parts = segmentsOf(text, spans).map((piece) => {
    if (piece.ranges.length === 0) return piece.text
    const mark = document.createElement('mark')
    mark.textContent = piece.text
    return mark
  })
  document.querySelector('#source')!.replaceChildren(...parts)
}

// Unreadable data, or other parts than expected, mean that somebody changed the file.
check().catch(() => say('bad'))
