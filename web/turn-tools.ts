import { fill } from '../src/text/say.ts'
import type { ChatContext } from './chat-context.ts'
import { button, element } from './element.ts'
import type { Filters } from './filters.ts'

/** A filter that can be taken off: what it is called, and the filters without it. */
interface Chip {
  readonly label: string
  readonly without: Filters
}

/**
 * The filters that a question was asked with, each with a cross that asks again without it. Null where
 * there are none, and for those that the page around the chat fixes.
 */
export function filterChips(
  filters: Filters,
  fixed: Filters,
  context: ChatContext,
  askWith: (filters: Filters) => void,
): HTMLElement | null {
  const chips = chipsOf(filters, fixed, context)
  if (chips.length === 0) return null
  const items = chips.map(({ label, without }) => {
    const name = fill(context.strings.removeFilter, { filter: label })
    const press = (): void => askWith(without)
    const cross = element('span', { 'aria-hidden': 'true' }, '×')
    const chip = button('', press, { class: 'chip', 'aria-label': name })
    chip.append(element('span', {}, label), cross)
    return element('li', {}, chip)
  })
  return element('ul', { class: 'chips', 'aria-label': context.strings.filtersUsed }, ...items)
}

function chipsOf(filters: Filters, fixed: Filters, { strings, date }: ChatContext): Chip[] {
  const lists = (['documents', 'ministers', 'parties'] as const).flatMap((name) => {
    const values = filters[name] ?? []
    return values
      .filter((value) => !fixed[name]?.includes(value))
      .map((value): Chip => {
        const others = values.filter((other) => other !== value)
        return { label: value, without: { ...without(filters, name), [name]: others } }
      })
  })
  const labels = { from: strings.filterFrom, to: strings.filterTo }
  const days = (['from', 'to'] as const).flatMap((name): Chip[] => {
    const day = filters[name]
    if (day === undefined) return []
    return [{ label: `${labels[name]} ${date(day)}`, without: without(filters, name) }]
  })
  return [...lists, ...days].map(({ label, without: left }) => ({ label, without: filled(left) }))
}

function without(filters: Filters, name: keyof Filters): Filters {
  const left = { ...filters }
  delete left[name]
  return left
}

/** The filters that name something: an empty list would find nothing. */
function filled(filters: Filters): Filters {
  return Object.fromEntries(
    Object.entries(filters).filter(([, value]) => value === undefined || value.length > 0),
  )
}

/** A form in the place of a question, to word it anew. Calls `done` with the new words, or with null. */
export function questionEditor(
  query: string,
  longest: number,
  { strings }: ChatContext,
  done: (query: string | null) => void,
): HTMLFormElement {
  const field = element('textarea', {
    rows: '2',
    maxlength: String(longest),
    'aria-label': strings.editLabel,
  })
  field.value = query
  const form = element(
    'form',
    { class: 'editor' },
    field,
    element('button', { type: 'submit', class: 'solid' }, strings.ask),
    button(strings.keep, () => done(null), { class: 'plain' }),
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const edited = field.value.trim()
    done(edited === '' ? null : edited)
  })
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') done(null)
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    if (event.target !== field) return
    event.preventDefault()
    form.requestSubmit()
  })
  return form
}
