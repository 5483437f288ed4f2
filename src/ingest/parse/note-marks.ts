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
