/** One kind of paper, from a day to the day before another: what one query lists. */
export interface Slice {
  readonly soort: string
  /** `YYYY-MM-DD` */
  readonly from: string
  /** the day after the last */
  readonly to: string
}

/** A slice's name in the state. */
export function sliceName({ soort, from, to }: Slice): string {
  return `${from} ${to} ${soort}`
}

/** What the state has, in place of its name, of a slice whose list came empty on a day. */
export function emptyName(slice: Slice, day: string): string {
  return `${sliceName(slice)} empty ${day}`
}

/** Whether a slice was read to the end, alone or as part of a longer one. */
export function isRead(slice: Slice, names: ReadonlySet<string>): boolean {
  return [...names].map(sliceOf).some((read) => read.soort === slice.soort && spans(read, slice))
}

/** Makes sure that a day's papers of one kind are listed again when they are next wanted. */
export function forgetSlices(soort: string, day: string, names: Set<string>): void {
  for (const name of names) {
    const read = sliceOf(name)
    if (read.soort === soort && read.from <= day && day < read.to) names.delete(name)
  }
}

function sliceOf(name: string): Slice {
  return { from: name.slice(0, 10), to: name.slice(11, 21), soort: name.slice(22) }
}

function spans(long: Slice, short: Slice): boolean {
  return long.from <= short.from && short.to <= long.to
}
