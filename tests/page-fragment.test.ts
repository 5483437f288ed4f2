import { describe, expect, it } from 'vitest'
import { fragmentAddress } from '../src/server/page-fragment.ts'

const url = 'https://www.example.nl/stuk?id=1'

describe('a text fragment', () => {
  it('names the first words and the last', () => {
    expect(
      fragmentAddress(
        url,
        'Het kabinet is van mening dat dit zo is.',
        'Het kabinet is van mening dat dit zo is.',
      ),
    ).toBe(`${url}#:~:text=Het%20kabinet%20is%20van,dat%20dit%20zo%20is.`)
  })

  it('takes more words where the first ones stand elsewhere too', () => {
    const document = 'Het kabinet is van oordeel dat. Het kabinet is van mening dat dit zo is.'
    expect(fragmentAddress(url, 'Het kabinet is van mening dat dit zo is.', document)).toBe(
      `${url}#:~:text=Het%20kabinet%20is%20van%20mening,dat%20dit%20zo%20is.`,
    )
  })

  it('is none where the whole paragraph stands there twice', () => {
    expect(fragmentAddress(url, 'Ja.', 'Ja.\nNee.\nJa.')).toBeNull()
  })

  it('escapes what means something in a text directive, and drops the fragment that was there', () => {
    expect(fragmentAddress(`${url}#p2`, 'EU-sancties, ja', 'EU-sancties, ja')).toBe(
      `${url}#:~:text=EU%2Dsancties%2C%20ja`,
    )
  })
})
