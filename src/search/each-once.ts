import type { Passage } from './search.ts'

export function isSame(one: Passage): (other: Passage) => boolean {
  return (other) => one.answerId === other.answerId
}

/** Each answer once, where it comes first. */
export function eachOnce(passages: readonly Passage[]): Passage[] {
  return passages.filter((each, at) => passages.findIndex(isSame(each)) === at)
}
