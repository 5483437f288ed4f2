import { createRequire } from 'node:module'

/** The part of citation-js that the tests use. It ships no types. */
interface CitationJs {
  readonly Cite: new (
    data: unknown,
    options?: { forceType: string },
  ) => {
    readonly data: readonly Parsed[]
    format(output: 'bibliography', options: Readonly<Record<string, string>>): string
  }
}

/** A CSL item as citation-js derives it from BibTeX, RIS or CSL-JSON. */
export interface Parsed {
  readonly id: string
  readonly type: string
  readonly title: string
  readonly author?: readonly Readonly<Record<string, string>>[]
  readonly issued?: unknown
  readonly genre?: string
  readonly number?: string
  readonly publisher: string
  readonly URL: string
}

const require = createRequire(import.meta.url)
for (const plugin of ['bibtex', 'ris', 'csl']) require(`@citation-js/plugin-${plugin}`)
const { Cite } = require('@citation-js/core') as CitationJs

/** Given explicitly, since a title may look like another format. */
const TYPES = { bibtex: '@bibtex/text', ris: '@ris/file', 'csl-json': '@else/json' } as const

/** Reads a citation like a citation manager that opens a file of this format. */
export function parseCitation(format: keyof typeof TYPES, text: string): readonly Parsed[] {
  return new Cite(text, { forceType: TYPES[format] }).data
}

/** A reference in APA as citeproc formats it. */
export function citeprocApa(cslJson: string, lang: 'en-US' | 'nl-NL'): string {
  const options = { format: 'text', template: 'apa', lang }
  return new Cite(cslJson).format('bibliography', options).trim()
}
