/** Words that a quoted beginning has at least: fewer read like an accident. */
const FEWEST_WORDS = 4

/**
 * The address of a public page that scrolls to a paragraph and marks it, by a text fragment
 * (https://wicg.github.io/scroll-to-text-fragment/): its first words, as many as make them unique in
 * the document, and its last ones. Null where the whole paragraph is not unique.
 */
export function fragmentAddress(url: string, paragraph: string, document: string): string | null {
  const words = paragraph.split(/\s+/).filter((word) => word !== '')
  const whole = squeeze(document)
  for (let count = Math.min(FEWEST_WORDS, words.length); count <= words.length; count++) {
    const start = words.slice(0, count).join(' ')
    if (occurrences(whole, start) !== 1) continue
    const rest = words.slice(count)
    const end = rest.slice(-FEWEST_WORDS).join(' ')
    const range = end === '' ? encode(start) : `${encode(start)},${encode(end)}`
    return `${url.split('#')[0]}#:~:text=${range}`
  }
  return null
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ')
}

function occurrences(text: string, part: string): number {
  return text.split(part).length - 1
}

/** "-" and "," mean something in a text directive, and encodeURIComponent leaves the first. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll('-', '%2D')
}
