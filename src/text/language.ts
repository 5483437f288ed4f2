/** The languages of the interface, and those that questions are asked in. */
export type Language = 'nl' | 'en'
