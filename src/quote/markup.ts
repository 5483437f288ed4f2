/** Signs of Markdown and HTML that a quotation in a draft may have and its source has not. */
const signs: readonly { readonly pattern: RegExp; readonly as: string }[] = [
  // words that are struck out
  { pattern: /<(del|s|strike)>[^<>]{0,400}<\/\1>|~~[^~\n]{1,400}~~/gi, as: '' },
  // a tag, also one that stands inside a word
  { pattern: /<\/?[a-z][^<>]{0,400}>/gi, as: '' },
  // the mark of a note in Word, "[2]", also with its address
  {
    pattern: /(?<=[\p{L}\p{N}.,;:!?»”"’'%)])\[\d{1,3}\](?:\([^()\s]{0,400}\))?/gu,
    as: '',
  },
  // [[page|words]], as Wikipedia writes it
  { pattern: /\[\[(?:[^[\]|\n]{1,200}\|)?([^[\]|\n]{1,200})\]\]/g, as: '$1' },
  // [words](address), [words][name]; "[…]" and "[d]e" are the quoter's own
  { pattern: /!?\[([^[\]\n]{1,400})\](?:\([^()\s]{0,400}\)|\[[^[\]\n]{0,100}\])/g, as: '$1' },
  // the mark of a note
  { pattern: /\[\^[^[\]\n]{1,40}\]/g, as: '' },
  // **words**, *words*
  { pattern: /(?<!\\)(\*{1,3})(?=[^\s*])([^*\n]{0,400}[^\s*\\])\1/g, as: '$2' },
  // __words__, _words_
  {
    pattern: /(?<![\p{L}\p{N}_])(_{1,3})(?=[^\s_])([^_\n]{0,400}[^\s_])\1(?![\p{L}\p{N}_])/gu,
    as: '$2',
  },
  // \", \*
  { pattern: /\\([!-/:-@[-`{-~])|\\$/g, as: '$1' },
]

/** Characters that drafts name rather than write. */
const entities = new Map(
  Object.entries({
    amp: '&',
    quot: '"',
    apos: "'",
    lt: '<',
    gt: '>',
    nbsp: '\u00a0',
    euro: '€',
    ndash: '–',
    mdash: '—',
    hellip: '…',
    shy: '\u00ad',
    ldquo: '“',
    rdquo: '”',
    bdquo: '„',
    sbquo: '‚',
    lsquo: '‘',
    rsquo: '’',
    laquo: '«',
    raquo: '»',
    lsaquo: '‹',
    rsaquo: '›',
    thinsp: '\u2009',
    ensp: '\u2002',
    emsp: '\u2003',
    sect: '§',
    deg: '°',
    middot: '·',
    bull: '•',
    frac12: '½',
    szlig: 'ß',
    oslash: 'ø',
    aelig: 'æ',
  }),
)

/** `&euml;`, `&eacute;`: a letter and its accent. */
const accents = new Map(
  Object.entries({
    uml: '\u0308',
    acute: '\u0301',
    grave: '\u0300',
    circ: '\u0302',
    cedil: '\u0327',
    tilde: '\u0303',
  }),
)

/** The words of a quotation in a draft, as they show once it is published. */
export function withoutMarkup(text: string): string {
  const bare = signs.reduce((words, { pattern, as }) => words.replace(pattern, as), text)
  return bare.replace(named, characterOf)
}

const named = /&(?:#(\d{1,6})|#x([\da-f]{1,5})|([a-z]{2,8}|frac12));/gi

function characterOf(written: string, decimal?: string, hex?: string, name?: string): string {
  if (name === undefined) {
    const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal)
    return code > 0x10_ff_ff ? written : String.fromCodePoint(code)
  }
  const accent = accents.get(name.slice(1))
  if (accent !== undefined) return `${name[0]!}${accent}`.normalize('NFC')
  return entities.get(name) ?? written
}
