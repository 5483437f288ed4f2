import { KAMER_NUMBER, PUBLISHED_NUMBER } from '../domain/publication.ts'
import { patternOf } from '../text/pattern.ts'
import { fullHeading, shortHeading } from './headings.ts'
import {
  adverbs,
  closing,
  dash,
  dated,
  ended,
  joins,
  lets,
  listener,
  names,
  office,
  officer,
  opener,
  opening,
  otherVerb,
  particle,
  person,
  pointing,
  pronoun,
  publication,
  restOfName,
  said,
  sayer,
  see,
  someone,
  splitVerb,
  titled,
  verb,
} from './naming-patterns.ts'

/** "in de Kamer", "tegenover de NOS" */
const where = '(?:in|op|aan|tegen|tegenover|tijdens|via|bij)'

/**
 * Attributions after a quote: `"…", aldus minister Zand.`, `"…" (antwoord op vraag 3)`,
 * `"…" – Zand`, `…, aldus Van Weel`
 */
export const behindQuote = [
  patternOf`
    (?<=${closing}[.,;]?) ?[,–-]? ?(?:${sayer}(?: ${verb})?
    |${pointing}${verb})${adverbs} (?:${person}|${pronoun})\.?$
  `,
  // "zei Zand gisteren in de Kamer", but not "vindt Zand onzin", "volgens Zand klopt dat niet"
  patternOf`
    (?<=${closing}[.,;]?) ?,? ?(?:${sayer}(?: ${verb})?|(?!v[io]nd)${verb})
    \x20(?:(?<person>${names})|${pronoun})${restOfName}
    \x20(?!(?:klopt|is|was|geldt|kan|moet|mag|heeft|had|niet)(?!\p{L}))\p{Ll}
    [^"“”„«»‘’'?!.:;\n]{0,80}\.?$
  `,
  // "Dat zegt Zand in de Kamer", but not "Dat zegt Zand niet"
  patternOf`
    (?<=${closing}[.,;]?) ?(?:[Dd](?:at|it)|[Zz]o) (?!v[io]nd)${verb}
    \x20(?:(?<person>${names})|${pronoun})${restOfName}
    \x20${where} [^"“”„«»‘’'?!.:;\n]{1,80}\.?$
  `,
  patternOf`(?<=${closing}[.,;]?) ?,? ?${person},? ${verb}${listener}\.?$`,
  patternOf`
    (?<=${closing}[.,;]?) ?,? ?${pointing}${splitVerb} (?:een (?:\p{Ll}{2,20} )?woordvoerder van )?
    (?:${person}|${pronoun}) ${particle}
    (?: (?:in|op|aan|tijdens|via|bij|naar aanleiding van) [^"“”„«»‘’'?!:;\n]{0,100})?\.?$
  `,
  // "zo liet Zand gisteren aan de Kamer weten"
  patternOf`
    (?<=${closing}[.,;]?) ?,? ?${pointing}${lets} (?:(?<person>${names})|${pronoun})
    ${restOfName} \p{Ll}[^"“”„«»‘’'?!.:;,\n]{0,60}? weten(?: aan [^"“”„«»‘’'?!:;\n]{0,60})?\.?$
  `,
  // "staat in de beantwoording van Zand", "zei een woordvoerder van Zand"
  patternOf`
    (?<=${closing}[.,;]?) ?,? ?${pointing}(?:staat|stond|luidt|luidde|klinkt|klonk|blijkt
    |bleek|valt|volgens|(?:${sayer}|${verb})
    (?= (?:een|de|het) (?:\p{Ll}{2,20} )?(?:woordvoerder|(?:kamer)?brief|antwoord(?!\p{L}))))
    (?: \p{Ll}{2,20}){1,6}? (?:van|bij) ${person}\.?$
  `,
  // "luidt het antwoord", "is te lezen in de brief van minister Zand", "klinkt het"
  patternOf`
    (?<=${closing}[.,;]?) ?,? ?${pointing}(?:luidt|luidde|klinkt|klonk|is|was|staat|stond|valt)
    (?: er)?(?: te lezen)?(?: in)? (?:het|(?:het|de|een|zijn|haar|hun) (?:\p{Ll}{4,14} )?(?:antwoord
    |antwoorden|beantwoording|reactie|(?:[Kk]amer)?brief|verklaring)
    (?: van (?:${person}|\d{1,2} \p{Ll}{3,9}(?: \d{4})?)(?: (?:op|aan) [^"“”„«»\n]{1,60})?)?)\.?$
  `,
  // "verzucht minister Zand", with any verb
  patternOf`
    (?:(?<=[,?!]${closing}) |(?<=${closing}) ?, ?)(?!${joins}(?!\p{L}))
    ${otherVerb} (?:${person}|${pronoun})
    (?: ${where} [^"“”„«»‘’'?!:;\n]{1,100})?\.?$
  `,
  // … and as an embedded post has it: "– Zand (@zandvvp) August 27, 2024"
  patternOf`
    (?<=${closing}[.,;]?) ?(?:${dash} ?|, ?(?=${office}|${names}, ${office}))${person}
    (?:(?:, | (?=\d|\p{Lu}\p{Ll}{2,8} \d))[^"“”„«»\n]{1,60})?$
  `,
  // on a line of its own: "Minister Zand, 1 april 2021", "Bron: Zand"
  patternOf`
    (?<=${ended})(?:\u2028 {0,9}(?:(?:Bron|Source): |${dash} ?)?| ${dash} ?)(?<topic>)${person}
    (?:(?:, | (?=\d))[^"“”„«»\n]{1,60})?$
  `,
  // "Bron: Tweede Kamer", and a name above its office
  patternOf`(?<=${ended})[\u2028 ] {0,9}(?:Bron|Source): [^"“”„«»\n]{1,100}$`,
  patternOf`(?<=${ended})\u2028 {0,9}(?<topic>)(?<person>${names} ${officer})$`,
  patternOf`(?<=${said}) ?[([](?:${sayer} )?(?<person>${officer})[)\]]\.?$`,
  // "(antwoord van minister Zand op vraag 2)"
  patternOf`
    (?<=${said}) ?[([]${see}${publication} (?:(?:van|door) |(?=${office})
    |(?<topic>)(?!Handelingen|Tweede|Eerste|Kamer|II?(?!\p{L})))${titled}
    (?:,|(?=[)\]])| (?:op|van|aan|d\.d\.)(?!\p{L}))[^"“”„«»()\n]{0,80}[)\]]\.?$
  `,
  // "(antwoord op vraag 3, minister Zand)", "(2021D00001, Zand)"
  patternOf`
    (?<=${said}) ?[([]${see}(?:${publication}|${PUBLISHED_NUMBER}|${KAMER_NUMBER})
    (?![\p{L}\d])[^"“”„«»()\n]{0,80}?, (?<topic>)${titled}[)\]]\.?$
  `,
  // "(zie het antwoord op vraag 3)", "(minister Zand, antwoord 2)"
  patternOf`
    (?<=${said}) ?[([]${see}(?:${person},? |[\p{L}\d-]{4,40}, )?${publication}
    (?!\p{L})[^"“”„«»()\n]{0,80}[)\]]\.?$
  `,
  // "(2021D00001)", "(minister Zand, 2021D00001)"
  patternOf`
    (?<=${said}) ?[([]${see}(?:${person}, )?(?:[^"“”„«»()\n]{0,40}[ ,])?
    (?:${PUBLISHED_NUMBER}|${KAMER_NUMBER})(?![\p{L}\d])[^"“”„«»()\n]{0,40}[)\]]\.?$
  `,
  // "(3 mei 2021)", "(d.d. 3-5-2021, antwoord 2)", "(mei 2021)"
  patternOf`
    (?<=${said}) ?[([]${see}(?:d\.d\. ?)?${dated}(?:,[^"“”„«»()\n]{1,60})?[)\]]\.?$
  `,
  // "(bron: antwoord Zand)", "(bron: Tweede Kamer)"
  patternOf`
    (?<=${said}) ?[([](?:[Bb]ron|[Ss]ource): (?:[Aa]ntwoord (?:van )?)?(?<topic>)${person}[)\]]\.?$
  `,
  patternOf`(?<=${said}) ?[([](?:[Bb]ron|[Ss]ource): [^"“”„«»()\n]{1,80}[)\]]\.?$`,
  // "(p. 4)", where the name stands before
  patternOf`(?<=${said}) ?[([](?:pp?|blz|pag)\. ?\d{1,4}(?:[–-]\d{1,4})?[)\]]\.?$`,
  // "(Zand, 2024)", behind words without marks too, and "(“…”, Zand, 2024)"
  patternOf`
    (?<=${said})(?: ?[([]|(?<=${closing}[,;]) )(?<topic>)(?<person>${someone}),? ${dated}(?!\d)
    [^"“”„«»()\n]{0,40}[)\]]?\.?$
  `,
  // "(Zand)", "(aldus Zand)"
  patternOf`
    (?<=${ended}) ?[([](?<topic>)(?:${sayer} )?(?<person>${someone})[)\]]\.?$
  `,
  // "(Zand op vraag 3)"
  patternOf`
    (?<=${said}) ?[([](?<topic>)(?<person>${names}) (?:op|in (?:de |het )?(?:antwoord|brief)|aan)
    (?!\p{L})[^"“”„«»()\n]{0,80}[)\]]\.?$
  `,
  patternOf`, (?:${sayer}(?: ${verb})?) ${person}\.?$`,
].map((pattern) => new RegExp(pattern, 'u'))

/** … and after one without marks: "…, schrijft minister Zand", "…. Aldus minister Zand" */
export const behindUnmarked = [
  patternOf`
    (?:, (?:zo )?${verb}|(?<=[.!?…]) (?:Aldus|Dixit))${adverbs} (?:${person}|${pronoun})\.?$
  `,
  patternOf`, (?:zo )?${lets} (?:${person}|${pronoun}) weten\.?$`,
].map((pattern) => new RegExp(pattern, 'u'))

const word = "\\p{Lu}[\\p{L}.'’-]{1,40}"

/** "Antwoord", "Citaat": what a quote is called before the name of its speaker. */
const announced = patternOf`
  (?:[Hh]et )?(?:[Aa]ntwoord|[Rr]eactie|[Bb]rief|[Bb]eantwoording|[Cc]itaat|[Qq]uote|[Uu]itspraak)
`

/** … before it: `Minister Zand: "…`, `Volgens de minister "…`, `Minister Zand schrijft dat "…` */
export const beforeQuote = [
  patternOf`^${fullHeading} (?=${opening}|\p{Lu})`,
  // "Citaat:"
  patternOf`^${announced}: (?=\S)`,
  // "Ameland: …", "Den Haag: …"
  patternOf`
    ^(?<topic>)(?<person>(?!${opener}(?![\p{L}.'’-])|${office})${word}(?: ${word}){0,2}
    (?: \([^()\n]{0,60}\d[^()\n]{0,60}\))?): ?(?=${opening})
  `,
  patternOf`
    ^(?:(?:En|Maar|Ook|And|But) )?
    (?:[Vv]olgens |[Aa]ldus |[Dd]ixit |[Aa]ccording to |${announced} (?:van )?)?
    ${person}(?: ${verb}(?: dat| that)?)?[:,]? ?(?=${opening})
  `,
  // "Zand, 3 mei 2021:", "Zand in antwoord op vraag 3:"
  patternOf`
    ^(?<topic>)(?<person>${names}(?:,? op|,? in|,) [^"“”„«»‘’'?!:;\n]{0,40}\d
    [^"“”„«»‘’'?!:;\n]{0,60}): ?(?=${opening})
  `,
  // "Zand over de sluizen:"
  patternOf`^${person}(?: ${verb})? over [^"“”„«»‘’'?!.:;\n]{1,60}: ?(?=${opening})`,
  patternOf`
    ^(?:[Vv]olgens |[Aa]ldus |${announced} (?:van )?)?(?<person>${officer})(?: ${verb})?: (?=\S)
  `,
  // "Zand schrijft: …", "Volgens Zand: …", "Zand (2021): …"
  patternOf`^(?<person>${names}) ${verb}: (?=\p{Lu})`,
  patternOf`^(?:[Vv]olgens|[Aa]ldus) (?<person>${names}): (?=\p{Lu})`,
  patternOf`^(?<person>${names})(?<=\d{4}\)): (?=\p{Lu})`,
  patternOf`^(?:Hij|Zij|Ze|He|She|They) ${verb}(?: dat| that)?[:,]? ?(?=${opening})`,
  patternOf`^${shortHeading} (?=${opening}|\p{Lu})`,
].map((pattern) => new RegExp(pattern, 'u'))

/**
 * A name alone beside a quote without marks, which counts if somebody bears it: "Zand: …", "… –
 * Zand"
 */
export const nameBefore = [new RegExp(patternOf`^(?<person>${someone}): (?=\p{Lu})`, 'u')]
export const nameBehind = [new RegExp(patternOf` ?${dash} (?<person>${someone})$`, 'u')]

/** … and in the middle: `"…", aldus minister Zand, "…"` */
export const amidQuote = new RegExp(
  patternOf`
    (?<=${closing})[.,]? ?,? ?(?:${dash} ?|\()?(?:${sayer}(?: ${verb})?|${verb})${adverbs}
    \x20(?:${person}|${pronoun})(?:[,.:;]|\)[,.]?| ?${dash})? (?=${opening})
  `,
  'u',
)
