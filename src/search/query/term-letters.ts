import type { QueryLanguage } from '../../text/language.ts'
import { fold } from '../../domain/fold.ts'
import { wordsOf } from '../../text/words.ts'
import { isGeneralIn } from './foreign-words.ts'

/** The languages with a dictionary: all but Dutch and English, which the lexicon knows. */
export const TRANSLATED = ['de', 'fr', 'es', 'tr', 'pl', 'uk', 'ar', 'fy', 'pap'] as const

export type TranslatedLanguage = (typeof TRANSLATED)[number]

export function isTranslated(language: QueryLanguage): language is TranslatedLanguage {
  return (TRANSLATED as readonly string[]).includes(language)
}

/** Articles and the like that an apostrophe joins to a word: "l'énergie", "d'asile". */
const ELIDED = /^(?:l|d|qu|s|n|j|c)'(?=\p{L})/u

/** Turkish sets endings of names apart: "Hollanda'nın". */
const APART = /'\p{L}+$/u

/** The Arabic article, with what is written together with it: "والوزير", "للطلاب". */
const ARABIC_ARTICLE = /^(?:[وفبك]?ال|لل)(?=\p{L}{2})/u

/** Arabic particles that are written together with a word, which may begin so by itself. */
const ARABIC_PARTICLE = /^[وفبكل](?=\p{L}{3})/u

/** The words of a term that say something, as the dictionary has them. */
export function plainWords(term: string, language: TranslatedLanguage): string[] {
  return wordsOf(term)
    .filter(({ text }) => !namesNothing(text, language))
    .map(({ text }) => plainWord(text, language))
}

/** Whether a word names no subject, also once what is joined to it is left out: "d'une". */
export function namesNothing(word: string, language: TranslatedLanguage): boolean {
  return isGeneralIn(language, word) || isGeneralIn(language, plainWord(word, language))
}

/** A query's word as the dictionary may have it: at least one way. */
export function plainReadings(word: string, language: TranslatedLanguage): string[] {
  const plain = plainWord(word, language)
  const bare = language === 'ar' ? plain.replace(ARABIC_PARTICLE, '') : plain
  return bare === plain ? [plain] : [plain, bare]
}

/** Folded, without an article or an ending that an apostrophe or Arabic script joins to it. */
function plainWord(word: string, language: TranslatedLanguage): string {
  const folded = fold(word)
  if (language === 'fr') return folded.replace(ELIDED, '')
  if (language === 'tr') return folded.replace(APART, '').replaceAll('ı', 'i')
  // Folded, "إلزامي" would begin as with an article.
  return language === 'ar' ? fold(word.normalize().replace(ARABIC_ARTICLE, '')) : folded
}
