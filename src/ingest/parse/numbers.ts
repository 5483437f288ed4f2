/** Between two numbers of a heading: "3 en 4", "7, 8, en 9", "2 t/m 6", "9 10", "1 en vraag 2". */
const SEPARATOR = String.raw`(?:\s*(?:,\s*en|,|;|en|&|\+|\/|t\/m|tot en met|t\.e\.m\.|-|–)\s*(?:vraag\s+)?|\s+)`

/** The source of a pattern for the numbers of a heading, as the group `numbers`. */
export const NUMBERS = String.raw`(?<numbers>\d{1,3}[a-z]?(?:${SEPARATOR}\d{1,3}[a-z]?){0,60})`

const TOKEN = /(?<number>\d{1,3})[a-z]?|(?<range>t\/m|tot en met|t\.e\.m\.|-|–)/gi

/** More questions than this are not read from one heading: 128 is the most that was ever asked. */
const MOST = 150

/**
 * Reads the numbers of a heading, ascending and each once: "2 t/m 4" is `[2, 3, 4]`, "1 en 4" is
 * `[1, 4]`. Empty where there are none or where a range runs backwards or too far.
 */
export function readNumbers(text: string): number[] {
  const numbers: number[] = []
  let ranging = false
  for (const { groups } of text.matchAll(TOKEN)) {
    if (groups?.['range'] !== undefined) {
      ranging = numbers.length > 0
      continue
    }
    const number = Number(groups?.['number'])
    const last = numbers.at(-1)
    if (ranging && last !== undefined) {
      if (number <= last || number - last > MOST) return []
      for (let between = last + 1; between < number; between++) numbers.push(between)
    }
    ranging = false
    numbers.push(number)
    if (numbers.length > MOST) return []
  }
  return [...new Set(numbers)].sort((a, b) => a - b)
}

/** A numbered line; `next` is the number that follows on it, its own plus one if it has only one. */
export interface Numbered {
  readonly value: number
  readonly next?: number
}

/**
 * Out of numbered lines, in order of place, takes the longest run that counts on from `expected`
 * without a gap; of equally long ones the latest. So numbers that only happen to begin a line are
 * left out. Empty where no line has the expected number.
 */
export function chain<T extends Numbered>(candidates: readonly T[], expected: number): T[] {
  // Going forward tells how far a run can reach, going backward finds the latest that does.
  const steps: T[] = []
  let wanted = expected
  for (const candidate of candidates) {
    if (candidate.value !== wanted) continue
    steps.push(candidate)
    wanted = candidate.next ?? candidate.value + 1
  }
  const found: T[] = []
  for (let index = candidates.length - 1; index >= 0 && steps.length > 0; index--) {
    const candidate = candidates[index]!
    const step = steps.at(-1)!
    if (candidate.value !== step.value || candidate.next !== step.next) continue
    found.push(candidate)
    steps.pop()
  }
  return found.reverse()
}
