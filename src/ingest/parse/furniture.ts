import { type Line, trimmed } from './lines.ts'

/**
 * What a printer adds to each page or to the first. Every pattern is anchored at the line's start;
 * those without `$` may be followed by text that an extractor glued to them.
 */
const furniture: readonly RegExp[] = [
  // "Tweede Kamer, vergaderjaar 2024–2025, Aanhangsel 1", "..., Vragen 2", "..., 36 410, nr. 5 12"
  /^(?:(?:Tweede|Eerste) Kamer, vergaderjaar \d{4}[–-]\d{4}, (?:Aanhangsel|Vragen)(?:\s+\d{1,3}(?=\D|$))?)/,
  // "ah-tk-20242025-575", "kv-tk-2024Z18796", "ah-1281235"
  /^(?:ah-[te]k-\d{8}-\d{1,5}(?:-n\d{1,2})?|kv-[te]k-\d{4}Z\d{5}|(?:ah|eh|kv)-\d{6,8}(?:-n\d{1,2})?)$/,
  // "ISSN 0921 - 7398’s-Gravenhage 2024Tweede Kamer, vergaderjaar 2024–2025, Aanhangsel 1"
  /^ISSN \d{4} ?- ?\d{3}[\dX](?:\s*[’'`]s-Gravenhage \d{4})?(?:\s*Tweede Kamer, vergaderjaar \d{4}[–-]\d{4}, (?:Aanhangsel|Vragen)(?:\s+\d{1,3}(?=\D|$))?)?/,
  // "’s-Gravenhage 2024 Tweede Kamer, vergaderjaar 2024–2025, Vragen"
  /^[’'`]s-Gravenhage \d{4}(?:\s*Tweede Kamer, vergaderjaar \d{4}[–-]\d{4}, (?:Aanhangsel|Vragen)(?:\s+\d{1,3}(?=\D|$))?)?/,
  // "Pagina 2 van 7", "- 3 -"
  /^(?:Pagina \d{1,3} van \d{1,3}|- ?\d{1,3} ?-)$/i,
  // a rule drawn with characters
  /^[_=*-]{5,}$/,
]

/** The masthead of the official series, which stands before anything else. */
const masthead: readonly RegExp[] = [
  /^(?:Tweede|Eerste) Kamer der Staten-Generaal\s?\d?$/,
  /^Vergaderjaar \d{4}[–-]\d{4}/,
  /^Aanhangsel van de Handelingen$/,
  /^Vragen gesteld door de leden der Kamer/,
  /^regering gegeven antwoorden$/,
]

/** The most characters that furniture takes on a line. */
const LONGEST = 200

/** Where a line's furniture ends, or null where it has none. */
function furnitureEnd(line: Line): number | null {
  const head = line.text.slice(0, LONGEST)
  for (const pattern of furniture) {
    const match = pattern.exec(head)
    if (match !== null && match[0].length > 0) return line.start + match[0].length
  }
  return null
}

/**
 * True for a line of the masthead; the number of the chamber ("2") stands alone behind its name.
 */
function isMasthead(line: Line, before: Line | undefined): boolean {
  if (line.text.length > LONGEST) return false
  if (/^[12]$/.test(line.text)) return before?.text.endsWith('Staten-Generaal') ?? false
  return masthead.some((pattern) => pattern.test(line.text))
}

/**
 * Parts furniture from the text that an extractor glued behind it ("... Aanhangsel 1Antwoord 3"):
 * such a line becomes two. `zoneAt` gives what the format itself calls furniture.
 */
export function splitFurniture(
  source: string,
  lines: readonly Line[],
  zoneAt: (offset: number) => unknown = () => null,
): { lines: Line[]; furniture: Set<Line> } {
  const split: Line[] = []
  const found = new Set<Line>()
  let top = true
  for (const line of lines) {
    const end = zoneAt(line.start) === null ? furnitureEnd(line) : line.end
    if (end === null || end >= line.end) {
      split.push(line)
      if (end !== null || (top && isMasthead(line, split.at(-2)))) found.add(line)
      else if (!top || line.number > 12 || !/^\d{1,5}$/.test(line.text)) top = false
      continue
    }
    const first = { ...line, end, to: end, text: source.slice(line.start, end) }
    const { start } = trimmed(source, end, line.end)
    const rest = {
      ...line,
      from: end,
      start,
      text: source.slice(start, line.end),
      apart: true,
      pageTop: true,
    }
    split.push(first, rest)
    found.add(first)
    top = false
  }
  return { lines: split, furniture: found }
}
