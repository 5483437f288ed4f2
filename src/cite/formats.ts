/** In which forms an answer can be cited, as they are named in addresses. */
export const CITATION_FORMATS = [
  'parliamentary',
  'apa',
  'bibtex',
  'ris',
  'csl-json',
  'web-annotation',
] as const

export type CitationFormat = (typeof CITATION_FORMATS)[number]

/** What people call them, in any language; the parliamentary form is called by what a page says. */
export const FORMAT_NAMES: Readonly<Record<Exclude<CitationFormat, 'parliamentary'>, string>> = {
  apa: 'APA',
  bibtex: 'BibTeX',
  ris: 'RIS',
  'csl-json': 'CSL-JSON',
  'web-annotation': 'Web Annotation',
}
