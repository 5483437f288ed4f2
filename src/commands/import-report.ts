import { numberOf } from '../text/say.ts'
import { visibleLine } from '../text/visible.ts'
import type { ImportOutcome } from './import-archive.ts'
import { notRead } from './not-read.ts'

/** The report names this many ids of a kind, and counts the rest. */
const NAMED = 20

/** How many files a second an import fetches at most, by kind. */
export interface FileRates {
  readonly letters: number
  readonly published: number
}

/** The report of an import. */
export function importReport(outcome: ImportOutcome, rates: FileRates): string {
  const { fresh, changed, removed, refused, plan } = outcome
  const { heldBack, documents, requests, placeholders, unknown, emptyYears, index } = outcome
  const dry = plan !== null
  return [
    dry
      ? `${numberOf(documents, 'document')} at the source; a run would fetch ` +
        `${numberOf(plan.files, 'file')}, some ${Math.ceil(plan.bytes / 1e6)} MB, ` +
        `in ${hoursOf(plan, rates)}`
      : `${numberOf(documents, 'document')} in the archive; ${fresh.length} new, ` +
        `${changed.length} changed, ${removed.length} removed, ${refused.length} refused; ` +
        numberOf(requests, 'request'),
    ...(dry ? [] : [listed('new', fresh), listed('changed', changed)].flat()),
    ...listed('removed', removed),
    ...(heldBack.length === 0
      ? []
      : [
          `${heldBack.length} documents left the source at once, and stay: it may be a fault of ` +
            'it. If it is not, run the command again with --remove-many.',
          ...listed('left', heldBack),
        ]),
    ...refused.map(({ id, reason }) => visibleLine(`refused: ${id}: ${reason}`)),
    ...(placeholders === 0 ? [] : [`${placeholders} entries announced without content, skipped`]),
    ...Object.entries(unknown).map(([soort, count]) =>
      visibleLine(`unknown kind: ${soort} (${count} times); this program may have to learn it`),
    ),
    ...(emptyYears.length === 0
      ? []
      : [`no answers at all of ${emptyYears.join(', ')}: the source may have renamed something`]),
    ...(index === null
      ? []
      : [
          `index: ${numberOf(index.documents, 'document')}, ` +
            `${numberOf(index.answers, 'answer')}; ${index.renewed} read anew, ` +
            `${index.removed} removed`,
          ...index.failures.map(notRead),
          `index sha256:${index.digest}`,
        ]),
  ].join('\n')
}

function listed(what: string, ids: readonly string[]): string[] {
  if (ids.length === 0) return []
  const more = ids.length > NAMED ? ` and ${ids.length - NAMED} more` : ''
  return [visibleLine(`${what}: ${ids.slice(0, NAMED).join(' ')}${more}`)]
}

function hoursOf(
  { files, published }: NonNullable<ImportOutcome['plan']>,
  rates: FileRates,
): string {
  const hours = (published / rates.published + (files - published) / rates.letters) / 3600
  return hours < 1 ? numberOf(Math.ceil(hours * 60), 'minute') : `${hours.toFixed(1)} hours`
}

/**
 * 0, or 3 if a year has no answers or very many documents left, which means that something changed
 * at the source.
 */
export function importStatus({ emptyYears, heldBack }: ImportOutcome): number {
  return emptyYears.length + heldBack.length === 0 ? 0 : 3
}
