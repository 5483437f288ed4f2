import { button, element } from './element.ts'
import type { FilterView } from './filters.ts'
import { fill } from '../src/text/say.ts'
import type { Strings } from '../src/words/chat.ts'
import { suggestionsFor } from './suggestions.ts'

/** Longest query, in UTF-16 code units, that the server takes. */
export const LONGEST_QUERY = 1_000

export interface ComposerActions {
  ask(query: string): void
  /** members' questions that fit what is being typed */
  suggest(typed: string, signal: AbortSignal): Promise<readonly string[]>
  /** the question asked last; empty where none was */
  last(): string
  clear(): void
  save(): void
  saveWord(): void
  print(): void
}

interface Composer {
  readonly root: HTMLElement
  readonly field: HTMLInputElement
  /** takes filters that stood elsewhere back */
  place(toggle: HTMLElement, panel: HTMLElement): void
  /** shows what fits a conversation that has begun, or one that has not */
  begun(hasTurns: boolean): void
}

/** The field to type in, with the filters above and the conversation's tools below it. */
export function composer(
  strings: Strings,
  filters: FilterView,
  actions: ComposerActions,
): Composer {
  const tooLong = element('p', { id: 'too-long', class: 'too-long', role: 'alert', hidden: true })
  const field = element('input', {
    type: 'text',
    name: 'query',
    'aria-describedby': tooLong.id,
    'aria-label': strings.label,
    placeholder: strings.placeholder,
    enterkeyhint: 'send',
    autocomplete: 'off',
  })
  const form = element(
    'form',
    { part: 'composer' },
    field,
    element('button', { type: 'submit', class: 'solid', part: 'button' }, strings.ask),
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    submit()
  })
  const suggestions = suggestionsFor(field, {
    id: 'suggestions',
    label: strings.suggestions,
    fetch: actions.suggest,
    choose(question) {
      field.value = question
      submit()
    },
  })
  field.addEventListener('input', checkLength)
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowUp' || field.value !== '') return
    event.preventDefault()
    field.value = actions.last()
  })

  /** What is too long is said, not cut: whoever pastes a letter must see what becomes of it. */
  function checkLength(): boolean {
    const over = field.value.trim().length > LONGEST_QUERY
    tooLong.hidden = !over
    tooLong.textContent = over
      ? fill(strings.tooLong, { n: field.value.trim().length, most: LONGEST_QUERY })
      : ''
    if (over) field.setAttribute('aria-invalid', 'true')
    else field.removeAttribute('aria-invalid')
    return !over
  }

  function submit(): void {
    const query = field.value.trim()
    suggestions.close()
    if (query === '' || !checkLength()) return field.focus()
    field.value = ''
    // A touch keyboard covers the answer: it closes, and the field is there for the next question.
    if (matchMedia('(hover: none) and (pointer: coarse)').matches) field.blur()
    actions.ask(query)
  }

  const tools = [
    button(strings.save, actions.save, { class: 'plain' }),
    button(strings.saveWord, actions.saveWord, { class: 'plain' }),
    button(strings.print, actions.print, { class: 'plain' }),
    button(strings.clear, actions.clear, { class: 'plain' }),
  ]
  const toolbar = element('div', { class: 'tools' }, filters.toggle, ...tools)
  const root = element(
    'div',
    { class: 'composer' },
    filters.panel,
    suggestions.list,
    form,
    tooLong,
    toolbar,
  )
  return {
    root,
    field,
    place(toggle, panel) {
      root.prepend(panel)
      toolbar.prepend(toggle)
    },
    begun(hasTurns) {
      for (const tool of tools) tool.hidden = !hasTurns
      field.placeholder = hasTurns ? strings.followUp : strings.placeholder
    },
  }
}
