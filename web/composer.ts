import { button, element } from './element.ts'
import type { FilterView } from './filters.ts'
import type { Strings } from '../src/words/chat.ts'

/** Longest query, in UTF-16 code units, that the server takes. */
export const LONGEST_QUERY = 1_000

export interface ComposerActions {
  ask(query: string): void
  clear(): void
  save(): void
  print(): void
}

export interface Composer {
  readonly root: HTMLElement
  readonly field: HTMLTextAreaElement
  /** shows what fits a conversation that has begun, or one that has not */
  begun(hasTurns: boolean): void
}

/** The field to type in, with the filters above and the conversation's tools below it. */
export function composer(
  strings: Strings,
  filters: FilterView,
  actions: ComposerActions,
): Composer {
  const field = element('textarea', {
    rows: '1',
    name: 'query',
    maxlength: String(LONGEST_QUERY),
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
  field.addEventListener('keydown', (event) => {
    // Enter while an input method is composing chooses a word, it does not send.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    submit()
  })
  function submit(): void {
    const query = field.value.trim()
    if (query === '') return field.focus()
    field.value = ''
    actions.ask(query)
  }

  const tools = [
    button(strings.save, actions.save, { class: 'plain' }),
    button(strings.print, actions.print, { class: 'plain' }),
    button(strings.clear, actions.clear, { class: 'plain' }),
  ]
  return {
    root: element(
      'div',
      { class: 'composer' },
      filters.panel,
      form,
      element('div', { class: 'tools' }, filters.toggle, ...tools),
    ),
    field,
    begun(hasTurns) {
      for (const tool of tools) tool.hidden = !hasTurns
      field.placeholder = hasTurns ? strings.followUp : strings.placeholder
    },
  }
}
