import { inSeries, questionsId } from '../domain/publication.ts'
import type { Paper, Version, Zaak } from './entity.ts'

/** The part of the archive to take, as `--types` names it. */
export type PaperType = 'answers' | 'questions' | 'delays'
export const PAPER_TYPES: readonly PaperType[] = ['answers', 'questions', 'delays']

/** The role of a paper in its matter. */
export type PaperKind = 'answers' | 'questions' | 'notice' | 'withdrawal'

/** The kinds of paper (`soort`) that a type consists of. */
export const SOORTEN: Readonly<Record<PaperType, readonly string[]>> = {
  answers: ['Antwoord schriftelijke vragen', 'Antwoord schriftelijke vragen (nader)'],
  questions: ['Schriftelijke vragen'],
  delays: ['Mededeling (uitstel antwoord)', 'Mededeling'],
}

/** The kind (`soort`) of a matter of questions; a letter may belong to other matters too. */
export const QUESTIONS_MATTER = 'Schriftelijke vragen'

/** The role of a paper; null for one that is neither question nor answer. */
export function kindOf({ soort, subject }: Pick<Paper, 'soort' | 'subject'>): PaperKind | null {
  if (SOORTEN.answers.includes(soort)) return 'answers'
  if (SOORTEN.questions.includes(soort)) return 'questions'
  if (soort === 'Mededeling (uitstel antwoord)') return 'notice'
  const withdrawn = soort === 'Mededeling' && /ingetrokken|intrekk/i.test(subject ?? '')
  return withdrawn ? 'withdrawal' : null
}

export function paperType(kind: PaperKind): PaperType {
  return kind === 'notice' || kind === 'withdrawal' ? 'delays' : kind
}

/** A name that reads like one of ours but is not: the service may have renamed it. */
export function looksRenamed(soort: string): boolean {
  return /schriftelijke vra|uitstel (?:antwoord|beantwoording)/i.test(soort)
}

/** Whether a string can be an id, and the stem of a file. */
export function isUsable(id: string): boolean {
  return /^[A-Za-z0-9][\w-]{2,99}$/.test(id)
}

interface Known {
  readonly kind: PaperKind
  readonly paper: Pick<Paper, 'number' | 'appendixNumber'>
  readonly version: Pick<Version, 'identifier'> | null
  readonly zaken: readonly Pick<Zaak, 'number' | 'alias'>[]
}

/**
 * The possible ids of a paper, the best one first: its publication's id; the one that its number in
 * the appendix or its matter's number implies; and its own number, which every paper has from the
 * beginning.
 */
export function officialIds({ kind, paper, version, zaken }: Known): string[] {
  const { number = null, alias = null } = zaken[0] ?? {}
  const candidates = [
    version?.identifier ?? null,
    kind === 'questions' ? null : appendixId(paper.appendixNumber),
    kind === 'questions' && number !== null ? questionsId(number) : null,
    kind === 'questions' && alias !== null ? `kv-${alias}` : null,
    paper.number,
  ]
  return candidates.filter((id): id is string => id !== null && isUsable(id))
}

/**
 * "242501244" is ah-tk-20242025-1244: the first four digits are the years, the rest is the number.
 * Null for later years: their publications' ids do not follow from it.
 */
export function appendixId(number: string | null): string | null {
  const { from, to, rest } =
    /^(?<from>\d\d)(?<to>\d\d)0*(?<rest>[1-9]\d*)$/.exec(number ?? '')?.groups ?? {}
  if (from === undefined || to === undefined || rest === undefined) return null
  const years = [from, to].map((year) => (Number(year) > 80 ? `19${year}` : `20${year}`))
  if (Number(years[0]) + 1 !== Number(years[1])) return null
  return inSeries({ sessionYear: years.join('-'), number: Number(rest) })
}

/** Whether an id belongs to an official publication, which has a page, XML and a PDF of its own. */
export function isPublished(id: string): boolean {
  return /^(?:ah|kv)-/.test(id)
}

/** The official page of a paper, whichever mirror its file came from. */
export function officialPage(id: string, number: string | null): string {
  if (isPublished(id)) return `https://zoek.officielebekendmakingen.nl/${id}.html`
  const named = encodeURIComponent(number ?? id)
  return `https://www.tweedekamer.nl/kamerstukken/kamervragen/detail?id=${named}&did=${named}`
}
