import { fill } from '../src/text/say.ts'
import type { FoundAnswer } from '../src/wire/schemas.ts'
import type { Strings } from '../src/words/chat.ts'
import { element } from './element.ts'
import evidenceCss from './evidence.css'
import { sheetOf } from './own-rem.ts'

export { checkProofs } from './proof.ts'

/** Characters of the source shown before and after a passage. */
const AROUND = 60

const dressed = new WeakSet<ShadowRoot>()

/** Gives a chat the look of what follows, once. */
export function dressEvidence(root: ShadowRoot): void {
  if (dressed.has(root)) return
  dressed.add(root)
  root.adoptedStyleSheets.push(sheetOf(evidenceCss))
}

/** For each paragraph its place in the source, and what anybody can check it by. */
export function evidenceOf(
  { paragraphs }: FoundAnswer,
  source: Uint8Array,
  strings: Strings,
): Node[] {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(source)
  const pair = (term: string, value: string): Node[] => [
    element('dt', {}, term),
    element('dd', {}, value),
  ]
  return paragraphs.flatMap(({ proof }, index) => [
    element(
      'details',
      {},
      element(
        'summary',
        {},
        `${strings.sourceText}, ${fill(strings.paragraph, { n: index + 1 }).toLowerCase()}`,
      ),
      element('pre', { lang: 'nl' }, ...inSource(text, proof.spans)),
      element(
        'dl',
        {},
        ...pair(strings.textDigest, proof.textSha256),
        ...pair(strings.sourceDigest, proof.sourceSha256),
        ...pair(strings.spans, proof.spans.map(({ start, end }) => `${start}–${end}`).join(', ')),
      ),
    ),
  ])
}

/** The source as received around a passage, what the passage is made of marked. */
function inSource(
  source: string,
  spans: readonly { readonly start: number; readonly end: number }[],
): Node[] {
  const first = spans[0]?.start ?? 0
  const last = spans.at(-1)?.end ?? 0
  const nodes: Node[] = []
  let from = Math.max(0, first - AROUND)
  for (const { start, end } of spans) {
    nodes.push(document.createTextNode(source.slice(from, start)))
    nodes.push(element('mark', {}, source.slice(start, end)))
    from = end
  }
  nodes.push(document.createTextNode(source.slice(last, last + AROUND)))
  return nodes
}
