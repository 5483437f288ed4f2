/**
 * Character widths in thousandths of the type size, after the metrics that Adobe published for
 * Helvetica (Core 14 AFM): most official documents use a typeface of those proportions.
 */
const GROUPS: readonly (readonly [number, string])[] = [
  [222, "ijl’‘'"],
  [260, '|'],
  [278, ' .,:;!/\\ftI[]·'],
  [333, '-()`r“”„'],
  [355, '"'],
  [500, 'cksvxyzJçý'],
  [584, '+<=>~'],
  [611, 'FTZ'],
  [667, 'ABEKPSVXY&ÀÁÂÃÄÈÉÊËŠ'],
  [722, 'CDHNRUwÇÙÚÛÜÑ'],
  [778, 'GOQÒÓÔÕÖØ'],
  [833, 'mM'],
  [889, '%'],
  [944, 'W'],
  [1000, '—…@™'],
]

/** Digits and the other lower-case letters. */
const USUAL = 556

const widths = new Map(GROUPS.flatMap(([width, text]) => [...text].map((char) => [char, width])))

/** The estimated width of a text in thousandths of its type size. */
export function widthOf(text: string): number {
  let width = 0
  for (const char of text) width += widths.get(char) ?? USUAL
  return width
}
