import type { Choices } from '../src/wire/documents.ts'
import type { Ask } from './client.ts'
import { button, disclosure, element } from './element.ts'
import { fill, sayTitle } from '../src/text/say.ts'
import type { Strings } from '../src/words/chat.ts'

export type ChosenFilters = NonNullable<Ask['filters']>

export interface FilterView {
  readonly toggle: HTMLButtonElement
  readonly panel: HTMLElement
  /** asks the last question again with the chosen filters; hidden without one */
  readonly apply: HTMLButtonElement
  /** the chosen filters, in addition to those that the page fixed */
  chosen(): ChosenFilters
  /** sets the filters, as far as they can be chosen here */
  choose(filters: ChosenFilters): void
  /** fetches the possible choices, the first time */
  offer(): Promise<void>
  /** false if all values fit every choice; true as long as that is unknown */
  useful(): boolean
}

/**
 * Filters by document, minister, party and period; the person cannot undo `fixed` ones. The
 * possible choices are fetched when somebody wants to choose.
 */
export function filterView(
  strings: Strings,
  fixed: ChosenFilters,
  fetchChoices: () => Promise<Choices>,
  askAgain: () => void,
): FilterView {
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
    { class: 'plain', hidden: true },
  )
  const apply = button(strings.applyFilters, askAgain, { class: 'plain', hidden: true })
  const panel = element(
    'fieldset',
    { class: 'filters' },
    element('legend', { class: 'unseen' }, strings.filters),
    ...keys.map((key) => element('label', {}, labels[key], controls[key])),
    element('div', { class: 'filter-tools' }, apply, clear),
  )
  const opened = async (): Promise<void> => {
    await offer()
    keys
      .map((key) => controls[key])
      .find(({ offsetParent }) => offsetParent !== null)
      ?.focus()
  }
  const { toggle } = disclosure(strings.filters, panel, () => void opened(), {
    class: 'plain filter-toggle',
  })
  panel.addEventListener('change', count)
  let offered: Promise<void> | undefined
  let useful = true

  function offer(): Promise<void> {
    offered ??= fetchChoices().then(show, () => (offered = undefined))
    return offered
  }

  /** A single value leaves nothing to choose. */
  function show({ documents, ministers, parties }: Choices): void {
    const options = {
      documents: documents.map((document): Option => [document.id, sayTitle(document)]),
      ministers: (fixed.ministers ?? ministers).map((name): Option => [name, name]),
      parties: parties.map((party): Option => [party, party]),
    }
    for (const key of ['documents', 'ministers', 'parties'] as const) {
      fillSelect(controls[key], options[key], strings)
      controls[key].parentElement!.hidden = options[key].length < 2
    }
    useful = Object.values(options).some(({ length }) => length > 1)
  }

  function count(): void {
    const n = keys.filter((key) => controls[key].value !== '').length
    clear.hidden = n === 0
    toggle.textContent = n === 0 ? strings.filters : fill(strings.activeFilters, { n })
  }

  return {
    toggle,
    panel,
    apply,
    choose(filters) {
      for (const key of keys) {
        const value = filters[key]
        controls[key].value = (Array.isArray(value) ? value[0] : value) ?? ''
      }
      count()
    },
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
    offer,
    useful: () => useful,
  }
}

type Option = readonly [value: string, label: string]

function fillSelect(select: HTMLSelectElement, options: readonly Option[], strings: Strings): void {
  const made = options.map(([value, label]) => element('option', { value, lang: 'nl' }, label))
  select.replaceChildren(element('option', { value: '' }, strings.all), ...made)
}
