import { expect, it } from 'vitest'
import { atOnce } from '../../src/domain/slices.ts'
import { ACKNOWLEDGEMENT, PROCEDURE } from '../../src/format/part-words.ts'
import { buildSearchData } from '../../src/search/corpus/build.ts'
import { catalogueOf } from '../../src/search/corpus/catalogue.ts'
import { pairWords } from '../../src/search/pair-words.ts'
import { cutsOf, phraseFinder } from '../../src/search/query/phrases.ts'
import { idf, lexicalIndex } from '../../src/search/signals/lexical.ts'
import { acknowledgement } from '../../src/search/signals/acknowledgement.ts'
import { procedure } from '../../src/search/signals/procedure.ts'
import { partsWith } from '../support/parts-with.ts'
import { answering } from '../support/quote-documents.ts'
import { bundledModel } from '../support/kamerqa.ts'

const { lexicon } = bundledModel()
const TOPICS = ['dijken', 'treinen', 'scholen', 'water', 'zorg', 'belasting', 'asiel', 'export']

/** Answers whose words come as often as real ones do: a few everywhere, most seldom. */
const documents = Array.from({ length: 600 }, (_, at) => {
  const words = TOPICS.filter((_, nth) => (at * 31 + nth * nth) % (nth + 2) === 0)
  const filling = Array.from({ length: 3 + (at % 9) }, (_, nth) => `woord${(at * nth) % 40}`)
  return answering(`d${String(at).padStart(3, '0')}`, {
    question: `Wat is er met ${words.join(' en ')}?`,
    paragraphs: [[...words, ...filling].join(' '), `Ook ${words.at(at % 3) ?? 'niets'} ${at}.`],
  })
})
const catalogue = catalogueOf(documents)
const data = buildSearchData(documents, lexicon)
const words = atOnce(pairWords(catalogue, partsWith(documents, lexicon, 40)))
const ready = atOnce(pairWords(catalogue, partsWith(documents, lexicon, 40)))
atOnce(ready.readyInSteps())

it.each([
  ['before the pairs of all stems are counted', words, 20],
  ['few of them, after it', ready, 2],
  ['after it', ready, 20],
])('gives the best pairs by BM25, the same as scoring all of them does, %s', (_, words, limit) => {
  for (const [nth, text] of [
    // The second word, of which nothing is remembered yet, is looked up where the first one is.
    'export dijken',
    'dijken water',
    'treinen scholen zorg',
    'woord3 export',
    'asiel',
  ].entries()) {
    const stems = text
      .split(' ')
      .flatMap((word) => data.stems.keys.filter((key) => word.startsWith(key)).slice(-1))
    const frequencies = words.frequencies(stems)
    const weights = new Map(
      stems.map((stem) => [stem, idf(frequencies.get(stem)!, documents.length)]),
    )
    const scores = lexicalIndex(catalogue, data).score(
      stems.map((stem) => ({
        text: stem,
        read: stem,
        tokens: [],
        stems: [stem],
        share: 1,
        tells: 1,
        earlier: false,
      })),
    )
    const allowed = nth % 2 === 0 ? null : Uint8Array.from(documents, (_, at) => at % 2)
    const expected = [...scores.keys()]
      .filter((pair) => scores[pair]! > 0 && (allowed === null || allowed[pair] === 1))
      .sort((a, b) => scores[b]! - scores[a]! || a - b)
      .slice(0, limit)
    const found = words.best(weights, { limit, allowed })
    // Equal scores may differ in the last bit, by the order of additions.
    expect(found.map((pair) => scores[pair]!.toFixed(9))).toEqual(
      expected.map((pair) => scores[pair]!.toFixed(9)),
    )
    expect(new Set(found).size).toBe(found.length)
  }
})

it('counts the pairs of each stem, whether asked for one or prepared for all', () => {
  const stems = data.stems.keys
  expect(ready.frequencies(stems)).toEqual(words.frequencies(stems))
  expect(ready.frequencies(['nergens']).size).toBe(0)
})

it('counts for all pairs what is counted for each', () => {
  const { counts } = words
  expect(counts.pairs).toBe(documents.length)
  expect(counts.words).toBe(
    catalogue.pairs.reduce(
      (sum, { questionSegment, endParagraph }) =>
        data.lengths.subarray(questionSegment, endParagraph).reduce((a, b) => a + b, sum),
      0,
    ),
  )
  const [token] = lexicon.tokenize('treinen')
  const holding = documents.filter(({ questions, answers }) =>
    [...questions, ...answers[0]!.paragraphs].some(({ reading }) =>
      lexicon.tokenize(reading.text).includes(token!),
    ),
  )
  expect(counts.tokens.find((each) => each.token === token)!.pairs).toBe(holding.length)
})

it('gives of a few segments what search data built of them hold', () => {
  const some = [3, 4, 250, 599]
  const segments = some.flatMap((at) => {
    const { subjectSegment, questionSegment, endParagraph } = catalogue.pairs[at]!
    const own = Array.from(
      { length: endParagraph - questionSegment },
      (_, n) => questionSegment + n,
    )
    return [subjectSegment, ...own]
  })
  const few = buildSearchData(
    some.map((at) => documents[at]!),
    lexicon,
  )
  const asked = few.stems.keys.filter((_, nth) => nth % 2 === 0)
  const found = words.dataOf(segments, [...asked, 'nergens'], null)
  expect(found.lengths).toEqual(few.lengths)
  expect(found.stems.keys).toEqual(asked)
  const holding = (
    keys: readonly (string | number)[],
    { starts, segments: of }: typeof few.stems.postings,
  ) => keys.map((key, at) => [key, [...of.subarray(starts[at], starts[at + 1])]])
  expect(holding(found.stems.keys, found.stems.postings)).toEqual(
    holding(few.stems.keys, few.stems.postings).filter(([key]) => asked.includes(key as string)),
  )
  expect(holding(found.tokens!.keys, found.tokens!.postings)).toEqual(
    holding(few.tokens!.keys, few.tokens!.postings),
  )
  const sought = few.tokens!.keys.filter((_, nth) => nth % 3 === 0)
  const marks = new Uint8Array(lexicon.size)
  for (const token of sought) marks[token] = 1
  const near = words.dataOf(segments, [], marks)
  expect(holding(near.tokens!.keys, near.tokens!.postings)).toEqual(
    holding(few.tokens!.keys, few.tokens!.postings).filter(([key]) =>
      sought.includes(key as number),
    ),
  )
  const distinct = new Uint32Array(segments.length)
  for (const segment of few.tokens!.postings.segments) distinct[segment]!++
  expect(near.distinct).toEqual(distinct)
})

it('finds the pairs that may hold a phrase, however its words are cut', () => {
  const said = [
    ['Het veiligheidsregio-overleg over dual-use goederen.', 'Dualuse en e-mail.'],
    ["De foto's van het coördinatieplan.", 'Veiligheids-regio, dual use.'],
    ['Email over fotos en de coordinatie.', 'goederen over dual-use'],
    ["Een foto van de pro en A'dam.", "Zo'n zes collega’s, auto’s en baby's."],
    ['Anderhalf, of 1½, met Windows™ en m².', 'Het non-proliferatie-\nverdrag, een auto-\nweg.'],
    ['Het nonproliferatieverdrag en een half (½) Windows.', 'De collega en l’eau, Adam.'],
  ]
  const texts = said.map((paragraphs, at) => answering(`t${at}`, { question: 'Wat?', paragraphs }))
  const own = catalogueOf(texts)
  const held = atOnce(pairWords(own, partsWith(texts, null, 2)))
  const phrases = [
    ...['dual-use', 'dual use', 'dualuse', 'e-mail', 'email', "foto's", 'fotos', 'fotos en de'],
    ...[
      'veiligheidsregio',
      'veiligheids-regio',
      'coordinatieplan',
      'coördinatie',
      'DUAL-USE goederen',
    ],
    ...['wat', 'nergens', 'over dual', 'Goederen. Dualuse', 'foto', 'auto', 'collega', 'eau'],
    ...["auto's", 'auto s', 'zo', 'pro', 'baby', 'A dam', 'dam', "collega's, auto's", '1½', '½'],
    ...['Windows™', 'Windows', 'm²', 'm2', 'non-proliferatieverdrag', 'autoweg', 'auto-weg'],
    ...['non proliferatie-verdrag', 'een auto-\nweg', 'nonproliferatie-verdrag'],
  ]
  for (const phrase of phrases) {
    const finder = phraseFinder(phrase)
    const holding = own.pairs.flatMap(({ answer }, pair) =>
      [...answer.paragraphs.map(({ reading }) => reading.text), 'Wat?'].some(
        (text) => finder.placesIn(text).length > 0,
      )
        ? pair
        : [],
    )
    expect(held.withCuts(cutsOf(phrase)), phrase).toEqual(expect.arrayContaining(holding))
  }
  const parted = answering('parted', { question: 'Wat?', paragraphs: ['De vei-ligheids-\nregio.'] })
  expect(phraseFinder('veiligheidsregio').placesIn('De vei-ligheids-\nregio.')).toHaveLength(1)
  const alone = atOnce(pairWords(catalogueOf([parted]), partsWith([parted], null, 1)))
  expect(alone.withCuts(cutsOf('veiligheidsregio'))).toEqual([])
  expect(alone.withCuts(cutsOf('veiligheidsregio', { thrice: true }))).toEqual([0])
  expect(alone.withCuts(cutsOf('De veiligheidsregio', { thrice: true }))).toEqual([0])
  expect(held.withCuts(cutsOf('nergens', { thrice: true }))).toEqual([])
  expect(held.withCuts(cutsOf('nergens'))).toEqual([])
  expect(held.withCuts(cutsOf('auto'))).toEqual([3, 4])
  // In one answer, but in two paragraphs of it.
  expect(held.withCuts(cutsOf('veiligheidsregio coordinatieplan'))).toEqual([])
})

it('gives the first pairs that contain a stem', () => {
  const lexical = lexicalIndex(catalogue, data)
  for (const stem of data.stems.keys) {
    expect(words.firstWith(stem, 3), stem).toEqual(lexical.firstWith(stem, 3))
  }
  expect(words.firstWith('nergens', 3)).toEqual([])
})

it('knows what lowers a pair as its texts tell it', () => {
  const some = [
    ['Bent u bekend met het bericht over de dijken?', 'Ja.'],
    ['Wanneer worden de dijken hersteld?', 'Zie het antwoord op vraag 3.'],
    ['Kunt u deze vragen een voor een beantwoorden?', 'Zie het antwoord op vraag 3.'],
    ['Hoe hoog zijn de dijken?', 'De dijken zijn zeven meter hoog.'],
  ].map(([question, text], at) => answering(`e${at}`, { question: question!, paragraphs: [text!] }))
  const { pairs } = catalogueOf(some)
  const { loweredAt } = atOnce(pairWords(catalogueOf(some), partsWith(some, lexicon, 3)))
  const told = pairs.map((pair) => ({
    procedure: procedure.lowers(pair),
    acknowledgement: acknowledgement.lowers(pair),
  }))
  const kept = pairs.map(({ questionSegment }) => ({
    procedure: (loweredAt(questionSegment) & PROCEDURE) !== 0,
    acknowledgement: (loweredAt(questionSegment) & ACKNOWLEDGEMENT) !== 0,
  }))
  expect(kept).toEqual(told)
  expect(new Set(told.map((each) => JSON.stringify(each))).size).toBe(4)
})
