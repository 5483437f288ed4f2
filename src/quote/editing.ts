import type { Difference, SaidStretch } from './match.ts'

/**
 * How a quoter edits a passage without touching its words: with words left out and a mark of that
 * (`marked`), with whole sentences left out without one (`sentences`), or with words in square
 * brackets (`inserted`).
 */
type Editing = 'marked' | 'sentences' | 'inserted'

/** How a quote was edited, if its verdict is `altered` for nothing else; else null. */
export function editingOf({
  verdict,
  matches,
}: {
  readonly verdict: string
  readonly matches: readonly Edited[]
}): Editing | null {
  return verdict === 'altered' ? onlyEditing(matches[0]!) : null
}

function onlyEditing({ parts, differences }: Edited): Editing | null {
  const edits = differences.filter(({ kind }) => kind !== 'spaces')
  if (edits.length === 0) return null
  const unmarked = edits.filter(({ kind }) => kind !== 'omitted')
  if (unmarked.length === 0) return 'marked'
  if (areInserted(unmarked.map(({ kind, quoted }) => ({ kind, words: quoted.text }))))
    return 'inserted'
  const areSentences = unmarked.every(({ kind, said }) => {
    const part = parts.find(({ paragraphId }) => paragraphId === said.paragraphId)
    const before = part?.text.slice(0, said.start - part.start) ?? ''
    return kind === 'missing' && sentenceBehind.test(before) && sentences.test(said.text)
  })
  return areSentences ? 'sentences' : null
}

interface Edited {
  readonly parts: readonly SaidStretch[]
  readonly differences: readonly Pick<Difference, 'kind' | 'quoted' | 'said'>[]
}

/** Whether all these words stand in square brackets, several in one pair or each in its own. */
export function areInserted(
  changes: readonly { kind: Difference['kind']; words: string }[],
): boolean {
  const areAdded = changes.every(({ kind }) => kind === 'added' || kind === 'changed')
  return areAdded && bracketed.test(changes.map(({ words }) => words).join(' '))
}

const bracketed = /^(?:\[[^[\]]{1,200}\][.,;:]?(?: |$)){1,20}$/
const sentenceBehind = /(?:^|[.?!…:;]["'”»’)]?\s*)$/u
const sentences = /^["'“„«‘(]?[\p{Lu}\p{N}][^]*[.?!…]["'”»’)]?$/u
