import type { WireParagraph } from '../wire/schemas.ts'

/** Characters of an answer visible at first: some eight lines of a card. */
const IN_SIGHT = 700

/** The total for several answers, so that as many as possible are visible at once. */
const IN_SIGHT_OF_SEVERAL = 350

/** Hiding less than this is not worth a button. */
const WORTH_FOLDING = 200

/** An answer whose opening is this short says "Ja." or "Nee.", which nobody may miss. */
const SHORT_OPENING = 80

type Foldable = Pick<WireParagraph, 'id' | 'text' | 'matched' | 'highlights'>

/** Characters that each of several answers may show at first. */
export function roomOf(answers: number): number {
  return answers < 3 ? IN_SIGHT : IN_SIGHT_OF_SEVERAL
}

/**
 * The paragraphs of a long answer that stay hidden until a reader asks for the whole of it. The
 * best match is always visible, and whole: a paragraph is never cut.
 */
export function foldOf(paragraphs: readonly Foldable[], room = IN_SIGHT): ReadonlySet<string> {
  const inSight = new Set<string>()
  let left = room
  for (const { id, text } of [...paragraphs].sort((a, b) => weight(b) - weight(a))) {
    if (inSight.size > 0 && text.length > left) break
    inSight.add(id)
    left -= text.length
  }
  const [opening] = paragraphs
  if (opening !== undefined && opening.text.length <= SHORT_OPENING) inSight.add(opening.id)
  const rest = paragraphs.filter(({ id }) => !inSight.has(id))
  const length = rest.reduce((sum, { text }) => sum + text.length, 0)
  return new Set(length < WORTH_FOLDING ? [] : rest.map(({ id }) => id))
}

/** Paragraphs with a sentence that bears on the question first, then all others that matched. */
function weight({ matched, highlights }: Foldable): number {
  if (!matched) return 0
  return highlights.some(({ kind }) => kind === 'sentence') ? 2 : 1
}
