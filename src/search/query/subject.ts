import { fold, wordsOf } from '../../text/words.ts'
import type { Asked } from './analysis.ts'
import { isGeneral } from './follow-up.ts'
import { isGeneralIn } from './foreign-words.ts'

/** Telling words of a subject at most: "violence against women" is two with a word between. */
const MOST_WORDS = 3

/** Words behind which a subject stands: "what does the minister say about …". */
const ABOUT = new Set(
  `over about regarding concerning betreffende inzake omtrent aan tegen über zum thema sur sobre
  acerca tocante oer oangeande o temat про щодо عن`.split(/\s+/u),
)

/** The same, behind the subject: "… hakkında". */
const ABOUT_BEFORE_IT = new Set(['hakkında', 'konusunda'].map(fold))

/** Words within a subject and at its beginning: "oil and gas", "de verenigingen van eigenaren". */
const WITHIN = new Set(
  `de het een en of van the a an and of der die das den dem des und le la les l un une et d du des
  el los las y del e di i ve ile w z й і та و it`.split(/\s+/u),
)

/**
 * The number of telling words in a subject that is all that a query asks about: one word anywhere,
 * or two or three together that stand alone or behind "about" and the like. 0 if it asks for
 * something particular.
 */
export function subjectWords({ words, language }: Asked): number {
  const own = words
    .filter(({ earlier }) => !earlier)
    .map(({ text }) => fold(wordsOf(text)[0]?.text ?? text))
  const telling = [...own.keys()].filter(
    (at) => !isGeneral(own[at]!) && !isGeneralIn(language, own[at]!),
  )
  const [first, last] = [telling[0], telling.at(-1)]
  if (first === undefined || last === undefined || telling.length > MOST_WORDS) return 0
  if (first === last) return 1
  const apart = (word: string): boolean => !WITHIN.has(word)
  if (own.some((word, at) => at > first && at < last && !telling.includes(at) && apart(word))) {
    return 0
  }
  const before = own.slice(0, first).findLast(apart)
  const after = own[last + 1]
  const isSubject =
    after === undefined ? before === undefined || ABOUT.has(before) : ABOUT_BEFORE_IT.has(after)
  return isSubject ? telling.length : 0
}
