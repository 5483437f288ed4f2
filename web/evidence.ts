import { cardOf, matchesIn, seeAlsoOf, sourcesOf, type Card } from '../src/answer/card.ts'
import type { FoundAnswer } from '../src/wire/answer.ts'
import { fill, sayList } from '../src/text/say.ts'
import { evidenceWords } from '../src/words/evidence.ts'
import type { ChatContext } from './chat-context.ts'
import { citeMenu } from './cite-menu.ts'
import { disclosure, element, type Disclosure } from './element.ts'
import evidenceCss from './evidence.css'
import { dress } from './own-rem.ts'
import { places } from './places.ts'
import { proofView } from './proof-view.ts'

/**
 * Fills a panel with the evidence for an answer: who else answered, which words found it, its
 * citation, and its proof.
 */
export function showEvidence(
  panel: HTMLElement,
  described: Card,
  answer: FoundAnswer,
  context: ChatContext,
  title: string,
): void {
  const root = panel.getRootNode()
  if (root instanceof ShadowRoot) dress(root, evidenceCss)
  const { strings } = context
  const cite = citeMenu(described, context, title)
  const proof = proofView(answer, context, title)
  const others = otherAnswers(described, context, title)
  panel.replaceChildren(
    ...[byline(described, answer, context), matches(answer, context)].filter(
      (part) => part !== null,
    ),
    element(
      'div',
      { class: 'actions' },
      cite.toggle,
      proof.toggle,
      others.toggle,
      described.publicPage === null ? null : context.link(strings.publicPage, described.publicPage),
      report(described, context),
    ),
    cite.panel,
    proof.panel,
    others.panel,
  )
}

/**
 * A letter to the people who run the server. It names the answer and the index, and the browser
 * sends nothing.
 */
function report(described: Card, context: ChatContext): HTMLElement | null {
  const { contact, strings } = context
  const words = evidenceWords[context.language]
  if (contact === null) return null
  const body = fill(words.reportBody, {
    answer: described.id,
    index: context.digest,
    page: context.page(described.page),
  })
  const subject = fill(words.reportSubject, { answer: described.id })
  const query = `subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`
  return element('a', { href: `mailto:${encodeURIComponent(contact)}?${query}` }, strings.report)
}

/** Details that readers seldom need: who else answered, when it was asked, what came before. */
function byline(
  { onBehalfOf }: Card,
  { document, numbers }: FoundAnswer,
  context: ChatContext,
): HTMLElement | null {
  const { strings } = context
  const { asked } = document
  const [seeAlso, alsoAs] = [seeAlsoOf(document), sourcesOf(document, numbers)]
  const lines = [
    onBehalfOf.length === 0
      ? null
      : inDutch(strings.onBehalfOf, '{ministers}', sayList(onBehalfOf, strings.and)),
    asked === null ? null : [fill(strings.asked, { date: context.date(asked) })],
    seeAlso.length === 0 ? null : [`${strings.seeAlso} `, ...places(seeAlso, context)],
    alsoAs.length === 0 ? null : [`${strings.alsoAs} `, ...sources(alsoAs, context)],
  ].filter((line) => line !== null)
  if (lines.length === 0) return null
  return element('div', { class: 'by' }, ...lines.map((line) => element('p', {}, ...line)))
}

function sources(alsoAs: ReturnType<typeof sourcesOf>, context: ChatContext): (string | Node)[] {
  return alsoAs.flatMap(({ page, name, differs }, index) => {
    const place = page === null ? name : context.link(name, page)
    const said = differs ? [place, ` ${context.strings.otherWords}`] : [place]
    return index === 0 ? said : ['; ', ...said]
  })
}

/** A template with a name filled in, the name marked as Dutch. */
function inDutch(template: string, place: string, name: string): (string | Node)[] {
  const [before = '', after = ''] = template.split(place)
  return [before, element('span', { lang: 'nl' }, name), after]
}

function matches({ paragraphs }: FoundAnswer, { strings }: ChatContext): HTMLElement | null {
  const words = matchesIn(paragraphs)
  if (words.length === 0) return null
  return element(
    'p',
    { class: 'matches' },
    `${strings.matches}: `,
    ...words.map(([asked, found]) =>
      element('span', {}, `${asked} → `, element('b', { lang: 'nl' }, found.join(', '))),
    ),
  )
}

/** The document's other answers, fetched when somebody opens the list. */
function otherAnswers(described: Card, context: ChatContext, title: string): Disclosure {
  const list = element('ul', { class: 'others' })
  const { noOthers, gone } = evidenceWords[context.language]
  const load = async (): Promise<void> => {
    if (list.hasChildNodes()) return
    try {
      const { answers } = await context.client.document(described.documentId)
      for (const other of answers.filter(({ id }) => id !== described.id)) {
        const { label, page, questions } = cardOf(other, context.language)
        const asked = questions.map(({ text }) => text).join(' ')
        const link = context.link(label, page)
        list.append(element('li', {}, link, ' ', element('span', { lang: 'nl' }, asked)))
      }
      if (!list.hasChildNodes()) list.append(element('li', {}, noOthers))
    } catch (error) {
      list.replaceChildren(element('li', {}, context.explain(error, gone)))
    }
  }
  return disclosure(context.strings.others, list, () => void load(), { 'aria-describedby': title })
}
