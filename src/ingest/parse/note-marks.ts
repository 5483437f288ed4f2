/** Raised digits and their values. */
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** One to three of them. */
export const RAISED_NUMBER = `[${RAISED}]{1,3}`

/** "¹²" is 12. */
export function readRaised(text: string): number {
  return Number([...text].map((digit) => RAISED.indexOf(digit)).join(''))
}

/** 12 as "¹²" */
export function raised(value: number): string {
  return [...String(value)].map((digit) => RAISED[Number(digit)]).join('')
}

/** True for text in lower case that is no web address: no note begins so after a bracket. */
export function startsSmall(text: string): boolean {
  return /^(?!https?:|www\.)\p{Ll}/u.test(text)
}

/** "de Volkskrant", "het Parool": names that notes begin with. */
export const SMALL_NAME = /^(?:de|het) \p{Lu}/u

/** "m2", "CO2", "PM10": a small number after a unit or an element is not a mark. */
export const UNIT = /(?:^|[^\p{L}])(?:[cdkm]?m|CO|NO|SO|NH|CH|PM|H|O|N)$/u

/** What stands above notes. */
export const NOTES_TITLE =
  /^(?:(?:voet|eind)?(?:noot|noten)|bron(?:nen)?|bronvermelding|referenties|verwijzingen)\s?:?$/iu

/** True for a line that announces a list: no note follows it. */
export function announcesList(text: string): boolean {
  return /:[»”"’')\]]?$/.test(text) && !NOTES_TITLE.test(text)
}

/** Words that no sentence ends with, as the source of a pattern. */
export const BROKEN_OFF_WORDS =
  'aan|bij|de|door|een|en|het|in|met|naar|of|om|op|over|te|tot|uit|van|voor'
