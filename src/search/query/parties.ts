import { comparedName } from '../../domain/names.ts'
import type { IsWord } from './name-forms.ts'
import { OF_A_PARTY, partyAsks } from './roles.ts'

/** The parties of the Tweede Kamer with their names, the one on documents first. */
const NAMES = [
  ['50PLUS'],
  ['BBB', 'BoerBurgerBeweging', 'Farmer-Citizen Movement'],
  ['BIJ1'],
  ['CDA', 'Christen-Democratisch Appèl', 'Christian Democratic Appeal', 'Christian Democrats'],
  ['ChristenUnie', 'CU', 'Christen Unie', 'Christian Union'],
  ['D66', 'Democraten 66', 'Democrats 66'],
  ['DENK'],
  ['FVD', 'Forum voor Democratie', 'Forum for Democracy'],
  ['GroenLinks', 'GL', 'Groen Links', 'GreenLeft', 'Green Left'],
  ['GroenLinks-PvdA', 'GL-PvdA', 'PvdA-GroenLinks', 'PvdA-GL', 'GroenLinks/PvdA', 'GL/PvdA'],
  ['JA21'],
  ['NSC', 'Nieuw Sociaal Contract', 'New Social Contract'],
  ['PvdA', 'Partij van de Arbeid', 'Labour Party'],
  ['PvdD', 'Partij voor de Dieren', 'Partij van de Dieren', 'Party for the Animals'],
  ['PVV', 'Partij voor de Vrijheid', 'Party for Freedom'],
  ['SGP', 'Staatkundig Gereformeerde Partij'],
  ['SP', 'Socialistische Partij', 'Socialist Party'],
  ['Volt', 'Volt Nederland'],
  ['VVD'],
] as const

/** Parties that sit together as one, with their parts. */
const JOINT = new Map([['groenlinks-pvda', ['groenlinks', 'pvda']]])

/**
 * Names that are also a word, or short enough to be another abbreviation: their case must match. So
 * must that of a name on documents that is a word: "Klein".
 */
const AMBIGUOUS = new Set(['denk', 'volt', 'sp', 'gl', 'cu', 'bbb'])

const firstNames = new Map<string, string>(
  NAMES.flatMap(([first, ...others]) =>
    [first, ...others].map((name) => [name.toLowerCase(), first] as const),
  ),
)

/** The name of a party on documents; an unknown name stands for itself. */
function partyOf(name: string): string {
  return firstNames.get(name.toLowerCase()) ?? name
}

/** True if a party is the one asked for, or sits together with it. */
export function isParty(party: string | null, asked: string): boolean {
  if (party === null) return false
  const own = comparedName(partyOf(party))
  const wanted = comparedName(partyOf(asked))
  return own === wanted || (JOINT.get(own)?.includes(wanted) ?? false)
}

/** A party named in a query. */
export interface PartyNamed {
  readonly start: number
  readonly end: number
  readonly party: string
}

/** Makes a finder of parties' names, including those on documents. */
export function partyFinder(
  onDocuments: Iterable<string>,
  isWord: IsWord = () => false,
): (query: string) => PartyNamed[] {
  const own = Array.from(onDocuments, (name) => name.normalize('NFC'))
  const names = new Set([...NAMES.flat(), ...own])
  const longestFirst = [...names].sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}]|\\p{L}-)(?:${longestFirst
      .map(escaped)
      .join('|')})(?![\\p{L}\\p{N}]|-(?!${OF_A_PARTY}))`,
    'giu',
  )
  const written = new Set(names)
  return (query) =>
    [...query.matchAll(pattern)].flatMap(({ index, 0: said }) => {
      const name = said.toLowerCase()
      const isOther = firstNames.has(name) ? AMBIGUOUS.has(name) : isWord(name)
      const isSpelt = written.has(said) || !isOther
      if (!isSpelt && !isSurelyNamed(query, index, index + said.length)) return []
      return [{ start: index, end: index + said.length, party: partyOf(said) }]
    })
}

/** "sp over jemen", "vragen van denk", "sp vragen", "volt" alone: what is a word elsewhere asks. */
function isSurelyNamed(query: string, start: number, end: number): boolean {
  const begins = /^\s*$/u.test(query.slice(0, start))
  if (begins && /^(?: (?:over|about) |\s*$)/iu.test(query.slice(end))) return true
  return partyAsks(query, start, end)
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\/]/gu, String.raw`\$&`).replace(/\s+/gu, String.raw`\s+`)
}
