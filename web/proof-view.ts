import { fill } from '../src/text/say.ts'
import { segmentsOf } from '../src/text/segments.ts'
import type { FoundAnswer } from '../src/wire/answer.ts'
import { evidenceWords } from '../src/words/evidence.ts'
import type { ChatContext } from './chat-context.ts'
import { disclosure, element, type Disclosure } from './element.ts'
import { checkProofs, type ProofOutcome } from './proof.ts'

type EvidenceWords = (typeof evidenceWords)['nl']

/** Characters of the source shown before and after a passage. */
const AROUND = 60

/** A button and the panel that it opens: a fresh check, and its evidence. */
export function proofView(answer: FoundAnswer, context: ChatContext, title: string): Disclosure {
  const words = evidenceWords[context.language]
  const verdict = element('p', { class: 'note', role: 'status' })
  const panel = element('div', { class: 'proof' }, verdict)

  async function check(): Promise<void> {
    verdict.className = 'note'
    verdict.textContent = words.proving
    panel.replaceChildren(verdict)
    try {
      await showProof(panel, verdict, answer, context)
    } catch (error) {
      verdict.textContent = fill(words.unproven, { reason: context.explain(error, words.gone) })
    }
  }

  return disclosure(context.strings.prove, panel, () => void check(), { 'aria-describedby': title })
}

/**
 * Checks an answer against its source, puts the outcome in `verdict` and shows below it what each
 * paragraph was made from. Throws if the source cannot be fetched.
 */
async function showProof(
  panel: HTMLElement,
  verdict: HTMLElement,
  answer: FoundAnswer,
  context: ChatContext,
): Promise<void> {
  const words = evidenceWords[context.language]
  const say = (tone: 'good' | 'bad' | '', text: string): void => {
    verdict.className = `note ${tone}`
    verdict.textContent = text
  }
  const source = await context.client.source(answer.document.id)
  panel.replaceChildren(verdict, ...evidenceOf(answer, source, words))
  if (globalThis.crypto?.subtle === undefined) {
    return say('', fill(words.unproven, { reason: words.noCrypto }))
  }
  const outcome = await checkProofs(source, answer.paragraphs)
  if (outcome.kind === 'proven') say('good', [words.proven, ...signedBy(outcome, words)].join(' '))
  else say('bad', fill(words.disproven, { paragraph: outcome.paragraph }))
}

function signedBy(
  { signed }: Extract<ProofOutcome, { kind: 'proven' }>,
  words: EvidenceWords,
): string[] {
  if (signed === undefined) return []
  const { publicKey } = signed
  return [publicKey === null ? words.signedUnread : fill(words.signed, { key: publicKey })]
}

/** For each paragraph its place in the source, and the data with which anybody can check it. */
function evidenceOf(
  { paragraphs }: FoundAnswer,
  source: Uint8Array,
  strings: EvidenceWords,
): Node[] {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(source)
  const pair = (term: string, value: string): Node[] => [
    element('dt', {}, term),
    element('dd', {}, value),
  ]
  return paragraphs.flatMap(({ proof }, index) => [
    element(
      'details',
      {},
      element(
        'summary',
        {},
        `${strings.sourceText}, ${fill(strings.paragraph, { n: index + 1 }).toLowerCase()}`,
      ),
      element('pre', { lang: 'nl' }, ...inSource(text, proof.spans)),
      element(
        'dl',
        {},
        ...pair(strings.textDigest, proof.textSha256),
        ...pair(strings.sourceDigest, proof.sourceSha256),
        ...pair(strings.indexDigest, proof.indexDigest),
        ...(proof.signature === null ? [] : pair(strings.signature, proof.signature.value)),
        ...pair(strings.spans, proof.spans.map(({ start, end }) => `${start}–${end}`).join(', ')),
      ),
    ),
  ])
}

/** The received source around a passage, with the passage's own slices marked. */
function inSource(
  source: string,
  spans: readonly { readonly start: number; readonly end: number }[],
): Node[] {
  const first = spans[0]?.start ?? 0
  const last = spans.at(-1)?.end ?? 0
  const from = Math.max(0, first - AROUND)
  const within = spans.map(({ start, end }) => ({ start: start - from, end: end - from }))
  return segmentsOf(source.slice(from, last + AROUND), within).map(({ text, ranges }) =>
    ranges.length === 0 ? document.createTextNode(text) : element('mark', {}, text),
  )
}
