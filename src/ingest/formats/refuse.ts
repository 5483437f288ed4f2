import { AppError } from '../../domain/errors.ts'
import type { FileToRead } from './formats.ts'
import { patternOf } from '../../text/pattern.ts'

/** How Office files before 2007 begin, and messages. */
const OLE = '\u00d0\u00cf\u0011\u00e0'

/**
 * Files that are not documents for this program: how they begin, each byte as one character, after
 * `skip` others.
 */
const BY_BYTES: readonly {
  readonly what: string
  readonly begins: readonly string[]
  readonly skip?: number
  readonly remedy?: string
}[] = [
  {
    what: 'an old or protected Office file',
    begins: [OLE],
    remedy: 'save it as .docx without a password',
  },
  { what: 'an OpenDocument file', begins: ['mimetypeapplication/vnd.oasis'], skip: 30 },
  { what: 'an e-book', begins: ['mimetypeapplication/epub'], skip: 30 },
  {
    what: 'a program',
    begins: [
      ...['MZ\u0090\0', 'MZP\0', 'MZ\0', '\u007fELF', '\0asm', '\u00ca\u00fe\u00ba\u00be'],
      ...['\u00cf\u00fa\u00ed\u00fe', '\u00ce\u00fa\u00ed\u00fe', '#!'],
    ],
  },
  {
    what: 'a picture',
    begins: ['\u0089PNG', '\u00ff\u00d8\u00ff', 'GIF87a', 'GIF89a', 'II*\0', 'MM\0*'],
    remedy: 'recognise its text (OCR) and hand that in',
  },
  { what: 'a picture', begins: ['ftypheic', 'ftypavif', 'ftypmif1'], skip: 4 },
  { what: 'a picture', begins: ['WEBP'], skip: 8 },
  {
    what: 'sound or video',
    begins: ['OggS', 'ID3\u0003', 'ID3\u0004', 'fLaC', '\u001aE\u00df\u00a3'],
  },
  { what: 'sound or video', begins: ['ftyp'], skip: 4 },
  {
    what: 'an archive',
    begins: [
      ...['\u001f\u008b', '7z\u00bc\u00af', 'Rar!\u001a', 'BZh91AY', '\u00fd7zXZ'],
      ...['\u0028\u00b5\u002f\u00fd', 'PK\u0005\u0006'],
    ],
    remedy: 'unpack it and hand in the documents in it',
  },
  { what: 'an archive', begins: ['ustar'], skip: 257, remedy: 'unpack it' },
  { what: 'a database', begins: ['SQLite format 3\0'] },
  { what: 'PostScript', begins: ['%!PS'], remedy: 'hand it in as PDF' },
]

/** Files that begin like text but are not meant for people to read. */
const BY_TEXT: readonly (readonly [what: string, head: RegExp, remedy?: string])[] = [
  ['Rich Text (.rtf)', /^\{\\rtf/],
  [
    'an e-mail or a web archive (.eml, .mht)',
    new RegExp(
      patternOf`
      ^(?:From .*\r?\n)?(?:[A-Z][\w-]{1,40}:.*\r?\n(?:[ \t].*\r?\n)*){0,60}?(?:MIME-Version
      |Content-Transfer-Encoding|Content-Type|Message-ID|Received|Return-Path):
    `,
      'i',
    ),
    'hand in its attachment, or its text as .txt',
  ],
  [
    'part of an e-mail',
    /^Content-Transfer-Encoding:[ \t]*(?:quoted-printable|base64)/im,
    'hand in its text as .txt',
  ],
  [
    'a text of Word or OpenDocument in XML',
    new RegExp(
      patternOf`
      ^<(?!!doctype html|html)[^]{0,4000}?(?:/wordprocessingml/|/2006/xmlPackage|/word/2003/wordml
      |tc:opendocument:)
    `,
      'i',
    ),
  ],
  [
    'XML of another program (DocBook, TEI, JATS, FictionBook, InDesign)',
    new RegExp(
      patternOf`
      ^<(?!!doctype html|html)[^]{0,2000}?(?:docbook\.org/|//DTD DocBook|tei-c\.org/
      |//DTD JATS|<FictionBook|<\?aid\s)
    `,
      'i',
    ),
  ],
  [
    'subtitles',
    /^(?:WEBVTT(?:\s|$)|(?:\d{2}:)?\d{2}:\d{2}[,.]\d{3}\s-->\s\d)/m,
    'hand in the text that is spoken, without times',
  ],
  [
    'the source of a wiki page',
    new RegExp(
      patternOf`
        ^={2,4}[^=\n]{1,80}={2,4}[ \t]*$[^]{0,4000}
        (?:'''|<ref[\s>]|\[\[(?:Categor|Bestand:|File:))
      `,
      'm',
    ),
    'copy the page as it is shown',
  ],
  ['a calendar or a card', /^BEGIN:V(?:CALENDAR|CARD)/],
]

/** "re=C3=ABel", "=E2=80=9Cja", "re=EBel": letters as an e-mail encodes them. */
const QUOTED_PRINTABLE = /=C[23]=[89AB][\dA-F]|=E2=8[0-4]=[89AB][\dA-F]|\p{Ll}=[EF][\dA-F]\p{Ll}/u

/**
 * The greatest share of control characters in a text. Random bytes have 12 %; a text that passed
 * through a terminal has some, which are shown as visible signs rather than lost.
 */
const MOST_CONTROLS = 0.09

/**
 * Throws `unreadable_document`, with the reason and a remedy, for a file that is not a document or
 * has no supported format.
 */
export function refuseFile(file: FileToRead): void {
  const { magic, name } = file
  if (/\.msg$/i.test(name) && magic.startsWith(OLE)) {
    throw refused(name, 'a message of Outlook', 'hand in its attachment, or its text as .txt')
  }
  for (const { what, begins, skip = 0, remedy } of BY_BYTES) {
    if (begins.some((start) => magic.startsWith(start, skip))) throw refused(name, what, remedy)
  }
  if (magic.startsWith('PK\u0003\u0004') || magic.includes('%PDF-')) return
  const { text } = file.decoded()
  const head = text.slice(0, 8192).trimStart()
  for (const [what, pattern, remedy] of BY_TEXT) {
    if (pattern.test(head)) throw refused(name, what, remedy)
  }
  if (text.includes('=') && QUOTED_PRINTABLE.test(text)) {
    throw refused(
      name,
      'the undecoded text of an e-mail ("re=C3=ABel")',
      'hand in its text as .txt',
    )
  }
  if (/\.json$/i.test(name) && /^[[{]/.test(head)) {
    throw new AppError(
      'unreadable_document',
      `${name} is JSON: a metadata file counts only with a document of the same name beside it`,
    )
  }
  if (controlsIn(text) > text.length * MOST_CONTROLS) {
    throw refused(name, 'no text: it holds bytes that are no characters')
  }
}

function refused(
  name: string,
  what: string,
  remedy = 'save it as .docx, PDF or plain text',
): AppError {
  return new AppError('unreadable_document', `${name} is ${what}: ${remedy}`)
}

/**
 * The number of unreadable characters: controls that do not lay out text, and replacements of
 * broken ones.
 */
function controlsIn(text: string): number {
  let controls = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code < 0x20 ? code < 0x09 || code > 0x0d : code === 0x7f || (code >= 0x80 && code < 0xa0)) {
      controls++
    } else if (code === 0xfffd) controls++
  }
  return controls
}
