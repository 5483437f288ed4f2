import { compareText } from './order.ts'
import type { SourceDocument } from './document.ts'
import { byAppendixNumber, seriesNumber } from './publication.ts'

/** The state of the questions that a document belongs to. */
export type MatterState = 'open' | 'answered' | 'withdrawn' | 'unknown'

/** How documents relate to each other, by the matters (*zaken*) that they share. */
export interface Matters {
  /** `unknown` if neither the document nor its number says */
  stateOf(document: SourceDocument): MatterState
  /**
   * the other documents of the same matters: questions first, then notices, then answers, each by
   * date
   */
  others(document: SourceDocument): readonly SourceDocument[]
  /**
   * the document that stands for its matters: the questions, else the first of the notices about
   * all of them, else itself
   */
  first(document: SourceDocument): SourceDocument
  /** a document for each matter that waits for an answer, newest questions first */
  readonly open: readonly SourceDocument[]
  /** the same for each that was withdrawn */
  readonly withdrawn: readonly SourceDocument[]
}

const ORDER = ['questions', 'notice', 'withdrawal', 'answers'] as const

/** Follows questions to their answers, as far as an index contains them. */
export function mattersOf(documents: readonly SourceDocument[]): Matters {
  const byZaak = new Map<string, SourceDocument[]>()
  for (const document of documents) {
    for (const zaak of document.zaken) {
      const known = byZaak.get(zaak)
      if (known === undefined) byZaak.set(zaak, [document])
      else known.push(document)
    }
  }
  // Without a matter's number, an answer still names the notice that announced it.
  const byNumber = byAppendixNumber(documents)
  const announced = new Map<SourceDocument, SourceDocument[]>()
  for (const document of documents) {
    if (document.kind !== 'answers') continue
    for (const each of document.earlier) {
      const notice = byNumber.get(seriesNumber(each))
      if (notice?.kind !== 'notice') continue
      announced.set(notice, [...(announced.get(notice) ?? []), document])
    }
  }

  function together(document: SourceDocument): SourceDocument[] {
    const all = new Set(document.zaken.flatMap((zaak) => byZaak.get(zaak) ?? []))
    for (const answer of announced.get(document) ?? []) all.add(answer)
    return [...all]
  }

  function stateOf(document: SourceDocument): MatterState {
    if (document.kind === 'answers') return 'answered'
    if (document.kind === 'withdrawal') return 'withdrawn'
    const all = together(document)
    if (all.some(({ kind }) => kind === 'answers')) return 'answered'
    if (all.some(({ kind }) => kind === 'withdrawal')) return 'withdrawn'
    return document.zaken.length === 0 ? 'unknown' : 'open'
  }

  function others(document: SourceDocument): SourceDocument[] {
    return together(document)
      .filter((each) => each !== document)
      .sort(inOrder)
  }

  function first(document: SourceDocument): SourceDocument {
    const related = others(document)
    const [other] = related
    if (other !== undefined && ORDER.indexOf(other.kind) < ORDER.indexOf(document.kind)) {
      return other
    }
    // One about fewer matters cannot stand for this one: the others would be lost.
    const equals = related.filter(
      ({ kind, zaken }) =>
        kind === document.kind && document.zaken.every((zaak) => zaken.includes(zaak)),
    )
    return [document, ...equals].sort(
      (a, b) => b.zaken.length - a.zaken.length || inOrder(a, b),
    )[0]!
  }

  function inState(state: MatterState): SourceDocument[] {
    return documents
      .filter((each) => stateOf(each) === state && first(each) === each)
      .sort(newestQuestions)
  }

  return {
    ...{ stateOf, others, first },
    open: inState('open'),
    withdrawn: inState('withdrawn'),
  }
}

function inOrder(a: SourceDocument, b: SourceDocument): number {
  return (
    ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) ||
    compareText(dateOf(a), dateOf(b)) ||
    compareText(a.id, b.id)
  )
}

/** The order of questions that wait: those asked last first. */
export function newestQuestions(a: SourceDocument, b: SourceDocument): number {
  return compareText(b.asked ?? '', a.asked ?? '') || compareText(a.id, b.id)
}

function dateOf({ answered, asked }: SourceDocument): string {
  return answered ?? asked ?? ''
}
