import { button, element } from './element.ts'
import type { FilterView } from './filters.ts'
import { lengthCheck } from './query-length.ts'
import type { Strings } from '../src/words/chat.ts'
import { suggestionsFor } from './suggestions.ts'

export interface ComposerActions {
  ask(query: string): void
  /** members' questions that fit the text typed so far */
  suggest(typed: string, signal: AbortSignal): Promise<readonly string[]>
  /** the last question; empty without one */
  last(): string
  clear(): void
  save(): void
  saveWord(): void
  print(): void
}

interface Composer {
  readonly root: HTMLElement
  readonly field: HTMLInputElement
  /** returns the filters from elsewhere to their place here */
  place(toggle: HTMLElement, panel: HTMLElement): void
  /** adapts to whether a conversation has begun */
  begun(hasTurns: boolean): void
}

/** The field to type in, with the filters above it and the conversation's tools below. */
export function composer(
  strings: Strings,
  filters: FilterView,
  actions: ComposerActions,
): Composer {
  const field = element('input', {
    type: 'text',
    dir: 'auto',
    name: 'query',
    'aria-label': strings.label,
    placeholder: strings.placeholder,
    enterkeyhint: 'send',
    autocomplete: 'off',
  })
  const length = lengthCheck(field, strings, 'too-long')
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
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowUp' || field.value !== '') return
    event.preventDefault()
    field.value = actions.last()
  })

  function submit(): void {
    const query = field.value.trim()
    suggestions.close()
    if (query === '' || !length.check()) return field.focus()
    field.value = ''
    // A touch keyboard covers the answer, so close it; the field stays ready for the next question.
    if (matchMedia('(hover: none) and (pointer: coarse)').matches) field.blur()
    actions.ask(query)
  }

  const tools = [
    button(strings.save, actions.save, { class: 'plain' }),
    shortened(button(strings.saveWord, actions.saveWord, { class: 'plain' }), 'last'),
    button(strings.print, actions.print, { class: 'plain' }),
    shortened(button(strings.clear, actions.clear, { class: 'plain' }), 'first'),
  ]
  const toolbar = element('div', { class: 'tools' }, filters.toggle, ...tools)
  const root = element(
    'div',
    { class: 'composer' },
    filters.panel,
    suggestions.list,
    form,
    length.message,
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

/** On a phone shows one word of a label, which screen readers still say as a whole. */
function shortened(made: HTMLButtonElement, shown: 'first' | 'last'): HTMLButtonElement {
  const words = made.textContent.split(' ')
  const word = (shown === 'first' ? words.shift() : words.pop())!
  const longer = element('span', { class: 'longer' }, words.join(' '))
  made.replaceChildren(...(shown === 'first' ? [word, ' ', longer] : [longer, ' ', word]))
  return made
}
