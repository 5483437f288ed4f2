/** The languages of the interface; the first is that of a reader who prefers none of them. */
export const LANGUAGES = ['nl', 'en'] as const

export type Language = (typeof LANGUAGES)[number]

/** The languages that a query is told to be in; `und` where its words do not tell. */
export const QUERY_LANGUAGES = [
  ...(['nl', 'en', 'de', 'fr', 'es', 'tr', 'pl', 'ar', 'uk', 'fy', 'pap'] as const),
  'und',
] as const

export type QueryLanguage = (typeof QUERY_LANGUAGES)[number]
