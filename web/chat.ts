import type { AskResponse } from '../src/wire/ask.ts'
import { bring, coveredBy } from './bring.ts'
import { createContext } from './chat-context.ts'
import type { Ask, Client } from './client.ts'
import { composer } from './composer.ts'
import { afterFrame, button, element } from './element.ts'
import { filterView, type ChosenFilters } from './filters.ts'
import type { Strings } from '../src/words/chat.ts'
import type * as besideScript from './beside.ts'
import type * as transcriptScript from './transcript.ts'
import { shareLink } from './share.ts'
import { summary } from './summary.ts'
import { turnView, type Turn, type TurnView } from './turn.ts'
import type { Language } from '../src/text/language.ts'

/** Scripts loaded on demand, since not every visitor needs them. */
type Beside = typeof besideScript
type Transcript = typeof transcriptScript

/** Earlier queries that the server accepts with a question. */
export const LONGEST_HISTORY = 10

export interface ChatOptions {
  readonly client: Client
  readonly strings: Strings
  readonly language: Language
  /** the chat is the page itself, not a guest on it */
  readonly standalone: boolean
  readonly starters: readonly string[]
  readonly filters: ChosenFilters
  /** the filters that were chosen in the chat that this one replaces */
  readonly chosen: ChosenFilters
  /** e-mail address of the people who run the server; null if unknown */
  readonly contact: string | null
  /** the conversation so far; the chat continues it and adds to it */
  readonly turns: Turn[]
  /** the page that a shared question leads to */
  readonly page: string
  /** called with the conversation whenever it has changed */
  readonly changed: (turns: readonly Turn[]) => void
  readonly tell: (event: ChatEvent) => void
  /** called when a conversation may have begun or ended */
  readonly begun: (hasTurns: boolean) => void
}

/** What the chat reports to the surrounding page. */
export type ChatEvent =
  | { readonly kind: 'ask'; readonly detail: Ask }
  | { readonly kind: 'answer'; readonly detail: AskResponse }
  | { readonly kind: 'error'; readonly detail: unknown }

export interface Chat {
  readonly root: HTMLElement
  readonly field: HTMLInputElement
  /** asks with these filters and earlier queries; by default those of this chat */
  ask(query: string, as?: Partial<AskedAs>): Promise<void>
  clear(): void
  /** the filters that were chosen here, without those that the page fixed */
  chosen(): ChosenFilters
  /** stops the chat: a pending question is aborted, and returns to the field */
  stop(): void
  /** stops the chat for another that continues its conversation, the pending question included */
  leave(): void
}

/** What a question is read with besides its words. */
type AskedAs = Pick<Turn, 'filters' | 'history' | 'unread'>

/** A conversation: shows questions and answers, and asks what is typed. */
export function createChat(options: ChatOptions): Chat {
  const { client, strings, turns } = options
  const status = element('p', { class: 'unseen', role: 'status' })
  const toast = element('p', { class: 'toast', hidden: true, 'aria-hidden': 'true' })
  const context = createContext({
    ...options,
    fixed: options.filters,
    drawn: () => afterFrame(placeFilters),
    status,
    toast,
  })
  const views = new Map<Turn, TurnView>()
  let request: AbortController | null = null
  let left = false
  let dressed: Promise<Beside | null> | undefined

  const filters = filterView(
    strings,
    options.filters,
    () => client.filters(options.filters),
    () => askWith(turns.at(-1)!, filters.chosen()),
  )
  const actions = {
    ...{ again, edit, askWith, unread, alone, share, showWeak },
    cancel: stop,
  }
  const input = composer(strings, filters, {
    ask: (query) => void ask(query),
    suggest: async (typed, signal) => (await client.suggest({ typed }, signal)).suggestions,
    last: () => turns.at(-1)?.query ?? '',
    clear,
    save: () => void takeAlong((script) => script.saveMarkdown(turns, context)),
    saveWord: () => void takeAlong((script) => script.saveWord(turns, context)),
    print: () => void takeAlong((script) => script.printTranscript(conversation, context)),
  })
  const conversation = element('div', { class: 'conversation' })
  const starters = starterList(options.starters, strings, (query) => {
    input.field.focus()
    void ask(query)
  })
  const welcome = element(
    'header',
    { class: 'welcome', part: 'welcome' },
    element('h2', { part: 'heading' }, strings.heading),
    element('p', {}, strings.intro),
    strings.holdings === '' ? null : element('p', { class: 'holdings' }, strings.holdings),
  )
  const undo = element('p', { class: 'undo', hidden: true })
  const root = element(
    'section',
    { class: 'chat', part: 'chat', 'aria-label': strings.heading },
    welcome,
    conversation,
    undo,
    input.root,
    starters,
    toast,
    status,
  )
  /** The place beside the answers; only on a page of its own, whose width the chat knows. */
  const wide = matchMedia(options.standalone ? '(min-width: 80rem)' : 'not all')
  wide.addEventListener('change', arrange)
  // A page that is left before its next frame.
  addEventListener('pagehide', keep)
  for (const turn of turns) add(turn)
  filters.choose({ ...options.filters, ...options.chosen })
  arrange()
  // The chat that this one replaces left them so.
  for (const turn of turns) if (turn.state.kind === 'pending') void answer(turn, turn.state)
  if (options.standalone) {
    filters.toggle.style.visibility = 'hidden'
    void filters.offer().then(placeFilters)
  }

  async function ask(query: string, as: Partial<AskedAs> = {}): Promise<void> {
    undo.hidden = true
    // A shared question brings its own queries into the conversation.
    const last = turns.findLast(({ state }) => state.kind === 'answered')
    const history = last === undefined ? [] : [...last.history, last.query]
    const turn: Turn = {
      id: (turns.at(-1)?.id ?? 0) + 1,
      query,
      history: history.slice(-LONGEST_HISTORY),
      filters: filters.chosen(),
      ...as,
      state: { kind: 'pending', weak: false },
    }
    turns.push(turn)
    add(turn)
    // Later ones change nothing around the conversation until they are answered: the page would
    // draw it while the server works.
    if (turns.length === 1) arrange()
    await answer(turn, { weak: false })
  }

  /** One question at a time: a new one replaces the pending one. */
  async function answer(turn: Turn, { weak }: { weak: boolean }): Promise<void> {
    request?.abort()
    const mine = new AbortController()
    request = mine
    const { unread = [] } = turn
    const asked: Ask = {
      query: turn.query,
      ...(turn.history.length > 0 && { history: [...turn.history] }),
      ...(Object.keys(turn.filters).length > 0 && { filters: turn.filters }),
      ...(unread.length > 0 && { unread: [...unread] }),
      ...(weak && { includeWeak: true }),
    }
    turn.state = { kind: 'pending', weak }
    show(turn)
    options.tell({ kind: 'ask', detail: asked })
    try {
      const response = await client.ask(asked, mine.signal)
      turn.state = { kind: 'answered', response }
      // Storing a long conversation takes as long as drawing an answer.
      afterFrame(keep)
      context.announce(`${turn.query}: ${summary(response, context)}`)
      options.tell({ kind: 'answer', detail: response })
    } catch (error) {
      if (mine.signal.aborted) return left ? undefined : remove(turn)
      turn.state = { kind: 'failed', error }
      afterFrame(placeFilters)
      context.announce(context.explain(error))
      options.tell({ kind: 'error', detail: error })
    } finally {
      if (request === mine) request = null
    }
    const covered = coveredBy(root)
    show(turn)
    const view = views.get(turn)
    if (view !== undefined) bring(view.root, root, covered)
  }

  function again(turn: Turn): void {
    views.get(turn)?.heading.focus()
    void answer(turn, { weak: false })
  }

  function edit(turn: Turn, query: string): void {
    turn.query = query
    delete turn.unread
    again(turn)
  }

  function askWith(turn: Turn, changed: ChosenFilters): void {
    turn.filters = changed
    if (turn === turns.at(-1)) filters.choose(changed)
    again(turn)
  }

  function unread(turn: Turn, said: string): void {
    turn.unread = [...(turn.unread ?? []), said]
    again(turn)
  }

  function alone(turn: Turn): void {
    turn.history = []
    again(turn)
  }

  function share({ query, filters, unread = [] }: Turn, { readWith }: AskResponse): void {
    const history = readWith.toReversed()
    const link = shareLink(options.page, { query, filters, history, unread })
    const done = history.length === 0 ? strings.shared : strings.sharedWith
    void context.copy(() => navigator.clipboard.writeText(link), { done })
  }

  function showWeak(turn: Turn): void {
    views.get(turn)?.heading.focus()
    void answer(turn, { weak: true })
  }

  function stop(): void {
    request?.abort()
  }

  /** An abandoned question returns to the field, unless that holds new text. */
  function remove(turn: Turn): void {
    views.get(turn)?.root.remove()
    views.delete(turn)
    if (turns.includes(turn)) turns.splice(turns.indexOf(turn), 1)
    if (input.field.value === '') input.field.value = turn.query
    arrange()
    input.field.focus()
    context.announce(strings.cancelled)
  }

  /** Begins a new conversation. The old one can be restored until another question is asked. */
  function clear(): void {
    const asking = request
    const gone = turns.splice(0)
    views.clear()
    conversation.replaceChildren()
    asking?.abort()
    input.field.value = ''
    undo.replaceChildren(
      `${strings.cleared} `,
      button(strings.undo, () => restore(gone), { class: 'plain' }),
    )
    undo.hidden = gone.length === 0
    arrange()
    keep()
    if (options.standalone) scrollTo(0, 0)
    input.field.focus()
    context.announce(strings.cleared)
  }

  function restore(gone: readonly Turn[]): void {
    undo.hidden = true
    const back = gone.filter(({ state }) => state.kind !== 'pending')
    turns.push(...back)
    for (const turn of back) add(turn)
    arrange()
    keep()
    input.field.focus()
    context.announce(strings.restored)
  }

  function keep(): void {
    options.changed(turns)
  }

  /** Loads the script for those who take the conversation along; only that can fail. */
  async function takeAlong(take: (script: Transcript) => void | Promise<void>): Promise<void> {
    const loaded = import(client.address('/transcript.js')) as Promise<Transcript>
    await loaded.then(take).catch(() => context.show(strings.unreachable))
  }

  function add(turn: Turn): void {
    const view = turnView(turn, context, actions)
    views.set(turn, view)
    conversation.append(view.root)
    show(turn)
  }

  function show(turn: Turn): void {
    views.get(turn)?.update()
  }

  function arrange(): void {
    const begun = turns.length > 0
    starters.hidden = begun || options.starters.length === 0
    welcome.hidden = begun
    input.begun(begun)
    options.begun(begun)
    void placeFilters()
  }

  /** Beside the last answers if there is room, and otherwise above the field, on demand. */
  async function placeFilters(): Promise<void> {
    const script = wide.matches && turns.length > 0 ? await loadBeside() : null
    const { panel, toggle, apply } = filters
    const view = views.get(turns.at(-1)!)
    const beside = script !== null && wide.matches && view !== undefined
    const was = panel.closest('.beside') !== null
    if (beside) view.aside.append(toggle, panel)
    else if (was) input.place(toggle, panel)
    if (was !== beside) {
      panel.hidden = !beside
      toggle.setAttribute('aria-expanded', String(beside))
    }
    // Before a conversation it keeps its line, useful or not: nothing may move below it.
    toggle.style.visibility = filters.useful() ? '' : 'hidden'
    toggle.hidden = turns.length > 0 && !filters.useful()
    panel.hidden ||= !filters.useful()
    apply.hidden = turns.length === 0
    if (!beside) return
    script.outlineTurns(views, strings.outline)
  }

  /** The script for the place beside the answers; a narrow page never loads it. */
  async function loadBeside(): Promise<Beside | null> {
    dressed ??= (import(client.address('/beside.js')) as Promise<Beside>).then(
      (script) => {
        script.dressBeside(root.getRootNode() as ShadowRoot)
        return script
      },
      () => null,
    )
    return dressed
  }

  function end(): void {
    stop()
    wide.removeEventListener('change', arrange)
    removeEventListener('pagehide', keep)
  }

  return {
    root,
    field: input.field,
    ask,
    clear,
    chosen: filters.picked,
    stop: end,
    leave() {
      left = true
      end()
    },
  }
}

function starterList(
  starters: readonly string[],
  strings: Strings,
  ask: (query: string) => void,
): HTMLElement {
  const items = starters.map((query) =>
    element(
      'li',
      {},
      button(query, () => ask(query), { lang: 'nl' }),
    ),
  )
  return element(
    'div',
    { class: 'starters', part: 'starters' },
    element('h3', {}, strings.starters),
    element('ul', {}, ...items),
  )
}
