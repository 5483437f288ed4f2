import { sayOutcome } from './summary.ts'
import { sayFilter, sayReading } from '../src/answer/say-reading.ts'
import { sayState } from '../src/answer/say-state.ts'
import type { FoundAnswer } from '../src/wire/answer.ts'
import type { AskResponse, Searched } from '../src/wire/ask.ts'
import {
  cardsInSight,
  groupCards,
  timelinesOf,
  type CardGroup,
  type Position,
} from '../src/answer/card.ts'
import { sharesScreen } from '../src/answer/fold.ts'
import { cardGroupElement } from './card.ts'
import type { ChatContext } from './chat-context.ts'
import type { ChosenFilters } from './filters.ts'
import { button, element } from './element.ts'
import { chipList, chosenChips, questionEditor, type Chip } from './turn-tools.ts'
import { counted, fill, sayTitle, sentence } from '../src/text/say.ts'

export type TurnState =
  // Weak: the matches held back were asked for too.
  | { readonly kind: 'pending'; readonly weak: boolean }
  | { readonly kind: 'answered'; readonly response: AskResponse }
  | { readonly kind: 'failed'; readonly error: unknown }

/** Characters from which a question is set in smaller letters. */
const LONG_QUERY = 120

/** One question and its outcome. */
export interface Turn {
  readonly id: number
  query: string
  /** the conversation's queries before it, oldest first */
  history: readonly string[]
  filters: ChosenFilters
  /** words of the question to take as they stand, not as a filter or another word */
  unread?: readonly string[]
  state: TurnState
  /** the order of its answers; default the best first */
  order?: 'best' | 'newest'
}

/** The actions on a turn. */
export interface TurnActions {
  again(turn: Turn): void
  /** asks in other words, at the same place in the conversation */
  edit(turn: Turn, query: string): void
  /** asks the same with other filters */
  askWith(turn: Turn, filters: ChosenFilters): void
  /** asks again, with these words as the question's topic */
  unread(turn: Turn, said: string): void
  /** asks again, without the earlier questions */
  alone(turn: Turn): void
  /** copies a link to the question, with what the response says it was read with */
  share(turn: Turn, response: AskResponse): void
  cancel(turn: Turn): void
  showWeak(turn: Turn): void
}

export interface TurnView {
  readonly root: HTMLElement
  /** where focus goes when its element disappears */
  readonly heading: HTMLElement
  /** beside the answers, if there is room */
  readonly aside: HTMLElement
  /** redraws the turn's state */
  update(): void
}

export function turnView(turn: Turn, context: ChatContext, actions: TurnActions): TurnView {
  const { strings } = context
  const asked = element('span', { dir: 'auto' }, turn.query)
  const heading = element(
    'h2',
    { id: `turn-${turn.id}`, tabindex: '-1' },
    element('span', { class: 'unseen' }, `${strings.you}: `),
    asked,
  )
  const body = element('div', { class: 'turn-body' })
  const beside = element('div', { class: 'beside' })
  const sharing = button(strings.share, share, { class: 'plain' })
  const tools = element(
    'div',
    { class: 'turn-tools' },
    button(strings.edit, edit, { class: 'plain' }),
    button(strings.again, () => actions.again(turn), { class: 'plain' }),
    sharing,
  )
  const head = element('div', { class: 'asked' }, heading, tools)
  const root = element(
    'section',
    // No landmark: the same can be asked twice.
    { class: 'turn', part: 'turn', role: 'group', 'aria-labelledby': heading.id },
    head,
    element('div', { class: 'aside' }, beside),
    body,
  )

  function edit(): void {
    const editor = questionEditor(turn.query, context, (query) => {
      editor.replaceWith(tools)
      heading.classList.remove('unseen')
      heading.focus()
      if (query !== null) actions.edit(turn, query)
    })
    heading.classList.add('unseen')
    tools.replaceWith(editor)
    editor.querySelector('textarea')!.focus()
  }

  function share(): void {
    if (turn.state.kind === 'answered') actions.share(turn, turn.state.response)
  }

  return {
    root,
    heading,
    aside: beside,
    update() {
      asked.textContent = turn.query
      heading.classList.toggle('long', turn.query.length > LONG_QUERY)
      tools.hidden = turn.state.kind === 'pending'
      // What it is read with is known once it was answered.
      sharing.hidden = turn.state.kind !== 'answered'
      const used = chipList(chipsOf(turn, context, actions), context)
      const shown = contents(turn, context, actions)
      body.replaceChildren(...(used === null ? shown : [used, ...shown]))
    },
  }
}

/** The limits on a question's search: chosen filters, and those in its own words. */
function chipsOf(turn: Turn, context: ChatContext, actions: TurnActions): Chip[] {
  const { state, filters } = turn
  const chosen = chosenChips(filters, context, (left) => actions.askWith(turn, left))
  if (state.kind !== 'answered') return chosen
  const read = state.response.readFilters.map((filter) => ({
    label: sayFilter(filter, context.language),
    remove: () => actions.unread(turn, filter.said),
  }))
  return [...chosen, ...read]
}

function contents(turn: Turn, context: ChatContext, actions: TurnActions): Node[] {
  const { strings } = context
  const { state } = turn
  switch (state.kind) {
    case 'pending':
      return [pending(() => actions.cancel(turn), context)]
    case 'failed': {
      const retry = button(strings.retry, () => actions.again(turn), { class: 'plain' })
      const what = element('p', {}, context.explain(state.error))
      return [element('div', { class: 'message failed' }, what, retry)]
    }
    case 'answered': {
      const { response } = state
      const showWeak = (): void => actions.showWeak(turn)
      return [
        ...reading(turn, response, context, actions),
        ...(response.answers.length > 0
          ? found(turn, response, context, showWeak)
          : [nothing(turn, response, context, showWeak)]),
        ...refused(response, context),
      ]
    }
  }
}

/** Appears only if an answer takes a while, so that nothing flickers. */
function pending(cancel: () => void, { strings }: ChatContext): HTMLElement {
  const box = element(
    'div',
    { class: 'pending', hidden: true },
    strings.pending,
    button(strings.cancel, cancel, { class: 'plain' }),
  )
  setTimeout(() => (box.hidden = false), 200)
  return box
}

function found(
  turn: Turn,
  response: AskResponse,
  context: ChatContext,
  showWeak: () => void,
): Node[] {
  const several = sharesScreen(response.answers.length)
  const cards = element('div', { class: several ? 'cards several' : 'cards' })
  const here = { ...context, digest: response.index.digest, several }
  const fill = (): void => {
    const answers = inOrder(response, turn)
    const groups = groupCards(cardsInSight(answers, context.language))
    cards.replaceChildren(...sheets(groups, answers, here))
    context.drawn()
  }
  fill()
  return [
    element(
      'div',
      { class: 'found' },
      element('p', { class: 'summary' }, sayOutcome(response, context)),
      ...orderChoice(turn, response, context, fill),
    ),
    ...timelinesOf(response.answers, context.language).map((each) => timeline(each, context)),
    cards,
    ...withheld(response, context, showWeak),
  ]
}

/** Positions on one matter by date; each links to its place in its document. */
function timeline(positions: readonly Position[], { strings, link }: ChatContext): HTMLElement {
  const links = positions.flatMap(({ date, page }, n) => [n === 0 ? ': ' : ' → ', link(date, page)])
  return element('p', { class: 'summary timeline' }, strings.timeline, ...links)
}

/** Groups the answers of one document at the place of the first. */
function sheets(
  groups: readonly CardGroup[],
  answers: AskResponse['answers'],
  context: ChatContext,
): HTMLElement[] {
  const answerOf = (id: string): FoundAnswer => answers.find((answer) => answer.id === id)!
  return groups.map((group) => cardGroupElement(group, answerOf, context))
}

function inOrder({ answers }: AskResponse, { order }: Turn): AskResponse['answers'] {
  if (order !== 'newest') return answers
  const day = ({ document }: (typeof answers)[number]): string => document.answered ?? ''
  return answers.toSorted((a, b) => Number(day(a) < day(b)) - Number(day(a) > day(b)))
}

/** Two buttons, if the order makes a difference: the best first, or the newest. */
function orderChoice(
  turn: Turn,
  { answers }: AskResponse,
  { strings }: ChatContext,
  reorder: () => void,
): HTMLElement[] {
  const days = new Set(answers.map(({ document }) => document.answered))
  if (days.size < 2) return []
  const orders = { best: strings.bestFirst, newest: strings.newestFirst }
  const buttons = (['best', 'newest'] as const).map((order) => {
    const choose = (): void => {
      turn.order = order
      mark()
      reorder()
    }
    return { order, button: button(orders[order], choose, { class: 'plain' }) }
  })
  const mark = (): void => {
    for (const each of buttons) {
      each.button.setAttribute('aria-pressed', String(each.order === (turn.order ?? 'best')))
    }
  }
  mark()
  const group = { class: 'order', role: 'group', 'aria-label': strings.order }
  return [element('div', group, ...buttons.map((each) => each.button))]
}

/**
 * How the query was read, apart from its filters, which are chips. Each reading can be undone: a
 * word is then searched as typed, a follow-up read alone.
 */
function reading(
  turn: Turn,
  { readAs, readWith, leftOut }: AskResponse,
  { language, strings }: ChatContext,
  actions: TurnActions,
): HTMLElement[] {
  const none = { readAs: [], readWith: [], readFilters: [], leftOut: [] }
  const say = (part: Partial<Parameters<typeof sayReading>[0]>, undo: HTMLElement | string = '') =>
    sayReading({ ...none, ...part }, language).map((said) =>
      element('p', { class: 'summary' }, `${said} `, undo),
    )
  const plain = { class: 'plain' }
  return [
    ...readAs.flatMap((read) =>
      say(
        { readAs: [read] },
        button(strings.asTyped, () => actions.unread(turn, read.word), plain),
      ),
    ),
    ...say(
      { readWith },
      button(strings.alone, () => actions.alone(turn), plain),
    ),
    ...say({ leftOut }),
  ]
}

/** Answers that were found but refused: silence about them would be a wrong answer. */
function refused(response: AskResponse, { strings }: ChatContext): HTMLElement[] {
  return response.refused.map(({ answerId }) =>
    element(
      'div',
      { class: 'message failed' },
      element('p', {}, fill(strings.refused, { id: answerId })),
    ),
  )
}

function nothing(
  turn: Turn,
  response: AskResponse,
  context: ChatContext,
  showWeak: () => void,
): HTMLElement {
  const { strings, language, link } = context
  const { unanswered, searched, withheld: count } = response
  const narrowed = Object.keys(turn.filters).length > 0 ? ` ${strings.narrowed}` : ''
  const said =
    unanswered.length > 0
      ? [
          ...unanswered.flatMap((each) => [
            element('strong', {}, sentence(sayState(each, language))),
            element('p', {}, link(sayTitle(each), each.links.page, { lang: 'nl' })),
          ]),
          ...withheld(response, context, showWeak),
        ]
      : [
          element('strong', {}, sayOutcome(response, context)),
          element('p', {}, saySearched(searched, context) + narrowed),
          ...(count === 0
            ? [element('p', {}, strings.withheldNone)]
            : withheld(response, context, showWeak)),
          element('p', {}, strings.rephrase),
        ]
  return element('div', { class: 'message' }, ...said)
}

function saySearched({ documents, answers, period }: Searched, context: ChatContext): string {
  const { strings } = context
  return fill(searchedTemplate(period, strings), {
    documents: counted(documents, strings.documentsOne, strings.documents),
    answers: counted(answers, strings.answersOne, strings.answers),
    from: period === null ? '' : context.date(period.from),
    to: period === null ? '' : context.date(period.to),
  })
}

function searchedTemplate(period: Searched['period'], strings: ChatContext['strings']): string {
  if (period === null) return strings.searched
  return period.from === period.to ? strings.searchedDay : strings.searchedPeriod
}

function withheld(
  { withheld: count }: AskResponse,
  { strings }: ChatContext,
  showWeak: () => void,
): HTMLElement[] {
  if (count === 0) return []
  return [
    element(
      'p',
      { class: 'summary' },
      `${counted(count, strings.withheldOne, strings.withheld)} `,
      button(strings.showWeak, showWeak, { class: 'plain' }),
    ),
  ]
}
