import { patternOf } from '../text/pattern.ts'
import { ABBREVIATED } from '../text/sentences.ts'

/**
 * The meaning of "word for word": a text is a row of chunks (separated by white space), and two
 * chunks say the same if their wording is equal. Wording forgives how a character is written, never
 * which one it is.
 */
export interface Chunk {
  /** offsets in the text, in UTF-16 code units */
  readonly start: number
  readonly end: number
  /**
   * the chunk with its quotation marks, dashes and the like normalised; equal wording means the
   * same words
   */
  readonly wording: string
  /**
   * only letters and digits, without case and accents: finds a chunk, but proves nothing; may be ''
   */
  readonly key: string
}

/** A mark of omission: […], (…), [..], (..), … or three full stops. */
const omission = String.raw`\[\s?(?:…|\.{2,3})\s?\]|\(\s?(?:…|\.{2,3})\s?\)|…|\.{3,}`
const chunkPattern = new RegExp(`${omission}|(?:(?!${omission})\\S)+`, 'gu')
const onlyOmission = new RegExp(`^(?:${omission})$`, 'u')

/**
 * Splits a text at white space; a mark of omission is a chunk of its own, even if glued to a word.
 */
export function chunksOf(text: string): Chunk[] {
  const chunks = Array.from(text.matchAll(chunkPattern), (match) => chunk(match[0], match.index))
  return chunks
    .filter(({ wording }) => wording !== '')
    .map((part, at, all) => {
      const isShortened = part.wording.length < part.end - part.start
      if (!isShortened || !numbered.test(all[at - 1]?.key ?? '')) return part
      return { ...part, wording: styled(text.slice(part.start, part.end)) }
    })
}

/**
 * The keys of a text's chunks, in order, without those that have none. The same as by `chunksOf`,
 * in a fraction of the time: an index takes the keys of whole archives.
 */
export function keysIn(text: string): string[] {
  const parts = mayOmit(text) ? text.match(chunkPattern) : text.match(/\S+/gu)
  return (parts ?? []).map(keyOf).filter((key) => key !== '')
}

/** Every mark of omission has one of these. */
function mayOmit(text: string): boolean {
  return text.includes('…') || text.includes('..')
}

/** Words behind which a number is the place of a text: "artikel 3.119" is not article 3119. */
const numbered = /^(?:artt?|artikel(?:en)?|lid|paragraaf|hoofdstuk|nrs?|nummers?|versie)$/

/** True for a chunk that marks omitted words. */
export function isOmission({ wording }: Chunk): boolean {
  return onlyOmission.test(wording)
}

/** A chunk with these characters at this place. */
export function chunk(raw: string, start: number): Chunk {
  return { start, end: start + raw.length, wording: wordingOf(raw), key: keyOf(raw) }
}

/** None that shows what follows in another order. */
const unseen = '[\\u200B-\\u200F\\u2060]{1,9}'

/**
 * The different ways to write one character. No compatibility forms beyond ligatures, units and
 * formulas: a letter of another script is another letter.
 */
const styles: readonly { readonly pattern: RegExp; readonly as: string }[] = [
  // « » ‹ › “ ” „ ‟ ‘ ’ ‚ ‛ ', and the apostrophe that is a letter
  { pattern: /[«»‹›“”„‟‘’‚‛'\u02BC]/gu, as: '"' },
  // accents typed for an apostrophe: "foto`s", "´s avonds"
  { pattern: /[`´](?=\p{L})/gu, as: '"' },
  // the sign of an item of a list
  { pattern: /^[•▪◦‣●○■]$/u, as: '-' },
  // hyphens, figure, en and em dash, bar, minus sign
  { pattern: /[\u2010-\u2015\u2212]/gu, as: '-' },
  // a soft hyphen, also copied as "¬", is visible only at a line end; between digits it could hide
  // a real one
  { pattern: /(?<=\p{L})[\u00AD¬](?=\p{L})/gu, as: '' },
  // characters without a width, which pages and chats put between words; between two letters or
  // digits they may hide that it is another word
  {
    pattern: new RegExp(`${unseen}(?![\\p{L}\\p{N}])|(?<![\\p{L}\\p{N}])${unseen}`, 'gu'),
    as: '',
  },
  { pattern: /\.{3,}/gu, as: '…' },
  { pattern: /(?<=[[(])\s|\s(?=[\])])/gu, as: '' },
  // typographic ligatures, and the Dutch ij
  { pattern: /\uFB03/gu, as: 'ffi' },
  { pattern: /\uFB04/gu, as: 'ffl' },
  { pattern: /\uFB00/gu, as: 'ff' },
  { pattern: /\uFB01/gu, as: 'fi' },
  { pattern: /\uFB02/gu, as: 'fl' },
  { pattern: /\u0133/gu, as: 'ij' },
  { pattern: /\u0132/gu, as: 'IJ' },
  // the micro sign, which is also a Greek letter
  { pattern: /\u00B5/gu, as: '\u03BC' },
]

/**
 * Digits that are raised in "m²" and lowered in "CO₂", and letters that chats write bold. Behind
 * another word a raised digit is the mark of a note, and behind a figure a lowered one is no digit
 * of it.
 */
const raisedOrBold = new RegExp(
  patternOf`
    (?<=(?<!\p{L})[kchdm]?m)[²³]|(?<![0-9])[\u2080-\u2089]{1,9}
    |[\u{1D400}-\u{1D6A3}\u{1D7CE}-\u{1D7FF}]{1,99}
  `,
  'gu',
)

/** Most chunks: none of their characters has a second form. */
const plain = /^(?!.*\.{3})[A-Za-z0-9.,;:?!%"()-]*$/

/** The full stops between thousands, as in "€ 1.250.000,50" */
const thousands = /(?<![\p{L}\p{N}.,])[1-9]\d{0,2}(?:\.\d{3}){1,4}(?!\.?[\p{L}\p{N}])/gu

/** The wording of a chunk in which "1.120" is the number 1120, which may also be "1 120". */
function wordingOf(raw: string): string {
  const text = styled(raw)
  if (!text.includes('.')) return text
  return text.replace(thousands, (number) => number.replaceAll('.', ''))
}

function styled(raw: string): string {
  if (plain.test(raw)) return raw
  const plainer = raw.normalize('NFC').replace(raisedOrBold, (part) => part.normalize('NFKC'))
  return styles.reduce((text, { pattern, as }) => text.replace(pattern, as), plainer)
}

function keyOf(raw: string): string {
  if (/^[a-z]+$/.test(raw)) return raw
  if (plain.test(raw)) return raw.toLowerCase().replace(/[^a-z0-9]/g, '')
  return raw
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]|\u02BC/gu, '')
}

/** True if a sentence ends with this chunk: a full stop, ? or !, perhaps inside closing marks. */
export function isSentenceEnd({ wording }: Chunk): boolean {
  return /[.?!…][")\]]*$/u.test(wording)
}

const abbreviation = new RegExp(String.raw`^["([]*${ABBREVIATED}\.$`, 'iu')

/** True for a chunk whose full stop ends no sentence: "mr.", "o.a.", "nr.", "J.". */
export function abbreviates({ wording }: Chunk): boolean {
  return abbreviation.test(wording)
}

/** How the edges of a quote may differ from the passage's chunk at that place. */
export interface Edges {
  readonly first: boolean
  readonly last: boolean
  /** the passage's chunk begins a sentence */
  readonly opens: boolean
}

/** The edges of a quote at a chunk: its own, and those that its marks of omission make. */
export function edgesAt(quoted: readonly Chunk[], at: number): Omit<Edges, 'opens'> {
  const isEdge = (beside: Chunk | undefined) => beside === undefined || isOmission(beside)
  return { first: isEdge(quoted[at - 1]), last: isEdge(quoted[at + 1]) }
}

/**
 * True if a quote's chunk says what the passage's chunk says. A quote may begin after an opening
 * mark and end before closing punctuation, but never inside a word or a number ("sanctie" is not
 * "sanctie-ontwijking", "38" not "38%"). Quoters may begin a passage's sentence in lower case
 * within their own sentence, but not the reverse: a capital would claim that a sentence begins
 * there.
 */
export function saysTheSame(quoted: string, said: string, { first, last, opens }: Edges): boolean {
  if (quoted === said) return true
  if (!first && !last) return false
  const at = said.indexOf(quoted)
  if (at >= 0) {
    const before = said.slice(0, at)
    const behind = said.slice(at + quoted.length)
    if (first ? /^["([{]*$/.test(before) : before === '') {
      if (last ? /^[")\]}.,;:!?]*$/.test(behind) : behind === '') return true
    }
  }
  const capital = quoted.replace(/^\p{Ll}(?=\p{Ll}|$|[\s")\]}.,;:!?])/u, (letter) =>
    letter.toUpperCase(),
  )
  if (!first || !opens || capital === quoted) return false
  return saysTheSame(capital, said, { first, last, opens: false })
}
