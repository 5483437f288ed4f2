/**
 * What the head of a document says where it corrects or supplements earlier answers: "Nader antwoord
 * op vragen van ...", "Betreft: Nadere beantwoording Kamervragen", "Rectificatie", "Correctie op de
 * beantwoording van ...".
 */
const AMENDING =
  /^(?:(?:Betreft|Onderwerp|Inzake)\s*:?\s*)?(?:(?:nader|aanvullend|herzien|gewijzigd|gecorrigeerd|verbeterd)e?\s+(?:antwoord(?:en)?|beantwoording|reactie)\b|(?:correctie|rectificatie|erratum|herdruk|verbeterblad)(?:\s*(?:$|[:.(–—-])|\s+(?:op|van|bij|in)\s+(?:(?:de|het|mijn)\s+)?(?:antwoord|beantwoording|kamervragen|aanhangsel|vragen|eerdere)))/iu

/** So far down stands what a head says. */
const HEAD = 60

/** Characters of a line to look at. */
const LONGEST = 200

/** True where a line of the head says that earlier answers are corrected. */
export function amendsEarlier(head: readonly { readonly text: string }[]): boolean {
  return head.slice(0, HEAD).some(({ text }) => AMENDING.test(text.slice(0, LONGEST)))
}
