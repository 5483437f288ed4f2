import { describe, expect, it } from 'vitest'
import { createSpelling } from '../../../src/search/query/spelling.ts'
import { stemOf } from '../../../src/text/words.ts'
import { bundledModel } from '../../support/kamerqa.ts'

const { lexicon } = bundledModel()
const words = [
  'semiconductoren',
  'sanctie',
  'ambassade',
  'halfgeleiders',
  'mentaliteit',
  'eetstoornissen',
  'uitzoekt',
  'stroomtekort',
]
const spelling = createSpelling(words.map(stemOf), lexicon)

describe('correcting misspelt words', () => {
  it.each([
    // a letter omitted, added, changed, and two swapped
    ['santions', 'sanctions'],
    ['sancttions', 'sanctions'],
    ['embasy', 'embassy'],
    ['goverment', 'government'],
    ['govrenment', 'government'],
    // English ending, Dutch index: the stems are one slip apart
    ['semiconducters', 'semiconductors'],
    ['halfgeliders', 'halfgeleiders'],
    ['eetstornissen', 'eetstoornissen'],
    // no ending for a stem that ends otherwise
    ['stroomtekorden', 'stroomtekort'],
    // a slip behind what may be a prefix
    ['onverwcht', 'onverwacht'],
    // an accent left out
    ['patienten', 'patiënten'],
    ['Oekraine', 'oekraïne'],
    // two slips in a long word, punctuation around it
    ['(“mentalietit”),', 'mentaliteit'],
  ])('takes %s for %s', (misspelt, meant) => {
    expect(spelling.meantBy(misspelt)).toBe(meant)
  })

  it.each([
    ['a word of the model', 'sanctions'],
    ['a word of the index', 'halfgeleiders'],
    ['a form of a known word', 'breached'],
    ['a form of a short one', 'bites'],
    ['a Dutch one', 'snapt'],
    ['a form of a verb of the index', 'uitzoeken'],
    ['a known word with a prefix', 'onbetaald'],
    ['one with an ending too', 'overgeplaatste'],
    ['a compound with a neighbour by chance', 'belastingverdrag'],
    ['a short word', 'IPAC'],
    ['a first letter that is off', 'zanctions'],
    ['a number', '2022Z14738'],
    ['two words', 'dual-usse'],
    ['a name that nothing comes near', 'Sjoerdsma'],
    ['nothing', '?!'],
  ])('leaves %s alone: %s', (_, word) => {
    expect(spelling.meantBy(word)).toBeNull()
  })

  it('works with the stems alone if the model has no words', () => {
    expect(createSpelling(['sanctie'], null).meantBy('sanctei')).toBe('sanctie')
  })
})
