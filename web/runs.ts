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
    if (run.href === null) fragment.append(...pieces)
    else {
      const link = { href: page(run.href), target: '_blank', rel: 'noopener' }
      fragment.append(element('a', link, ...pieces))
    }
  }
  return fragment
}
