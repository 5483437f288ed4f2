import type { FoundAnswer } from '../src/wire/schemas.ts'
import { fill } from '../src/text/say.ts'
import type { ChatContext } from './chat-context.ts'
import { disclosure, element, type Disclosure } from './element.ts'
import type * as evidenceScript from './evidence.ts'

/** The script that makes the check, loaded when somebody wants one. */
type Evidence = typeof evidenceScript

/** A button, and the panel that it opens: the check made anew, and what it was made of. */
export function proofView(answer: FoundAnswer, context: ChatContext, title: string): Disclosure {
  const { client, strings } = context
  const verdict = element('p', { class: 'note', role: 'status' })
  const evidence = element('div')
  const panel = element('div', { class: 'proof' }, verdict, evidence)

  async function check(): Promise<void> {
    say('', strings.proving)
    try {
      const [source, { checkProofs, dressEvidence, evidenceOf }] = await Promise.all([
        client.source(answer.document.id),
        import(client.address('/evidence.js')) as Promise<Evidence>,
      ])
      dressEvidence(panel.getRootNode() as ShadowRoot)
      evidence.replaceChildren(...evidenceOf(answer, source, strings))
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
