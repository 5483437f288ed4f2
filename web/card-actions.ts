import type { Card } from '../src/answer/card.ts'
import type { FoundAnswer } from '../src/wire/answer.ts'
import type { ChatContext } from './chat-context.ts'
import { afterFrame, button, disclosure, element, type Disclosure } from './element.ts'
import { quoteMarkdown, quoteText, copyRich, quoteOf } from './quote.ts'

/**
 * The actions on an answer: read it in its place, copy it, and the rest behind "⋯", along with the
 * button that unfolds a long one.
 */
export function cardActions(
  described: Card,
  answer: FoundAnswer,
  context: ChatContext,
  { title, unfold }: { title: string; unfold: HTMLElement | null },
): HTMLElement[] {
  const { strings } = context
  const about = { 'aria-describedby': title }
  const copy = disclosure(strings.copy, copying(answer, context, title), null, about)
  const rest = more(described, answer, context, title)
  const controls = element(
    'div',
    { class: 'actions' },
    context.link(strings.open, described.page, about),
    copy.toggle,
    rest.toggle,
    unfold,
  )
  return [controls, copy.panel, rest.panel]
}

function copying(answer: FoundAnswer, context: ChatContext, title: string): HTMLElement {
  const { strings } = context
  const quoted = quoteOf(answer, context)
  const form = (label: string, work: () => Promise<void>): HTMLElement =>
    button(label, () => void context.copy(work), {
      'aria-label': `${strings.copyGroup}: ${label}`,
      'aria-describedby': title,
    })
  return element(
    'div',
    { class: 'copy', role: 'group', 'aria-label': strings.copyGroup },
    form(strings.copyRich, () => copyRich(quoted)),
    form(strings.copyText, () => navigator.clipboard.writeText(quoteText(quoted))),
    form(strings.copyMarkdown, () => navigator.clipboard.writeText(quoteMarkdown(quoted))),
  )
}

/**
 * The evidence for an answer. Our own page draws it right after the frame that shows the answer; on
 * other sites the script is loaded on demand.
 */
function more(
  described: Card,
  answer: FoundAnswer,
  context: ChatContext,
  title: string,
): Disclosure {
  const { strings } = context
  const panel = element('div', { class: 'more' })
  const fill = async (): Promise<void> => {
    if (panel.querySelector('.actions') !== null) return
    try {
      const { showEvidence } = await context.evidence()
      showEvidence(panel, described, answer, context, title)
    } catch {
      panel.textContent = strings.unreachable
    }
  }
  if (context.standalone) afterFrame(fill)
  const about = { 'aria-label': strings.more, 'aria-describedby': title, class: 'dots' }
  return disclosure('⋯', panel, () => void fill(), about)
}
