import { fold } from '../domain/fold.ts'

/** The words that an apostrophe divides: "foto's" has the word "foto" in it. */
export interface DividedWords {
  /** the stems of those that may have a word as a part */
  holding(word: string): readonly string[]
}

/** Gathers them from lists of stems, and yields before each. */
export function* dividedWords(lists: Iterable<Iterable<string>>): Generator<void, DividedWords> {
  const byBeginning = new Map<string, Set<string>>()
  for (const stems of lists) {
    yield
    for (const stem of stems) {
      if (!stem.includes("'")) continue
      for (const piece of stem.split("'")) {
        const beginning = piece.slice(0, BEGINNING)
        const others = byBeginning.get(beginning)
        if (others === undefined) byBeginning.set(beginning, new Set([stem]))
        else others.add(stem)
      }
    }
  }
  return {
    holding(word) {
      const folded = fold(word)
      if (folded.includes("'")) return []
      const found = byBeginning.get(folded.slice(0, BEGINNING))
      // All pieces but the last are whole; the last one has lost its ending.
      return [...(found ?? [])].filter((stem) => {
        const pieces = stem.split("'")
        const last = pieces.pop()!
        return pieces.includes(folded) || last.startsWith(folded.slice(0, BEGINNING))
      })
    },
  }
}

/** Letters that a word shares with its stem. */
const BEGINNING = 3
