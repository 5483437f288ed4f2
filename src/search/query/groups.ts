import type { QueryLanguage } from '../../text/language.ts'
import { translationsOf } from './dictionary.ts'
import { isTranslated } from './term-letters.ts'

/** Groups of people and places that any topic may concern: "en kinderen?", "and abroad?". */
const GROUPS = new Set(
  `kinderen jongens meisjes jongeren ouderen vrouwen mannen ouders gezinnen
  burgers inwoners bewoners buren
  gemeente gemeenten provincie provincies huurders huishoudens bedrijven
  werkgevers werknemers ondernemers buurlanden buitenland
  children boys girls teenagers elderly women men parents families citizens residents neighbours
  municipality municipalities province provinces tenants households companies employers employees
  abroad kids medewerkers ondernemingen bevolking gemeenteraad oude`.split(/\s+/u),
)

/** Whether a word names such a group: in another language, whether its Dutch does. */
export function isGroup(word: string, language: QueryLanguage): boolean {
  if (GROUPS.has(word)) return true
  if (!isTranslated(language)) return false
  const terms = translationsOf([word], language, () => false)?.terms ?? []
  return terms.some(({ dutch }) => GROUPS.has(dutch))
}
