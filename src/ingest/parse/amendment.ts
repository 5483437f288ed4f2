import { patternOf } from '../../text/pattern.ts'

/**
 * How the head of a document announces a correction of or supplement to earlier answers: "Nader
 * antwoord op vragen van ...", "Betreft: Nadere beantwoording Kamervragen", "Rectificatie",
 * "Correctie op de beantwoording van ...".
 */
const AMENDING = new RegExp(
  patternOf`
    ^(?:(?:Betreft|Onderwerp|Inzake)\s*:?\s*)?(?:(?:nader|aanvullend|herzien|gewijzigd|gecorrigeerd
    |verbeterd)e?\s+(?:antwoord(?:en)?|beantwoording|reactie)\b
    |(?:correctie|rectificatie|erratum|herdruk|verbeterblad)(?:\s*(?:$|[:.(–—-])
    |\s+(?:op|van|bij|in)\s+(?:(?:de|het|mijn)\s+)?(?:antwoord|beantwoording|kamervragen|aanhangsel
    |vragen|eerdere)))
  `,
  'iu',
)

/** Lines of a document in which to look for it. */
const HEAD = 60

/** Characters of a line to examine. */
const LONGEST = 200

/** True if a line of the head announces corrected answers. */
export function amendsEarlier(head: readonly { readonly text: string }[]): boolean {
  return head.slice(0, HEAD).some(({ text }) => AMENDING.test(text.slice(0, LONGEST)))
}
