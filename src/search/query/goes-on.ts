import { stemOf, wordsOf } from '../../text/words.ts'
import { isSentence } from './certainty.ts'
import { hintsBack } from './follow-up.ts'
import { isGeneral } from './general-words.ts'
import { isGeneralIn } from './foreign-words.ts'
import { readLanguage } from './language.ts'
import { saysAbout } from './subject.ts'

/** Words that name a subject, at most, in a query that may leave out what it is about. */
const FEW = 2

/** Whether no word of a query names a subject: "en op welke termijn?", "combien ça coûte ?" */
export function namesNoSubject(query: string): boolean {
  return subjectsIn(query).length === 0
}

/**
 * Whether a query may leave out what it is about, though it names something: "did the Netherlands
 * object?" may ask of what was said before, as "bitcoin", a longer question or one about something
 * does not.
 */
export function mayGoOn(query: string): boolean {
  const isPart = isSentence(query, []) || hintsBack(query)
  return isPart && !saysAbout(query) && subjectsIn(query).length <= FEW
}

/** Whether the index knows all that names a subject in a query. */
export function knowsAllOf(query: string, knows: (stem: string) => boolean): boolean {
  return subjectsIn(query).every((word) => knows(stemOf(word)))
}

function subjectsIn(query: string): string[] {
  const language = readLanguage(query)
  return wordsOf(query)
    .map(({ text }) => text)
    .filter((word) => !isGeneral(word) && !isGeneralIn(language, word))
}
