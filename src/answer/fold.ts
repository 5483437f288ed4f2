import type { WireParagraph } from '../wire/schemas.ts'

/** Characters of an answer that are in sight at first: some eight lines of a card. */
const IN_SIGHT = 700

/** Less than this is not worth a button to show it. */
const WORTH_FOLDING = 200

type Foldable = Pick<WireParagraph, 'id' | 'text' | 'matched' | 'highlights'>

/**
 * The paragraphs of a long answer that wait until somebody asks for all of it. What matched best is
 * always in sight, and whole: a paragraph is never cut.
 */
export function foldOf(paragraphs: readonly Foldable[]): ReadonlySet<string> {
  const inSight = new Set<string>()
  let room = IN_SIGHT
  for (const { id, text } of [...paragraphs].sort((a, b) => weight(b) - weight(a))) {
    if (inSight.size > 0 && text.length > room) break
    inSight.add(id)
    room -= text.length
  }
  const rest = paragraphs.filter(({ id }) => !inSight.has(id))
  const length = rest.reduce((sum, { text }) => sum + text.length, 0)
  return new Set(length < WORTH_FOLDING ? [] : rest.map(({ id }) => id))
}

/** Paragraphs with a sentence that bears on the question come first, then all that matched. */
function weight({ matched, highlights }: Foldable): number {
  if (!matched) return 0
  return highlights.some(({ kind }) => kind === 'sentence') ? 2 : 1
}
