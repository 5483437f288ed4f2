import { describe, expect, it } from 'vitest'
import { dayOf, instantOf } from '../../src/import/amsterdam.ts'
import {
  appendixId,
  kindOf,
  looksRenamed,
  officialIds,
  officialPage,
} from '../../src/import/official.ts'
import { monthAddress, monthsBetween } from '../../src/import/sru.ts'
import { readFeedPage } from '../../src/import/sync-feed.ts'
import { readMetadata } from '../../src/ingest/metadata-file.ts'

describe('ids', () => {
  it.each([
    ['242501244', 'ah-tk-20242025-1244'],
    ['242512345', 'ah-tk-20242025-12345'],
    ['2425123456', 'ah-tk-20242025-123456'],
    ['99000012', 'ah-tk-19992000-12'],
    ['181900001', 'ah-tk-20182019-1'],
    ['252600300', 'ah-tk-20252026-300'],
    // Later publications have numbers of their own: "ah-1281235".
    ['262700300', null],
    ['272800001', null],
    // No session year follows another like this.
    ['242801244', null],
    ['2425', null],
    ['24250000', null],
    ['', null],
    [null, null],
  ])('reads the appendix number %j as %j', (number, id) => expect(appendixId(number)).toBe(id))

  const paper = { number: '2025D04328', appendixNumber: '242501244' }
  const zaken = [{ number: '2024Z12345', alias: '2040512345' }]

  it('takes the official one first, and the number that every paper has last', () => {
    const version = { identifier: 'ah-tk-20242025-9' }
    expect(officialIds({ kind: 'answers', paper, version, zaken })).toEqual([
      'ah-tk-20242025-9',
      'ah-tk-20242025-1244',
      '2025D04328',
    ])
    expect(officialIds({ kind: 'questions', paper, version: null, zaken })).toEqual([
      'kv-tk-2024Z12345',
      'kv-2040512345',
      '2025D04328',
    ])
  })

  it('invents none for a publication whose number is not yet known', () => {
    const late = { number: '2026D50300', appendixNumber: '262700300' }
    const asked = [{ number: '2026Z20002', alias: null }]
    for (const kind of ['answers', 'notice', 'questions'] as const) {
      expect(officialIds({ kind, paper: late, version: null, zaken: asked })).toEqual([
        '2026D50300',
      ])
    }
    const version = { identifier: 'ah-1281235' }
    expect(officialIds({ kind: 'answers', paper: late, version, zaken: asked })[0]).toBe(
      'ah-1281235',
    )
  })

  it('takes none that could lead out of a folder or name two files', () => {
    for (const identifier of [
      '../../etc/passwd',
      'a/b',
      'a.xml',
      '',
      '-',
      'x'.repeat(200),
      'a b',
    ]) {
      const found = officialIds({ kind: 'answers', paper, version: { identifier }, zaken })
      expect(found).not.toContain(identifier)
    }
  })

  it('knows the official page of each', () => {
    expect(officialPage('ah-tk-20242025-1244', null)).toBe(
      'https://zoek.officielebekendmakingen.nl/ah-tk-20242025-1244.html',
    )
    expect(officialPage('2025D04328', '2025D04328')).toBe(
      'https://www.tweedekamer.nl/kamerstukken/kamervragen/detail?id=2025D04328&did=2025D04328',
    )
  })
})

describe('kinds', () => {
  it.each([
    ['Schriftelijke vragen', null, 'questions'],
    ['Antwoord schriftelijke vragen', null, 'answers'],
    ['Antwoord schriftelijke vragen (nader)', null, 'answers'],
    ['Mededeling (uitstel antwoord)', null, 'notice'],
    ['Mededeling', 'Schriftelijke vragen zijn ingetrokken', 'withdrawal'],
    ['Mededeling', 'Verzoek tot intrekken van de vragen', 'withdrawal'],
    ['Mededeling', 'Over iets anders', null],
    ['Bijlage', 'Antwoord', null],
  ])('takes %s (%s) for %s', (soort, subject, kind) =>
    expect(kindOf({ soort, subject })).toBe(kind),
  )

  it('notices a changed name, and no name that always existed', () => {
    expect(looksRenamed('Beantwoording schriftelijke vragen')).toBe(true)
    expect(looksRenamed('Mededeling uitstel beantwoording')).toBe(true)
    expect(looksRenamed('Lijst van vragen en antwoorden')).toBe(false)
    expect(looksRenamed('Brief regering')).toBe(false)
  })
})

describe('times', () => {
  it.each([
    // Winter and summer in Amsterdam.
    ['2026-01-25T09:42:48.9030000', '2026-01-25T08:42:48.903Z'],
    ['2026-07-25T09:42:48', '2026-07-25T07:42:48.000Z'],
    ['2026-01-25T09:42:48.903+0100', '2026-01-25T08:42:48.903Z'],
    ['2026-09-25T07:43:49.5030014Z', '2026-09-25T07:43:49.503Z'],
    // The hour that occurs twice, the first time; and an hour that does not exist.
    ['2026-10-25T02:30:00', '2026-10-25T00:30:00.000Z'],
    ['2026-03-29T02:30:00', '2026-03-29T01:30:00.000Z'],
    ['yesterday', null],
    [null, null],
  ])('reads %j as %j', (text, instant) => expect(instantOf(text)).toBe(instant))

  it.each([
    ['2025-01-28', '2025-01-28'],
    ['2025-01-28T00:00:00', '2025-01-28'],
    ['2025-01-28T00:00:00Z', '2025-01-28'],
    ['2025-01-28T00:00:00+01:00', '2025-01-28'],
    // Midnight in Amsterdam, in winter and in summer.
    ['2025-01-27T23:00:00Z', '2025-01-28'],
    ['2025-07-27T22:00:00.000Z', '2025-07-28'],
    ['2025-13-45T00:00:00', null],
    ['0001-01-01T00:00:00', null],
    ['0001-01-01T00:00:00Z', null],
    ['yesterday', null],
    [null, null],
  ])('reads the day of %j as %j', (text, day) => expect(dayOf(text)).toBe(day))
})

describe('the register', () => {
  it('is queried for a month to its last day, with values in double quotes', () => {
    const address = monthAddress('http://a.test/sru', {
      name: 'Kamervragen (Aanhangsel)',
      month: '2024-02',
      start: 1,
    })
    const query = new URL(address).searchParams.get('query')
    expect(query).toContain('w.publicatienaam=="Kamervragen (Aanhangsel)"')
    expect(query).toContain('dt.date>="2024-02-01" and dt.date<="2024-02-29"')
  })

  it('goes by months over the ends of years', () => {
    expect(monthsBetween('2023-11', '2024-02')).toEqual([
      '2024-02',
      '2024-01',
      '2023-12',
      '2023-11',
    ])
    expect(monthsBetween('2024-02', '2024-01')).toEqual([])
  })
})

describe('a page of the feed', () => {
  const page = (entries: string) => `<feed xmlns="http://www.w3.org/2005/Atom">${entries}</feed>`
  const next = '<link rel="next" href="https://a.test/Feed?category=Document&amp;skiptoken=12"/>'

  it('reads a tombstone in each observed form', () => {
    for (const attributes of [
      'tk:verwijderd="true"',
      'verwijderd="True"',
      'ns1:verwijderd="true"',
    ]) {
      const entry =
        `<entry><title>g</title><updated>2026-01-01T00:00:00Z</updated>${next}<content><document ` +
        `id="g" ${attributes}/></content></entry>`
      expect(readFeedPage(page(entry), 'Document')).toMatchObject({
        entities: [{ kind: 'gone', guid: 'g' }],
        token: '12',
        placeholders: 0,
      })
    }
  })

  it('treats nil and empty references as absent', () => {
    const entry =
      `<entry><title>g</title><updated>2026-01-01T00:00:00Z</updated>${next}<content><document ` +
      'id="g"><soort>Motie</soort><onderwerp xsi:nil="true"/><zaak/><zaak ref="z"/><zaak ' +
      'ref="y"/><huidigeDocumentVersie ref=""/></document></content></entry>'
    expect(readFeedPage(page(entry), 'Document').entities[0]).toMatchObject({
      paper: { subject: null, zaken: ['z', 'y'], version: null },
    })
  })

  it('is refused if it is truncated, is not a feed, or does not say how to go on', () => {
    const entry = '<entry><title>g</title><updated>2026-01-01T00:00:00Z</updated></entry>'
    for (const text of [page(entry), '<html></html>', '<feed><entry>', '', '{"a":1}']) {
      expect(() => readFeedPage(text, 'Document')).toThrow(/cannot be used/)
    }
  })
})

describe('a metadata file', () => {
  it('contains what the import writes about a document', () => {
    const metadata = {
      id: '2025D04328',
      kind: 'answers',
      zaak: ['2024Z12345'],
      supersedes: ['2025D00001'],
      askers: [{ name: 'A', party: null }],
      ministers: [{ role: 'Minister', name: 'B', preposition: 'van', portfolio: 'Financiën' }],
      license: 'https://creativecommons.org/publicdomain/zero/1.0/',
    }
    expect(readMetadata(JSON.stringify(metadata))).toEqual(metadata)
    expect(readMetadata('{"zaak":"2024Z12345","supersedes":"a"}')).toEqual({
      zaak: ['2024Z12345'],
      supersedes: ['a'],
    })
    for (const wrong of [
      '{"zaak":"12"}',
      '{"kind":"letter"}',
      '{"askers":[]}',
      '{"license":"CC0"}',
    ]) {
      expect(() => readMetadata(wrong)).toThrow(/metadata file/)
    }
  })
})
