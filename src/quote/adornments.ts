import { BULLETS } from '../text/bullets.ts'
import { FURNITURE } from '../text/page-furniture.ts'
import { patternOf } from '../text/pattern.ts'

/** In place of the backslash of Markdown's "I\&R": a character without a width. */
export const ESCAPE = '\u2060'

/** A line below another: a printer may have put it there, "Tweede Kamer, …, Aanhangsel 2". */
const lineBelow = /(?<=\n)[^\n]{1,200}(?=\n|$)/g

function withoutFurniture(text: string): string {
  return text.replace(lineBelow, (line) => {
    const isPrinted = FURNITURE.some((pattern) => pattern.exec(line.trim())?.[0] === line.trim())
    return isPrinted ? ' '.repeat(line.length) : line
  })
}

/** The sign of an item of a list, as documents and those who quote them write it. */
export const LIST_SIGN = patternOf`(?:[→➡▸§${BULLETS}]\uFE0F?|o(?=\t))`

/** What a quoter adds to words without altering them; each pattern keeps the length of the text. */
const adornments: readonly {
  readonly pattern: RegExp
  readonly as: (match: string[]) => string
}[] = [
  // marks of quotation of a typewriter, ,,words'' and <<words>>
  { pattern: /(?<![\p{L}\p{N}])(?:,,|``|<<)(?=[\p{L}\p{N}])/gu, as: () => ' “' },
  { pattern: /(?<=[\p{L}\p{N}.,!?])(?:''|>>)(?![\p{L}\p{N}])/gu, as: () => '”' },
  // the mark that opens each paragraph of a long quotation
  ...[2, 3].map(() => ({
    pattern: /^([^"“”„«»]{0,200}["“„«][^"“”„«»]{1,9999}\n\s{0,9})["“„«](?=\S)/u,
    as: ([, before]: string[]) => before!,
  })),
  // the number and the times of a subtitle
  {
    pattern: /^\s{0,9}\d{1,4}\s{1,3}\d\d:\d\d:\d\d[,.]\d{3} --> \d\d:\d\d:\d\d[,.]\d{3}(?=\s)/gmu,
    as: () => '',
  },
  // [sic]
  { pattern: /\s?[[(]sic!?[\])]([.,;:]?)/giu, as: ([, behind]) => behind! },
  // "(de onlinebank, red.)", "[cursivering toegevoegd]", "(nadruk van mij, AB)"
  {
    pattern: new RegExp(
      patternOf`
        \s?[([](?:[^()[\]\n]{1,80}[,;:–—-] ?(?:red|redactie)\.?
        |(?:(?:cursivering|cursief|nadruk|vet|vetgedrukt|onderstreping|onderstreept)
        (?: (?:is|zijn))? (?:toegevoegd|red\.?|auteurs?|(?:van|door) (?:mij|ons|de (?:auteurs?
        |redactie)|auteurs?))
        |(?:mijn|eigen|onze) (?:cursivering|nadruk|onderstreping)
        |(?:emphasis|italics) (?:added|mine|ours))
        (?:, \p{Lu}[\p{L}.]{1,4})?)[)\]]([.,;:]?)
      `,
      'giu',
    ),
    as: ([, behind]) => behind!,
  },
  { pattern: /(?<=[.!?])\s?\[\d{1,3}\]$/gu, as: () => '' },
  // the mark of a note of the quoter's behind the closing mark, ”[12], ”.¹, or before it, .¹”
  { pattern: /(?<=[\p{L}\p{N})][.!?]|\p{L}{3})[⁰¹²³⁴-⁹]{1,3}(?=["”»’]?(?:\s|$))/gu, as: () => '' },
  { pattern: /(?<=["“”»’'][.,]?)(?:[⁰¹²³⁴-⁹]{1,3}|\[\d{1,3}\])(?=[.,;]?(?:\s|$))/gu, as: () => '' },
  // … which a copied text no longer raises, “…”12
  {
    pattern:
      /^([^"“”„«»]{0,200}["“„«][^"“”„«»]{1,9999}["”»])(?:\d{1,2}|\*{1,3})(?=[.,;]?(?:\s|$))/u,
    as: ([, quote]) => quote!,
  },
  // [words](address)
  {
    pattern: /\[([^[\]\n]{1,200})\]\(https?:[^()\s]{1,300}\)([.,;:]?)/gu,
    as: ([, words, behind]) => `${words!}${behind!}`,
  },
  { pattern: /\\(?=[!-/:-@[-`{-~])/g, as: () => ESCAPE },
  // **words**, _words_
  {
    pattern: new RegExp(
      patternOf`
        (?<![\p{L}\p{N}*_])(\*{1,3}|_{1,3})(?=[^\s*_])([^*_\n]{1,400})(?<!\s)\1([.,;:!?]?)
        (?![\p{L}\p{N}*_])
      `,
      'gu',
    ),
    as: ([, sign, words, behind]) => `${' '.repeat(sign!.length)}${words!}${behind!}`,
  },
  // the brackets of a sentence round a quotation: (“…”, Zand, 2021)
  {
    pattern: /^(\s{0,9})\((["“„«][^()]{1,9999})\)([.,;:]?\s{0,9})$/u,
    as: ([, before, inner, behind]) => `${before!} ${inner!}${behind!}`,
  },
  // a bullet before the quote; before a number it may be a minus
  {
    pattern: new RegExp(patternOf`^\s{0,20}${LIST_SIGN}\s{1,9}(?=["“„«‘']?\p{L})`, 'u'),
    as: () => '',
  },
  // the signs of items that a list has in another form
  { pattern: new RegExp(patternOf`(?<=\n[ \t]{0,9})${LIST_SIGN}(?=[ \t])`, 'gu'), as: () => '-' },
  // the numbers that a quoter gives its items
  { pattern: /(?<=\n[ \t]{0,9})(?:\d{1,2}|[a-z])[.)](?=[ \t])/gu, as: () => '' },
  // its number in a list
  {
    pattern: /^\s{0,20}\(?(?:\d{1,2}|[a-z])[.)]\s{1,9}(?=["“„«‘']?\p{Lu})/u,
    as: () => '',
  },
]

/**
 * A quote without its bullet, its "[sic]", the signs of emphasis that Markdown and chats write, and
 * what stands between the pages of a PDF. As long as it was, so that offsets stay.
 */
export function unadorned(quote: string): string {
  return adornments.reduce(
    (text, { pattern, as }) =>
      text.replace(pattern, (...match) =>
        as(match as string[]).padEnd((match[0] as string).length),
      ),
    withoutFurniture(quote),
  )
}
