import type { Card, CardGroup, Fact } from '../src/answer/card.ts'
import type { FoundAnswer } from '../src/wire/answer.ts'
import { cardActions } from './card-actions.ts'
import type { ChatContext } from './chat-context.ts'
import { button, element } from './element.ts'
import { places } from './places.ts'
import { fill } from '../src/text/say.ts'
import { runsElements } from './runs.ts'

/** Characters from which a question is folded to two lines. */
const LONG_QUESTION = 190

/** The same for one line, where several answers share the screen. */
const LONG_QUESTION_OF_SEVERAL = 80

/** Answers of one document under its subject; `answerOf` returns the server's data for a card. */
export function cardGroupElement(
  { cards }: CardGroup,
  answerOf: (id: string) => FoundAnswer,
  context: ChatContext,
): HTMLElement {
  const [first, ...others] = cards
  const title = context.id()
  const common = first.facts.filter(({ kind }) => kind !== 'numbers')
  const subject = context.link(first.subject, first.documentPage, { lang: 'nl' })
  const alone = others.length === 0
  return element(
    'article',
    { class: 'sheet', 'aria-labelledby': title },
    element(
      'header',
      { class: 'about' },
      element('h3', { id: title, class: 'subject' }, subject),
      factLine(alone ? first.facts : common),
      alone ? pill(first) : null,
    ),
    ...cards.map((each) => card(each, alone, answerOf(each.id), context)),
  )
}

/**
 * An answer: the question, the minister's words, and the actions on them. One that stands `alone`
 * in its document has its details below the subject.
 */
function card(
  described: Card,
  alone: boolean,
  answer: FoundAnswer,
  context: ChatContext,
): HTMLElement {
  const title = context.id()
  const [box, unfold] = quote(described, context)
  return element(
    'section',
    // No landmark: answers of other documents have the same number.
    { class: 'card', part: 'card', role: 'group', 'aria-labelledby': title },
    element(
      'header',
      { class: alone ? 'unseen' : 'card-head' },
      element('h4', { id: title }, described.label),
      alone ? null : pill(described),
    ),
    replaced(described, context),
    earlier(described, context),
    repeated(described, context),
    questions(described, context),
    box,
    ...described.refersTo.map((referred) => referredTo(referred, context)),
    ...cardActions(described, answer, context, { title, unfold }),
    element('p', { class: 'printed', lang: 'nl' }, described.citation),
  )
}

/** What an answer corrects, shown before its words. */
function replaced({ replaces }: Card, context: ChatContext): HTMLElement | null {
  if (replaces.length === 0) return null
  return element('p', { class: 'by' }, `${context.strings.replaces} `, ...places(replaces, context))
}

function earlier({ newer }: Card, { strings, link }: ChatContext): HTMLElement | null {
  if (newer === null) return null
  return element(
    'p',
    { class: 'earlier-position' },
    element('strong', {}, strings.earlier),
    ' ',
    link(fill(strings.later, { date: newer.date }), newer.page),
  )
}

function repeated({ repeatedIn }: Card, { strings, link }: ChatContext): HTMLElement | null {
  if (repeatedIn.length === 0) return null
  const links = repeatedIn.flatMap(({ name, page }, n) => [n === 0 ? ' ' : '; ', link(name, page)])
  return element('p', { class: 'earlier-position' }, strings.sameAnswer, ...links)
}

function pill({ relevance }: Card): HTMLElement | null {
  if (relevance === null) return null
  return element('span', { class: `relevance ${relevance.level}` }, relevance.said)
}

function factLine(facts: readonly Fact[]): HTMLElement {
  const items = facts.map(({ kind, text, lang }) => element('li', { class: kind, lang }, text))
  return element('ul', { class: 'particulars', role: 'list' }, ...items)
}

function questions(
  { questions: asked }: Card,
  { strings, several }: ChatContext,
): HTMLElement | null {
  if (asked.length === 0) return null
  const box = element(
    'div',
    { class: 'question' },
    ...asked.map(({ label, text }) =>
      element(
        'p',
        { class: 'said' },
        element('span', { class: 'who' }, label),
        ' ',
        element('span', { lang: 'nl' }, text),
      ),
    ),
  )
  const length = asked.reduce((sum, { text }) => sum + text.length, 0)
  if (length >= (several ? LONG_QUESTION_OF_SEVERAL : LONG_QUESTION)) foldable(box, strings)
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

/** The minister's words; of a long answer a part, until somebody asks or searches for the rest. */
function quote(
  described: Card,
  context: ChatContext,
): [box: HTMLElement, unfold: HTMLElement | null] {
  const { paragraphs } = described
  const some = paragraphs.some(({ matched }) => matched)
  const all = paragraphs.every(({ matched }) => matched)
  const drawn = paragraphs.map((paragraph, at) => {
    const { style, matched, folded, runs } = paragraph
    const [opening] = runs
    const opensFolded = opening?.kind === 'words' && opening.folded === true
    const classes = [
      style === 'item' && 'item',
      matched && 'matched',
      // What is left out before it and of it is one gap.
      !folded && !opensFolded && paragraphs[at - 1]?.folded === true && 'behind-gap',
    ]
    return element(
      'p',
      {
        class: classes.filter(Boolean).join(' ') || null,
        hidden: folded ? 'until-found' : null,
      },
      runsElements(runs, context.page),
    )
  })
  const box = element(
    'blockquote',
    { class: some && !all ? 'quote some-matched' : 'quote', part: 'quote', lang: 'nl' },
    ...drawn,
  )
  const hidden = box.querySelectorAll<HTMLElement>('[hidden]')
  return [box, hidden.length === 0 ? null : unfolding(box, hidden, context.strings)]
}

function unfolding(
  box: HTMLElement,
  hidden: NodeListOf<HTMLElement>,
  strings: ChatContext['strings'],
): HTMLElement {
  const show = (): void => {
    box.classList.remove('folded')
    for (const each of hidden) each.hidden = false
    toggle.remove()
  }
  const toggle = button(
    strings.wholeAnswer,
    () => {
      show()
      // The button is gone, so keyboard users continue where the rest begins.
      hidden[0]!.tabIndex = -1
      hidden[0]!.focus()
    },
    { class: 'whole' },
  )
  box.classList.add('folded')
  for (const each of hidden) each.addEventListener('beforematch', show)
  return toggle
}

function referredTo(referred: Card, context: ChatContext): HTMLElement {
  const caption = context.link(referred.label, referred.page)
  return element(
    'figure',
    { class: 'referred' },
    element('figcaption', { class: 'card-head' }, caption),
    ...quote(referred, context).filter((each) => each !== null),
  )
}
