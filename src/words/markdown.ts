import type { Language } from '../text/language.ts'

const dutch = {
  earlierPosition: 'Eerder standpunt. Later antwoord over dezelfde zaak: {answer}',
  sameAnswer: 'Nagenoeg hetzelfde antwoord staat ook in: {answers}',
  notVerbatim: 'Niet getoond, omdat de tekst in de index niet gelijk is aan de bron:',
}

const english: Record<keyof typeof dutch, string> = {
  earlierPosition: 'Earlier position. Later answer on the same matter: {answer}',
  sameAnswer: 'Nearly the same answer is also in: {answers}',
  notVerbatim: 'Not shown, since the text in the index differs from its source:',
}

/** The words of Markdown answers that the chat and the pages do not share. */
export const markdownWords: Readonly<Record<Language, typeof dutch>> = { nl: dutch, en: english }
