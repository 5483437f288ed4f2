import type { Choices } from '../src/wire/documents.ts'
import type { Ask } from './client.ts'
import { button, disclosure, element } from './element.ts'
import { fill, sayTitle } from '../src/text/say.ts'
import type { Strings } from '../src/words/chat.ts'

export type ChosenFilters = NonNullable<Ask['filters']>

/** Filters with several values, and those with one. */
export const LISTS = ['documents', 'ministers', 'parties'] as const
export const DAYS = ['from', 'to'] as const

export interface FilterView {
  readonly toggle: HTMLButtonElement
  readonly panel: HTMLElement
  /** asks the last question again with the chosen filters; hidden without one */
  readonly apply: HTMLButtonElement
  /** the chosen filters, in addition to those that the page fixed */
  chosen(): ChosenFilters
  /** the chosen filters alone */
  picked(): ChosenFilters
  /** sets the filters, as far as those that the page fixed leave them */
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
      // The button is about to hide itself.
      focusFirst()
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
  const { toggle } = disclosure(strings.filters, panel, () => void offer().then(focusFirst), {
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
    for (const key of LISTS) {
      fillSelect(controls[key], options[key], strings)
      controls[key].parentElement!.hidden = options[key].length < 2
    }
    useful = Object.values(options).some(({ length }) => length > 1)
  }

  function focusFirst(): void {
    keys
      .map((key) => controls[key])
      .find(({ offsetParent }) => offsetParent !== null)
      ?.focus()
  }

  function count(): void {
    const n = Object.keys(picked()).length
    clear.hidden = n === 0
    toggle.textContent = n === 0 ? strings.filters : fill(strings.activeFilters, { n })
  }

  function picked(): ChosenFilters {
    const entries = keys.map((key) => [key, controls[key].value.split(BETWEEN)] as const)
    return Object.fromEntries(
      entries
        .filter(([, [first]]) => first !== '')
        .map(([key, values]) => [
          key,
          (DAYS as readonly string[]).includes(key) ? values[0] : values,
        ]),
    )
  }

  return {
    toggle,
    panel,
    apply,
    choose(filters) {
      for (const key of LISTS) {
        const within = (value: string): boolean => fixed[key]?.includes(value) ?? true
        setSelect(controls[key], narrowing(key, filters, fixed).filter(within))
      }
      for (const key of DAYS) controls[key].value = filters[key] ?? ''
      count()
    },
    chosen: () => ({ ...fixed, ...picked() }),
    picked,
    offer,
    useful: () => useful,
  }
}

/** The values of a list of filters; none if the page itself fixed just these. */
export function narrowing(
  name: (typeof LISTS)[number],
  filters: ChosenFilters,
  fixed: ChosenFilters,
): readonly string[] {
  const values = filters[name] ?? []
  const own = fixed[name] ?? []
  const isOwn = values.length === own.length && values.every((value) => own.includes(value))
  return isOwn ? [] : values
}

type Option = readonly [value: string, label: string]

/** What was chosen stays so. */
function fillSelect(select: HTMLSelectElement, options: readonly Option[], strings: Strings): void {
  const { value: chosen } = select
  select.replaceChildren(
    element('option', { value: '' }, strings.all),
    ...options.map(([value, label]) => optionOf(value, label)),
  )
  setSelect(select, chosen.split(BETWEEN))
}

/** Stands between the values of an option that has several. */
const BETWEEN = '\n'

/**
 * Chooses these values. A shared question may have several in one list, or the choices were not
 * fetched yet: then they become an option of their own.
 */
function setSelect(select: HTMLSelectElement, values: readonly string[]): void {
  const chosen = values.join(BETWEEN)
  select.value = chosen
  if (select.value === chosen) return
  select.append(optionOf(chosen, values.join(', ')))
  select.value = chosen
}

function optionOf(value: string, label: string): HTMLOptionElement {
  return element('option', { value, lang: 'nl' }, label)
}
