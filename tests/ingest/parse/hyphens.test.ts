import { expect, it } from 'vitest'
import { dutchWords, hunspellWords } from '../../../src/ingest/parse/dictionary.ts'
import { hyphenFate, noWords, ownWords } from '../../../src/ingest/parse/hyphens.ts'

it.each([
  // a syllable of a word
  ['de mogelijkhe', 'den tot', 'soft'],
  ['elektroni', 'sche componenten', 'soft'],
  ['omleidingsinciden', 'ten en', 'soft'],
  ['de desinforma', 'tie', 'soft'],
  // a compound is written closed, even if no dictionary has it
  ['het commissie', 'debat over', 'soft'],
  ['de water', 'schapsdijk', 'soft'],
  // a name or an abbreviation keeps its hyphen
  ['van een Koude', 'Oorlogsmentaliteit', 'real'],
  ['de RIEC', 'partners', 'real'],
  ['een WIA', 'uitkering', 'real'],
  ['artikel 2', 'lid', 'real'],
  ['de e', 'mail', 'real'],
  // so does an abbreviation in small letters, which begins no other word
  ['de btw', 'verhoging', 'real'],
  ['een mbo', "diploma's", 'real'],
  ['de cao', 'afspraken', 'real'],
  ['een aow', 'gat', 'real'],
  ['de ict', 'projectleidersopleiding', 'real'],
  ['een lhbti', 'organisatie', 'real'],
  ['de it', 'systemen', 'real'],
  ['de it', 'emlijst', 'soft'],
  ['de ver', 'afspraken', 'soft'],
  ['de weer', 'systemen', 'soft'],
  ['some hyph', 'enated', 'soft'],
  // and one in mixed case, unlike the first letters of a name
  ['412 Woo', 'verzoeken', 'real'],
  ['een Awb', 'procedure', 'real'],
  ['de PvdA', 'fractie', 'real'],
  ['in Ye', 'men', 'soft'],
  ['in It', 'alië', 'soft'],
  ['een Wis', 'kundeolympiade', 'soft'],
  // and letters without a vowel, which are no syllable
  ['de Wlz', 'zorg', 'real'],
  ['een bv', 'structuur', 'real'],
  // two vowels that would be read as one (Leidraad 6.3), and parts that always take a hyphen (6.4)
  ['de auto', 'ongelukken', 'real'],
  ['de ex', 'bewindspersoon', 'real'],
  ['het ex', 'ploitatieoverschot', 'soft'],
  ['biological weap', 'ons', 'soft'],
  ['de niet', 'gouvernementele', 'real'],
  ['het militair', 'industriële', 'real'],
  // a compound with a word that has one, whatever closed form the dictionary forbids
  ['de kosten', 'batenanalyse', 'real'],
  ['het woon', 'werkverkeer', 'real'],
  ['de prijs', 'kwaliteitverhouding', 'real'],
  ['een re', 'integratietraject', 'real'],
  ['een re', 'integratiedienst', 'real'],
  ['de re', 'actie', 'soft'],
  // an office, but no general of an army
  ['de secretaris', 'generaal heeft', 'real'],
  ['de viceconsul', 'generaal', 'real'],
  ['de advocaten', 'generaal', 'real'],
  ['de landmacht', 'generaal', 'soft'],
  ['een korps', 'generaal', 'soft'],
  // the part to come
  ['van de defensie', 'en veiligheidssector', 'suspended'],
  ['in- of uit', 'of invoer', 'suspended'],
] as const)('takes the hyphen of "%s-/%s" as %s', (before, after, fate) => {
  expect(hyphenFate(before, after, dutchWords, noWords)).toBe(fate)
})

it("prefers the document's own words to any rule of thumb", () => {
  const own = ownWords('De aan-en-uitknop en de testwaarde, en de proef-waarde.')
  expect(hyphenFate('de test', 'waarde', noWords, own)).toBe('soft')
  expect(hyphenFate('de proef', 'waarde', noWords, own)).toBe('real')
  const words = hunspellWords('1\nproefwaarde', '')
  expect(hyphenFate('de proef', 'waarde', words, noWords)).toBe('soft')
  expect(hyphenFate('de proef', 'waarde', words, own)).toBe('real')
})

it('knows stems and their suffixed forms, with ij in two letters', () => {
  const words = hunspellWords('3\nmogelĳkheid/Ch\nsluis\n', 'SFX Ch Y 1\nSFX Ch heid heden heid\n')
  expect(['mogelijkheid', 'mogelijkheden', 'sluis'].every((word) => words.has(word))).toBe(true)
  expect(words.has('sluisheden')).toBe(false)
})

it('knows no word that the files forbid', () => {
  const dic = '4\nsluis/Ch\nsluizen/Fw\nkolk/ChFw\nsluisje\n'
  const words = hunspellWords(dic, 'FORBIDDENWORD Fw\nSFX Ch Y 1\nSFX Ch 0 pad .\n')
  expect(['sluis', 'sluispad', 'sluisje'].filter((word) => !words.has(word))).toEqual([])
  expect(['sluizen', 'kolk', 'kolkpad'].filter((word) => words.has(word))).toEqual([])
})

it('knows which letters words go on from without a hyphen', () => {
  const words = hunspellWords(
    '8\nmbo\nmbo-raad\nsluis\nsluiskolk\nsluis-af\nauto-uit\nautos\nsluispad',
    '',
  )
  expect(['slu', 'sluis', 'auto'].every((letters) => words.begins(letters))).toBe(true)
  expect(['mbo', 'wmo', 'sluiskolk'].some((letters) => words.begins(letters))).toBe(false)
})

it('knows words of one letter, in two entries and at the end of a file', () => {
  const words = hunspellWords('5\na/Ab\nu\r\nas/Ab\nas/Ch\ny', 'SFX Ch Y 1\nSFX Ch 0 sen s\n')
  expect(['a', 'u', 'as', 'assen', 'y'].filter((word) => !words.has(word))).toEqual([])
  expect(['', 'b', 'au', 'asen', '5'].filter((word) => words.has(word))).toEqual([])
})
