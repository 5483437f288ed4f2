import { describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import type { SourceDocument } from '../../src/domain/document.ts'
import { buildSearchData } from '../../src/search/corpus/build.ts'
import { createSearch } from '../../src/search/create.ts'
import type { Query, Search } from '../../src/search/search.ts'
import { dikes, invented, trains } from '../support/invented-documents.ts'
import { committedDocument, sourcesFor } from '../support/kamerqa.ts'
import { sharedModel } from '../support/shared-model.ts'

const model = await sharedModel(readConfig({}).model)

async function searchOver(...documents: SourceDocument[]): Promise<Search> {
  const sources = await sourcesFor(documents, model)
  return createSearch({ ...sources, calibrations: model.calibrations })
}

async function idsOf(search: Search, query: string | Query): Promise<string[]> {
  const { passages } = await search.search(typeof query === 'string' ? { query } : query)
  return passages.map(({ answerId }) => answerId)
}

describe('the committed document', async () => {
  const document = await committedDocument()
  const search = await searchOver(document)
  const numbersFor = async (query: string | Query): Promise<string[]> =>
    (await idsOf(search, query)).map((id) => id.replace('2022D35172.', ''))
  const markedFor = async (query: string, answer: string): Promise<string[]> => {
    const { passages } = await search.search({ query })
    const passage = passages.find(({ answerId }) => answerId === `2022D35172.${answer}`)!
    return passage.matched.map(({ paragraphId }) => paragraphId.split('.').at(-1)!)
  }

  it('finds what the cabinet says about semiconductors, asked in English', async () => {
    const numbers = await numbersFor('what does the cabinet say about semiconductors?')
    // Both speak of semiconductors, 10 of little else.
    expect(numbers.slice(0, 2).sort()).toEqual(['10', '7'])
  })

  it('marks the paragraph about the embassy on Weibo', async () => {
    expect((await numbersFor('wat doet de ambassade op Weibo?'))[0]).toBe('5')
    expect(await markedFor('wat doet de ambassade op Weibo?', '5')).toEqual(['p2'])
  })

  it('marks the paragraph with the export figures', async () => {
    const query = 'hoeveel is de Chinese export naar Rusland gedaald?'
    expect((await numbersFor(query))[0]).toBe('6')
    expect(await markedFor(query, '6')).toEqual(['p2'])
  })

  it.each([
    ['vraag 7', ['7']],
    ['answer to question 3', ['3+4']],
    ['antwoorden 3 en 4', ['3+4']],
    ['question six', ['6']],
    ['vraag 7 in 2022D35172', ['7']],
    ['vraag 99', []],
  ])('goes straight to the pair for "%s"', async (query, numbers) => {
    expect(await numbersFor(query)).toEqual(numbers)
  })

  it('marks the whole answer if only its number was asked for', async () => {
    expect(await markedFor('answer to question 3', '3+4')).toEqual(['p1', 'p2', 'p3'])
  })

  it.each(['recept voor appeltaart', 'What is the weather in Amsterdam tomorrow?', 'xqz wvk'])(
    'finds nothing for "%s"',
    async (query) => {
      expect(await numbersFor(query)).toEqual([])
    },
  )

  it('understands follow-ups by the earlier queries', async () => {
    const history = ['vraag 7']
    expect(await numbersFor({ query: 'en de volgende?', history })).toEqual(['8'])
    expect(await numbersFor({ query: 'en de vorige?', history })).toEqual(['6'])
    expect(
      (
        await numbersFor({
          query: 'en wat doet de ambassade daartegen?',
          history: ['Wat zegt het kabinet over Chinese staatsmedia?'],
        })
      )[0],
    ).toBe('5')
  })

  it.each([
    ['combien ça coûte ?', 'halfgeleiders', ['7', '10']],
    ['hoe groot is de kans?', 'Weibo', ['5']],
    ['hoeveel wolven zijn er?', 'Weibo', []],
    ['dijken?', 'Weibo', []],
    ['nee, laat maar', 'Weibo', []],
  ])('reads "%s", to which nothing comes near, with "%s"', async (query, before, found) => {
    const { passages, readWith } = await search.search({ query, history: [before] })
    expect(passages.map(({ answerId }) => answerId.replace('2022D35172.', ''))).toEqual(found)
    expect(passages.every(({ relevance }) => relevance === 'possible')).toBe(true)
    expect(readWith).toEqual(found.length > 0 ? [before] : [])
  })

  it('puts first what a follow-up itself leads to in the document before', async () => {
    const history = ['handel tussen China en Rusland']
    // It speaks of the United States, as others hardly do.
    expect((await numbersFor({ query: 'wat zegt Amerika?', history }))[0]).toBe('5')
    expect((await numbersFor({ query: 'wat vindt het kabinet?', history }))[0]).toBe('6')
  })

  it.each(['in 2022', '2022', 'vóór 2023'])('narrows a topic to "%s"', async (query) => {
    const { passages, readWith, readFilters } = await search.search({ query, history: ['Weibo'] })
    expect(passages[0]!.answerId).toBe('2022D35172.5')
    expect([readWith, readFilters]).toMatchObject([['Weibo'], [{ kind: 'period' }]])
  })

  it('calls no answer strong that speaks of half of a topic', async () => {
    const { passages } = await search.search({ query: 'Українська допомога' })
    expect(passages.map(({ relevance }) => relevance)).not.toContain('strong')
  })

  it('marks words across languages, and names the matching word of the query', async () => {
    const { passages } = await search.search({ query: 'sanctions on semiconductors' })
    const paragraph = document.answers.find(({ id }) => id === '2022D35172.7')!.paragraphs[0]!
    const { highlights } = passages.find(({ answerId }) => answerId === '2022D35172.7')!.matched[0]!
    const marked = highlights
      .filter(({ kind }) => kind === 'word')
      .map(({ start, end, query }) => [paragraph.reading.text.slice(start, end), query])
    expect(marked).toContainEqual(['semiconductoren', 'semiconductors'])
  })

  it('keeps highlights inside the paragraph, in order, apart within a kind', async () => {
    const texts = new Map(
      document.answers.flatMap(({ paragraphs }) =>
        paragraphs.map(({ id, reading }) => [id, reading.text] as const),
      ),
    )
    const { passages } = await search.search({
      query: 'Chinese bedrijven en EU-sancties',
      limit: 10,
    })
    for (const { paragraphId, highlights } of passages.flatMap(({ matched }) => matched)) {
      for (const kind of ['sentence', 'word'] as const) {
        let end = 0
        for (const each of highlights.filter((highlight) => highlight.kind === kind)) {
          expect(each.start).toBeGreaterThanOrEqual(end)
          expect(each.end).toBeGreaterThan(each.start)
          end = each.end
        }
        expect(end).toBeLessThanOrEqual(texts.get(paragraphId)!.length)
      }
    }
  })

  it('returns the same result for the same query, whatever was asked in between', async () => {
    const query = { query: 'Hoe oordeelt u over sanctie-ontwijking?' }
    const first = await search.search(query)
    await search.search({ query: 'dual-use goods' })
    expect(await search.search(query)).toEqual(first)
    expect(await (await searchOver(document)).search(query)).toEqual(first)
  })
})

describe('several documents', async () => {
  const search = await searchOver(dikes, trains)

  it('finds across languages', async () => {
    expect((await idsOf(search, 'who pays for strengthening the dikes?'))[0]).toBe('dikes.2')
    expect((await idsOf(search, 'price of a train ticket'))[0]).toBe('trains.2+3')
  })

  it('filters before it cuts', async () => {
    const found = await search.search({
      query: 'Wie betaalt de versterking van de dijken?',
      limit: 1,
      filters: { documents: ['trains'] },
    })
    const ids = [...found.passages, ...found.weak].map(({ answerId }) => answerId)
    expect(ids).toHaveLength(1)
    expect(ids[0]).toMatch(/^trains/u)
  })

  it('marks weak matches too, as if they were strong', async () => {
    const query = { query: 'Wie betaalt de versterking van de dijken?' }
    const { weak } = await search.search(query)
    expect(weak.length).toBeGreaterThan(0)
    const unjudged = createSearch(await sourcesFor([dikes, trains], model))
    const { passages } = await unjudged.search(query)
    for (const { answerId, matched } of weak) {
      expect(matched).toEqual(passages.find((each) => each.answerId === answerId)!.matched)
      expect(matched.length).toBeGreaterThan(0)
    }
  })

  it('looks for a number in all documents, the newest first, or in the one named', async () => {
    expect(await idsOf(search, 'vraag 1')).toEqual(['dikes.1', 'trains.1'])
    expect(await idsOf(search, 'vraag 1 van trains')).toEqual(['trains.1'])
    expect(await idsOf(search, 'Aanhangsel 1234, vraag 2')).toEqual(['trains.2+3'])
    expect(
      await idsOf(search, { query: 'vraag 1', history: ['Wat kost een kaartje voor de trein?'] }),
    ).toEqual(['trains.1'])
  })

  it('uses the words after a number to choose', async () => {
    expect((await idsOf(search, 'vraag 1 over treinen in het weekend'))[0]).toBe('trains.1')
  })

  it('understands typos and compounds', async () => {
    expect((await idsOf(search, 'dijkversterking betaalen'))[0]).toBe('dikes.2')
  })
})

it('finds with a filter what it finds without one, where all left is on one topic', async () => {
  const bites = invented('bites', [
    [
      [1],
      'Hoe vaak worden mensen door een hond gegrepen?',
      ['Er is geen landelijke registratie van bijtincidenten.'],
    ],
    [
      [2],
      'Komt er een register van bijtincidenten met honden?',
      ['Gemeenten kunnen gevaarlijke honden melden in het Landelijk Honden Dossier.'],
    ],
    [
      [3],
      'Deelt u de mening dat eigenaren hun hond moeten aanlijnen na een bijtincident?',
      ['De burgemeester kan een muilkorfgebod opleggen aan de houder van de hond.'],
    ],
  ])
  const others = [
    ['Hoe schoon is het zwemwater?', 'De kwaliteit wordt elke zomer gemeten.'],
    ['Hoeveel leraren zijn er te weinig?', 'Het tekort is het grootst in de grote steden.'],
    ['Hoe lang zijn de wachtlijsten?', 'De wachttijd in de jeugdzorg is veertien weken.'],
    ['Mag een bank een rekening weigeren?', 'Dat mag bij een risico op witwassen.'],
    ['Hoeveel wolven zijn er?', 'Er leven volgens de telling elf roedels in Nederland.'],
    ['Hoe hoog is de huur?', 'De huren stijgen met de inflatie.'],
  ].map(([question = '', answer = ''], nth) =>
    invented(`other-${nth}`, [[[1], question, [answer]]]),
  )
  const search = await searchOver(bites, dikes, trains, ...others)
  const plain = await idsOf(search, 'hondenbeten')
  expect(plain.length).toBeGreaterThan(0)
  expect(await idsOf(search, { query: 'hondenbeten', filters: { documents: ['bites'] } })).toEqual(
    plain,
  )
  expect(await idsOf(search, { query: 'hondenbeten', filters: { documents: ['trains'] } })).toEqual(
    [],
  )
})

it('finds the answer of the document before that a follow-up alone is near to', async () => {
  const shells = invented(
    'shells',
    [
      [
        [1],
        'Hoeveel munitie ligt er in de stortplaats in de Oosterschelde?',
        ['Naar schatting 30.000 ton, op een diepte van 35 tot 50 meter.'],
      ],
      [[2], 'Lekken er giftige stoffen uit?', ['De munitie wordt elke vijf jaar onderzocht.']],
      [
        [3],
        'Waarom ruimt u de munitie niet op?',
        [
          'Opruimen is gevaarlijker dan laten liggen. Bij het boven water halen kunnen ' +
            'ontstekers instabiel worden. Bovendien zou het meer dan tien jaar duren. Zolang ' +
            'de metingen geen reden tot zorg geven, blijft de munitie liggen.',
        ],
      ],
    ],
    { title: 'munitie die na de oorlog in zee is gestort' },
  )
  const other = invented('other', [
    [[1], 'Hoeveel vissers zijn er in Zeeland?', ['Er zijn 200 vissers.']],
    [
      [2],
      'Wordt de kwaliteit van zwemwater onderzocht?',
      ['De provincie onderzoekt het zwemwater elke maand.'],
    ],
  ])
  const search = await searchOver(shells, dikes, trains, other)
  const history = ['munitie in de Oosterschelde']
  const first = async (query: string) => (await idsOf(search, { query, history }))[0]
  expect(await first('waarom wordt het niet opgeruimd?')).toBe('shells.3')
  expect(await first('zijn de dijken veilig?')).toBe('dikes.1')
  // Possible matches in both documents, and a strong one in the other.
  expect(await first('wordt het water onderzocht?')).toBe('shells.3')
  expect(await first('hoe staat het met vissers?')).toBe('other.1')
  // Possible matches in both documents, nearly as good in that before.
  expect(await first('en het onderzoek?')).toBe('shells.2')
  // The last query found nothing.
  const earlier = [...history, 'bitcoins in IJsland']
  const behind = await search.search({ query: 'en het onderzoek?', history: earlier })
  expect(behind.passages[0]!.answerId).toBe('shells.2')
  expect(behind.readWith).toEqual(earlier.toReversed())
  const longer = [...history, 'hoeveel is dat?', 'is dat veel?', 'waarom?']
  expect((await idsOf(search, { query: 'en het onderzoek?', history: longer }))[0]).toBe('shells.2')
  // What the query before finds, and this one does not ask for, is shown no more.
  const { passages } = await search.search({ query: 'waarom niet weghalen?', history })
  expect(passages[0]).toMatchObject({ answerId: 'shells.3', relevance: 'possible' })
})

it('adds a year to a topic only where an answer is on both', async () => {
  const homes = invented(
    'homes',
    [
      [[1], 'Hoeveel woningen zijn er in 2021 gebouwd?', ['In 2021 zijn 69.000 woningen gebouwd.']],
      [[2], 'Hoeveel woningen zijn er in 2023 gebouwd?', ['Daarvan is nog geen telling.']],
    ],
    { answered: '2024-02-01' },
  )
  const search = await searchOver(homes, dikes, trains)
  const inYear = (history: string[]) => idsOf(search, { query: 'en in 2021?', history })
  expect(await inYear(['hoeveel woningen zijn er gebouwd?'])).toEqual(['homes.1'])
  expect(await inYear(['hoeveel schapen zijn door wolven gedood?'])).toEqual([])
})

it('shows the newer of two equal answers, and names the other', async () => {
  const text = ['Het kabinet onderzoekt een verbod op vuurwerk.']
  const question = 'Komt er een verbod op vuurwerk?'
  const search = await searchOver(
    invented('old', [[[1], question, text]], { answered: '2019-12-01' }),
    invented('young', [[[1], question, text]], { answered: '2023-12-01' }),
  )
  const { passages } = await search.search({ query: 'verbod op vuurwerk' })
  expect(passages.map(({ answerId, alsoAnsweredIn }) => [answerId, alsoAnsweredIn])).toEqual([
    ['young.1', ['old.1']],
  ])
})

it('works without a lexicon, by vectors and words', async () => {
  const sources = await sourcesFor([dikes, trains], model)
  const search = createSearch({ ...sources, lexicon: null })
  expect((await idsOf(search, 'Wie betaalt de versterking?'))[0]).toBe('dikes.2')
  expect((await idsOf(search, 'train ticket price'))[0]).toBe('trains.2+3')
})

it('refuses data of other documents', async () => {
  const sources = await sourcesFor([dikes], model)
  const data = buildSearchData([trains], sources.lexicon)
  expect(() => createSearch({ ...sources, data })).toThrow('npm run index')
})

it('finds nothing in an empty index', async () => {
  const search = await searchOver()
  expect(await search.search({ query: 'dijken' })).toEqual({
    language: 'nl',
    readAs: [],
    readWith: [],
    ...{ readFilters: [], leftOut: [] },
    reason: 'nothing_near',
    passages: [],
    weak: [],
    signals: ['encoder', 'lexicon', 'words'],
  })
})

describe('answers on one matter over time', async () => {
  const ministers = [
    { role: 'Minister', name: 'Adema', preposition: 'van', portfolio: 'Landbouw' },
  ] as const
  const wolves = (id: string, answered: string, answer: string, asked = 'Komt er een verbod?') =>
    invented(id, [[[1], `Wat doet u om schapen tegen de wolf te beschermen? ${asked}`, [answer]]], {
      ministers,
      answered,
      title: 'de bescherming van schapen tegen de wolf',
    })
  const subsidy =
    'Schapenhouders krijgen subsidie voor rasters die de wolf buiten de weide houden, en de ' +
    'provincies betalen de schade aan hun kudde.'
  const search = await searchOver(
    wolves('wolf-2021', '2021-05-01', 'Er komt geen subsidie voor rasters tegen de wolf.'),
    wolves('wolf-2022', '2022-05-01', subsidy),
    wolves('wolf-2024', '2024-05-01', subsidy, 'Hoe betalen schapenhouders hun rasters?'),
    invented(
      'treinen',
      [[[1], 'Waarom rijden er minder treinen naar Zeeland?', ['Door werk aan het spoor.']]],
      { ministers, answered: '2025-01-01', title: 'treinen naar Zeeland' },
    ),
    dikes,
  )

  it('identifies an earlier position, and shows a repeated answer once', async () => {
    const { passages } = await search.search({ query: 'rasters tegen de wolf', limit: 5 })
    const found = passages.map(({ answerId, newer, alsoAnsweredIn }) => [
      answerId,
      newer,
      alsoAnsweredIn,
    ])
    expect(found).toContainEqual(['wolf-2024.1', null, ['wolf-2022.1']])
    expect(found).toContainEqual(['wolf-2021.1', 'wolf-2024.1', []])
    expect(found.map(([id]) => id)).not.toContain('wolf-2022.1')
  })

  it('does so for answers selected by a filter alone', async () => {
    const { passages } = await search.search({ query: 'minister Adema', limit: 5 })
    const newer = Object.fromEntries(passages.map(({ answerId, newer }) => [answerId, newer]))
    // The trains are later, and another matter.
    expect(newer).toMatchObject({ 'wolf-2021.1': 'wolf-2024.1', 'treinen.1': null })
  })
})

it('does not say that it searched in a file named as a word, where nothing was found', async () => {
  const search = await searchOver(
    dikes,
    invented('zwembaden', [[[1], 'Wat kost het?', ['Niets.']]]),
  )
  expect(await search.search({ query: 'zwembaden kernfusie reactoren' })).toMatchObject({
    ...{ passages: [], readFilters: [], leftOut: [] },
  })
})

describe('a name that is also a word', async () => {
  const other = invented('other', [[[1], 'Wie betaalt de bomen?', ['De gemeente betaalt.']]], {
    askers: [{ name: 'Dijk', party: 'XYZ' }],
  })
  const search = await searchOver(dikes, trains, other)

  it.each(['dijk', 'Dijk'])('is the topic of "%s" where an answer is on it', async (query) => {
    const { passages, readFilters } = await search.search({ query })
    expect([passages[0]!.answerId, readFilters]).toEqual(['dikes.1', []])
  })
})

it('lists the answers of a name in full, though its given name is a word', async () => {
  const asked = invented('asked', [[[1], 'Wie betaalt de bomen?', ['De gemeente betaalt.']]], {
    askers: [{ name: 'Zuidhoek', party: 'XYZ' }],
  })
  const search = await searchOver(dikes, trains, asked)
  expect(await idsOf(search, 'Tom Zuidhoek')).toEqual(['asked.1'])
})

describe('two questions in one', async () => {
  const search = await searchOver(dikes, trains)
  const first = 'Wie betaalt de versterking van de dijken'
  const both = `${first} en hoe zit het met de treinen naar Zeeland?`

  it('both find an answer', async () => {
    const ids = await idsOf(search, { query: both, limit: 2 })
    expect(ids.map((id) => id.split('.')[0])).toEqual(['trains', 'dikes'])
  })

  it('count as one where the query says who answers', async () => {
    const query = `Wat zegt minister Jansen over dijken en hoe zit het met de treinen naar Zeeland?`
    expect(await idsOf(search, query)).toEqual([])
  })
})
