import { describe, expect, it } from 'vitest'
import { foldDocument, fragmentAddress } from '../../../src/server/pages/fragment.ts'

const url = 'https://www.example.nl/stuk?id=1'

/** The address of a paragraph in a document whose source equals its reading, unless given. */
function addressOf(paragraph: string, readings: string, source = readings, before = '') {
  return fragmentAddress(url, { paragraph, before, document: foldDocument(readings, source) })
}

describe('a text fragment', () => {
  const opinion = 'Het kabinet is van mening dat dit zo is.'

  it('names the first words and the last', () => {
    expect(addressOf(opinion, opinion)).toBe(
      `${url}#:~:text=Het%20kabinet%20is%20van,dat%20dit%20zo%20is.`,
    )
  })

  it.each([
    ['elsewhere too', 'Het kabinet is van oordeel dat. '],
    ['in other letters, which a browser takes for the same', 'HET KABINET is ván oordeel dat. '],
  ])('takes more words if the first ones occur %s', (_, earlier) => {
    expect(addressOf(opinion, earlier + opinion)).toBe(
      `${url}#:~:text=Het%20kabinet%20is%20van%20mening,dat%20dit%20zo%20is.`,
    )
  })

  it('takes more words if the header, which is not a reading, has the first ones', () => {
    expect(addressOf(opinion, opinion, `Over: het kabinet is van gisteren\n${opinion}`)).toContain(
      'van%20mening,',
    )
  })

  it('names an end that does not occur earlier in the paragraph', () => {
    const twice =
      'Eerst een begin, daarna is het zo en niet anders, want nu is het zo en niet anders.'
    expect(addressOf(twice, twice)).toMatch(/,zo%20en%20niet%20anders\.$/)
    const same = 'Eerst een begin van iets. Zo en niet anders. Zo en niet anders.'
    expect(addressOf(same, same)).toMatch(/,anders\.%20Zo%20en%20niet%20anders\.$/)
  })

  it('distinguishes a repeated answer by the text before it', () => {
    const source = 'Antwoord 1\nJa.\nAntwoord 2\nNee.\nAntwoord 11\nJa.'
    expect(addressOf('Ja.', 'Ja.\nNee.\nJa.', source, 'Antwoord 1\n')).toBe(
      `${url}#:~:text=Antwoord%201-,Ja.`,
    )
    expect(addressOf('Ja.', 'Ja.\nNee.\nJa.', source, 'Nee.\nAntwoord 11\n')).toBe(
      `${url}#:~:text=Antwoord%2011-,Ja.`,
    )
  })

  it('is null if nothing distinguishes two places', () => {
    expect(addressOf('Ja.', 'Ja.\nJa.', 'Antwoord\nJa.\nAntwoord\nJa.', 'Antwoord\n')).toBeNull()
  })

  it('escapes the special characters of a text directive, and drops the existing fragment', () => {
    const document = foldDocument('EU-sancties, ja', 'EU-sancties, ja')
    const place = { paragraph: 'EU-sancties, ja', before: '', document }
    expect(fragmentAddress(`${url}#p2`, place)).toBe(`${url}#:~:text=EU%2Dsancties%2C%20ja`)
  })
})
