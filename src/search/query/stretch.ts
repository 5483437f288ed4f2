/** Replaces stretches of a text by markers of the same length. */
export function hiding(query: string, quoted: readonly Stretch[]) {
  let text = query
  const hide = ({ start, end }: Stretch): void => {
    text = text.slice(0, start) + '\ue000'.repeat(end - start) + text.slice(end)
  }
  for (const each of quoted) hide(each)
  return { text: () => text, hide }
}

/** Part of a text, in UTF-16 code units. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

/** Whether a stretch shares a character with one of these. */
export function overlaps({ start, end }: Stretch, others: readonly Stretch[]): boolean {
  return others.some((other) => start < other.end && other.start < end)
}
