import { ministryReader } from '../../text/ministry-names.ts'
import { patternOf } from '../../text/pattern.ts'
import { wordsOf } from '../../text/words.ts'
import { isSentence } from './certainty.ts'
import { ministriesAbroad } from './ministries-abroad.ts'
import { overlaps, type Stretch } from './stretch.ts'

/** What precedes a ministry's name: "minister van", "the ministry of", "staatssecretaris voor". */
const OFFICE = patternOf`
  (?:minist(?:er|erie|ry)|min\.?|stas|staatssecr\.|(?:demissionair(?:e)? )?staatssecretaris(?:sen)?
  |state secretary|departement|department|bewindspersoon|bewindslieden)
`

const pattern = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?<office>${OFFICE})\\s+(?:(?:van|voor|of|for)\\s+)?(?:the\\s+(?=\\p{L}))?`,
  'giu',
)

/** The head of the cabinet without a name, whose ministry is that of General Affairs. */
const HEAD = new RegExp(
  patternOf`
    (?<![\p{L}\p{N}-])(?:[Mm]inister[- ][Pp]resident|[Pp]rime [Mm]inister
    |[Pp]remier(?=\s*(?:$|[?.,:]|(?:over|heeft|zegt|zei|vindt|vond|van|op|in|en|aan)(?!\p{L}))))
    (?![\p{L}-]|\s+(?:[Vv]an |[Dd]e )?\p{Lu})
  `,
  'gu',
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
    ^(?:(?:(?:wat|is|de|het|the|alle|all|laatste|nieuwste|recent(?:e|ste)?|latest|newest
    |last) ){0,3}(?:antwoord(?:en)?|beantwoording|reactie|standpunt|mening|visie|uitspraken|answers?
    |repl(?:y|ies)|response|position|view)(?: van| door| by| from| of)|volgens|according to
    |wat (?:zegt|zei|vindt|vond|antwoordde|schreef)|hoe denkt
    |what (?:does|did)(?= [^?]{1,40} (?:say|think|answer))) (?:the )?
  `,
  'iu',
)

/** "Onderwijs over rouw" is a topic: these may themselves be about something. */
const TAUGHT = /^(?:onderwijs|natuur|klimaat|landbouw|education|health|nature|climate)$/iu

/** Abbreviations that are no words, without capitals: "vws eetstoornissen". */
const IN_HASTE =
  /^(?:bzk|[bB]u[zZ]a|vws|jenv|ocw|szw|ezk|lvvn|lnv|ienw|kgg|vro|aenm|bhos|venj|ienm)$/u

const FEW_WORDS = 3

/** "BZ", "JenV" */
const IS_SHORT = /^\p{Lu}(?:\p{Lu}{1,4}|en\p{Lu})$/u

/** What follows a ministry that speaks. */
const SPEAKS_OF = /^(?: over| about| on|:) /u

/** characters before a minister that are looked at */
const LONGEST_WORD = 60

/** "minister van Defensie van Israël" */
const OF_ANOTHER = /^\s+(?:van|of|uit|from)\s+\p{Lu}/u

/** "ministro de Defensa de Israel", "Finanzminister von Bayern" */
const OF_ANOTHER_ABROAD = /^\s+(?:(?:von|aus|de|di)\s+|d['’])\p{Lu}/u

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
  const nameAt = ministryReader(portfolios)

  return (query) => {
    const found: MinistryNamed[] = []
    const bare = bareAt(query)
    if (bare !== null) found.push(bare)
    for (const { index: start, 0: said } of query.matchAll(HEAD)) {
      const end = start + said.length
      if (isOfAnother(query, { start, end })) continue
      found.push({ start, end, ministry: 'algemene zaken', bare: false })
    }
    for (const named of ministriesAbroad(query)) {
      if (isOfAnother(query, named) || OF_ANOTHER_ABROAD.test(query.slice(named.end))) continue
      found.push({ ...named, bare: false })
    }
    for (const match of query.matchAll(pattern)) {
      const at = match.index + match[0].length
      const named = nameAt(query, at, { mayBeMisspelt: true })
      if (overlaps({ start: match.index, end: match.index + match[0].length }, found)) continue
      if (named === null || isOfAnother(query, { start: match.index, end: named.end })) continue
      found.push({ start: match.index, ...named, bare: false })
    }
    const keyword = found.length === 0 ? keywordIn(query) : null
    return keyword === null ? found : [keyword]
  }

  /** Whether an office is held elsewhere, or no longer. */
  function isOfAnother(query: string, { start, end }: Stretch): boolean {
    const before = query
      .slice(0, start)
      .replace(/^(?:De|Het|The|Wat|What|Een)\s+$/u, '')
      .slice(-LONGEST_WORD)
    return ANOTHER.test(before) || OF_ANOTHER.test(query.slice(end))
  }

  /** "wachttijden (VWS)": an abbreviation among few keywords, of more of which it is the topic */
  function keywordIn(query: string): MinistryNamed | null {
    const words = wordsOf(query)
    if (words.length > FEW_WORDS || isSentence(query, [])) return null
    for (const { text, start, end } of words) {
      if (!IS_SHORT.test(text) && !IN_HASTE.test(text)) continue
      const named = nameAt(query, start)
      if (named?.end === end) return { start, ...named, bare: true }
    }
    return null
  }

  /** "VWS: griep", "Buitenlandse Zaken over China", "antwoorden van Defensie over schepen" */
  function bareAt(query: string): MinistryNamed | null {
    const start = ANSWERS.exec(query)?.[0].length ?? 0
    const named = nameAt(query, start)
    if (named === null) return null
    const said = query.slice(start, named.end)
    if (!/^\p{Lu}/u.test(said) && !IN_HASTE.test(said)) return null
    // A single word is a topic as well: "Defensie-uitgaven", "Onderwijs op Aruba".
    const isName = / |&|^\p{Lu}(?:\p{Lu}|en\p{Lu})/u.test(said) || IN_HASTE.test(said)
    const rest = query.slice(named.end)
    const speaks = TAUGHT.test(said) ? rest.startsWith(':') : SPEAKS_OF.test(rest)
    if (!isName && start === 0 && !speaks) return null
    return { start, ...named, bare: start === 0 }
  }
}
