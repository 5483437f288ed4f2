import type { DrawnRun } from '../src/answer/runs.ts'
import { element } from './element.ts'

/** A paragraph's words with their marks and links: exactly the paragraph's characters, in order. */
export function runsElements(
  runs: readonly DrawnRun[],
  page: (path: string) => string,
): DocumentFragment {
  const fragment = document.createDocumentFragment()
  /** what is out of sight of the stretch that is being drawn: it may have links */
  let rest: HTMLElement | null = null
  for (const run of runs) {
    if (run.kind === 'note') continue
    const pieces = run.pieces.map(({ text, mark }) => {
      if (mark === null) return document.createTextNode(text)
      return element('mark', { class: mark === 'word' ? 'word' : null }, text)
    })
    const link = { href: page(run.href ?? ''), target: '_blank', rel: 'noopener' }
    const words = run.href === null ? pieces : [element('a', link, ...pieces)]
    if (run.folded !== true) {
      rest = null
      fragment.append(...words)
      continue
    }
    if (rest === null) {
      rest = element('span', { hidden: 'until-found' })
      fragment.append(element('span', { class: 'gap' }, rest))
    }
    rest.append(...words)
  }
  return fragment
}
