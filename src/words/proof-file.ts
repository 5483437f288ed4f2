/**
 * The words of a file that proves a quote, in both languages, since nobody knows who will read it.
 */
export const proofFileWords = {
  nl: {
    title: 'Bewijs van een citaat',
    checking: 'De controle loopt.',
    good:
      'Klopt: elke alinea is opnieuw opgebouwd uit de brontekst in dit bestand. Geen teken ' +
      'wijkt af.',
    bad:
      'Klopt niet: wat hier staat wijkt af van de brontekst of is veranderd. Gebruik dit citaat ' +
      'niet.',
    signed:
      'De handtekening klopt: wie de sleutel heeft die hieronder staat, bevestigde dat deze ' +
      'brontekst in de index staat. Vergelijk de sleutel met die van de organisatie.',
    signedUnread:
      'De brontekst is ondertekend, maar deze browser kan geen Ed25519-handtekening controleren.',
    unsigned: 'De brontekst is niet ondertekend.',
    none:
      'Niet gecontroleerd: deze browser kan hier geen SHA-256 berekenen. Open het bestand vanaf ' +
      'uw schijf.',
    noScript: 'Niet gecontroleerd: scripts staan uit.',
    limits:
      'De controle gebruikt geen server. Zij toont dat het citaat in deze brontekst staat. ' +
      'Dat de brontekst zelf echt is, ziet u door haar SHA-256 met een ander exemplaar te ' +
      'vergelijken.',
    source: 'De brontekst, met het citaat gemarkeerd',
    sourceDigest: 'SHA-256 van de brontekst',
    indexDigest: 'SHA-256 van de index',
    signature: 'Handtekening (Ed25519)',
    publicKey: 'Openbare sleutel',
    textDigest: 'SHA-256 van alinea {paragraph}',
    spans: 'Plaatsen van alinea {paragraph} in de brontekst',
  },
  en: {
    title: 'Proof of a quote',
    checking: 'The check is running.',
    good:
      'Right: each paragraph was rebuilt from the source text in this file. No character ' +
      'differs.',
    bad:
      'Wrong: the text here differs from the source text or was changed. Do not use this ' +
      'quote.',
    signed:
      'The signature is right: the holder of the key below confirmed that this source text is in ' +
      'the index. Compare the key with that of the organisation.',
    signedUnread: 'The source text is signed, but this browser cannot check an Ed25519 signature.',
    unsigned: 'The source text is not signed.',
    none: 'Not checked: this browser cannot compute SHA-256 here. Open the file from your disk.',
    noScript: 'Not checked: scripts are off.',
    limits:
      'The check uses no server. It shows that this source text contains the quote. Compare ' +
      'its SHA-256 with another copy to see that the source text itself is genuine.',
    source: 'The source text, with the quote marked',
    sourceDigest: 'SHA-256 of the source text',
    indexDigest: 'SHA-256 of the index',
    signature: 'Signature (Ed25519)',
    publicKey: 'Public key',
    textDigest: 'SHA-256 of paragraph {paragraph}',
    spans: 'Places of paragraph {paragraph} in the source text',
  },
} as const
