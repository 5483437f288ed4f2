import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cardOf, cardsInSight, cardsOf, groupCards, timelinesOf } from '../../src/answer/card.ts'
import { foldOf, foldWithin, roomOf, roomsOf } from '../../src/answer/fold.ts'
import { runsOf } from '../../src/answer/runs.ts'
import { answerOf } from '../web/wire-fixture.ts'

const paragraph = (id: string, length: number, kind: 'sentence' | 'word' | null) => ({
  id,
  text: 'x'.repeat(length),
  matched: kind !== null,
  highlights: kind === null ? [] : [{ start: 0, end: 1, kind }],
})

describe('a card', () => {
  const answer = { ...answerOf('Ja.'), numbers: [16, 17, 18, 19] }

  it('names subject, minister, date, questions and askers, each in its language', () => {
    const document = {
      ...answer.document,
      title: 'het bericht dat het regent',
      ministers: ['Minister Hoekstra (Buitenlandse Zaken)'],
      answered: '2022-09-12',
      askers: [{ name: 'Sjoerdsma', party: 'D66' }],
    }
    const said = (language: 'nl' | 'en') => {
      const { subject, label, facts } = cardOf({ ...answer, document }, language)
      return [subject, label, ...facts.map(({ text }) => text)]
    }
    expect(said('nl')).toEqual([
      'Het bericht dat het regent',
      'Antwoord op vragen 16–19',
      'Minister Hoekstra (Buitenlandse Zaken)',
      '12 september 2022',
      'vragen 16–19',
      'Sjoerdsma (D66)',
    ])
    expect(said('en').slice(1, 5)).toEqual([
      'Answer to questions 16–19',
      'Minister Hoekstra (Buitenlandse Zaken)',
      '12 September 2022',
      'questions 16–19',
    ])
  })

  it('leaves out what the document does not say', () => {
    const document = { ...answer.document, ministers: [], answered: null, askers: [] }
    expect(cardOf({ ...answer, numbers: [], document }, 'nl')).toMatchObject({
      label: 'Antwoord',
      facts: [],
    })
  })

  it('is grouped with the others of its document, at the place of the first', () => {
    const of = (documentId: string, id: string) =>
      cardOf({ ...answer, id, document: { ...answer.document, id: documentId } }, 'nl')
    const groups = groupCards([of('a', 'a.1'), of('b', 'b.1'), of('a', 'a.2')])
    expect(groups.map(({ cards }) => cards.map(({ id }) => id))).toEqual([['a.1', 'a.2'], ['b.1']])
  })
})

describe('cards found together', () => {
  const found = (id: string, answered: string | null, newer: string | null) => ({
    ...answerOf(id),
    ...{ id, newer, relevance: 'strong' as const, alsoAnsweredIn: [] },
    links: { self: '', page: `/documents/d#${id}` },
    document: { ...answerOf(id).document, answered },
  })
  const positions = [
    found('b', '2023-06-01', 'c'),
    found('c', '2024-11-20', null),
    found('a', '2022-05-01', 'c'),
    found('x', '2020-01-01', null),
  ]

  it('mark an earlier position, with the later one', () => {
    expect(cardsOf(positions, 'nl').map(({ id, newer }) => [id, newer?.date ?? null])).toEqual([
      ['b', '20 november 2024'],
      ['c', null],
      ['a', '20 november 2024'],
      ['x', null],
    ])
  })

  it(
    'name where nearly the same was answered: its day, or the other number of the ' + 'document',
    () => {
      const answer = found('c', '2024-11-20', null)
      const repeated = (documentId: string, answered: string | null) => ({
        ...{ id: 'e.3', numbers: [3], documentId, answered, page: '/documents/e#antwoord-3' },
      })
      const names = (language: 'nl' | 'en') =>
        cardOf(
          {
            ...answer,
            alsoAnsweredIn: [
              repeated(answer.document.id, '2024-11-20'),
              repeated('e', '2022-05-01'),
              repeated('e', null),
            ],
          },
          language,
        ).repeatedIn.map(({ name }) => name)
      expect(names('nl')).toEqual(['vraag 3', '1 mei 2022', 'e'])
      expect(names('en')).toEqual(['question 3', '1 May 2022', 'e'])
    },
  )

  it('point at no later answer outside the group', () => {
    expect(cardsOf(positions.slice(2), 'nl').map(({ newer }) => newer)).toEqual([null, null])
  })

  it('make a timeline of three answers on one matter, and none of two', () => {
    const days = (answers: typeof positions) =>
      timelinesOf(answers, 'en').map((each) => each.map(({ date }) => date))
    expect(days(positions)).toEqual([['1 May 2022', '1 June 2023', '20 November 2024']])
    expect(days(positions.slice(1))).toEqual([])
    expect(days([...positions, found('d', null, 'c')])[0]).toEqual(
      expect.arrayContaining(['d', '1 May 2022']),
    )
  })
})

describe('five answers that share a screen', () => {
  const sentence = (n: number) => `De minister antwoordt in zin ${n} over de stand van de dijken.`
  /** An answer of ten sentences, of which the first bears on the question. */
  const answer = (id: string, best: string) => {
    const text = [best, ...Array.from({ length: 10 }, (_, n) => sentence(n))].join(' ')
    const highlights = [{ start: 0, end: best.length, kind: 'sentence' as const }]
    const [paragraph] = answerOf(text).paragraphs
    return {
      ...answerOf(text),
      ...{ id, newer: null, relevance: 'strong' as const, alsoAnsweredIn: [] },
      paragraphs: [{ ...paragraph!, text, matched: true, highlights }],
    }
  }
  const long = `Dat ${'en dat '.repeat(90)}is zo.`
  const inSight = (best: readonly string[]) =>
    cardsInSight(
      best.map((each, n) => answer(`a.${n}`, each)),
      'nl',
    ).map(({ paragraphs }) =>
      paragraphs
        .flatMap(({ runs }) => runs)
        .flatMap((run) => (run.kind === 'words' && run.folded !== true ? run.pieces : []))
        .map(({ text }) => text)
        .join(''),
    )

  it('show less beside their best sentences if some of these are long, and those whole', () => {
    const short =
      'Wie de dijken versterkt, en wie dat betaalt, staat in het besluit dat u deze zomer krijgt.'
    const shorts = Array<string>(5).fill(short)
    const calm = inSight(shorts)
    const crowded = inSight([long, long, ...shorts.slice(2)])
    expect(crowded[0]).toContain(long)
    expect(crowded[1]).toContain(long)
    for (const n of [2, 3, 4]) {
      expect(crowded[n]).toContain(short)
      expect(crowded[n]!.length).toBeLessThan(calm[n]!.length)
    }
  })
})

describe('the folded part of an answer', () => {
  it('is empty if the whole answer fits', () => {
    expect(foldOf([paragraph('a', 300, null), paragraph('b', 390, 'word')]).size).toBe(0)
  })

  it('is the part that matched least, whatever the order', () => {
    const long = [
      paragraph('a', 500, null),
      paragraph('b', 500, 'sentence'),
      paragraph('c', 150, 'word'),
    ]
    expect([...foldOf(long)]).toEqual(['a'])
    expect([...foldOf(long.toReversed())]).toEqual(['a'])
  })

  it('is never the best paragraph, however long, nor a remainder of a few words', () => {
    expect([...foldOf([paragraph('a', 5_000, 'sentence'), paragraph('b', 300, null)])]).toEqual([
      'b',
    ])
    expect(foldOf([paragraph('a', 5_000, 'sentence'), paragraph('b', 60, null)]).size).toBe(0)
  })
})

describe('the folded part of one of several answers', () => {
  it('is larger than that of an answer on its own', () => {
    const answer = [paragraph('a', 300, 'sentence'), paragraph('b', 300, 'word')]
    expect(foldOf(answer, roomOf(1)).size).toBe(0)
    expect([...foldOf(answer, roomOf(5))]).toEqual(['b'])
  })

  it('is never its opening word', () => {
    const answer = [
      paragraph('nee', 4, null),
      paragraph('a', 900, 'sentence'),
      paragraph('b', 900, null),
    ]
    expect([...foldOf(answer, roomOf(5))]).toEqual(['b'])
  })
})

describe('what is folded within a long paragraph of one of several answers', () => {
  const sentences = [
    'Nee, dat beeld herkent het kabinet niet, zoals eerder is gemeld aan uw Kamer in het debat.',
    'De inspectie houdt hierop toezicht met mr. De Vries en prof. Jansen, en doet dat streng.',
    'Het aantal controles is verdubbeld, van 1.200 naar 2.400, en dat leidt tot boetes.',
    'Over de hoogte van de boetes beslist de rechter in een procedure die maanden duurt.',
    'De provincies betalen de schade aan de kudde, en houders krijgen subsidie voor rasters.',
    'Ook in de buurlanden is dat zo, en daarover wordt dit voorjaar in Brussel gesproken.',
    'Uw Kamer wordt voor de zomer geïnformeerd over de uitkomst van dat overleg in Brussel.',
  ]
  const text = sentences.join(' ')
  const marking = (sentence: string) => {
    const start = text.indexOf(sentence)
    return [{ start, end: start + sentence.length, kind: 'sentence' as const }]
  }
  const inSight = (highlights: ReturnType<typeof marking>, room = roomOf(5)) =>
    foldWithin({ text, highlights }, room)
      .toReversed()
      .reduce((left, { start, end }) => `${left.slice(0, start)}[…] ${left.slice(end)}`, text)

  it('is not what bears on the question, nor the yes or no that it opens with', () => {
    const shown = inSight(marking(sentences[4]!))
    expect(shown).toContain(sentences[4])
    expect(shown).toContain(sentences[0])
    expect(shown).toContain('[…] ')
    expect(shown.length).toBeLessThan(roomOf(5) + 120)
  })

  it('is all but the yes or no of an opening, if another paragraph matched better', () => {
    const opening = { id: 'a', text, matched: false, highlights: [] }
    const answer = [opening, paragraph('b', 230, 'sentence')]
    const folds = (room: number) => foldWithin(opening, roomsOf(answer, room).get('a'))
    expect(folds(roomOf(5))).toEqual([{ start: sentences[0]!.length + 1, end: text.length }])
    expect(folds(roomOf(1))).toEqual([])
  })

  it('is whole sentences: no abbreviation ends one', () => {
    for (const sentence of sentences) {
      for (const stretch of inSight(marking(sentence)).split('[…] ')) {
        if (stretch !== '') expect(stretch.trim()).toMatch(/^(?:Nee,|De|Het|Over|Ook|Uw) .*\.$/)
      }
    }
  })

  it('is nothing where an answer stands alone, or little would be folded', () => {
    expect(inSight(marking(sentences[4]!), roomOf(1))).toBe(text)
    const short = { text: text.slice(0, 420), highlights: [] }
    expect(foldWithin(short, roomOf(5))).toEqual([])
  })

  it('leaves the words as they are, in order, in the runs of the paragraph', () => {
    const folds = foldWithin({ text, highlights: marking(sentences[4]!) }, roomOf(5))
    const runs = runsOf(text, { highlights: marking(sentences[4]!), folds })
    const words = (folded: boolean) =>
      runs
        .flatMap((run) =>
          run.kind === 'words' && (folded || run.folded !== true) ? run.pieces : [],
        )
        .map((piece) => piece.text)
        .join('')
    expect(words(true)).toBe(text)
    expect(words(false).length).toBeLessThan(text.length - 100)
  })
})

describe('the runs of a text', () => {
  it('concatenate to the text, whatever its marks, links and notes', () => {
    const range = fc.record({
      start: fc.integer({ min: -2, max: 30 }),
      end: fc.integer({ min: -2, max: 30 }),
    })
    const highlight = fc.record({ kind: fc.constantFrom('sentence' as const, 'word' as const) })
    const note = fc.record({
      mark: fc.constantFrom('1', '*'),
      name: fc.constant('1'),
      at: fc.integer({ min: 0, max: 25 }),
    })
    fc.assert(
      fc.property(
        fc.string({ maxLength: 25 }),
        fc.array(fc.tuple(range, highlight), { maxLength: 4 }),
        fc.array(range, { maxLength: 3 }),
        fc.array(note, { maxLength: 3 }),
        (text, marks, links, notes) => {
          const within = notes.filter(({ at }) => at <= text.length)
          const runs = runsOf(text, {
            highlights: marks.map(([place, kind]) => ({ ...place, ...kind })),
            links: links.map((place, at) => ({ ...place, href: `/${at}` })),
            notes: within,
          })
          const words = runs.flatMap((run) => (run.kind === 'words' ? run.pieces : []))
          expect(words.map((piece) => piece.text).join('')).toBe(text)
          expect(runs.filter(({ kind }) => kind === 'note')).toHaveLength(within.length)
        },
      ),
    )
  })

  it('keep a link whole around a marked word', () => {
    const highlights = [{ start: 4, end: 9, kind: 'word' as const }]
    const links = [{ start: 0, end: 11, href: '/x' }]
    expect(runsOf('Zie vraag 3.', { highlights, links })).toEqual([
      {
        kind: 'words',
        href: '/x',
        pieces: [
          { text: 'Zie ', mark: null },
          { text: 'vraag', mark: 'word' },
          { text: ' 3', mark: null },
        ],
      },
      { kind: 'words', href: null, pieces: [{ text: '.', mark: null }] },
    ])
  })
})
