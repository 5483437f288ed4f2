/** Words in a quoted beginning or end at least: fewer look like an accident. */
const FEWEST_WORDS = 4

/** Words of the context before a paragraph, at least and at most: "Antwoord 1" is two. */
const PREFIX_WORDS = { fewest: 2, most: 8 } as const

/** A document's texts in the form in which browsers compare text fragments. */
export interface FoldedDocument {
  /** what was read from the document, one text after the other */
  readonly readings: string
  readonly source: string
}

export function foldDocument(readings: string, source: string): FoldedDocument {
  return { readings: fold(readings), source: fold(source) }
}

interface PlaceToFind {
  readonly paragraph: string
  /** the source right before the paragraph */
  readonly before: string
  readonly document: FoldedDocument
}

/**
 * The address of a public page that scrolls to a paragraph and marks it, by a text fragment
 * (https://wicg.github.io/scroll-to-text-fragment/): as many first words as make it unique in the
 * document, and its last words. If the whole paragraph occurs twice ("Ja."), the text before it
 * distinguishes them; null if that fails too.
 */
export function fragmentAddress(
  url: string,
  { paragraph, before, document }: PlaceToFind,
): string | null {
  const words = wordsOf(paragraph)
  const directive = byItsWords(words, document) ?? byWhatPrecedes(words, before, document)
  return directive === null ? null : `${url.split('#')[0]}#:~:text=${directive}`
}

function byItsWords(words: readonly string[], { readings, source }: FoldedDocument): string | null {
  for (let count = Math.min(FEWEST_WORDS, words.length); count <= words.length; count++) {
    const start = fold(words.slice(0, count).join(' '))
    if (occurrences(readings, start) === 1 && occurrences(source, start) <= 1) {
      return range(words, count)
    }
  }
  return null
}

function byWhatPrecedes(
  words: readonly string[],
  before: string,
  { source }: FoldedDocument,
): string | null {
  const start = words.slice(0, FEWEST_WORDS)
  const preceding = wordsOf(before)
  for (let count = PREFIX_WORDS.fewest; count <= PREFIX_WORDS.most; count++) {
    const prefix = preceding.slice(-count)
    if (occurrences(source, fold([...prefix, ...start].join(' '))) === 1) {
      return `${encode(prefix.join(' '))}-,${range(words, start.length)}`
    }
  }
  return null
}

/** A browser takes the first end after the start, so the quoted end must not occur earlier. */
function range(words: readonly string[], count: number): string {
  const start = encode(words.slice(0, count).join(' '))
  const rest = words.slice(count)
  if (rest.length === 0) return start
  const text = fold(rest.join(' '))
  for (let last = Math.min(FEWEST_WORDS, rest.length); ; last++) {
    const end = rest.slice(-last).join(' ')
    const folded = fold(end)
    if (last >= rest.length || text.indexOf(folded) === text.length - folded.length) {
      return `${start},${encode(end)}`
    }
  }
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}

/** Browsers ignore case, accents and kinds of space when they look for a text fragment. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
}

function occurrences(text: string, part: string): number {
  return text.split(part).length - 1
}

/** "-" and "," have a meaning in a text directive, and encodeURIComponent leaves "-" alone. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll('-', '%2D')
}
