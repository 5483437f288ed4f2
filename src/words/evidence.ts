import type { Language } from '../text/language.ts'

const dutch = {
  reportSubject: 'Dit klopt niet: antwoord {answer}',
  reportBody: 'Wat klopt er niet?\n\n\nAntwoord: {answer}\nPagina: {page}\nIndex: {index}\n',
  noOthers: 'Dit is het enige antwoord in dit document.',
  gone: 'Dit document staat niet meer in de index van deze server.',
  proving: 'Bezig met controleren…',
  unproven: 'De controle kon niet worden uitgevoerd: {reason}',
  proven: 'Klopt: uw browser heeft elke alinea opnieuw opgebouwd uit de bron. Geen teken wijkt af.',
  disproven: 'Klopt niet: alinea {paragraph} wijkt af van de bron. Gebruik dit citaat niet.',
  noCrypto: 'deze pagina is niet via https geopend, en dan rekent de browser geen SHA-256 uit.',
  signed: 'De brontekst is ondertekend met sleutel {key}.',
  signedUnread: 'De brontekst is ondertekend; deze browser kan dat niet controleren.',
  sourceText: 'Brontekst',
  sourceDigest: 'SHA-256 van de bron',
  textDigest: 'SHA-256 van de alinea',
  indexDigest: 'SHA-256 van de index',
  signature: 'Handtekening (Ed25519)',
  spans: 'Plaatsen in de bron',
  paragraph: 'Alinea {n}',
}

const english: Record<keyof typeof dutch, string> = {
  reportSubject: 'This is wrong: answer {answer}',
  reportBody: 'What is wrong?\n\n\nAnswer: {answer}\nPage: {page}\nIndex: {index}\n',
  noOthers: 'This is the only answer in this document.',
  gone: 'This document is no longer in the index of this server.',
  proving: 'Checking…',
  unproven: 'The check failed: {reason}',
  proven:
    'Correct: your browser rebuilt every paragraph from the source. Not one character differs.',
  disproven: 'Wrong: paragraph {paragraph} differs from the source. Do not use this quote.',
  noCrypto: 'this page was not opened by https, and browsers then cannot compute SHA-256.',
  signed: 'The source text is signed with key {key}.',
  signedUnread: 'The source text is signed; this browser cannot check that.',
  sourceText: 'Source text',
  sourceDigest: 'SHA-256 of the source',
  textDigest: 'SHA-256 of the paragraph',
  indexDigest: 'SHA-256 of the index',
  signature: 'Signature (Ed25519)',
  spans: 'Places in the source',
  paragraph: 'Paragraph {n}',
}

/** The words around an answer's evidence, in a script that loads on demand. */
export const evidenceWords: Readonly<Record<Language, typeof dutch>> = { nl: dutch, en: english }
