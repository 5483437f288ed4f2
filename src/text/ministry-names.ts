import { patternOf } from './pattern.ts'
import { slipsBetween } from './slips.ts'
import { fold } from '../domain/fold.ts'

/**
 * English and short names of ministries, with the beginnings of their names on documents. The first
 * that matches wins.
 */
const OTHERWISE: readonly (readonly [name: string, dutch: string])[] = [
  ['foreign trade', 'buitenlandse handel'],
  ['development cooperation', 'buitenlandse handel'],
  ['bhos', 'buitenlandse handel'],
  ['foreign affairs', 'buitenlandse zaken'],
  ['bz', 'buitenlandse zaken'],
  ['buza', 'buitenlandse zaken'],
  ['the interior', 'binnenlandse zaken'],
  ['interior', 'binnenlandse zaken'],
  ['home affairs', 'binnenlandse zaken'],
  ['bzk', 'binnenlandse zaken'],
  ['general affairs', 'algemene zaken'],
  ['az', 'algemene zaken'],
  ['public health', 'volksgezondheid'],
  ['health', 'volksgezondheid'],
  ['vws', 'volksgezondheid'],
  ['security and justice', 'justitie'],
  ['justice', 'justitie'],
  ['jenv', 'justitie'],
  ['j&v', 'justitie'],
  ['j en v', 'justitie'],
  ['venj', 'justitie'],
  ['v&j', 'justitie'],
  ['legal protection', 'rechtsbescherming'],
  ['education', 'onderwijs'],
  ['ocw', 'onderwijs'],
  ['social affairs', 'sociale zaken'],
  ['szw', 'sociale zaken'],
  ['finance', 'financien'],
  ['defence', 'defensie'],
  ['defense', 'defensie'],
  ['economic affairs', 'economische zaken'],
  ['ezk', 'economische zaken'],
  ['ez', 'economische zaken'],
  ['el&i', 'economische zaken'],
  ['agriculture', 'landbouw'],
  ['nature', 'natuur'],
  ['lvvn', 'landbouw'],
  ['lnv', 'landbouw'],
  ['infrastructure', 'infrastructuur'],
  ['ienw', 'infrastructuur'],
  ['i&w', 'infrastructuur'],
  ['i en w', 'infrastructuur'],
  ['ienm', 'infrastructuur'],
  ['i&m', 'infrastructuur'],
  ['climate policy', 'klimaat'],
  ['climate', 'klimaat'],
  ['kgg', 'klimaat'],
  ['housing', 'volkshuisvesting'],
  ['vro', 'volkshuisvesting'],
  ['vrom', 'volkshuisvesting'],
  ['asylum', 'asiel'],
  ['migration', 'asiel'],
  ['aenm', 'asiel'],
  ['a&m', 'asiel'],
]

/** The Dutch names among them. */
export const MINISTRIES: ReadonlySet<string> = new Set(OTHERWISE.map(([, dutch]) => dutch))

/** A ministry's name in a text. */
interface MinistryName {
  readonly end: number
  /** the beginning of its name on documents, in lower case and without accents */
  readonly ministry: string
}

/** Shorter names are near others by chance. */
const SHORTEST_MISSPELT = 7

/**
 * Makes a reader of the ministry whose name begins at an offset: in English, short, or as one of
 * the portfolios; if it may be misspelt also with a slip, but for the first letter.
 */
export function ministryReader(
  portfolios: Iterable<string>,
): (text: string, at: number, how?: { readonly mayBeMisspelt: boolean }) => MinistryName | null {
  const beginnings = [
    ...OTHERWISE,
    // Tens of thousands of documents name the same dozens.
    ...[...new Set([...new Set(portfolios)].flatMap(beginningsOf))].map(
      (own) => [own, own] as const,
    ),
  ].sort(([a], [b]) => b.length - a.length)

  return (text, at, { mayBeMisspelt } = { mayBeMisspelt: false }) => {
    const folded = foldEach(text.slice(at))
    for (const [name, ministry] of beginnings) {
      if (!folded.startsWith(name) || /^[\p{L}\p{N}]/u.test(folded.slice(name.length))) continue
      const rest = restOfName(folded.slice(name.length))
      return { end: at + name.length + rest, ministry }
    }
    return mayBeMisspelt ? nearAt(folded, at) : null
  }

  function nearAt(folded: string, at: number): MinistryName | null {
    for (const [name, ministry] of beginnings) {
      if (name.length < SHORTEST_MISSPELT || folded[0] !== name[0]) continue
      const said = new RegExp(`^\\p{L}+(?: \\p{L}+){${name.split(' ').length - 1}}`, 'u').exec(
        folded,
      )
      if (said === null || slipsBetween(said[0], name, 1) > 1) continue
      const { length } = said[0]
      return { end: at + length + restOfName(folded.slice(length)), ministry }
    }
    return null
  }
}

/** True if a minister's portfolio belongs to the ministry; it may be an abbreviation. */
export function isMinistry(portfolio: string | null, ministry: string): boolean {
  if (portfolio === null) return false
  const own = foldEach(portfolio.normalize('NFC'))
  return ` ${SHORT.get(own) ?? own}`.includes(` ${foldEach(ministry)}`)
}

const SHORT: ReadonlyMap<string, string> = new Map(OTHERWISE)

/**
 * "Volksgezondheid, Welzijn en Sport" also goes by its first word, and "Justitie en Veiligheid" by
 * either part.
 */
function beginningsOf(portfolio: string): string[] {
  const folded = foldEach(portfolio.normalize('NFC'))
  const first = folded.split(/,| en | – /u)[0]!.trim()
  return [...new Set([folded, first])].filter((name) => name.length > 3)
}

/** The rest of a name after its first word: ", Welzijn en Sport", " and Security". */
const REST_OF_NAME = new RegExp(
  patternOf`
    ^(?:,\s*(?:welzijn en sport|visserij, voedselzekerheid en natuur|natuur en voedselkwaliteit
    |cultuur en wetenschap|welfare and sport|fisheries, food security and nature
    |nature and food quality|culture and science)
    |\s+(?:en|and)\s+(?:veiligheid|security|koninkrijksrelaties|kingdom relations|waterstaat
    |water management|milieu|(?:the )?environment|werkgelegenheid|employment|klimaat
    |climate(?: policy)?|ontwikkelingssamenwerking|ontwikkelingshulp
    |development(?: cooperation| aid)?|migratie|migration|groene groei|green growth
    |ruimtelijke ordening|spatial planning))
  `,
  'u',
)

function restOfName(folded: string): number {
  return REST_OF_NAME.exec(folded)?.[0].length ?? 0
}

/** Folds letter by letter, so that offsets stay valid. */
function foldEach(text: string): string {
  return text.toLowerCase().replace(/[\u0080-\uffff]/g, (letter) => fold(letter)[0] ?? letter)
}
