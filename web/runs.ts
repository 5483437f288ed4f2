import type { DrawnRun } from '../src/answer/runs.ts'
import { element } from './element.ts'

/** A paragraph's words with their marks and links: exactly the paragraph's characters, in order. */
export function runsElements(
  runs: readonly DrawnRun[],
  page: (path: string) => string,
): DocumentFragment {
  const fragment = document.createDocumentFragment()
  for (const run of runs) {
    if (run.kind === 'note') continue
    const pieces = run.pieces.map(({ text, mark }) => {
      if (mark === null) return document.createTextNode(text)
      return element('mark', { class: mark === 'word' ? 'word' : null }, text)
    })
    const link = { href: page(run.href ?? ''), target: '_blank', rel: 'noopener' }
    const words = run.href === null ? pieces : [element('a', link, ...pieces)]
    if (run.folded !== true) fragment.append(...words)
    else {
      const rest = element('span', { hidden: 'until-found' }, ...words)
      fragment.append(element('span', { class: 'gap' }, rest))
    }
  }
  return fragment
}
