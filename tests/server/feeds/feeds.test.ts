import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createComposer } from '../../support/create-composer.ts'
import type { SourceDocument } from '../../../src/domain/document.ts'
import type { Filters } from '../../../src/search/search.ts'
import {
  FEED_ANSWERS,
  WEEK_ANSWERS,
  feedEntries,
  urnOf,
} from '../../../src/server/feeds/entries.ts'
import { atom, type Feed } from '../../../src/server/feeds/atom.ts'
import type { LogEntry } from '../../../src/domain/log.ts'
import type { Served } from '../../../src/engine/engine.ts'
import { xml, xmlDocument } from '../../../src/server/feeds/xml.ts'
import { answerOf } from '../../web/wire-fixture.ts'
import { answeredDocument, inventedLibrary } from '../../support/invented-library.ts'
import { childrenOf, quotesIn, readXml, textOf } from '../../support/read-feed.ts'

/** Answers as a server with these documents would return them. */
async function entriesOf(documents: SourceDocument[], filters: Filters = {}, broken?: string) {
  const logged: LogEntry[] = []
  const library = inventedLibrary(documents, broken)
  const served = { library, composer: createComposer(library) } as unknown as Served
  const log = (entry: LogEntry) => void logged.push(entry)
  return { entries: await feedEntries(served, { filters, language: 'nl', log }), logged }
}

describe('the answers of a feed', () => {
  const answered = (id: string, day: string | null, answers = 1): SourceDocument =>
    answeredDocument(
      id,
      Array.from({ length: answers }, (_, n) => `Antwoord ${n}.`),
      {
        answered: day,
      },
    )

  it('are the newest first, in the order of their document, without undated ones', async () => {
    const { entries } = await entriesOf([
      answered('a', '2023-05-01', 2),
      answered('b', '2024-05-01', 2),
      answered('c', null),
      answered('d', '2024-05-01'),
    ])
    expect(entries.map(({ answer }) => answer.id)).toEqual(['b.1', 'b.2', 'd.1', 'a.1', 'a.2'])
  })

  it('are those of whole documents, up to the limit of a feed', async () => {
    const days = Array.from({ length: 9 }, (_, n) => `2024-0${n + 1}-01`)
    const { entries } = await entriesOf(days.map((day, n) => answered(`d${n}`, day, 12)))
    // Four documents have 48: the fifth is included whole.
    expect(FEED_ANSWERS).toBe(50)
    expect(entries).toHaveLength(60)
  })

  it('are all of the newest week, which may be busy, up to a limit of their own', async () => {
    const days = Array.from({ length: 9 }, (_, n) => `2024-03-0${n + 1}`)
    const week = await entriesOf(days.map((day, n) => answered(`d${n}`, day, 12)))
    expect(week.entries).toHaveLength(7 * 12)
    const busy = Array.from({ length: 30 }, (_, n) => answered(`d${n}`, '2024-03-01', 20))
    expect((await entriesOf(busy)).entries).toHaveLength(WEEK_ANSWERS)
  })

  it('are dated to the day of the answer, wherever the reader is', async () => {
    const { entries } = await entriesOf([answered('a', '2024-03-31')])
    for (const timeZone of ['Pacific/Honolulu', 'Europe/Amsterdam', 'Asia/Tokyo']) {
      const day = new Intl.DateTimeFormat('en-CA', { timeZone }).format(entries[0]!.date)
      expect(day, timeZone).toBe('2024-03-31')
    }
  })

  it('leave out one that differs from its source, and say so in the log', async () => {
    const { entries, logged } = await entriesOf([answered('a', '2024-03-31', 3)], {}, 'a.2')
    expect(entries.map(({ answer }) => answer.id)).toEqual(['a.1', 'a.3'])
    expect(logged).toMatchObject([{ event: 'passage_refused', answerId: 'a.2' }])
  })

  it('have ids that stay the same', async () => {
    // Readers remember ids: a new one would show every answer as new.
    expect(await urnOf('answer 2022D35172.1')).toBe('urn:uuid:71bcd0bc-f570-8a28-a55c-5093ca510830')
    expect(await urnOf('answer 2022D35172.7')).not.toBe(await urnOf('answer 2022D35172.70'))
  })
})

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(']]>', '<![CDATA[', '</content>', '<script>alert(1)</script>', '&lt;b&gt;'),
      fc.constantFrom('&', '<', '>', '"', "'", '&#0;', '\r', '\n', '\t', '\u0000', '\u001b[31m'),
      fc.constantFrom(
        '\u202e',
        '\ufffe',
        '\uffff',
        '\ud83d',
        '😀',
        '\u0085',
        '\u2028',
        'e\u0301',
        ' x ',
      ),
    ),
    { maxLength: 10 },
  )
  .map((parts) => `a${parts.join('')}z`)

/** A text after a round trip through XML. */
const held = (text: string): string =>
  // eslint-disable-next-line no-control-regex
  text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')

describe('xml', () => {
  it('survives a parser, except characters that XML cannot hold', () => {
    fc.assert(
      fc.property(hostile, hostile, (text, value) => {
        const read = readXml(xmlDocument(xml('a', { b: value }, text, xml('c', {}), text)))
        expect(read.text).toBe(held(text + text))
        expect(read.attributes['b']).toBe(held(value))
      }),
      { numRuns: 500 },
    )
  })
})

describe('a hostile document in a feed', () => {
  const feedOf = (text: string): Feed => {
    const answer = answerOf(text)
    const entry = { id: 'urn:x', title: text, answer, date: new Date(0), content: `<p>${text}</p>` }
    const about = { id: 'urn:y', title: text, description: text, language: 'nl' } as const
    const address = 'https://antwoorden.example.nl'
    const links = { origin: address, self: address, page: address }
    return { ...about, ...links, updated: new Date(0), entries: [entry] }
  }

  it('adds no element to it', () => {
    const shapeOf = (text: string): string[] => {
      const names = (element: ReturnType<typeof readXml>): string[] => [
        element.name,
        ...element.children.flatMap(names),
      ]
      return names(readXml(atom(feedOf(text))))
    }
    const harmless = shapeOf('x')
    fc.assert(
      fc.property(hostile, (text) => {
        expect(shapeOf(text)).toEqual(harmless)
      }),
      { numRuns: 100 },
    )
  })

  it('is text in the HTML of its entry, with no element of its own', async () => {
    const text =
      '<script>alert(1)</script> & <img src=x onerror=alert(1)> ]]> &lt;b&gt; \u0007 einde'
    const document = answeredDocument('d', [text], { answered: '2024-01-01', title: text })
    const { entries } = await entriesOf([document])
    const feed = readXml(atom({ ...feedOf('x'), entries }))
    const html = textOf(childrenOf(feed, 'entry')[0]!, 'content')
    const { paragraphs, elements } = quotesIn(html)
    expect(paragraphs).toEqual([held(text)])
    expect([...elements].sort()).toEqual(['blockquote', 'p', 'span'])
  })
})
