import type { Answer, DocumentHead, FoundAnswer, ReferredAnswer } from '../src/wire/schemas.ts'
import type { ChatContext } from './chat-context.ts'
import { citeMenu } from './cite-menu.ts'
import { button, disclosure, element, type Disclosure } from './element.ts'
import { markedText, matchedWords } from './marked-text.ts'
import { proofView } from './proof-view.ts'
import { asMarkdown, asText, copyRich, quoteOf } from './quote.ts'
import { publicationLabel } from '../src/domain/publication.ts'
import { fill, sayAsker, sayList } from '../src/text/say.ts'

/** A question of this many characters or more is folded to two lines. */
const LONG_QUESTION = 220

/** An answer that was found: the question, the minister's words, and what can be done with them. */
export function card(answer: FoundAnswer, context: ChatContext): HTMLElement {
  const { strings } = context
  const title = context.id()
  return element(
    'article',
    { class: 'card', part: 'card', 'aria-labelledby': title },
    element(
      'header',
      { class: 'card-head' },
      element('h3', { id: title, lang: 'nl' }, answer.citation.label),
      element('span', { class: `relevance ${answer.relevance}` }, strings[answer.relevance]),
    ),
    questions(answer, context),
    quote(answer, context),
    ...answer.refersTo.map((referred) => referredTo(referred, context)),
    byline(answer, context),
    matches(answer, context),
    ...actions(answer, context, title),
  )
}

function questions(answer: ReferredAnswer, { strings }: ChatContext): HTMLElement {
  const askers = answer.document.askers.map(sayAsker)
  const numbers = answer.questions.flatMap((question) => question.numbers)
  const named = fill(numbers.length === 1 ? strings.questionOne : strings.question, {
    numbers: sayList(numbers, strings.and),
  })
  const by = askers.length === 0 ? '' : fill(strings.by, { askers: sayList(askers, strings.and) })
  const box = element(
    'div',
    { class: 'question' },
    element('p', { class: 'who' }, `${named} ${by}`),
    ...answer.questions.map(({ text }) => element('p', { class: 'said', lang: 'nl' }, text)),
  )
  const length = answer.questions.reduce((sum, { text }) => sum + text.length, 0)
  if (length >= LONG_QUESTION) foldable(box, strings)
  return box
}

function foldable(box: HTMLElement, strings: ChatContext['strings']): void {
  const toggle = button(
    strings.wholeQuestion,
    () => {
      const folded = box.classList.toggle('folded')
      toggle.textContent = folded ? strings.wholeQuestion : strings.foldQuestion
      toggle.setAttribute('aria-expanded', String(!folded))
    },
    { class: 'plain', 'aria-expanded': 'false' },
  )
  box.classList.add('folded')
  box.append(toggle)
}

function quote(answer: FoundAnswer, context: ChatContext): HTMLElement {
  const some = answer.paragraphs.some(({ matched }) => matched)
  const all = answer.paragraphs.every(({ matched }) => matched)
  return element(
    'blockquote',
    { class: some && !all ? 'quote some-matched' : 'quote', part: 'quote', lang: 'nl' },
    ...answer.paragraphs.map((paragraph) => {
      const links = answer.references
        .filter(({ paragraphId }) => paragraphId === paragraph.id)
        .map(({ start, end, href }) => ({ start, end, href: context.page(href) }))
      const classes = [paragraph.style === 'item' && 'item', paragraph.matched && 'matched']
      return element(
        'p',
        { class: classes.filter(Boolean).join(' ') || null },
        markedText(paragraph.text, paragraph.highlights, links),
      )
    }),
  )
}

function referredTo(answer: ReferredAnswer, context: ChatContext): HTMLElement {
  return element(
    'figure',
    { class: 'referred' },
    element('figcaption', { class: 'card-head' }, label(answer, context)),
    element(
      'blockquote',
      { class: 'quote', lang: 'nl' },
      ...answer.paragraphs.map(({ text }) => element('p', {}, text)),
    ),
  )
}

function label(answer: ReferredAnswer, context: ChatContext): HTMLElement {
  return context.link(answer.citation.label, answer.links.page, { lang: 'nl' })
}

function byline(
  { document: { ministers, onBehalfOf, ...head }, citation }: Answer,
  context: ChatContext,
) {
  const { strings } = context
  const dates = [
    head.asked === null ? null : fill(strings.asked, { date: context.date(head.asked) }),
    head.answered === null ? null : fill(strings.answered, { date: context.date(head.answered) }),
  ].filter((date) => date !== null)
  return element(
    'footer',
    { class: 'by' },
    element('p', {}, element('span', { class: 'minister', lang: 'nl' }, ministers.join(', '))),
    onBehalfOf.length === 0
      ? null
      : element(
          'p',
          { class: 'dates' },
          ...inDutch(strings.onBehalfOf, '{ministers}', sayList(onBehalfOf, strings.and)),
        ),
    element('p', { class: 'dates' }, dates.join(' · ')),
    seeAlso(head, context),
    element(
      'p',
      { class: 'cite' },
      element('span', { lang: 'nl' }, citation.text),
      ...(head.url === null ? [] : [' · ', context.link(strings.publicPage, head.url)]),
    ),
  )
}

/** What the document's head says to see too: as a rule the notice that its answers came later. */
function seeAlso({ earlier }: Pick<DocumentHead, 'earlier'>, context: ChatContext) {
  if (earlier.length === 0) return null
  const places = earlier.flatMap(({ page, ...publication }, index) => {
    const name = publicationLabel(publication)
    const place =
      page === null
        ? element('span', { lang: 'nl' }, name)
        : context.link(name, page, { lang: 'nl' })
    return index === 0 ? [place] : ['; ', place]
  })
  return element('p', { class: 'dates' }, `${context.strings.seeAlso} `, ...places)
}

/** A template with a name in its place, the name marked as Dutch. */
function inDutch(template: string, place: string, name: string): (string | Node)[] {
  const [before = '', after = ''] = template.split(place)
  return [before, element('span', { lang: 'nl' }, name), after]
}

function matches({ paragraphs }: FoundAnswer, { strings }: ChatContext): HTMLElement | null {
  const words = [...matchedWords(paragraphs)]
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

function actions(answer: FoundAnswer, context: ChatContext, title: string): HTMLElement[] {
  const { strings } = context
  const proof = proofView(answer, context, title)
  const cite = citeMenu(answer, context, title)
  const others = otherAnswers(answer, context, title)
  return [
    element(
      'div',
      { class: 'actions' },
      element(
        'p',
        {},
        context.link(strings.open, answer.links.page, { 'aria-describedby': title }),
        cite.toggle,
        proof.toggle,
        others.toggle,
      ),
      copying(answer, context, title),
    ),
    cite.panel,
    proof.panel,
    others.panel,
  ]
}

function copying(answer: FoundAnswer, context: ChatContext, title: string): HTMLElement {
  const { strings } = context
  const quoted = quoteOf(answer, context.page(answer.links.page))
  const copy = (label: string, work: () => Promise<void>): HTMLElement =>
    button(label, () => void context.copy(work), {
      'aria-label': `${strings.copyGroup}: ${label}`,
      'aria-describedby': title,
    })
  return element(
    'div',
    { class: 'copy', role: 'group', 'aria-label': strings.copyGroup },
    element('span', { 'aria-hidden': 'true' }, strings.copyGroup),
    copy(strings.copyRich, () => copyRich(quoted)),
    copy(strings.copyText, () => navigator.clipboard.writeText(asText(quoted))),
    copy(strings.copyMarkdown, () => navigator.clipboard.writeText(asMarkdown(quoted))),
  )
}

/** The document's other answers, fetched when somebody opens the list. */
function otherAnswers(answer: FoundAnswer, context: ChatContext, title: string): Disclosure {
  const list = element('ul', { class: 'others' })
  const load = async (): Promise<void> => {
    if (list.hasChildNodes()) return
    try {
      const { answers } = await context.client.document(answer.document.id)
      for (const other of answers.filter(({ id }) => id !== answer.id)) {
        const asked = other.questions.map(({ text }) => text).join(' ')
        list.append(
          element('li', {}, label(other, context), ' ', element('span', { lang: 'nl' }, asked)),
        )
      }
    } catch (error) {
      list.replaceChildren(element('li', {}, context.explain(error)))
    }
  }
  return disclosure(context.strings.others, list, () => void load(), { 'aria-describedby': title })
}
