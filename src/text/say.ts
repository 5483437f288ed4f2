import type { Language } from './language.ts'

/** Fills in a template: `fill('{n} answers', { n: 3 })`. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (place, key: string) => String(values[key] ?? place))
}

/** "1 answer" or "{n} answers" */
export function counted(n: number, one: string, many: string): string {
  return n === 1 ? one : fill(many, { n })
}

/** "1 document", "2 documents": a number of things whose English plural ends in "s" */
export function numberOf(n: number, thing: string): string {
  return `${n} ${thing}${n === 1 ? '' : 's'}`
}

/**
 * "12 september 2022", "12 September 2022". The date has no time zone, so that none can move it.
 */
export function sayDate(date: string, language: Language): string {
  dates[language] ??= new Intl.DateTimeFormat(language === 'nl' ? 'nl' : 'en-GB', {
    dateStyle: 'long',
    timeZone: 'UTC',
  })
  return dates[language].format(new Date(`${date}T00:00:00Z`))
}

/** Making one takes a browser a millisecond, which many dates on a page would add up to. */
const dates: Partial<Record<Language, Intl.DateTimeFormat>> = {}

/** "3", "3 en 4", "4, 5 en 7". */
export function sayList(parts: readonly (string | number)[], and: string): string {
  if (parts.length < 2) return parts.join('')
  return `${parts.slice(0, -1).join(', ')} ${and} ${parts.at(-1)}`
}

/** "3", "3 en 4", "2, 5 en 7", "16–19": three or more in a row become a range. */
export function sayNumbers(numbers: readonly (string | number)[], and: string): string {
  const parts: string[] = []
  for (let at = 0; at < numbers.length;) {
    let end = at
    while (isNext(numbers[end]!, numbers[end + 1])) end++
    if (end - at < 2) end = at
    parts.push(end === at ? `${numbers[at]}` : `${numbers[at]}–${numbers[end]}`)
    at = end + 1
  }
  return sayList(parts, and)
}

function isNext(number: string | number, next: string | number | undefined): boolean {
  return typeof number === 'number' && next === number + 1
}

/** "Sjoerdsma (D66)" */
export function sayAsker({ name, party }: { name: string; party: string | null }): string {
  return party === null ? name : `${name} (${party})`
}

/** A document's subject as a title; its id if the document has no subject. */
export function sayTitle({ title, id }: { title: string; id: string }): string {
  return title === '' ? id : capital(title)
}

/** "Ingetrokken." */
export function sentence(said: string): string {
  return `${capital(said)}.`
}

function capital(said: string): string {
  return said.charAt(0).toLocaleUpperCase('nl') + said.slice(1)
}
