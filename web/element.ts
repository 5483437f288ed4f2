type Child = Node | string | null

/**
 * Makes an element. Text is inserted as text and never as markup; an attribute that is null is
 * omitted, one that is true is set empty.
 */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string | true | null>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null) made.setAttribute(key, value === true ? '' : value)
  }
  made.append(...children.filter((child) => child !== null))
  return made
}

/**
 * Does work once the next frame is on the screen: from its layout until then it takes about as long
 * as another one.
 */
export function afterFrame(work: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(work)))
}

/** A button that does not submit. */
export function button(
  label: string,
  press: () => void,
  attributes: Readonly<Record<string, string | true | null>> = {},
): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, label)
  made.addEventListener('click', press)
  return made
}

/** A button and the panel that it shows and hides. */
export interface Disclosure {
  readonly toggle: HTMLButtonElement
  readonly panel: HTMLElement
}

/** `opened` is called each time the panel is shown. */
export function disclosure(
  label: string,
  panel: HTMLElement,
  opened: (() => void) | null,
  attributes: Readonly<Record<string, string | true | null>> = {},
): Disclosure {
  const toggle = button(
    label,
    () => {
      panel.hidden = !panel.hidden
      toggle.setAttribute('aria-expanded', String(!panel.hidden))
      if (!panel.hidden) opened?.()
    },
    { ...attributes, 'aria-expanded': 'false' },
  )
  panel.hidden = true
  return { toggle, panel }
}
