import { describe, expect, it } from 'vitest'
import { takeApart } from '../../../src/search/query/analysis.ts'
import { namesAsked } from '../../../src/search/query/names-asked.ts'
import { createSignalling } from '../../../src/search/signals/score.ts'
import { bundledModel, committedDocument } from '../../support/kamerqa.ts'
import { memoryStore } from '../../../src/store/memory.ts'
import { int8Of } from '../../../src/vectors/int8.ts'

const { lexicon } = bundledModel()
const asked = (query: string) => takeApart(query, [], { lexicon })

describe('the names in a query', () => {
  it.each([
    ['Wat doet het kabinet als China Taiwan aanvalt?', ['China', 'Taiwan']],
    ['sanctions against North Korea', ['North', 'Korea']],
    // Who is asked, unless something is asked about them.
    ['Wat vindt de VVD van China', ['China']],
    ['subsidie voor de VVD', ['VVD']],
    ['Wat vindt Den Haag van China', ['China']],
    ['What does The Hague say about China', ['China']],
    ['Hoeveel woningen heeft Den Haag', ['Haag']],
    // The first word of a sentence has a capital anyhow.
    ['Sancties tegen een land', []],
    // Germans write every noun so, and other languages' words are unknown to the lexicon.
    ['Wie viele Flüchtlinge leben in den Niederlanden?', []],
    ['sanctions against iran', []],
  ])('of "%s" are %j', (query, names) => {
    expect(namesAsked(asked(query)).map(({ text }) => text)).toEqual(names)
  })
})

describe('what a document lacks of the names in a query', async () => {
  const { signalsFrom } = createSignalling({
    documents: [await committedDocument()],
    store: memoryStore(int8Of([], 256)),
    embedder: null,
    lexicon,
  })
  const unmet = (query: string) => signalsFrom(asked(query), []).unmet(3)

  it.each(['sancties tegen Iran', 'wordt er geld van Gazprom bevroren?', 'human rights in Tibet'])(
    'is much where nothing comes near one: "%s"',
    (query) => {
      expect(unmet(query)).toBeGreaterThan(0.5)
    },
  )

  it.each([
    'sancties tegen Rusland',
    // It stands in another answer than the fourth, and in the other language.
    'messages of the embassy on Weibo',
    'trade between Russia and China',
    'wat doet de ambassade?',
    // Those who answer and ask, in its head alone.
    'wat doet Hoekstra aan sancties?',
    'wat wilde Sjoerdsma van D66 weten?',
  ])('is little where it has them all: "%s"', (query) => {
    expect(unmet(query)).toBeLessThan(0.2)
  })
})
