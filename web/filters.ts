import type { DocumentList } from '../src/wire/schemas.ts'
import type { Ask } from './client.ts'
import { button, disclosure, element } from './element.ts'
import { fill, sayTitle } from '../src/text/say.ts'
import type { Strings } from '../src/words/chat.ts'

export type Filters = NonNullable<Ask['filters']>

export interface FilterView {
  readonly toggle: HTMLButtonElement
  readonly panel: HTMLElement
  /** what is chosen now, on top of what the page fixed */
  chosen(): Filters
  /** offers what these documents have; one document leaves nothing to choose */
  offer(list: DocumentList): void
}

/** Filters by document, minister, party and period; `fixed` ones cannot be undone by the person. */
export function filterView(strings: Strings, fixed: Filters): FilterView {
  const controls = {
    documents: element('select'),
    ministers: element('select'),
    parties: element('select'),
    from: element('input', { type: 'date' }),
    to: element('input', { type: 'date' }),
  }
  const labels = {
    documents: strings.filterDocument,
    ministers: strings.filterMinister,
    parties: strings.filterParty,
    from: strings.filterFrom,
    to: strings.filterTo,
  }
  const keys = Object.keys(controls) as (keyof typeof controls)[]
  const clear = button(
    strings.clearFilters,
    () => {
      for (const key of keys) controls[key].value = ''
      count()
    },
    { class: 'plain' },
  )
  const panel = element(
    'fieldset',
    { class: 'filters' },
    element('legend', { class: 'unseen' }, strings.filters),
    ...keys.map((key) => element('label', {}, labels[key], controls[key])),
    clear,
  )
  const { toggle } = disclosure(strings.filters, panel, () => controls.documents.focus(), {
    class: 'plain filter-toggle',
    hidden: true,
  })
  panel.addEventListener('change', count)

  function count(): void {
    const n = keys.filter((key) => controls[key].value !== '').length
    toggle.textContent = n === 0 ? strings.filters : fill(strings.activeFilters, { n })
  }

  return {
    toggle,
    panel,
    chosen() {
      const { documents, ministers, parties, from, to } = controls
      return {
        ...fixed,
        ...(documents.value !== '' && { documents: [documents.value] }),
        ...(ministers.value !== '' && { ministers: [ministers.value] }),
        ...(parties.value !== '' && { parties: [parties.value] }),
        ...(from.value !== '' && { from: from.value }),
        ...(to.value !== '' && { to: to.value }),
      }
    },
    offer({ documents }) {
      const fitting = documents.filter(({ id }) => fixed.documents?.includes(id) ?? true)
      if (fitting.length < 2) return
      const parties = fitting.flatMap(({ askers }) => askers.map(({ party }) => party ?? ''))
      const ministers = fixed.ministers ?? fitting.flatMap((each) => each.ministers)
      fillSelect(
        controls.documents,
        fitting.map((document) => [document.id, sayTitle(document)]),
        strings,
      )
      fillSelect(controls.ministers, distinct(ministers), strings)
      fillSelect(controls.parties, distinct(parties), strings)
      toggle.hidden = false
    },
  }
}

type Option = readonly [value: string, label: string]

function fillSelect(select: HTMLSelectElement, options: readonly Option[], strings: Strings): void {
  const made = options.map(([value, label]) => element('option', { value, lang: 'nl' }, label))
  select.replaceChildren(element('option', { value: '' }, strings.all), ...made)
}

function distinct(values: readonly string[]): Option[] {
  const sorted = [...new Set(values)].filter((value) => value !== '')
  return sorted.sort((a, b) => a.localeCompare(b, 'nl')).map((value) => [value, value])
}
