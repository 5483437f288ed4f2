import { describe, expect, it } from 'vitest'
import { takeApart, wordsReadAs } from '../../../src/search/query/analysis.ts'
import { createSpelling } from '../../../src/search/query/spelling.ts'
import { stemOf } from '../../../src/text/words.ts'
import { bundledModel } from '../../support/kamerqa.ts'

const { lexicon } = bundledModel()
const known = 'puin alles sober semiconductoren sanctie ambassade halfgeleiders weide sancties'
const spelling = createSpelling(known.split(' ').map(stemOf), lexicon)

const readAs = (query: string, asTyped: readonly string[] = []) =>
  wordsReadAs(takeApart(query, [], { lexicon, spelling, asTyped })).map(
    ({ word, as }) => `${word}=${as}`,
  )

describe('corrected words', () => {
  it('are all but those to be taken as typed, whatever stands around them', () => {
    const query = 'helpen sancttions tegen (halfgelieders)?'
    expect(readAs(query)).toEqual(['sancttions=sanctions', 'halfgelieders=halfgeleiders'])
    expect(readAs(query, ['halfgelieders'])).toEqual(['sancttions=sanctions'])
    expect(readAs(query, ['sancttions', 'halfgelieders'])).toEqual([])
  })

  it.each([
    ['wat zegt het kabinet over halfgelieders?', ['halfgelieders=halfgeleiders']],
    ['Halfgelieders in de sancties', ['Halfgelieders=halfgeleiders']],
    ['the embasy in Beijing', ['embasy=embassy']],
    ['sancttions against Russia', ['sancttions=sanctions']],
  ])('"%s": %j', (query, words) => {
    expect(readAs(query)).toEqual(words)
  })

  it.each([
    // names
    'Putin',
    'sancties tegen Putin',
    'wat doet Weibe daar?',
    // words of other languages
    'allies',
    'what do our allies say?',
    'sobre sanciones',
    'ley sobre refugiados',
    'sanktionen gegen russland',
  ])('"%s" has none', (query) => {
    expect(readAs(query)).toEqual([])
  })
})
