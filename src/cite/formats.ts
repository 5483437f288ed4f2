/** The citation formats, by their names in addresses. */
export const CITATION_FORMATS = [
  'parliamentary',
  'apa',
  'bibtex',
  'ris',
  'csl-json',
  'web-annotation',
] as const

export type CitationFormat = (typeof CITATION_FORMATS)[number]

/** Their usual names, in any language; the page words give the name of the parliamentary form. */
export const FORMAT_NAMES: Readonly<Record<Exclude<CitationFormat, 'parliamentary'>, string>> = {
  apa: 'APA',
  bibtex: 'BibTeX',
  ris: 'RIS',
  'csl-json': 'CSL-JSON',
  'web-annotation': 'Web Annotation',
}
