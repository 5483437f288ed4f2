import { fold } from '../../domain/fold.ts'
import { wordsOf } from '../../text/words.ts'
import type { QueryLanguage } from '../../text/language.ts'
import type { Asked, AskedWord } from './analysis.ts'
import { isGeneral } from './general-words.ts'
import { isGeneralIn, setOf } from './foreign-words.ts'
import { isTranslated, namesNothing } from './term-letters.ts'

/** Telling words of a subject at most: "violence against women" is two with a word between. */
const MOST_WORDS = 3

/** Words that nothing but a subject follows: "what does the minister say about …". */
const ONLY_ABOUT = setOf(
  `over about regarding concerning betreffende inzake omtrent über sur sobre acerca tocante oer
  oangeande o про щодо عن`,
)

/** Words behind which a subject may stand too. */
const ABOUT = setOf('on rond rondom aan tegen met with van of voor for naar zum zu thema temat')

/** Words that stand behind a subject: "… hakkında". */
const ABOUT_BEFORE_IT = setOf('hakkında konusunda')

/** Words at the beginning of a subject. */
const ARTICLES = setOf(
  'de het een it the a an der die das den dem des le la les l un une d el los las e',
)

/** Words that ask for something particular of it: why, when, who, which. */
const PARTICULAR = setOf(
  `waarom wanneer wie welke welk waar hoelang hoeveel why when who which where warum wann wer welche
  welcher welches wo pourquoi quand qui quel quelle quels quelles où cuándo quién cuál cuáles dónde
  neden niye kim hangi nerede dlaczego kiedy kto który gdzie чому коли хто який де لماذا متى أين
  wêrom wannear wa hokker wêr`,
)

/** What asks what something is, which no answer that only speaks of it tells: "wat is PFAS?" */
const DEFINES = new Set(
  [
    ...['wat is', 'wat zijn', 'wat betekent', 'what is', 'what are', 'was ist', 'was sind'],
    ...["qu'est que", 'qué es', 'qué son', 'co to', 'co to jest', 'що таке', 'ما هو', 'ما هي'],
    ...['wat binne', 'kiko ta'],
  ].map(fold),
)

/** "Which questions" asks for no more than the subject. */
const ASKED = setOf('vragen kamervragen antwoorden questions answers')

/** Words within one: "oil and gas", "verenigingen van eigenaren". */
const WITHIN = setOf('en of van and und et du y del di i ve ile w z й і та و')

/** Whether a word belongs to a term before it that is one in Dutch: "yarı iletkenler". */
function isPartOfTerm({ text, tells }: AskedWord, language: QueryLanguage): boolean {
  return tells === 0 && !(isTranslated(language) && namesNothing(text, language))
}

/**
 * The number of telling words, or of terms read in Dutch, in a subject that is all that a query
 * asks about: one anywhere, or two or three together that stand alone or behind "about" and the
 * like. 0 if it asks for something particular.
 */
export function subjectWords({ words, language }: Asked): number {
  const own = words
    .filter((word) => !word.earlier && !isPartOfTerm(word, language))
    .map(({ text }) => fold(wordsOf(text)[0]?.text ?? text))
  const telling = [...own.keys()].filter(
    (at) => !isGeneral(own[at]!) && !isGeneralIn(language, own[at]!),
  )
  if (own.some((word, at) => PARTICULAR.has(word) && !ASKED.has(own[at + 1] ?? ''))) return 0
  const [first, last] = [telling[0], telling.at(-1)]
  if (first === undefined || last === undefined || telling.length > MOST_WORDS) return 0
  const opening = own.slice(0, first).filter((word) => !ARTICLES.has(word))
  if (last === own.length - 1 && DEFINES.has(opening.join(' '))) return 0
  if (first === last) return 1
  const apart = (word: string): boolean => !WITHIN.has(word) && !ARTICLES.has(word)
  if (own.some((word, at) => at > first && at < last && !telling.includes(at) && apart(word))) {
    return 0
  }
  const before = own.slice(0, first).findLast((word) => !ARTICLES.has(word))
  const after = own[last + 1]
  const isSubject =
    after === undefined
      ? before === undefined || ABOUT.has(before) || ONLY_ABOUT.has(before)
      : ABOUT_BEFORE_IT.has(after)
  return isSubject ? telling.length : 0
}

/** Whether a query says that it is about something: "what does the minister say about Iran?" */
export function saysAbout(query: string): boolean {
  const words = wordsOf(query).map(({ text }) => fold(text))
  return words.some((word) => ONLY_ABOUT.has(word) || ABOUT_BEFORE_IT.has(word))
}
