import { type Element, findAll } from './tree.ts'

/**
 * The numbers of the matters that an official publication belongs to, from its own metadata:
 * `<meta name="OVERHEIDop.vraagnummer" content="2024Z12345"/>`. Old numbers have another form.
 */
export function mattersIn(root: Element): string[] {
  const contents = findAll(root, 'meta').flatMap(({ attributes }) =>
    /^overheidop\.vraagnummer$/i.test(attributes['name'] ?? '')
      ? (attributes['content'] ?? '')
      : [],
  )
  const numbers = contents.flatMap((content) =>
    [...content.matchAll(/(?<!\d)\d{4}Z\d{5}(?!\d)/g)].map(([number]) => number),
  )
  return [...new Set(numbers)]
}
