import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { takeApart } from '../../../src/search/query/analysis.ts'
import { everydayTerms, termKey } from '../../../src/search/query/everyday-words.ts'
import { OFFICIAL, termsAlsoAs } from '../../../src/search/query/asked-terms.ts'
import { buildSearchData } from '../../../src/search/corpus/build.ts'
import { catalogueOf } from '../../../src/search/corpus/catalogue.ts'
import { createMarker } from '../../../src/search/mark.ts'
import { lateInteraction } from '../../../src/search/signals/late.ts'
import { lexicalIndex } from '../../../src/search/signals/lexical.ts'
import { reachOf } from '../../../src/search/signals/reach.ts'
import { createSpelling } from '../../../src/search/query/spelling.ts'
import { wordKnower } from '../../../src/search/topics.ts'
import { stemsOfText } from '../../../src/text/words.ts'
import { invented } from '../../support/invented-documents.ts'
import { bundledModel } from '../../support/kamerqa.ts'

const { lexicon } = bundledModel()
const stemmed = (query: string) =>
  query.split(' ').map((text) => ({ text, stems: stemsOfText(text) }))
const asked = (query: string) => takeApart(query, [], { lexicon })

it('are those of tools/dictionary/everyday.tsv, the first of each form', () => {
  const file = new URL('../../../tools/dictionary/everyday.tsv', import.meta.url)
  const [, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n')
  const first = new Map(
    lines.reverse().map((line) => [termKey(stemsOfText(line.split('\t')[0]!)), line]),
  )
  const read = [...first.values()].map((line) => {
    const [everyday = '', official = ''] = line.split('\t')
    const [term] = everydayTerms(stemmed(everyday))
    return [everyday, official, `${everyday}\t${term?.official.join('|')}` === line]
  })
  expect(read.filter(([, , isRead]) => !isRead)).toEqual([])
  expect(read.length).toBeGreaterThan(3_000)
})

describe('a question in everyday Dutch', () => {
  it('is also looked for as ministries say it, in any form of its words', () => {
    expect(termsAlsoAs(asked('Zijn koffersjouwers overbelast?'))).toEqual([
      { word: 'koffersjouwers', as: expect.stringContaining('bagageafhandeling') },
    ])
  })

  it('is read by its longest terms', () => {
    const read = everydayTerms(stemmed('wie betaalt de trein naar londen'))
    expect(read).toEqual([expect.objectContaining({ start: 3, end: 6 })])
  })

  it.each([
    'Are they paid enough at the airport, koffersjouwers?',
    'Werden die koffersjouwers am Flughafen gut bezahlt?',
  ])('is not sought in another language: %s', (query) =>
    expect(termsAlsoAs(asked(query))).toEqual([]),
  )

  it.each(['Wat gaan we doen bij ons?', 'Hoe lang duurt dat?'])(
    'has general words that only look like forms of a term: %s',
    (query) => expect(termsAlsoAs(asked(query))).toEqual([]),
  )

  it('has no slips in words that the index lacks', () => {
    const spelling = createSpelling(['koffersjouwen', 'koffersjouw'], lexicon)
    const { words } = takeApart('wat verdient een koffersjouwer', [], { lexicon, spelling })
    expect(words.at(-1)).toMatchObject({ text: 'koffersjouwer', read: 'koffersjouwer' })
  })
})

describe('an answer in the words of a ministry', () => {
  const documents = [
    invented('a', [
      [[1], 'Wat doet u hieraan?', ['De bagageafhandeling op Schiphol heeft last van verzuim.']],
    ]),
    invented('b', [[[1], 'Wat doet u hieraan?', ['De dijken langs rivieren worden hoger.']]]),
    invented('c', [
      [[1], 'Wat doet u hieraan?', ['Koffersjouwers op Schiphol hebben last van verzuim.']],
    ]),
  ]
  const catalogue = catalogueOf(documents)
  const data = buildSearchData(documents, lexicon)
  const lexical = lexicalIndex(catalogue, data)
  const late = lateInteraction(lexicon, catalogue, data.tokens!)
  const query = asked('koffersjouwers')

  it.each([
    ['by its stems', lexical.score(query.words)],
    ['by its tokens', reachOf(query, late, catalogue).pairs],
  ])('is found %s, behind one in the words of the question', (_, [official, other, own]) => {
    expect(official).toBeGreaterThan(0.5 * own!)
    expect(official).toBeLessThanOrEqual(OFFICIAL * own! * 1.2)
    expect(other).toBeLessThan(0.7 * official!)
  })

  it('is marked at those words', () => {
    const marker = createMarker({ know: wordKnower(lexicon), late, lexical })
    const [answer] = documents[0]!.answers
    const { text } = answer!.paragraphs[0]!.reading
    const marked = marker
      .marking(query)(answer!)
      .flatMap(({ highlights }) => highlights)
    const start = text.indexOf('bagageafhandeling')
    const end = start + 'bagageafhandeling'.length
    expect(marked).toContainEqual({ start, end, kind: 'word', query: 'koffersjouwers' })
  })
})
