import { fold } from '../../text/words.ts'
import { patternOf } from '../../text/pattern.ts'

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
  ['the interior', 'binnenlandse zaken'],
  ['interior', 'binnenlandse zaken'],
  ['home affairs', 'binnenlandse zaken'],
  ['bzk', 'binnenlandse zaken'],
  ['general affairs', 'algemene zaken'],
  ['az', 'algemene zaken'],
  ['health', 'volksgezondheid'],
  ['vws', 'volksgezondheid'],
  ['justice', 'justitie'],
  ['jenv', 'justitie'],
  ['j&v', 'justitie'],
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
  ['agriculture', 'landbouw'],
  ['nature', 'natuur'],
  ['lvvn', 'landbouw'],
  ['lnv', 'landbouw'],
  ['infrastructure', 'infrastructuur'],
  ['ienw', 'infrastructuur'],
  ['i&w', 'infrastructuur'],
  ['climate', 'klimaat'],
  ['kgg', 'klimaat'],
  ['housing', 'volkshuisvesting'],
  ['vro', 'volkshuisvesting'],
  ['asylum', 'asiel'],
  ['migration', 'asiel'],
  ['aenm', 'asiel'],
  ['a&m', 'asiel'],
]

/** What precedes a ministry's name: "minister van", "the ministry of", "staatssecretaris voor". */
const OFFICE =
  '(?:minist(?:er|erie|ry)|(?:demissionair(?:e)? )?staatssecretaris(?:sen)?|state ' +
  'secretary|departement|department|bewindspersoon|bewindslieden)'

const pattern = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?<office>${OFFICE})\\s+(?:(?:van|voor|of|for)\\s+)?(?:the\\s+(?=\\p{L}))?`,
  'giu',
)

/** "de Russische minister", "oud-minister", "the former minister of" do not answer. */
const ANOTHER = new RegExp(
  patternOf`
    (?:\p{Lu}[\p{L}-]+|\p{L}+(?:isch|sch|aans|iaans|ees)e|british|french|german|american|russian
    |former|previous|voormalig[e]?|vorige|oud|ex|toenmalig[e]?)[\s-]+$
  `,
  'u',
)

/** What precedes a ministry that answers, at the beginning. */
const ANSWERS = new RegExp(
  patternOf`
    ^(?:(?:(?:de|het|the|alle|all|laatste|nieuwste|recent(?:e|ste)?|latest|newest|last) ){0,3}
    (?:antwoord(?:en)?|beantwoording|reactie|answers?|repl(?:y|ies)|response)
    (?: van| door| by| from| of)|volgens|according to) (?:the )?
  `,
  'iu',
)

/** "Onderwijs over rouw" is a topic: these may themselves be about something. */
const TAUGHT = /^(?:onderwijs|natuur|klimaat|landbouw|education|health|nature|climate)$/iu

/** What follows a ministry that speaks. */
const SPEAKS_OF = /^(?: over| about| on|:) /u

/** characters before a minister that are looked at */
const LONGEST_WORD = 60

/** "minister van Defensie van Israël" */
const OF_ANOTHER = /^\s+(?:van|of|uit|from)\s+\p{Lu}/u

/** A ministry named in a query. */
export interface MinistryNamed {
  readonly start: number
  readonly end: number
  /** the beginning of its name on documents, in lower case and without accents */
  readonly ministry: string
  /** its name stands alone, without an office or "antwoorden van" before it */
  readonly bare: boolean
}

/** Makes a finder of ministries' names from the portfolios on documents. */
export function ministryFinder(portfolios: Iterable<string>): (query: string) => MinistryNamed[] {
  const beginnings = [
    ...OTHERWISE,
    // Tens of thousands of documents name the same dozens.
    ...[...new Set([...new Set(portfolios)].flatMap(beginningsOf))].map(
      (own) => [own, own] as const,
    ),
  ].sort(([a], [b]) => b.length - a.length)

  return (query) => {
    const found: MinistryNamed[] = []
    const bare = bareAt(query)
    if (bare !== null) found.push(bare)
    for (const match of query.matchAll(pattern)) {
      const at = match.index + match[0].length
      const named = nameAt(query, at)
      if (named === null) continue
      const before = query
        .slice(0, match.index)
        .replace(/^(?:De|Het|The|Wat|What|Een)\s+$/u, '')
        .slice(-LONGEST_WORD)
      if (ANOTHER.test(before) || OF_ANOTHER.test(query.slice(named.end))) continue
      found.push({ start: match.index, ...named, bare: false })
    }
    return found
  }

  /** "VWS: griep", "Buitenlandse Zaken over China", "antwoorden van Defensie over schepen" */
  function bareAt(query: string): MinistryNamed | null {
    const start = ANSWERS.exec(query)?.[0].length ?? 0
    const named = nameAt(query, start)
    if (named === null || !/^\p{Lu}/u.test(query.slice(start))) return null
    // A single word is a topic as well: "Defensie-uitgaven", "Onderwijs op Aruba".
    const isName = / |&|^\p{Lu}{2}|^JenV|^IenW|^AenM/u.test(query.slice(start, named.end))
    const rest = query.slice(named.end)
    const speaks = TAUGHT.test(query.slice(start, named.end))
      ? rest.startsWith(':')
      : SPEAKS_OF.test(rest)
    if (!isName && start === 0 && !speaks) return null
    return { start, ...named, bare: start === 0 }
  }

  function nameAt(query: string, at: number): Pick<MinistryNamed, 'end' | 'ministry'> | null {
    const folded = foldEach(query.slice(at))
    for (const [name, ministry] of beginnings) {
      if (!folded.startsWith(name) || /^[\p{L}\p{N}]/u.test(folded.slice(name.length))) continue
      const rest = restOfName(folded.slice(name.length))
      return { end: at + name.length + rest, ministry }
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
    |cultuur en wetenschap|welfare and sport|culture and science)
    |\s+(?:en|and)\s+(?:veiligheid|security|koninkrijksrelaties|kingdom relations|waterstaat
    |water management|werkgelegenheid|employment|klimaat|climate(?: policy)?
    |ontwikkelingssamenwerking|ontwikkelingshulp|development(?: cooperation| aid)?|migratie
    |migration|groene groei|green growth|ruimtelijke ordening|spatial planning))
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
