import { element } from './element.ts'

/** Milliseconds after the last key before suggestions are fetched. */
const PAUSE = 120

/** Fewer letters match too much. */
const SHORTEST = 3

export interface SuggestionOptions {
  /** an id for the list, unique within the chat */
  readonly id: string
  readonly label: string
  /** questions that fit the text in the field */
  readonly fetch: (typed: string, signal: AbortSignal) => Promise<readonly string[]>
  readonly choose: (question: string) => void
}

export interface Suggestions {
  readonly list: HTMLElement
  close(): void
}

/**
 * Makes a field a combobox (ARIA: list autocomplete with manual selection): arrows move through the
 * suggestions, Enter takes the marked one, Escape closes the list. The focus never leaves the
 * field.
 */
export function suggestionsFor(field: HTMLInputElement, options: SuggestionOptions): Suggestions {
  const list = element('ul', {
    id: options.id,
    class: 'suggestions',
    role: 'listbox',
    'aria-label': options.label,
    hidden: true,
  })
  let wait: ReturnType<typeof setTimeout> | undefined
  let request: AbortController | null = null
  let marked = -1

  field.setAttribute('role', 'combobox')
  field.setAttribute('aria-autocomplete', 'list')
  field.setAttribute('aria-controls', options.id)
  field.setAttribute('aria-expanded', 'false')

  field.addEventListener('input', (event) => {
    close()
    if ((event as InputEvent).isComposing || field.value.trim().length < SHORTEST) return
    wait = setTimeout(() => void offer(field.value), PAUSE)
  })
  // In the capturing phase, so that Enter takes the marked question before the form is sent.
  field.addEventListener('keydown', onKey, { capture: true })
  field.addEventListener('blur', close)
  // A press must not take the focus from the field: that would close the list before the click.
  list.addEventListener('pointerdown', (event) => event.preventDefault())

  function onKey(event: KeyboardEvent): void {
    if (list.hidden || event.isComposing) return
    const options = list.children.length
    if (event.key === 'ArrowDown') mark(((marked + 2) % (options + 1)) - 1)
    else if (event.key === 'ArrowUp') mark(((marked + 1 + options) % (options + 1)) - 1)
    else if (event.key === 'Escape') close()
    else if (event.key === 'Enter' && marked >= 0) choose(list.children[marked]!.textContent!)
    else return
    event.preventDefault()
    event.stopImmediatePropagation()
  }

  async function offer(typed: string): Promise<void> {
    const mine = new AbortController()
    request = mine
    try {
      const questions = await options.fetch(typed, mine.signal)
      if (!mine.signal.aborted && questions.length > 0) show(questions)
    } catch {
      // Suggestions are optional: without them people type on, and the question itself reports
      // trouble.
    }
  }

  function show(questions: readonly string[]): void {
    const items = questions.map((question, n) => {
      const id = `${options.id}-${n}`
      const item = element('li', { id, role: 'option', 'aria-selected': 'false' }, question)
      item.lang = 'nl'
      item.addEventListener('click', () => choose(question))
      return item
    })
    list.replaceChildren(...items)
    list.hidden = false
    field.setAttribute('aria-expanded', 'true')
  }

  function mark(place: number): void {
    list.children[marked]?.setAttribute('aria-selected', 'false')
    marked = place
    const item = list.children[marked]
    if (item === undefined) return field.removeAttribute('aria-activedescendant')
    item.setAttribute('aria-selected', 'true')
    item.scrollIntoView({ block: 'nearest' })
    field.setAttribute('aria-activedescendant', item.id)
  }

  function choose(question: string): void {
    close()
    options.choose(question)
  }

  function close(): void {
    clearTimeout(wait)
    request?.abort()
    marked = -1
    list.hidden = true
    list.replaceChildren()
    field.setAttribute('aria-expanded', 'false')
    field.removeAttribute('aria-activedescendant')
  }

  return { list, close }
}
