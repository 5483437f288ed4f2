import type { FoundAnswer } from '../src/wire/schemas.ts'
import { fill } from '../src/text/say.ts'
import type { ChatContext } from './chat-context.ts'
import { disclosure, element, type Disclosure } from './element.ts'
import type * as evidenceScript from './evidence.ts'

/** The script that makes the check, loaded on demand. */
type Evidence = typeof evidenceScript

/** A button and the panel that it opens: a fresh check, and its evidence. */
export function proofView(answer: FoundAnswer, context: ChatContext, title: string): Disclosure {
  const { client, strings } = context
  const verdict = element('p', { class: 'note', role: 'status' })
  const panel = element('div', { class: 'proof' }, verdict)

  async function check(): Promise<void> {
    verdict.className = 'note'
    verdict.textContent = strings.proving
    panel.replaceChildren(verdict)
    try {
      const { showProof } = (await import(client.address('/evidence.js'))) as Evidence
      await showProof(panel, verdict, answer, context)
    } catch (error) {
      verdict.textContent = fill(strings.unproven, { reason: context.explain(error) })
    }
  }

  return disclosure(strings.prove, panel, () => void check(), { 'aria-describedby': title })
}
