import { fill } from '../src/text/say.ts'
import type { ChatContext } from './chat-context.ts'
import { button, element } from './element.ts'
import { lengthCheck } from './query-length.ts'
import { DAYS, LISTS, narrowing, type ChosenFilters } from './filters.ts'

/** A filter that can be removed. */
export interface Chip {
  readonly label: string
  readonly remove: () => void
}

/** Filters, each with a cross that asks again without it; null if there are none. */
export function chipList(chips: readonly Chip[], { strings }: ChatContext): HTMLElement | null {
  if (chips.length === 0) return null
  const items = chips.map(({ label, remove }) => {
    const name = fill(strings.removeFilter, { filter: label })
    const chip = button('', remove, { class: 'chip', 'aria-label': name })
    const cross = element('span', { 'aria-hidden': 'true' }, '×')
    chip.append(element('span', {}, label), cross)
    return element('li', {}, chip)
  })
  return element('ul', { class: 'chips', 'aria-label': strings.filtersUsed }, ...items)
}

/** The chosen filters, which leave those that the surrounding page fixes when they are removed. */
export function chosenChips(
  filters: ChosenFilters,
  { strings, date, fixed }: Pick<ChatContext, 'strings' | 'date' | 'fixed'>,
  askWith: (filters: ChosenFilters) => void,
): Chip[] {
  const lists = LISTS.flatMap((name) => {
    const values = narrowing(name, filters, fixed)
    return values.map((value) => {
      const others = values.filter((other) => other !== value)
      const left = others.length > 0 ? others : (fixed[name] ?? [])
      return { label: value, left: { ...without(filters, name), [name]: left } }
    })
  })
  const labels = { from: strings.filterFrom, to: strings.filterTo }
  const days = DAYS.flatMap((name) => {
    const day = filters[name]
    if (day === undefined) return []
    return [{ label: `${labels[name]} ${date(day)}`, left: without(filters, name) }]
  })
  return [...lists, ...days].map(({ label, left }) => ({
    label,
    remove: () => askWith(filled(left)),
  }))
}

function without(filters: ChosenFilters, name: keyof ChosenFilters): ChosenFilters {
  const left = { ...filters }
  delete left[name]
  return left
}

/** The filters that have a value: an empty list would match nothing. */
export function filled(filters: ChosenFilters): ChosenFilters {
  return Object.fromEntries(
    Object.entries(filters).filter(([, value]) => value === undefined || value.length > 0),
  )
}

/** A form in place of a question, to reword it. Calls `done` with the new words, or with null. */
export function questionEditor(
  query: string,
  { strings, id }: ChatContext,
  done: (query: string | null) => void,
): HTMLFormElement {
  const field = element('textarea', {
    rows: '2',
    dir: 'auto',
    'aria-label': strings.editLabel,
  })
  field.value = query
  const length = lengthCheck(field, strings, id())
  const form = element(
    'form',
    { class: 'editor' },
    field,
    length.message,
    element('button', { type: 'submit', class: 'solid' }, strings.ask),
    button(strings.keep, () => done(null), { class: 'plain' }),
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (!length.check()) return field.focus()
    const edited = field.value.trim()
    done(edited === '' ? null : edited)
  })
  form.addEventListener('keydown', (event) => {
    if (event.isComposing) return
    if (event.key === 'Escape') {
      // A launcher would close with it.
      event.stopPropagation()
      return done(null)
    }
    if (event.key !== 'Enter' || event.shiftKey || event.target !== field) return
    event.preventDefault()
    form.requestSubmit()
  })
  return form
}
