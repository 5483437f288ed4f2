import { element } from './element.ts'
import { fill } from '../src/text/say.ts'
import type { Strings } from '../src/words/chat.ts'

/** UTF-16 code units of a query that the server accepts. */
export const LONGEST_QUERY = 1_000

export interface LengthCheck {
  /** for below the field: says what is wrong, or is hidden */
  readonly message: HTMLElement
  /** whether the query is short enough; says so if it is not */
  check(): boolean
}

/**
 * Reports an overlong question instead of cutting it: somebody who pastes a letter must see what
 * happens to it. `id` is that of the message.
 */
export function lengthCheck(
  field: HTMLInputElement | HTMLTextAreaElement,
  strings: Strings,
  id: string,
): LengthCheck {
  const message = element('p', { id, class: 'too-long', role: 'alert', hidden: true })
  const check = (): boolean => {
    const n = field.value.trim().length
    const over = n > LONGEST_QUERY
    message.hidden = !over
    message.textContent = over ? fill(strings.tooLong, { n, most: LONGEST_QUERY }) : ''
    field.ariaInvalid = over ? 'true' : null
    return !over
  }
  field.setAttribute('aria-describedby', id)
  field.addEventListener('input', check)
  return { message, check }
}
