import { align, cost, says } from './align.ts'
import type { Compared } from './compared.ts'
import { isCut, matchOf, type Match } from './match.ts'
import { saidChunks, type Quotable, type QuoteIndex, type SaidChunk } from './quote-index.ts'
import { nearest, phrase, rarity, unknown, type Candidate } from './find.ts'
import { quotedChunks, type QuotedChunk } from './chunks.ts'

export interface QuoteMatch extends Match {
  readonly answerId: string
}

/** Words that stand in a document, but are not a minister's answer. */
export type OtherMatch = Match &
  (
    | { readonly kind: 'question'; readonly numbers: readonly number[] }
    | { readonly kind: 'note'; readonly mark: string }
    | { readonly kind: 'remark' }
  )

export type QuoteVerdict = Match['verdict'] | 'not_found'

/**
 * `verbatim`: each match has the quote word for word. `cut`: so has each match, but the quote leaves out
 * a negation, a condition or a reservation of its own sentence. `altered`: the matches are the nearest
 * passages, with the differences. `not_found`: no answer has it. `elsewhere` tells where it stands
 * (as well, or only) that is no answer, for example in a question of a member of parliament.
 */
export interface Checked {
  readonly verdict: QuoteVerdict
  readonly matches: readonly QuoteMatch[]
  readonly elsewhere: readonly OtherMatch[]
}

/** Texts whose wording is read when their keys agree; only short quotes in odd spelling have more. */
const maxRead = 1_000

/** Above this share of differing words a passage is another one, not an altered one. */
const maxDifference = 0.4

/** Fewer words in common, or a smaller share of the quote's known words by rarity, are no trace. */
const minShared = 2
const minSharedWeight = 0.6

/** What it costs that the quote leaves out a reservation: more than nothing, less than any word. */
const cutCost = 0.1

/**
 * Compares a quote with what ministers wrote, word for word. Only white space, line ends with their
 * hyphens, kinds of quotation marks and dashes, footnote marks, and what embeds the quote (marks
 * round it, an ellipsis or comma at its ends, a small first letter) may differ; who leaves out a "niet" or
 * "mits" of the sentence has cut it. At most `limit` matches, in the order of the index; no
 * `documents`, or none named, means all. Pure; the work is bounded for quotes of any length.
 */
export function checkQuote(
  index: QuoteIndex,
  quote: string,
  { documents = [], limit = 5 }: { documents?: readonly string[]; limit?: number } = {},
): Checked {
  const only = new Set(documents)
  const allowed = (text: number) => only.size === 0 || only.has(index.texts[text]!.documentId)
  const forms = formsOf(index, quote)
  const exact = forms.flatMap((quoted) => {
    return verbatim(index, quoted, phrase(index, keysOf(index, quoted), allowed), limit)
  })
  const compared = exact.some(({ alignment }) => alignment.cost === 0)
    ? exact
    : [...exact, ...near(index, quote, nearest(index, keysOf(index, forms.at(-1)!), allowed))]
  return verdictOn(quote, closest(compared), limit)
}

/** The quote as it is, and with words broken over a line end closed where the index knows them. */
function formsOf({ vocabulary }: QuoteIndex, quote: string): QuotedChunk[][] {
  const open = quotedChunks(quote, () => false)
  const closed = quotedChunks(quote, ({ key }) => vocabulary.has(key))
  return open.length === closed.length ? [open] : [open, closed]
}

function keysOf({ vocabulary }: QuoteIndex, quoted: readonly QuotedChunk[]): number[] {
  return wordsOf(quoted).map(({ key }) => vocabulary.get(key) ?? unknown)
}

function wordsOf(chunks: readonly QuotedChunk[]): QuotedChunk[] {
  return chunks.filter(({ key }) => key !== '')
}

/** Of the places where the keys agree, those where the wording does; one a text. */
function verbatim(
  index: QuoteIndex,
  quoted: readonly QuotedChunk[],
  candidates: readonly Candidate[],
  limit: number,
): Compared[] {
  const found = new Map<number, Compared>()
  let read = { text: -1, said: [] as SaidChunk[] }
  let reads = 0
  let answers = 0
  for (const { text, place } of candidates) {
    const known = found.get(text)
    if (known && costOf(known) === 0) continue
    if (read.text !== text) {
      if (++reads > maxRead) break
      read = { text, said: saidChunks(index.texts[text]!) }
    }
    const compared = inPlace(index, quoted, { text, place }, read.said)
    if (!compared) continue
    found.set(text, compared)
    if (costOf(compared) === 0 && compared.text.kind === 'answer') answers++
    if (answers === limit) break
  }
  return [...found.values()]
}

/**
 * The quote laid chunk by chunk against a place; null where one of them says something else. Where it
 * is only a footnote mark that makes a chunk the quote's, the place is told with that difference.
 */
function inPlace(
  index: QuoteIndex,
  quoted: readonly QuotedChunk[],
  candidate: Candidate,
  said: readonly SaidChunk[],
): Compared | null {
  const start = firstChunk(index, quoted, candidate, said)
  if (start < 0 || start + quoted.length > said.length) return null
  const last = quoted.length - 1
  const differing = quoted.filter(
    (part, at) => !says(part, said[start + at]!, { first: at === 0, last: at === last }),
  ).length
  if (differing > 0 && !takesMark(index, quoted, candidate)) return null
  const steps = quoted.map((_, at) => ({ quoted: at, said: start + at }))
  return {
    text: index.texts[candidate.text]!,
    said,
    quoted,
    alignment: { cost: differing * cost.written, steps },
  }
}

/** True where one of the quote's words agrees with the place only by the digits of a footnote mark. */
function takesMark(
  index: QuoteIndex,
  quoted: readonly QuotedChunk[],
  { place }: Candidate,
): boolean {
  return keysOf(index, quoted).some((key, at) => {
    return index.keys[place + at] !== key && index.marked.get(place + at) === key
  })
}

/** Which chunk of the passage the quote's first chunk falls on; below 0 before its begin. */
function firstChunk(
  index: QuoteIndex,
  quoted: readonly QuotedChunk[],
  { text, place }: Candidate,
  said: readonly SaidChunk[],
): number {
  const opening = quoted.findIndex(({ key }) => key !== '')
  let before = place - index.starts[text]!
  if (before < 0) return before - opening
  const at = said.findIndex(({ key }) => key !== '' && before-- === 0)
  return at - opening
}

/** The passages that the quote may be an alteration of. */
function near(index: QuoteIndex, quote: string, candidates: readonly Candidate[]): Compared[] {
  return candidates.flatMap((candidate) => {
    const text = index.texts[candidate.text]!
    const said = saidChunks(text)
    const quoted = quotedFor(quote, said)
    const words = wordsOf(quoted).length
    // A passage this short cannot have enough of the quote's words.
    if (said.length < words * (1 - maxDifference)) return []
    const alignment = align(quoted, said, firstChunk(index, quoted, candidate, said))
    const compared = { text, said, quoted, alignment }
    return alignment.cost <= maxDifference * words && isTrace(index, compared) ? [compared] : []
  })
}

/** The quote with those words closed that stand closed in the passage. */
function quotedFor(quote: string, said: readonly SaidChunk[]): QuotedChunk[] {
  const keys = new Set(said.map(({ key }) => key))
  const wordings = new Set(said.map(({ wording }) => wording))
  return quotedChunks(quote, ({ key }, { wording }) => keys.has(key) && !wordings.has(wording))
}

/** True where quote and passage share words enough, also of those that are not in every answer. */
function isTrace(index: QuoteIndex, { alignment, quoted, said }: Compared): boolean {
  const shared = alignment.steps.flatMap((step) => {
    if (step.quoted === null || step.said === null) return []
    const part = quoted[step.quoted]!
    return part.key === said[step.said]!.key ? [part] : []
  })
  const weight = (chunks: readonly QuotedChunk[]) =>
    keysOf(index, chunks).reduce((sum, key) => sum + (key === unknown ? 0 : rarity(index, key)), 0)
  return wordsOf(shared).length >= minShared && weight(shared) >= minSharedWeight * weight(quoted)
}

function costOf(compared: Compared): number {
  return compared.alignment.cost + (isCut(compared) ? cutCost : 0)
}

/** The comparisons with the fewest differences, each text once. */
function closest(compared: readonly Compared[]): Compared[] {
  const least = Math.min(...compared.map(costOf))
  const texts = new Set<Quotable>()
  return compared.filter((place) => {
    if (costOf(place) > least + 1e-9 || texts.has(place.text)) return false
    texts.add(place.text)
    return true
  })
}

function verdictOn(quote: string, compared: readonly Compared[], limit: number): Checked {
  const matches: QuoteMatch[] = []
  const elsewhere: OtherMatch[] = []
  for (const place of compared) {
    const match = matchOf(quote, place)
    const { text } = place
    switch (text.kind) {
      case 'answer':
        matches.push({ answerId: text.answerId, ...match })
        break
      case 'question':
        elsewhere.push({ kind: text.kind, numbers: text.numbers, ...match })
        break
      case 'note':
        elsewhere.push({ kind: text.kind, mark: text.mark, ...match })
        break
      case 'remark':
        elsewhere.push({ kind: text.kind, ...match })
        break
    }
  }
  const verdicts = new Set(matches.map(({ verdict }) => verdict))
  const best = (['verbatim', 'cut', 'altered'] as const).find((verdict) => verdicts.has(verdict))
  return {
    verdict: best ?? 'not_found',
    matches: matches.slice(0, limit),
    elsewhere: elsewhere.slice(0, limit),
  }
}
