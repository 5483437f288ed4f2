import { align, cost, type Alignment } from './align.ts'
import { quotedChunks, type QuotedChunk } from './chunks.ts'
import type { Compared } from './comparison.ts'
import { firstChunk, keysOf, wordChunks } from './exact.ts'
import { nearest as nearestTexts, rarity, unknown, type Candidate } from './find.ts'
import { isSign, saidChunks, quotableAt, type QuoteIndex, type SaidChunk } from './quote-index.ts'
import { knownKeys, respaced } from './respace.ts'

/** Invisible white space separates no words. */
const unseenSpace = /\uFEFF/

/** Above this share of differing words a passage is a different one, not an altered one. */
const maxDifference = 0.4

/** More words are no clause whose verb stands at its end. */
const maxClause = 30

/** Fewer common words, or a smaller share of the quote's known words by rarity, prove nothing. */
const minShared = 2
const minSharedWeight = 0.6

/** The passages that the quote may be an alteration of. */
export function nearPlaces(
  index: QuoteIndex,
  quote: string,
  allowed: (text: number) => boolean,
): Compared[] {
  const closed = quotedChunks(quote, ({ key }) => index.vocabulary.has(key))
  return nearestTexts(index, knownKeys(index, closed), allowed).flatMap((candidate) => {
    const text = quotableAt(index, candidate.text)
    const signed = saidChunks(text)
    const unsigned = saidChunks(text, { withSigns: false })
    const isList = unsigned.length < signed.length
    const forms = isList && closed.some(isSign) ? [unsigned, signed] : [unsigned]
    const [nearest] = forms
      .flatMap((said) => comparedWith(index, quote, { candidate, text, said }))
      .toSorted((a, b) => a.alignment.cost - b.alignment.cost)
    return nearest === undefined ? [] : [nearest]
  })
}

function comparedWith(
  index: QuoteIndex,
  quote: string,
  { candidate, text, said }: Pick<Compared, 'text' | 'said'> & { candidate: Candidate },
): Compared[] {
  const quoted = quotedFor(quote, said)
  const spaced = unseenSpace.test(quote) ? null : respaced({ text, said, quoted })
  if (spaced) return [spaced]
  const words = wordChunks(quoted).length
  // A passage this short cannot contain enough of the quote's words.
  if (said.length < words * (1 - maxDifference)) return []
  const place = firstChunk(index, quoted, candidate, said)
  const whole = align(quoted, said, place)
  const isNear = ({ alignment }: Compared) => alignment.cost <= maxDifference * words
  const compared = { text, said, quoted, alignment: whole, respaced: [] }
  if (!isNear(compared)) return []
  if (isTrace(index, compared)) return [compared]
  if (words < minShared + 1 || words > maxClause) return []
  const moved = { ...compared, alignment: alignVerbLast(quoted, said, place) }
  return isNear(moved) && isTrace(index, moved) ? [moved] : []
}

/**
 * Aligns a quote as if its last word were added: in "dat de brug open is" it is the verb, which
 * stands elsewhere in "De brug is open", where it would match and leave out all others.
 */
function alignVerbLast(
  quoted: readonly QuotedChunk[],
  said: readonly SaidChunk[],
  place: number,
): Alignment {
  const last = quoted.length - 1
  const { cost: others, steps } = align(quoted.slice(0, last), said, place)
  return { cost: others + cost.added, steps: [...steps, { quoted: last, said: null }] }
}

/** The quote with those words closed that are closed in the passage. */
function quotedFor(quote: string, said: readonly SaidChunk[]): QuotedChunk[] {
  const keys = new Set(said.map(({ key }) => key))
  const wordings = new Set(said.map(({ wording }) => wording))
  return quotedChunks(quote, ({ key }, { wording }) => keys.has(key) && !wordings.has(wording))
}

/** True if quote and passage share enough words, including words that are not in every answer. */
function isTrace(index: QuoteIndex, { alignment, quoted, said }: Compared): boolean {
  const shared = alignment.steps.flatMap((step) => {
    if (step.quoted === null || step.said === null) return []
    const part = quoted[step.quoted]!
    return part.key === said[step.said]!.key ? [part] : []
  })
  const weight = (chunks: readonly QuotedChunk[]) =>
    keysOf(index, chunks).reduce((sum, key) => sum + (key === unknown ? 0 : rarity(index, key)), 0)
  return (
    wordChunks(shared).length >= minShared && weight(shared) >= minSharedWeight * weight(quoted)
  )
}
