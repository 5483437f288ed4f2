import type { CitationFormat } from './formats.ts'
import { apa } from './apa.ts'
import { bibtex } from './bibtex.ts'
import { cslJson } from './csl.ts'
import { ris } from './ris.ts'
import type { CitedWork } from './work.ts'

/** The media type and the file name extension of each; null for a line of text. */
export const MEDIA: Readonly<Record<CitationFormat, { type: string; extension: string | null }>> = {
  parliamentary: { type: 'text/plain; charset=utf-8', extension: null },
  apa: { type: 'text/plain; charset=utf-8', extension: null },
  bibtex: { type: 'application/x-bibtex; charset=utf-8', extension: 'bib' },
  ris: { type: 'application/x-research-info-systems; charset=utf-8', extension: 'ris' },
  'csl-json': { type: 'application/vnd.citationstyles.csl+json', extension: 'json' },
  'web-annotation': {
    type: 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
    extension: 'jsonld',
  },
}

/** A work in one of the formats that need nothing else; text lines end with a line end. */
export function cite(
  work: CitedWork,
  format: Exclude<CitationFormat, 'web-annotation'>,
  language: 'nl' | 'en',
): string {
  switch (format) {
    case 'parliamentary':
      return `${parliamentary(work)}\n`
    case 'apa':
      return `${apa(work, language)}\n`
    case 'bibtex':
      return bibtex(work)
    case 'ris':
      return ris(work)
    case 'csl-json':
      return cslJson(work)
  }
}

/** "Aanhangsel Handelingen II 2021/22, nr. 3958, antwoord op vraag 7" */
export function parliamentary({ source, place }: CitedWork): string {
  return `${source}, ${place}`
}
