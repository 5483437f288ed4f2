import type { PlacedQuotation } from './quotation-marks.ts'

/** The block quotes of a text in Markdown or HTML. O(length). */
export function blockQuotesIn(text: string): PlacedQuotation[] {
  return [...blocksOfMarkdown(text), ...blocksOfHtml(text)]
}

/** Lines of Markdown that begin with ">", in lists too. */
function blocksOfMarkdown(text: string): PlacedQuotation[] {
  const lines =
    /(?:^[ \t]{0,12}(?:[-*+] |\d{1,3}[.)] )?[ \t]{0,4}>[^\n]*\n?)(?:^[ \t]{0,12}>[^\n]*\n?)*/gm
  return Array.from(text.matchAll(lines), ({ index, 0: block }) => {
    const start = index + block.indexOf('>')
    const end = index + block.length
    return { kind: 'block', from: start, start, end, to: end }
  })
}

/** The text between `<blockquote>` and its end. */
function blocksOfHtml(text: string): PlacedQuotation[] {
  const open: Pick<PlacedQuotation, 'from' | 'start'>[] = []
  return Array.from(text.matchAll(/<(?<ends>\/?)blockquote\b[^<>]{0,400}>/gi)).flatMap(
    ({ index: at, 0: tag, groups }): PlacedQuotation[] => {
      if (groups!['ends'] === '') {
        open.push({ from: at, start: at + tag.length })
        return []
      }
      const opened = open.pop()
      return opened ? [{ kind: 'block', ...opened, end: at, to: at + tag.length }] : []
    },
  )
}
