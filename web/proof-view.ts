import type { FoundAnswer } from '../src/wire/schemas.ts'
import type { ChatContext } from './chat-context.ts'
import { disclosure, element, type Disclosure } from './element.ts'
import { checkProofs, type ProofOutcome } from './proof.ts'
import { fill } from '../src/text/say.ts'

/** Characters of the source shown before and after a passage. */
const AROUND = 60

/** A button, and the panel that it opens: the check made anew, and what it was made of. */
export function proofView(answer: FoundAnswer, context: ChatContext, title: string): Disclosure {
  const { strings } = context
  const verdict = element('p', { class: 'note', role: 'status' })
  const evidence = element('div')
  const panel = element('div', { class: 'proof' }, verdict, evidence)

  async function check(): Promise<void> {
    say('', strings.proving)
    try {
      const source = await context.client.source(answer.document.id)
      evidence.replaceChildren(...evidenceOf(answer, source, context))
      if (globalThis.crypto?.subtle === undefined) {
        return say('', fill(strings.unproven, { reason: strings.noCrypto }))
      }
      const outcome = await checkProofs(source, answer.paragraphs)
      if (outcome.kind === 'proven') say('good', [strings.proven, ...signedBy(outcome)].join(' '))
      else say('bad', fill(strings.disproven, { paragraph: outcome.paragraph }))
    } catch (error) {
      say('', fill(strings.unproven, { reason: context.explain(error) }))
    }
  }

  function signedBy({ signed }: Extract<ProofOutcome, { kind: 'proven' }>): string[] {
    if (signed === undefined) return []
    const { publicKey } = signed
    return [publicKey === null ? strings.signedUnread : fill(strings.signed, { key: publicKey })]
  }

  function say(tone: 'good' | 'bad' | '', text: string): void {
    verdict.className = `note ${tone}`
    verdict.textContent = text
  }

  return disclosure(strings.prove, panel, () => void check(), { 'aria-describedby': title })
}

function evidenceOf(
  { paragraphs }: FoundAnswer,
  source: Uint8Array,
  { strings }: ChatContext,
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

/** The source as received around a passage, what the passage is made of marked. */
function inSource(
  source: string,
  spans: readonly { readonly start: number; readonly end: number }[],
): Node[] {
  const first = spans[0]?.start ?? 0
  const last = spans.at(-1)?.end ?? 0
  const nodes: Node[] = []
  let from = Math.max(0, first - AROUND)
  for (const { start, end } of spans) {
    nodes.push(document.createTextNode(source.slice(from, start)))
    nodes.push(element('mark', {}, source.slice(start, end)))
    from = end
  }
  nodes.push(document.createTextNode(source.slice(last, last + AROUND)))
  return nodes
}
