import { patternOf } from '../../text/pattern.ts'
import type { Certainty, Part } from './heading.ts'
import { NUMBERS } from './numbers.ts'

const NUMBER_WORD = String.raw`(?:\s*(?:nummers?|nrs?\.?|no\.?|#|[-‐–](?=\s?\d)))?`
const OF_QUESTIONS = patternOf`
  (?:\s+(?:op|bij|van|aan))?(?:\s+(?:de|uw))?(?:\s*\(?(?:deel|kamer|raads|staten|schriftelijke\s)?
  v(?:ra(?:ag|gen)|r\.)(?:\s?:)?)?${NUMBER_WORD}
`

/** Who answers another chamber or council than the House of Representatives */
export const COUNCIL = patternOf`
  (?:[Rr]egering|[Cc]ollege|[Dd]agelijks\s[Bb]estuur|[Bb]urgemeester|[Ww]ethouder
  |[Gg]edeputeerde(?:\s[Ss]taten)?|B\s?(?:&|en)\s?W|GS)
`

/** "van de Minister", "minister Van Eikenhorst (Waterzaken)", "GS" before "op vraag". */
const ANSWERER = patternOf`
  (?:\s+(?:van\s+)?(?:de\s+|het\s+)?(?:[Mm]inisters?|[Ss]taatssecretaris(?:sen)?
  |[Kk]abinet|${COUNCIL})
  (?:\s+[^\d.:?!()]{1,80}(?:\([^()]{1,80}\))?(?=\s+(?:op|bij)\s+(?:de\s+)?vra))?)?
`

/** "Antwoord", "Nader antwoord", "Nadere beantwoording", "Reactie" */
const ANSWERING = patternOf`
  (?:(?:(?:Nader|Aanvullend|Herzien|Gewijzigd|Gecorrigeerd|Gezamenlijk|Feitelijk|Voorgesteld)e?\s+
  |Concept(?:\s+|-)|Vervolg\s+)?(?:[Aa]ntwoord(?:en)?
  |[Bb]eantwoording|[Rr]eactie)|Antw\.)
`

const ANSWER = String.raw`(?=[A-Z])${ANSWERING}${ANSWERER}${OF_QUESTIONS}\s*\(?${NUMBERS}\)?`
const QUESTION = patternOf`
  (?:(?:Deelv|(?:Feitelijke\s+)?V)ra(?:ag|gen)|Vr\.)${NUMBER_WORD}\s*\(?${NUMBERS}\)?
`

/** "(Lindeboom)", "(mede namens de Minister van Financiën)", "[Lindeboom en Pieters]" */
const ASIDE = patternOf`
  (?:\s*(?:\((?:[^()]|\([^()]{1,60}\)){1,150}\)|\[\P{L}{0,9}\p{L}[^[\]]{1,140}\]))
`

/** "van het lid Van den Berg", "van de ABC-fractie", "namens de minister van Financiën" */
const WHO = patternOf`
  (?:\s*[,–—-]?\s+(?:van|door|(?:mede\s+)?namens)\s+(?:(?:het|de)\s+)?(?:(?:Kamer)?lid
  |(?:Kamer)?leden|heer|mevrouw|[Mm]inisters?|[Ss]taatssecretaris(?:sen)?|fractie
  |[\p{L}\d+-]{2,30}-fractie)
  (?:,?\s+\p{L}[\p{L}.’'-]*(?!\p{L})){0,20})
`

/** "eerste deel", "vervolg", "deel 2" */
const PART_NAME = String.raw`(?:(?:eerste|tweede|derde|vierde|laatste)\sdeel|deel\s\d|vervolg)`

/** "Antwoord 1, eerste deel", "Antwoord 1 - vervolg" */
const OF_PART = patternOf`
  (?:(?:,|\s?[–—-])\s?${PART_NAME}(?:\svan\s(?:de|uw)\svraag)?(?!\p{L}))
`

const TAIL = String.raw`(?<tail>(?:${ASIDE}|${WHO}|${OF_PART}){0,3})`

const ASIDES = new RegExp(String.raw`${ASIDE}|${OF_PART}`, 'giu')

const NAMES_PART = new RegExp(String.raw`^vervolg\s|\d(?:\s?\(${PART_NAME}\)|${OF_PART})`, 'iu')

/** True for "Antwoord 1 (vervolg)", "Antwoord 1, tweede deel", "Vervolg antwoord 1". */
export function isOfPart(text: string): boolean {
  return NAMES_PART.test(text.slice(0, LONGEST_HEADING))
}

/**
 * A word that stands in no name: a sentence begins with the words of a heading. The patterns above
 * cannot ask for a capital, since they match in any case; `(?-i:)` could, but after much other work
 * V8 was seen to read it, and what stands around it, wrongly.
 */
const NO_NAME = new RegExp(
  patternOf`
    (?<!\S)(?!(?:van|door|mede|namens|het|de|der|den|ten|ter|en|voor|heer|mevrouw|(?:kamer)?lid
    |(?:kamer)?leden|ministers?|staatssecretaris(?:sen)?|fractie)(?!\p{L}))\p{Ll}
  `,
  'u',
)

/** True if a heading's tail has asides and names, and no other words. */
export const isTail = (tail: string): boolean => !NO_NAME.test(tail.replace(ASIDES, ''))

/** "Antwoord van de minister", "Antwoord minister Van Eikenhorst (Waterzaken)" */
const BY_NAME = patternOf`
  Antwoord(?:en)?\s+(?:van\s+)?(?:de\s+|het\s+)?(?:minister|staatssecretaris
  |kabinet|${COUNCIL})(?:\s[^:?!]{1,120})?
`

/** True for "Antwoord van de staatssecretaris" and "Antwoord 1 van de minister van Waterzaken". */
export function namesAnswerer(text: string): boolean {
  return NAMES_ANSWERER.test(text.slice(0, LONGEST_HEADING))
}

const NAMES_ANSWERER = new RegExp(
  patternOf`
    ^Antwoord(?:en)?\s+(?:\d{1,3}\s+)?(?:van\s+)?(?:de\s+)?(?:minister|staatssecretaris)(?!\p{L})
  `,
  'iu',
)

/** "Ons antwoord", "Onze beantwoording" */
const OURS = String.raw`(?:Ons\s+antwoord|(?:Onze|Bestuurlijke)\s+(?:reactie|beantwoording))`

/** "IenW", "MinFin", "BZK", "J&V": letters of a ministry */
const MINISTRY = String.raw`(?:van\s+)?\p{Lu}\p{L}{0,4}&?\p{Lu}\p{L}{0,4}`

/** "Toelichting", "Toelichting door vragensteller", as councils have it between the questions */
const REMARK = String.raw`Toelichting(?:\s(?:(?:door|van)\s)?(?:de\s)?vragenstellers?)?`

/** What a pattern of a heading opens. */
export interface HeadingPattern {
  readonly part: Exclude<Part, 'header' | 'withheld'>
  readonly pattern: RegExp
  readonly certainty: Certainty
}

/** What a whole line opens. Order matters: the first pattern that matches wins. */
export const wholeHeadings: readonly HeadingPattern[] = [
  // "Antwoord 1", "Antwoord op vraag 3", "Antwoorden 5 en 6:", "Beantwoording vraag 4", "Antwoord 2
  // (mede namens ...)"
  {
    part: 'answer',
    pattern: new RegExp(String.raw`^${ANSWER}\s*[.:)]{0,2}${TAIL}\s*[.:]{0,2}$`, 'iu'),
    certainty: 'sure',
  },
  // "Antwoord 2 luidt als volgt:"
  {
    part: 'answer',
    pattern: new RegExp(String.raw`^${ANSWER}\s(?:is|luidt)(?:\sals\svolgt)?\s?:$`, 'iu'),
    certainty: 'possible',
  },
  // "Het antwoord op deze vragen luidt als volgt:"
  {
    part: 'answer',
    pattern: new RegExp(
      patternOf`
        ^(?:Het|Ons|Mijn)\s+antwoord(?:\s+op\s+deze\s+vra(?:ag|gen))?\s+(?:is|luidt)(?:\s+als
        \s+volgt)?\s?:$
      `,
      'u',
    ),
    certainty: 'possible',
  },
  // "Antwoord", "Antwoord:", "Antwoorden", "Nader antwoord", "Antwoord (mede namens ...)"
  {
    part: 'answer',
    pattern: new RegExp(
      String.raw`^(?:(?:Nader|Aanvullend|Herzien)e?\s+)?Antwoord(?:en)?${ASIDE}?\s*[.:]?$`,
      'iu',
    ),
    certainty: 'sure',
  },
  // "Antwoord op alle vragen", "Gezamenlijke beantwoording:"
  {
    part: 'answer',
    pattern: new RegExp(
      patternOf`
        ^(?:Gezamenlijke?\s+(?:antwoord|beantwoording)|(?:Gezamenlijke?\s+)?(?:Antwoord(?:en)?
        |Beantwoording)\s+(?:op|van)\s+(?:alle|(?:de\s+)?bovenstaande)\s+vragen)\s*[.:]?$
      `,
      'iu',
    ),
    certainty: 'possible',
  },
  // "Antwoord van de minister:", "Antwoord minister Van Eikenhorst (Waterzaken):"
  {
    part: 'answer',
    pattern: new RegExp(String.raw`^${BY_NAME}\s*:$`, 'iu'),
    certainty: 'possible',
  },
  // "Antwoord van de minister van Waterzaken", below another answer
  {
    part: 'answer',
    pattern: new RegExp(
      patternOf`
        ^Antwoord(?:en)?\s+van\s+(?:de\s+)?(?:minister|staatssecretaris)
        (?<tail>(?:,?\s\p{L}[\p{L}.’'-]*(?!\p{L})){0,12}${ASIDE}?)$
      `,
      'iu',
    ),
    certainty: 'possible',
  },
  // "Antwoord van de regering", "Antwoord GS"
  {
    part: 'answer',
    pattern: new RegExp(String.raw`^Antwoord\s+(?:van\s+)?(?:de\s+|het\s+)?${COUNCIL}$`, 'iu'),
    certainty: 'possible',
  },
  // "Ons antwoord", "Bestuurlijke reactie:"
  { part: 'answer', pattern: new RegExp(String.raw`^${OURS}\s?:?$`, 'iu'), certainty: 'possible' },
  // "Antwoord IenW", "Antwoord MinFin:"
  {
    part: 'answer',
    pattern: new RegExp(String.raw`^Antwoord\s+${MINISTRY}\s?:?$`, 'u'),
    certainty: 'possible',
  },
  // "Reactie kabinet", "Beantwoording:"
  {
    part: 'answer',
    pattern: /^(?:Beantwoording|Reactie)(?:\s+(?:van\s+)?(?:het\s+)?kabinet)?\s?[.:]?$/iu,
    certainty: 'possible',
  },
  // "Vraag", "Vraag:", if no question has a number
  { part: 'question', pattern: /^Vraag\s*[.:]?$/iu, certainty: 'possible' },
  // "Vraag 1", "Vragen 2 t/m 4:", "Vraag nr. 2", "Vraag 2 (Lindeboom)", "Vraag 2 van het lid
  // Lindeboom (XYZ)"
  {
    part: 'question',
    pattern: new RegExp(String.raw`^${QUESTION}\s*[.:)]{0,2}${TAIL}\s*[.:]{0,2}$`, 'iu'),
    certainty: 'sure',
  },
  // "Question 1", "Answer to question 2:", "English translation": of a translation
  {
    part: 'unplaced',
    pattern: new RegExp(
      patternOf`
        ^(?:(?:Questions?|Answers?(?:\s+to\s+questions?)?)\s+
        \d{1,3}(?:\s?(?:and|[&,–-])\s?\d{1,3}){0,9}
        |(?:(?:Unofficial|Courtesy|English)\s+){1,2}(?:translation|version)
        |(?:Engelse\s+)(?:vertaling|versie|tekst))\s?[.:]?$
      `,
      'iu',
    ),
    certainty: 'likely',
  },
  // "Vraag en antwoord 2", above "Vraag: ..." and "Antwoord: ..."
  {
    part: 'unplaced',
    pattern: /^Vra(?:ag|gen)\s+en\s+antwoord(?:en)?\s+\d{1,3}\s?[.:]?$/iu,
    certainty: 'sure',
  },
  // "Oorspronkelijk antwoord 2", beside the one that takes its place
  {
    part: 'unplaced',
    pattern: new RegExp(String.raw`^Oorspronkelijke?\s+${ANSWER}\s?[.:]?$`, 'iu'),
    certainty: 'likely',
  },
  // "Toelichting:", "Toelichting door vragensteller:", "Mededeling"
  {
    part: 'remark',
    pattern: new RegExp(String.raw`^(?:${REMARK}|Mededeling)\s*[.:]?$`, 'iu'),
    certainty: 'sure',
  },
]

/** A sentence's beginning. */
const SENTENCE = String.raw`(?=[«"“„‘'(]{0,2}\p{Lu}|[«“„])`

const CAPITALS = patternOf`
  (?:(?:ANTWOORD(?:EN)?(?:\s+OP)?(?:\s+DE)?\s+)?VRAA?G(?:EN)?|ANTWOORD(?:EN)?)\s*\(?${NUMBERS}\)?
`

/** A part that begins on the line of its heading. */
export const inlineHeadings: readonly HeadingPattern[] = [
  // "Antwoord 3: Ja, dat klopt.", "Antwoord 3 (mede namens ...): Ja."
  {
    part: 'answer',
    pattern: new RegExp(String.raw`^${ANSWER}${ASIDE}?\s*:\s+(?=\S)`, 'u'),
    certainty: 'sure',
  },
  // "Antwoord: Ja, dat klopt.", "Antwoord (mede namens ...): Ja."
  {
    part: 'answer',
    pattern: new RegExp(String.raw`^(?:(?:Nader a|A)ntwoord|ANTWOORD)${ASIDE}?\s*:\s+(?=\S)`, 'u'),
    certainty: 'sure',
  },
  // "Ons antwoord: Ja.", "Antwoord IenW: Ja."
  {
    part: 'answer',
    pattern: new RegExp(String.raw`^${OURS}\s?:\s+(?=\S)`, 'iu'),
    certainty: 'possible',
  },
  {
    part: 'answer',
    pattern: new RegExp(String.raw`^Antwoord\s+${MINISTRY}\s?:\s+(?=\S)`, 'u'),
    certainty: 'possible',
  },
  // "[Vraag 1] Kent u dit?", "(Antwoord 1) Ja."
  {
    part: 'question',
    pattern: new RegExp(String.raw`^[[(]${QUESTION}[\])]\s?:?\s+(?=\S)`, 'u'),
    certainty: 'possible',
  },
  {
    part: 'answer',
    pattern: new RegExp(String.raw`^[[(]${ANSWER}[\])]\s?:?\s+(?=\S)`, 'u'),
    certainty: 'possible',
  },
  // "Antwoord van de minister: Ja."
  {
    part: 'answer',
    pattern: new RegExp(String.raw`^${BY_NAME}\s*:\s+(?=\S)`, 'iu'),
    certainty: 'possible',
  },
  // "Vraag: Klopt dat?", "V: Klopt dat?" and "A: Ja.", if no question has a number
  { part: 'question', pattern: /^(?:Vraag|VRAAG|V)\s?:\s+(?=\S)/u, certainty: 'possible' },
  { part: 'answer', pattern: /^A\s?:\s+(?=\S)/u, certainty: 'possible' },
  // "Antwoord - Ja, dat klopt."
  { part: 'answer', pattern: /^Antwoord\s+[–—-]\s+(?=\S)/u, certainty: 'likely' },
  // "Vraag 3: Kunt u ..."
  {
    part: 'question',
    pattern: new RegExp(String.raw`^${QUESTION}${ASIDE}?\s*:\s+(?=\S)`, 'u'),
    certainty: 'sure',
  },
  // "Question 1: Do you", "Answer 1: Yes"
  {
    part: 'unplaced',
    pattern: /^(?:Question|Answer)\s+\d{1,3}\s?:\s+(?=\S)/u,
    certainty: 'likely',
  },
  // "Toelichting: Deze vragen dienen ter aanvulling ..."
  {
    part: 'remark',
    pattern: new RegExp(String.raw`^${REMARK}\s*:\s+(?=\S)`, 'u'),
    certainty: 'sure',
  },
  // "Antwoord 2 Nee, het peil blijft.", "Antwoord 2. Nee", "Antwoord 2 (mede namens ...) Nee"
  {
    part: 'answer',
    pattern: new RegExp(String.raw`^${ANSWER}\s?[.)–—|-]{0,2}${ASIDE}?\s+${SENTENCE}`, 'u'),
    certainty: 'likely',
  },
  // "Vraag 2 Wordt het peil verlaagd?", "Vraag 2) Wordt"
  {
    part: 'question',
    pattern: new RegExp(String.raw`^${QUESTION}\s?[.)–—|-]{0,2}${ASIDE}?\s+${SENTENCE}`, 'u'),
    certainty: 'likely',
  },
  // "2 | Vraag | Wordt het peil verlaagd?"
  {
    part: 'question',
    pattern: /^(?<numbers>\d{1,3}[a-p]?)[\s.):|]{1,4}(?:Vraag|VRAAG)[\s.:|]{1,4}(?=\S)/u,
    certainty: 'possible',
  },
  // "VRAAG 2 Wordt het peil verlaagd?"
  {
    part: 'question',
    pattern: new RegExp(String.raw`^(?=VRA)${CAPITALS}\s?[.):]{0,2}\s+(?=\S)`, 'u'),
    certainty: 'likely',
  },
  {
    part: 'answer',
    pattern: new RegExp(String.raw`^(?=ANT)${CAPITALS}\s?[.):]{0,2}\s+(?=\S)`, 'u'),
    certainty: 'likely',
  },
  // "Antwoord op vraag 2 is: nee.", "Antwoord 2 luidt als volgt: Nee."
  {
    part: 'answer',
    pattern: new RegExp(String.raw`^${ANSWER}\s(?:is|luidt)(?:\sals\svolgt)?\s?:\s+(?=\S)`, 'u'),
    certainty: 'possible',
  },
  // "Antwoord 2 nee, het peil blijft.", "Vraag 2 wordt het peil verlaagd?", "Vraag 2.1 Wordt"
  {
    part: 'answer',
    pattern: new RegExp(
      String.raw`^${ANSWER}${ASIDE}?(?:[.)](?=\p{Lu})|[\s.)–—|-]{0,6}\s(?!(?:is|luidt)\s)(?=\S))`,
      'u',
    ),
    certainty: 'possible',
  },
  {
    part: 'question',
    pattern: new RegExp(
      String.raw`^${QUESTION}${ASIDE}?(?:[.)](?=\p{Lu})|[\s.)–—|-]{0,6}\s(?=\S))`,
      'u',
    ),
    certainty: 'possible',
  },
  // "V1: Kent u dit?", "Q1: Kent u dit?", "A1: Ja."
  {
    part: 'question',
    pattern: /^[VQ]\s?(?<numbers>\d{1,3}[a-p]?)\s?[.:)]\s+(?=\S)/u,
    certainty: 'possible',
  },
  {
    part: 'answer',
    pattern: /^A\s?(?<numbers>\d{1,3}[a-p]?)\s?[.:)]\s+(?=\S)/u,
    certainty: 'possible',
  },
  // "Ad 1: Ja.", "Ad vragen 2 en 3. Nee."
  {
    part: 'answer',
    pattern: new RegExp(
      String.raw`^Ad\s+(?:vra(?:ag|gen)\s+)?${NUMBERS}(?:\s?[.:)]\s+|\s+)${SENTENCE}`,
      'u',
    ),
    certainty: 'possible',
  },
  // "1e vraag: Kent u dit?", "1e antwoord: Ja."
  {
    part: 'question',
    pattern: /^(?<numbers>\d{1,3})(?:e|de|ste)\s+vraag\s?:\s+(?=\S)/iu,
    certainty: 'possible',
  },
  {
    part: 'answer',
    pattern: /^(?<numbers>\d{1,3})(?:e|de|ste)\s+antwoord\s?:\s+(?=\S)/iu,
    certainty: 'possible',
  },
  // "Antwoord Ja, dat klopt.", "Antw. Ja.": after a question on the same line
  {
    part: 'answer',
    pattern: new RegExp(String.raw`^Antw(?:oord|\.:?)\s+${SENTENCE}`, 'u'),
    certainty: 'possible',
  },
]

/** Headings are short, and so are the beginnings that decide. */
export const LONGEST_HEADING = 200
