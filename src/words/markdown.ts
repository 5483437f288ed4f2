import type { Language } from '../text/language.ts'

const dutch = {
  earlierPosition: 'Eerder standpunt. Later antwoord over dezelfde zaak: {answer}',
  sameAnswer: 'Nagenoeg hetzelfde antwoord staat ook in: {answers}',
  notVerbatim: 'Niet getoond, omdat de tekst in de index niet gelijk is aan de bron:',
}

const english: Record<keyof typeof dutch, string> = {
  earlierPosition: 'Earlier position. Later answer on the same matter: {answer}',
  sameAnswer: 'Nearly the same answer also stands in: {answers}',
  notVerbatim: 'Not shown, since the text in the index is not what the source says:',
}

/** What answers as Markdown say, besides what they have in common with the chat and the pages. */
export const markdownWords: Readonly<Record<Language, typeof dutch>> = { nl: dutch, en: english }
