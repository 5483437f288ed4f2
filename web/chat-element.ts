import type { AskResponse } from '../src/wire/ask.ts'
import baseCss from './base.css'
import cardCss from './card.css'
import chatCss from './chat.css'
import { createChat, type Chat, type ChatEvent } from './chat.ts'
import { ClientError, createClient, type Ask, type Client, type FailureReason } from './client.ts'
import { element } from './element.ts'
import type { ChosenFilters } from './filters.ts'
import { launcher, type Launcher } from './launcher.ts'
import { dress } from './own-rem.ts'
import { createSession, type Session } from './session.ts'
import type * as themeScript from './theme.ts'
import { readShared } from './share.ts'
import { chatWords, type Strings } from '../src/words/chat.ts'
import { filled } from './turn-tools.ts'
import type { Turn } from './turn.ts'
import type { Language } from '../src/text/language.ts'

const css = baseCss + cardCss + chatCss

/** The custom property with which a page of the NL Design System sets its colours. */
const TOKENS = [
  '--basis-color-default-bg-document',
  '--basis-color-default-color-document',
  '--utrecht-document-background-color',
  '--utrecht-document-color',
  '--utrecht-link-color',
]

/** Attributes that each set one string of the interface, without a whole `strings` object. */
const spoken = ['heading', 'placeholder', 'intro', 'holdings'] as const

/**
 * `<letterlijk-chat>`: a chat that answers in ministers' own words. Attributes configure
 * everything; importing this file registers nothing (see `widget.ts`). The conversation lives as
 * long as the element, wherever it moves on the page.
 */
export class LetterlijkChat extends HTMLElement {
  static readonly observedAttributes = [
    ...['server', 'mode', 'lang', 'theme', 'starters'],
    ...['documents', 'ministers', 'contact', 'strings'],
    ...spoken,
  ]

  /** The default server, for elements that name none. */
  static server = ''

  static define(name = 'letterlijk-chat', registry: CustomElementRegistry = customElements): void {
    if (registry.get(name) !== undefined) return
    registerLength('--letterlijk-rem')
    registry.define(name, this)
  }

  readonly #turns: Turn[] = []
  #session: Session | null = null
  /** `:state(begun)` tells a page that a conversation has begun */
  readonly #internals = this.attachInternals()
  readonly #root: ShadowRoot
  /** whether the reader prefers dark pages; the page may change its colours with it */
  readonly #dark = matchMedia('(prefers-color-scheme: dark)')
  #chat: Chat | null = null
  #launcher: Launcher | null = null
  #stale = false
  #address: Client['address'] = (path) => path

  constructor() {
    super()
    this.#root = this.attachShadow({ mode: 'open' })
    dress(this.#root, css)
    for (const type of TYPED) this.#root.addEventListener(type, keepTyped)
  }

  connectedCallback(): void {
    this.#dark.addEventListener('change', this.#chooseColours)
    addEventListener('copy', this.#unfoldAll)
    if (this.standalone) this.#takePage()
    if (this.#chat === null || this.#stale) this.#build()
  }

  /** A framework that moves the node removes and reinserts it at once, which must stop nothing. */
  disconnectedCallback(): void {
    queueMicrotask(() => {
      if (this.isConnected) return
      this.#chat?.stop()
      this.#dark.removeEventListener('change', this.#chooseColours)
      removeEventListener('copy', this.#unfoldAll)
      removeEventListener('keydown', this.#onPageKey)
      removeEventListener('hashchange', this.#askShared)
    })
  }

  /**
   * Applies attributes that change together in one update, and ignores those that stay the same.
   */
  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before === after || this.#chat === null || this.#stale) return
    if (name === 'theme') return void this.#chooseColours()
    this.#stale = true
    queueMicrotask(() => this.#build())
  }

  /**
   * A copy by hand has all that the minister wrote, without an unmarked gap. The selection may
   * begin outside the quote.
   */
  readonly #unfoldAll = (event: Event): void => {
    if (event.composedPath()[0] instanceof HTMLInputElement) return
    for (const quote of this.#root.querySelectorAll('.folded')) {
      quote.querySelector('[hidden]')?.dispatchEvent(new Event('beforematch'))
    }
  }

  /** Asks a question as if it had been typed; opens a launcher's panel. */
  ask(query: string): Promise<void> {
    if (this.#chat === null) {
      this.#build()
      // The page that the element enters later may have another language.
      this.#stale = true
    }
    this.open()
    return this.#chat!.ask(query)
  }

  /** Begins a new conversation. */
  clear(): void {
    this.#chat?.clear()
  }

  /** Opens the panel in launcher mode. */
  open(): void {
    this.#launcher?.open()
  }

  /** Closes the panel in launcher mode. */
  close(): void {
    this.#launcher?.close()
  }

  get server(): string {
    return this.getAttribute('server') ?? LetterlijkChat.server
  }

  set server(value: string) {
    this.setAttribute('server', value)
  }

  get mode(): 'inline' | 'launcher' {
    return this.getAttribute('mode') === 'launcher' ? 'launcher' : 'inline'
  }

  set mode(value: 'inline' | 'launcher') {
    this.setAttribute('mode', value)
  }

  /**
   * True if the chat is the page itself and not a guest: it then keeps the conversation in this
   * tab, asks the question of a shared link, and handles the key `/`.
   */
  get standalone(): boolean {
    return this.hasAttribute('standalone')
  }

  set standalone(value: boolean) {
    this.toggleAttribute('standalone', value)
  }

  /** Overrides for texts of the interface, by name; the others keep their wording. */
  get strings(): Partial<Strings> {
    return parseObject(this.getAttribute('strings'))
  }

  set strings(value: Partial<Strings>) {
    this.setAttribute('strings', JSON.stringify(value))
  }

  /** Questions to start from. */
  get starters(): readonly string[] {
    return lines(this.getAttribute('starters'))
  }

  set starters(value: readonly string[]) {
    this.setAttribute('starters', value.join('\n'))
  }

  #takePage(): void {
    if (this.#session === null) {
      this.#session = createSession(() => sessionStorage, this.server)
      this.#turns.push(...this.#session.read())
      // The chat exists by then, with its event listeners.
      queueMicrotask(this.#askShared)
    }
    addEventListener('keydown', this.#onPageKey)
    addEventListener('hashchange', this.#askShared)
  }

  /** Asks the question in the address, and removes it from there: a reload must not ask again. */
  readonly #askShared = (): void => {
    const shared = readShared(location.hash)
    if (shared === null) return
    history.replaceState(history.state, '', location.pathname + location.search)
    const { query, filters, ...read } = shared
    void this.#chat?.ask(query, { ...read, filters: { ...filters, ...this.#filters() } })
  }

  readonly #onPageKey = (event: KeyboardEvent): void => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return
    const [target] = event.composedPath()
    if (target instanceof Element && target.matches('input, textarea, select')) return
    event.preventDefault()
    this.#chat?.field.focus()
  }

  /** Makes the chat anew: question, conversation, chosen filters and focus go on in it. */
  #build(): void {
    this.#stale = false
    const before = this.#chat
    const wasOpen = this.#launcher?.isOpen() ?? false
    const hadFocus = this.#root.activeElement !== null
    before?.leave()
    const client = createClient({ server: this.server })
    this.#address = client.address
    const language = this.#language()
    const strings = this.#strings(language)
    this.#chat = createChat({
      client,
      strings,
      language,
      standalone: this.standalone,
      starters: this.starters,
      filters: this.#filters(),
      chosen: before?.chosen() ?? {},
      contact: this.getAttribute('contact') || null,
      turns: this.#turns,
      page: client.address(`/?lang=${language}`),
      changed: (turns) => this.#session?.keep(turns),
      tell: (event) => this.#tell(event),
      begun: (has) => this.#internals.states[has ? 'add' : 'delete']('begun'),
    })
    this.#chat.field.value = before?.field.value ?? ''
    this.#launcher = this.mode === 'launcher' ? launcher(this.#chat, strings) : null
    if (wasOpen) this.#launcher?.open()
    const root = element(
      'div',
      { class: 'root', part: 'root', lang: language },
      ...(this.#launcher?.nodes ?? [this.#chat.root]),
    )
    this.#root.replaceChildren(root)
    // What had it is gone: it goes to where a reader types, or to what opens that.
    const typing = root.querySelector<HTMLElement>('.launch:not([hidden]), [name=query]')
    if (hadFocus) typing?.focus({ preventScroll: true })
    void this.#chooseColours()
  }

  /**
   * Takes the page's colours if they are readable, and otherwise its own: the widget's theme may
   * differ from the page's.
   */
  readonly #chooseColours = async (): Promise<void> => {
    const root = this.#root.querySelector<HTMLElement>('.root')
    if (root === null) return
    const own = this.hasAttribute('theme')
    root.dataset['theme'] = this.getAttribute('theme') ?? ''
    root.toggleAttribute('data-own', own)
    const style = getComputedStyle(root)
    if (own || TOKENS.every((name) => style.getPropertyValue(name) === '')) return
    try {
      const { isLegible } = (await import(this.#address('/theme.js'))) as typeof themeScript
      root.toggleAttribute('data-own', !isLegible(root))
    } catch {
      root.toggleAttribute('data-own', true)
    }
  }

  /** The element's language, else that of its ancestors, else the reader's. */
  #language(): Language {
    const near = languageAround(this) || navigator.language
    return near.toLowerCase().startsWith('nl') ? 'nl' : 'en'
  }

  #strings(language: Language): Strings {
    const strings = { ...chatWords[language], ...this.strings }
    for (const name of spoken) {
      const value = this.getAttribute(name)
      if (value !== null) strings[name] = value
    }
    return strings
  }

  #filters(): ChosenFilters {
    return filled({
      documents: lines(this.getAttribute('documents')),
      ministers: lines(this.getAttribute('ministers')),
    })
  }

  #tell({ kind, detail: told }: ChatEvent): void {
    const reason = told instanceof ClientError ? told.reason : 'unavailable'
    const detail = kind === 'error' ? { reason, message: String(told) } : told
    this.dispatchEvent(
      new CustomEvent(`letterlijk-${kind}`, { detail, bubbles: true, composed: true }),
    )
  }
}

const TYPED = ['keydown', 'keypress', 'keyup']

/**
 * Outside the shadow root an event seems to come from the element and not from a field, so that a
 * page with keys of its own ("n" for the next) would take the letters that somebody types, and one
 * that lets Enter submit nothing the question.
 */
function keepTyped(event: Event): void {
  const { key, ctrlKey, metaKey, altKey } = event as KeyboardEvent
  const isField = (event.target as Element).matches('input, textarea, select')
  const isTyped = key.length === 1 || key === 'Enter'
  if (isField && isTyped && !ctrlKey && !metaKey && !altKey) event.stopPropagation()
}

/** The `lang` of an element or of what it is in, out of shadow roots too; empty without one. */
function languageAround(each: Element): string {
  const near = each.closest('[lang]')
  if (near !== null) return near.getAttribute('lang') ?? ''
  const root = each.getRootNode()
  return root instanceof ShadowRoot ? languageAround(root.host) : ''
}

/** A length that is computed where it is set, and inherited in that form; see `ownRem`. */
function registerLength(name: string): void {
  try {
    CSS.registerProperty({ name, syntax: '<length>', inherits: true, initialValue: '16px' })
  } catch {
    // Another copy of the widget on this page has registered it, with the same meaning.
  }
}

/** One a line, or separated by `|` if an attribute cannot contain lines. */
function lines(value: string | null): string[] {
  const parts = (value ?? '').split(/[\n|]/).map((part) => part.trim())
  return parts.filter((part) => part !== '')
}

/** The texts in an attribute; anything but JSON strings is ignored. */
function parseObject(value: string | null): Partial<Strings> {
  if (value === null) return {}
  try {
    const entries = Object.entries(JSON.parse(value) as Record<string, unknown>)
    return Object.fromEntries(entries.filter(([, text]) => typeof text === 'string'))
  } catch {
    // A guest must not break its host's page over a typing error; the default texts appear.
    return {}
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'letterlijk-chat': LetterlijkChat
  }
  interface HTMLElementEventMap {
    'letterlijk-ask': CustomEvent<Ask>
    'letterlijk-answer': CustomEvent<AskResponse>
    'letterlijk-error': CustomEvent<{ reason: FailureReason; message: string }>
  }
}
