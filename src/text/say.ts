import type { Language } from './language.ts'

/** Puts values in the places of a template: `fill('{n} answers', { n: 3 })`. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (place, key: string) => String(values[key] ?? place))
}

/** "1 answer" or "{n} answers" */
export function counted(n: number, one: string, many: string): string {
  return n === 1 ? one : fill(many, { n })
}

/** "12 september 2022", "12 September 2022". A date without time zone: no zone may move it. */
export function sayDate(date: string, language: Language): string {
  const options = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  const locale = language === 'nl' ? 'nl-NL' : 'en-GB'
  return new Intl.DateTimeFormat(locale, options).format(new Date(`${date}T00:00:00Z`))
}

/** "3", "3 en 4", "4, 5 en 7". */
export function sayList(parts: readonly (string | number)[], and: string): string {
  if (parts.length < 2) return parts.join('')
  return `${parts.slice(0, -1).join(', ')} ${and} ${parts.at(-1)}`
}

/** "Sjoerdsma (D66)" */
export function sayAsker({ name, party }: { name: string; party: string | null }): string {
  return party === null ? name : `${name} (${party})`
}

/** A document's subject as a title; its id where the document names no subject. */
export function sayTitle({ title, id }: { title: string; id: string }): string {
  return title === '' ? id : title.charAt(0).toLocaleUpperCase('nl') + title.slice(1)
}
