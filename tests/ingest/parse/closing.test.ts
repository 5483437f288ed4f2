import { describe, expect, it } from 'vitest'
import { signedMinisters } from '../../../src/ingest/parse/closing.ts'

function signers(text: string): string[] {
  const lines = text.split('\n').map((line) => ({ text: line }))
  return signedMinisters(lines).map(({ role, name, portfolio }) => `${role}/${name}/${portfolio}`)
}

describe('the signature of a letter', () => {
  it.each([
    ['De Minister van Waterzaken,\nJ.P. van Eikenhorst', 'Minister/J.P. van Eikenhorst/Waterzaken'],
    ['de minister van Waterzaken,\nJ.P. Smit', 'Minister/J.P. Smit/Waterzaken'],
    ['De minister voor Water en Wegen,\nKarien Smit', 'Minister/Karien Smit/Water en Wegen'],
    [
      'de staatssecretaris van Waterzaken,\nAnne-Fleur de Wit-Jansen',
      'Staatssecretaris/Anne-Fleur de Wit-Jansen/Waterzaken',
    ],
    ['de minister van Water\nen Wegen,\nJ.P. Smit', 'Minister/J.P. Smit/Water en Wegen'],
    [
      'De minister van Water,\nLand en Lucht,\nJ.P. Smit',
      'Minister/J.P. Smit/Water, Land en Lucht',
    ],
    [
      'Met vriendelijke groet,\nKarien Smit\nMinister van Waterzaken',
      'Minister/Karien Smit/Waterzaken',
    ],
    [
      'Hoogachtend,\nK. Smit\nStaatssecretaris van Waterzaken',
      'Staatssecretaris/K. Smit/Waterzaken',
    ],
  ])('%j names who signs', (text, signer) => {
    expect(signers(text)).toEqual([signer])
  })

  it.each([
    'Ik heb overlegd met\nde minister van Waterzaken,\nJ.P. Smit',
    'De Minister van Waterzaken,\nTweede Kamer',
    'De Minister van Waterzaken\nDen Haag',
    'De Minister van Waterzaken\nKarien Smit',
    'Karien Smit\nMinister van Waterzaken',
    'Hoogachtend,\nKarien Smit\nStand van Waterzaken',
  ])('is not in %j', (text) => {
    expect(signers(text)).toEqual([])
  })
})
