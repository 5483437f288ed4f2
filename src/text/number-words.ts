/** Dutch cardinal numbers in words; the first is one, the last is twenty. */
export const DUTCH_CARDINALS: readonly string[] = (
  'een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien ' +
  'zestien zeventien achttien negentien twintig'
).split(' ')

/** The same as ordinals, from "eerste" to "twintigste". */
export const DUTCH_ORDINALS: readonly string[] = (
  'eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde ' +
  'dertiende veertiende vijftiende zestiende zeventiende achttiende negentiende twintigste'
).split(' ')
