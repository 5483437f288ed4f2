import { describe, expect, it } from 'vitest'
import type { SourceDocument } from '../../src/domain/document.ts'
import { createSearch } from '../../src/search/create.ts'
import type { MatchedParagraph, Query } from '../../src/search/search.ts'
import { dikes, invented, trains } from '../support/invented-documents.ts'
import { bundledModel, committedDocument, sourcesFor } from '../support/kamerqa.ts'

const model = bundledModel()

async function searchOver(...documents: SourceDocument[]) {
  const { search } = createSearch(await sourcesFor(documents, model))
  return async (query: string, rest: Omit<Query, 'query'> = {}) => {
    const found = await search({ query, today: '2025-03-12', ...rest })
    return { ...found, ids: found.passages.map(({ answerId }) => answerId) }
  }
}

const pools = invented(
  'pools',
  [
    [[1], 'Hoeveel zwembaden zijn er gesloten?', ['In 2024 zijn twaalf zwembaden gesloten.']],
    [[2], 'Wat doet u daaraan?', ['Gemeenten gaan over hun eigen zwembaden.']],
  ],
  {
    title: 'de toegankelijkheid van zwembaden',
    askers: [{ name: 'Lindeboom', party: 'DENK' }],
    ministers: [
      { role: 'Minister', name: 'Van Eikenhorst', preposition: null, portfolio: 'Waterzaken' },
    ],
    asked: '2025-03-03',
    answered: '2025-03-24',
  },
)

const greens = invented(
  'greens',
  [
    [[1], 'Hoe groen is de stad?', ['Groen in de stad helpt tegen hitte, ook bij zwembaden.']],
    [
      ['2a', '2b'],
      'Wie betaalt de bomen?',
      ['De gemeente betaalt de veilig\u00adheids\u00adregio en de bomen.'],
    ],
  ],
  {
    askers: [{ name: 'Groen', party: 'GroenLinks-PvdA' }],
    asked: '2023-01-10',
    answered: '2023-02-20',
  },
)

describe('a file whose name is a word', async () => {
  const ask = await searchOver(pools, greens, { ...trains, id: 'zwembaden' })

  it.each(['Hoeveel zwembaden zijn er gesloten?', 'zwembaden gesloten', 'Zwembaden gesloten'])(
    'does not narrow "%s" to itself',
    async (query) => {
      const { ids, readFilters } = await ask(query)
      expect([ids[0], readFilters]).toEqual(['pools.1', []])
    },
  )
})

describe('filters that a query names', async () => {
  const ask = await searchOver(dikes, trains, pools, greens)

  it.each([
    ['vragen van Lindeboom over zwembaden', ['pools.1', 'pools.2']],
    ['kamervraag van het lid Lindeboom', ['pools.1', 'pools.2']],
    ['antwoord van minister Van Eikenhorst', ['pools.1', 'pools.2']],
    ['antwoorden van 24 maart 2025', ['pools.1', 'pools.2']],
    ['DENK maart 2025', ['pools.1', 'pools.2']],
    ['minister van Waterzaken over zwembaden', ['pools.1', 'pools.2']],
    ['questions by GroenLinks in 2023', ['greens.1', 'greens.2a+2b']],
    ['vorig jaar', []],
    ['vandaag', []],
    ['vat pools samen', ['pools.1', 'pools.2']],
    ['pools', ['pools.1', 'pools.2']],
    ['vraag 2 van pools', ['pools.2']],
    ['vraag 1 en vraag 2 van pools', ['pools.1', 'pools.2']],
    ['vraag 2b van greens', ['greens.2a+2b']],
  ])('"%s" finds %j', async (query, ids) => {
    expect((await ask(query)).ids.toSorted()).toEqual(ids)
  })

  it.each([
    ['vragen van Lindeboom, maar niet over ZWEMBADEN', []],
    ['vragen van GroenLinks -"GroenLinks"', ['greens.1', 'greens.2a+2b']],
    ['vragen van GroenLinks, maar niet van DENK', ['greens.1', 'greens.2a+2b']],
    ['antwoorden van minister Van Eikenhorst behalve die van 2021', ['pools.1', 'pools.2']],
  ])('"%s" finds but %j', async (query, ids) => {
    expect((await ask(query)).ids.toSorted()).toEqual(ids)
  })

  it('leaves out the answers of a topic that speak of another', async () => {
    const { ids } = await ask('de stad, maar niet over hitte')
    expect(ids).toContain('greens.2a+2b')
    expect(ids).not.toContain('greens.1')
  })

  it('reports what it left out, unless told not to read it so', async () => {
    const query = 'de stad, maar niet over hitte'
    expect((await ask(query)).readFilters).toEqual([{ kind: 'without', said: 'hitte' }])
    const { ids, readFilters } = await ask(query, { unread: ['hitte'] })
    expect([ids.includes('greens.1'), readFilters]).toEqual([true, []])
    // no answer has it, so that none is left out
    expect((await ask('the city, but not about wind')).readFilters).toEqual([])
    const asked = await ask('vragen van GroenLinks, maar niet van DENK')
    expect(asked.readFilters).toMatchObject([{ kind: 'party' }, { kind: 'without', said: 'DENK' }])
  })

  it('reports the filters it read', async () => {
    const { readFilters } = await ask('vragen van DENK in 2025 over zwembaden')
    expect(readFilters).toMatchObject([
      { kind: 'party', said: 'DENK', party: 'DENK' },
      { kind: 'period', said: 'in 2025', from: '2025-01-01', to: '2025-12-31' },
    ])
  })

  it('reports an empty selection instead of answering from another document', async () => {
    expect(await ask('vragen van de SGP over zwembaden')).toMatchObject({
      ...{ ids: [], reason: 'filters_leave_nothing' },
      readFilters: [{ kind: 'party', party: 'SGP' }],
    })
    expect(await ask('2099D99999')).toMatchObject({
      ...{ ids: [], reason: 'filters_leave_nothing' },
      readFilters: [{ kind: 'document', documents: [] }],
    })
  })

  it('takes a word for the topic if the best answer contains it', async () => {
    const green = await ask('Groen in de stad')
    expect(green.readFilters).toEqual([])
    expect(green.ids[0]).toBe('greens.1')
    expect((await ask('zwembaden 2024')).readFilters).toEqual([])
  })

  it('narrows to a name without a capital, unless the best answer contains the word', async () => {
    const { ids, readFilters } = await ask('zwembaden lindeboom')
    expect([ids[0], readFilters]).toMatchObject(['pools.1', [{ name: 'Lindeboom' }]])
    const linden = invented('linden', [[[1], 'Mag een lindeboom weg?', ['Een lindeboom blijft.']]])
    const askAll = await searchOver(pools, linden, dikes, trains)
    const tree = await askAll('lindeboom kappen')
    expect([tree.ids[0], tree.readFilters]).toEqual(['linden.1', []])
  })

  it('does not take a topic before a name for a given name', async () => {
    const { ids, readFilters } = await ask('zwembadsluitingen Lindeboom')
    expect([ids[0], readFilters]).toMatchObject(['pools.1', [{ said: 'Lindeboom' }]])
  })

  it('takes few words that the index has for Dutch, whatever their letters say', async () => {
    const languages = ['eigen hitte', 'hitte', 'heat in towns'].map(async (query) => {
      return (await ask(query)).language
    })
    expect(await Promise.all(languages)).toEqual(['nl', 'nl', 'en'])
  })

  it('says which name or year left nothing, unless the best answer contains the word', async () => {
    const waiting = invented('waiting', [], { askers: [{ name: 'Wachtman', party: 'XYZ' }] })
    const waits = await (await searchOver(pools, waiting, dikes))('zwembaden Wachtman')
    expect(waits.ids[0]).toMatch(/^pools/u)
    expect([waits.readFilters, waits.leftOut]).toMatchObject([[], [{ name: 'Wachtman' }]])
    expect((await ask('zwembaden gesloten 1987')).leftOut).toMatchObject([{ from: '1987-01-01' }])
    // What is shown is of Lindeboom, and not of that year.
    const hers = (await ask('lindeboom zwembaden gesloten 1987', { limit: 1 })).leftOut
    expect(hers).toMatchObject([{ from: '1987-01-01' }])
    // a year to come dates no answer
    expect((await ask('zwembaden gesloten 2034')).leftOut).toEqual([])
    expect((await ask('zwembaden 2024')).leftOut).toEqual([])
    expect((await ask('zwembaden lindeboom')).leftOut).toEqual([])
  })

  it.each(['zwembaden vóór 2024', 'zwembaden before 2024', 'zwembaden voor 2024'])(
    'finds no later answer for "%s", though it has the year',
    async (query) => {
      const { ids, readFilters } = await ask(query)
      expect(readFilters).toMatchObject([{ kind: 'period', to: '2023-12-31' }])
      expect(ids[0]).toMatch(/^greens/u)
      expect(ids.filter((id) => id.startsWith('pools'))).toEqual([])
    },
  )

  it.each(['2024', 'in 2024'])('finds "%s" in an answer where it dates none', async (query) => {
    const { ids, readFilters } = await ask(query)
    expect([ids[0], readFilters]).toEqual(['pools.1', []])
  })

  it.each(['september 2024', 'vóór 1990', 'antwoorden uit 2024'])(
    'finds nothing for "%s", of which no answer speaks',
    async (query) => {
      expect(await ask(query)).toMatchObject({ ids: [], reason: 'filters_leave_nothing' })
    },
  )

  it.each(['DENK soruları', 'pytania DENK', 'питання DENK', 'preguntanan di DENK'])(
    'lists what a party asked for "%s"',
    async (query) => {
      const { ids, readFilters } = await ask(query)
      expect([ids, readFilters]).toMatchObject([['pools.1', 'pools.2'], [{ kind: 'party' }]])
    },
  )

  it.each(['laatste antwoorden', 'nieuwste kamervragen aub', 'the latest answers'])(
    'lists the newest of all for "%s"',
    async (query) => {
      const { ids, readFilters } = await ask(query)
      expect([ids.slice(0, 2), readFilters]).toEqual([['pools.1', 'pools.2'], []])
    },
  )

  it('applies the filters of the request too', async () => {
    const found = await ask('vragen van Lindeboom', { filters: { documents: ['trains'] } })
    expect(found).toMatchObject({ ids: [], reason: 'filters_leave_nothing' })
  })
})

describe('a party alone', async () => {
  const motion = invented(
    'motion',
    [[[1], 'Kent u de motie van GroenLinks?', ['De motie van GroenLinks is uitgevoerd.']]],
    { askers: [{ name: 'Lindeboom', party: 'DENK' }] },
  )
  const ask = await searchOver(greens, motion, dikes)

  it('asks for what it asked, and not who mentions it', async () => {
    const { ids, readFilters } = await ask('GroenLinks')
    expect(readFilters).toMatchObject([{ kind: 'party', party: 'GroenLinks' }])
    expect(ids).toEqual(['greens.1', 'greens.2a+2b'])
  })

  it('that waits for all its answers finds none of others', async () => {
    const waiting = invented('waiting', [], { askers: [{ name: 'Bos', party: 'Zwembadpartij' }] })
    const askAll = await searchOver(pools, waiting, dikes)
    for (const query of ['Zwembadpartij', 'vragen van Bos over zwembaden']) {
      const { ids, reason } = await askAll(query)
      expect([ids, reason]).toEqual([[], 'filters_leave_nothing'])
    }
  })
})

describe('words between quotation marks', async () => {
  const ask = await searchOver(dikes, trains, pools, greens)

  it.each(['"negen euro"', '„negen euro”', '«Negen euro»', "'negen euro'", '“negen-euro”'])(
    '%s occur in the results',
    async (query) => {
      const { ids, passages } = await ask(query)
      expect(ids).toEqual(['trains.2+3'])
      expect(passages[0]).toMatchObject({ relevance: 'strong' })
      const [{ paragraphId, highlights }] = passages[0]!.matched as [MatchedParagraph]
      expect(paragraphId).toBe('trains.2+3.p1')
      const words = highlights.filter(({ kind }) => kind === 'word')
      expect(words.map(({ start, end }) => [start, end])).toContainEqual([17, 27])
    },
  )

  it('are found across soft hyphens, with and without the marks', async () => {
    expect((await ask('"veiligheidsregio"')).ids).toEqual(['greens.2a+2b'])
    expect((await ask('veiligheidsregio')).ids[0]).toBe('greens.2a+2b')
  })

  it('are shown however little else matches', async () => {
    const { ids } = await ask('wat zegt Napoleon over "vijf procent" in de Kongo?')
    expect(ids).toEqual(['trains.2+3'])
  })

  it('are searched as words if they occur nowhere, which is reported', async () => {
    const { ids, readFilters } = await ask('"prijs van een kaartje"')
    expect(ids).toContain('trains.2+3')
    expect(readFilters).toMatchObject([{ kind: 'phrase', stands: false }])
  })
})

describe('follow-ups that name something', async () => {
  const cash = invented('cash', [
    [[1], 'Mag een winkel contant geld weigeren?', ['Ja, als dat vooraf duidelijk is.']],
    [[2], 'Mag een gemeente contant geld weigeren?', ['Nee, iedere balie neemt het aan.']],
    [[3], 'Wat kost contant geld een winkel?', ['Een bank vraagt er btw voor.']],
  ])
  const taxes = invented('taxes', [
    [[1], 'Hoe hoog is de btw?', ['De btw is 21 procent.']],
    [[2], 'Wat kost de btw een gemeente?', ['Een gemeente betaalt btw.']],
  ])
  const ask = await searchOver(cash, taxes, dikes, trains)
  const history = ['mag een winkel contant geld weigeren?']

  it.each([
    // what speaks of both, and not what answers the query before
    ['en een gemeente?', 'cash.2', history],
    ['und eine Gemeinde?', 'cash.2', history],
    ['en de btw?', 'cash.3', history],
    // a new subject
    ['en de dijken?', 'dikes.1', []],
  ])('"%s" finds %s', async (query, id, readWith) => {
    const found = await ask(query, { history })
    expect([found.ids[0], found.readWith]).toEqual([id, readWith])
  })
})

describe('follow-ups', async () => {
  const ask = await searchOver(dikes, trains, pools, greens)
  const history = ['Zijn de dijken veilig?']

  it('are read with the previous query', async () => {
    const { ids, readWith } = await ask('en wie betaalt dat?', { history })
    expect(readWith).toEqual(history)
    expect(ids[0]).toMatch(/^dikes/u)
  })

  it('stand alone if they name a subject', async () => {
    const { ids, readWith } = await ask('en over zwembaden?', { history })
    expect(readWith).toEqual([])
    expect(ids[0]).toMatch(/^pools/u)
  })

  it.each([
    // a party for a party, and a member for a party
    ['vragen van DENK', 'en van GroenLinks?', ['greens.1', 'greens.2a+2b']],
    ['vragen van GroenLinks', 'en die van Lindeboom?', ['pools.1', 'pools.2']],
    ['vragen van Groen', 'and by Lindeboom?', ['pools.1', 'pools.2']],
    ['vragen van Groen', 'hoe zit het met Lindeboom?', ['pools.1', 'pools.2']],
    ['vragen van Groen over bomen', 'en van Lindeboom over baden?', ['pools.1', 'pools.2']],
    ['vragen van DENK over zwembaden', 'en GroenLinks?', ['greens.1', 'greens.2a+2b']],
    // a name that is a word
    ['vragen van Lindeboom', 'en van Groen?', ['greens.1', 'greens.2a+2b']],
    ['vragen van DENK over bomen', 'en die van Groen?', ['greens.1', 'greens.2a+2b']],
    ['vragen van Lindeboom', 'en Groen?', ['greens.1', 'greens.2a+2b']],
    ['vragen van lindeboom', 'and by groen?', ['greens.1', 'greens.2a+2b']],
    // somebody for nobody, who found nothing or not
    ['zwembaden', 'en van DENK?', ['pools.1', 'pools.2']],
    ['zwembaden', 'alleen die van Lindeboom', ['pools.1', 'pools.2']],
    ['zwembaden', 'only by DENK', ['pools.1', 'pools.2']],
    ['zwembaden', 'alleen DENK', ['pools.1', 'pools.2']],
    ['zwembaden', 'en van D66?', []],
    ['zwembaden', 'en van minister Van Eikenhorst?', ['pools.1', 'pools.2']],
    ['zwembaden', 'en van minister Jansen?', []],
    ['zwembaden', 'alleen in 2025', ['pools.1', 'pools.2']],
    // a ministry for none
    ['zwembaden', 'en de minister van Waterzaken?', ['pools.1', 'pools.2']],
    // without a word that takes it up
    ['zwembaden', 'wat zei minister Van Eikenhorst?', ['pools.1', 'pools.2']],
    ['zwembaden', 'wat vond GroenLinks?', ['greens.1', 'greens.2a+2b']],
    // corrections
    ['vragen van GroenLinks', 'nee, Lindeboom', ['pools.1', 'pools.2']],
    ['vragen van GroenLinks', 'sorry, ik bedoel van DENK', ['pools.1', 'pools.2']],
    ['zwembaden 2023', '2025 bedoel ik', ['pools.1', 'pools.2']],
    // a year for a year
    ['zwembaden 2023', 'en 2025?', ['pools.1', 'pools.2']],
    ['zwembaden', 'en eind 2022?', []],
    ['zwembaden', 'und im Jahr 2025?', ['pools.1', 'pools.2']],
  ])('after "%s", "%s" changes who or when', async (before, query, ids) => {
    const found = await ask(query, { history: [before] })
    expect(found.readWith).toEqual([before])
    expect(found.readFilters).toHaveLength(1)
    expect(found.ids.toSorted()).toEqual(ids)
  })

  it.each(['is dat meer dan vorig jaar?', 'waarom zijn ze dit jaar zo laat?'])(
    'ask of a year, and for no answers of it: "%s"',
    async (query) => {
      const found = await ask(query, { history: ['zwembaden'], today: '2031-02-01' })
      expect(found).toMatchObject({ readWith: ['zwembaden'], readFilters: [] })
      expect(found.ids[0]).toMatch(/^pools/u)
    },
  )

  it('list who is named in place of another, where neither has a topic', async () => {
    const { ids, passages } = await ask('en van Lindeboom?', { history: ['vragen van Groen'] })
    expect(ids).toEqual(['pools.1', 'pools.2'])
    expect(passages.map(({ relevance }) => relevance)).toEqual(['strong', 'strong'])
  })

  it('are not what only thanks', async () => {
    expect(await ask('dank je wel', { history })).toMatchObject({
      ...{ passages: [], readWith: [], reason: 'no_subject' },
    })
  })

  it('pass over thanks between them', async () => {
    const { ids, readWith } = await ask('en wie betaalt dat?', { history: [...history, 'bedankt'] })
    expect(readWith).toEqual(history)
    expect(ids[0]).toMatch(/^dikes/u)
  })

  it('leave out a topic of the query before', async () => {
    const { ids, readWith } = await ask('maar niet over hitte', { history: ['groen in de stad'] })
    expect(readWith).toEqual(['groen in de stad'])
    expect(ids).toContain('greens.2a+2b')
    expect(ids).not.toContain('greens.1')
  })

  it('ask who asked, and for newer answers', async () => {
    for (const query of ['wie stelde die vragen?', 'zijn er ook recentere antwoorden?']) {
      expect((await ask(query, { history })).readWith).toEqual(history)
    }
  })

  it('leave a year that may have been the topic when they name another', async () => {
    const after = (before: string) => ask('en in 2023?', { history: [before] })
    const { passages } = await after('zwembaden 2025')
    expect(passages).toEqual((await after('zwembaden')).passages)
    expect(passages).not.toEqual([])
  })

  it('say which question names the document of a number, and what completes that one', async () => {
    const { ids, readWith } = await ask('vraag 1', { history })
    expect(ids).toEqual(['dikes.1'])
    expect(readWith).toEqual(history)
    const later = await ask('vraag 1', { history: [...history, 'en wie betaalt dat?'] })
    expect(later.ids).toEqual(['dikes.1'])
    expect(later.readWith).toEqual(['en wie betaalt dat?', ...history])
    // A number that one document has needs no other question.
    expect((await ask('vraag 2a', { history: ['Wat doet u voor groen?'] })).readWith).toEqual([])
  })

  it.each([
    ['hoeveel zwembaden zijn er gesloten in 2023?', 'en in 2024?'],
    ['how many swimming baths were closed?', 'and in 2024?'],
    ['Wie viele Schwimmbäder wurden geschlossen?', 'und 2024?'],
    ['Combien de piscines ont été fermées ?', 'et en 2024 ?'],
  ])('after "%s", "%s" asks for the year too', async (before, query) => {
    const { ids, readWith, readFilters } = await ask(query, { history: [before] })
    expect([readWith, readFilters, ids[0]]).toEqual([[before], [], 'pools.1'])
    const next = await ask('waarom?', { history: [before, query] })
    expect(next.readFilters).toEqual([])
  })

  it.each(['van DENK', 'by DENK', 'door Lindeboom', 'alleen van DENK'])(
    'narrow a topic to "%s"',
    async (query) => {
      const { ids, readWith, readFilters } = await ask(query, { history: ['zwembaden'] })
      expect([ids.toSorted(), readWith]).toEqual([['pools.1', 'pools.2'], ['zwembaden']])
      expect(readFilters).toHaveLength(1)
    },
  )

  it.each(['samenvatting', 'korter graag', 'can you say that in English?', 'vertaal dat'])(
    'show what the query before found for "%s"',
    async (query) => {
      const before = await ask('zwembaden')
      const { ids, readWith } = await ask(query, { history: ['zwembaden'] })
      expect([ids[0], readWith]).toEqual([before.ids[0], ['zwembaden']])
    },
  )

  it.each(['the one about trees', 'iets over bomen', 'over bomen'])(
    'add a topic to filters alone: "%s"',
    async (query) => {
      const history = ['vragen van GroenLinks']
      const { readWith, readFilters } = await ask(query, { history })
      expect([readWith, readFilters]).toMatchObject([history, [{ kind: 'party' }]])
    },
  )

  it.each(['en in 2019?', 'and before 1990?', 'und 2019?'])(
    'find nothing for "%s" that is of another year',
    async (query) => {
      expect(await ask(query, { history: ['zwembaden'] })).toMatchObject({
        ...{ ids: [], readWith: ['zwembaden'], reason: 'filters_leave_nothing' },
        readFilters: [{ kind: 'period' }],
      })
    },
  )

  it('do not read a preposition of another language as one of Dutch', async () => {
    const { readFilters } = await ask('i na 2024?', { history: ['zwembaden'] })
    expect(readFilters).toEqual([])
  })

  it('change it again, however often', async () => {
    const history = ['vragen van DENK', 'en van GroenLinks?']
    const { readFilters, ids } = await ask('en van Lindeboom?', { history })
    expect(readFilters).toMatchObject([{ kind: 'asker', name: 'Lindeboom' }])
    expect(ids.toSorted()).toEqual(['pools.1', 'pools.2'])
    const later = await ask('waarom?', { history: [...history, 'en van Lindeboom?'] })
    expect(later.readFilters).toMatchObject([{ kind: 'asker', name: 'Lindeboom' }])
  })

  it('do not take a subject for who asks', async () => {
    const { readFilters } = await ask('en GroenLinks?', {
      history: ['wat zegt de minister over DENK?'],
    })
    expect(readFilters).toEqual([])
  })

  it.each([
    ['vragen van Lindeboom', 'en van groen?', [{ name: 'Lindeboom' }]],
    ['wat zegt de minister over bomen?', 'en Groen?', []],
    ['vragen van Lindeboom', 'en van bomen?', [{ name: 'Lindeboom' }]],
  ])('after "%s", "%s" names nobody else', async (before, query, filters) => {
    expect((await ask(query, { history: [before] })).readFilters).toMatchObject(filters)
  })

  it('take a number alone for a question only behind one', async () => {
    const history = ['Zijn de dijken veilig?', 'vraag 1']
    const { ids, readWith, readFilters } = await ask('en 2?', { history })
    expect([ids, readWith]).toEqual([['dikes.2'], ['vraag 1']])
    expect(readFilters).toMatchObject([{ kind: 'question', said: '2' }])
    expect((await ask('1', { history: [...history, 'en 2?'] })).ids).toEqual(['dikes.1'])
    expect((await ask('en 2?', { history: ['dijken'] })).readFilters).toEqual([])
  })

  it('keep words between quotation marks until others stand there', async () => {
    const history = ['"vijf procent"']
    const { ids, readFilters } = await ask('en waarom?', { history })
    expect(ids).toEqual(['trains.2+3'])
    expect(readFilters).toMatchObject([{ kind: 'phrase', phrase: 'vijf procent', stands: true }])
    const unread = ['"vijf procent"']
    expect((await ask('en waarom?', { history, unread })).readFilters).toEqual([])
    const next = await ask('en is dat "veiligheidsregio"?', { history })
    expect(next.readFilters).toMatchObject([{ phrase: 'veiligheidsregio' }])
  })

  it.each([
    ['vragen van DENK', 'over zwembaden'],
    ['DENK', 'en over zwembaden?'],
  ])('add a topic to "%s", which has none', async (before, query) => {
    const { ids, readWith, readFilters } = await ask(query, { history: [before] })
    expect(ids.toSorted()).toEqual(['pools.1', 'pools.2'])
    expect(readWith).toEqual([before])
    expect(readFilters).toMatchObject([{ kind: 'party', party: 'DENK' }])
    const next = await ask('over bomen', { history: [before, query] })
    expect([next.readWith, next.readFilters]).toEqual([[], []])
  })

  it('keep their own words, wherever the query before named somebody', async () => {
    const after = (before: string) => ask('over zwembaden', { history: [before] })
    const { passages } = await after('vragen van DENK')
    expect(passages).toEqual((await after('welke vragen zijn er gesteld door DENK')).passages)
  })

  it('ask about the question of a document that the query before named', async () => {
    const { ids } = await ask('en wie stelde die?', { history: ['vraag 2 van trains'] })
    expect(ids[0]).toBe('trains.2+3')
  })

  it('ask about the question that a number before found', async () => {
    const history = ['Zijn de dijken veilig?', 'vraag 1']
    const { ids, readWith } = await ask('en waarom is dat zo?', { history })
    expect([ids[0], readWith]).toEqual(['dikes.1', ['vraag 1']])
  })

  it('keep the filters of the previous query', async () => {
    const { readFilters } = await ask('en waarom niet?', {
      history: ['vragen van DENK over baden'],
    })
    expect(readFilters).toMatchObject([{ kind: 'party', party: 'DENK' }])
  })
})

it('searches for what is said of the cabinet, however general', async () => {
  const ask = await searchOver(dikes, pools)
  for (const query of ['Wat zegt het kabinet over kosten?', 'Wat zijn de kosten dit jaar?']) {
    expect((await ask(query)).reason).toBeNull()
  }
})

describe('a name, and nothing else', async () => {
  const ask = await searchOver(
    invented('motion', [[[1], 'Kent u de motie?', ['De motie van het lid Zuidhoek is klaar.']]]),
    invented('own', [[[1], 'Hoe hoog zijn de dijken?', ['De dijken zijn hoog genoeg.']]], {
      askers: [{ name: 'Zuidhoek', party: 'XYZ' }],
    }),
    invented('baker', [[[1], 'Wie betaalt de bomen?', ['De gemeente betaalt de bomen.']]], {
      askers: [{ name: 'Bakker', party: 'XYZ' }],
    }),
  )

  it.each([
    // who asked, not who speaks of them
    ['Zuidhoek', ['own.1']],
    ['zuidhoek', ['own.1']],
    // a word, of which no answer speaks
    ['bakker', ['baker.1']],
  ])('"%s" finds %j', async (query, ids) => {
    expect((await ask(query)).ids).toEqual(ids)
  })
})

describe('queries that are not understood', async () => {
  const ask = await searchOver(await committedDocument())

  it.each([
    ['🙂🙂', 'no_words'],
    ['?!', 'no_words'],
    ['中文 问题', 'unknown_script'],
    ['日本の首相', 'unknown_script'],
    ['שלום', 'unknown_script'],
    ['waarom?', 'no_subject'],
    ['why not?', 'no_subject'],
    ['hoi, hoe gaat het met u?', 'no_subject'],
    ['hoi, alles goed?', 'no_subject'],
    ['Wat kun je allemaal?', 'no_subject'],
    ['Thank you very much!', 'no_subject'],
    ['wat antwoordde de minister?', 'no_subject'],
    ['show me all questions', 'no_subject'],
    ['laatste', 'no_subject'],
    ['wat kost dat?', 'no_subject'],
    ['klopt het?', 'no_subject'],
    ['what happened to it?', 'no_subject'],
    ['help', 'no_subject'],
  ])('"%s" finds nothing: %s', async (query, reason) => {
    expect(await ask(query)).toMatchObject({ passages: [], weak: [], reason })
  })
})
