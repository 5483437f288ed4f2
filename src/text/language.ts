/** The languages of the interface; the first is the default for readers who prefer none of them. */
export const LANGUAGES = ['nl', 'en'] as const

export type Language = (typeof LANGUAGES)[number]

/** The languages that a query may turn out to be in; `und` if its words do not reveal one. */
export const QUERY_LANGUAGES = [
  ...(['nl', 'en', 'de', 'fr', 'es', 'tr', 'pl', 'ar', 'uk', 'fy', 'pap'] as const),
  'und',
] as const

export type QueryLanguage = (typeof QUERY_LANGUAGES)[number]
