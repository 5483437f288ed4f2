import type { Context } from 'hono'
import { accepts } from 'hono/accepts'
import { type Language, LANGUAGES } from '../../text/language.ts'

/** The language of the page: the one chosen, else the one that the browser prefers. */
export function readerLanguage(c: Context, chosen = c.req.query('lang')): Language {
  if (isLanguage(chosen)) return chosen
  const best = accepts(c, {
    header: 'Accept-Language',
    supports: [...LANGUAGES],
    default: LANGUAGES[0],
    // `accepts` compares whole tags, but "en-GB" is English too.
    match: (accepted, { default: first }) =>
      accepted
        .filter(({ q }) => q > 0)
        .map(({ type }) => type.slice(0, 2).toLowerCase())
        .find(isLanguage) ?? first,
  })
  return best as Language
}

function isLanguage(tag: string | undefined): tag is Language {
  return LANGUAGES.includes(tag as Language)
}
