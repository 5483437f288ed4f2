import { describe, expect, it } from 'vitest'
import {
  documentsMeeting,
  noFilter,
  type DocumentFilter,
} from '../../../src/server/pages/document-filter.ts'
import { DOCUMENTS_PER_PAGE, documentsPage } from '../../../src/server/pages/documents.ts'
import { createComposer } from '../../support/create-composer.ts'
import { answeredDocument, inventedLibrary } from '../../support/invented-library.ts'

/** Documents 1, 2, … answered one a day, the last one newest. */
function documents(count: number) {
  return Array.from({ length: count }, (_, index) => {
    const day = new Date(Date.UTC(2022, 0, 1 + index)).toISOString().slice(0, 10)
    const title = `onderwerp ${index + 1}`
    return answeredDocument(`d${index + 1}`, ['Ja.'], { title, answered: day })
  })
}

async function show(
  count: number,
  { page = 1, filter = {}, failures = [] as { file: string; reason: string }[] } = {},
): Promise<{ html: string; titles: string[] }> {
  const library = { ...inventedLibrary(documents(count)), failures }
  const served = { library, composer: createComposer(library) }
  const data = { language: 'nl', origin: 'https://x.example', served, page } as const
  const narrowed: DocumentFilter = { ...noFilter, ...filter }
  const meeting = documentsMeeting(served, narrowed)
  const html = String(
    await documentsPage({ ...data, filter: narrowed, documents: meeting, words: null }),
  )
  const titles = [...html.matchAll(/Onderwerp (\d+)<\/a>/g)].map(([, number]) => number!)
  return { html, titles }
}

describe('the list of documents', () => {
  const count = DOCUMENTS_PER_PAGE * 2 + 20

  it('shows each document on one page, newest first', async () => {
    const pages = await Promise.all([1, 2, 3].map((page) => show(count, { page })))
    const numbers = pages.flatMap(({ titles }) => titles.map(Number))
    expect(numbers).toEqual(Array.from({ length: count }, (_, index) => count - index))
    expect(pages[1]!.html).toContain('rel="prev" href="/documents?lang=nl"')
    expect(pages[1]!.html).toContain('href="/documents?lang=nl&amp;page=3"')
    expect(pages[2]!.html).not.toContain('page=4')
    expect(pages[1]!.html).toContain('Bladzijde 2 van 3')
  })

  it.each([
    [0, '120'],
    [99, '20'],
  ])('shows the nearest existing page instead of page %i', async (page, first) => {
    expect((await show(count, { page })).titles[0]).toBe(first)
  })

  it('has page links that keep the filters of a narrowed list', async () => {
    const { html, titles } = await show(count, { page: 2, filter: { state: 'answered' } })
    expect(titles).toHaveLength(DOCUMENTS_PER_PAGE)
    expect(html).toContain('href="/documents?state=answered&amp;lang=nl&amp;page=3"')
    expect(html).toContain('href="/documents?state=answered&amp;lang=nl"')
    expect(html).toContain('name="robots" content="noindex"')
  })

  it.each([
    [{ year: '2022' }, '120'],
    [{ year: '2021' }, null],
    [{ minister: 'Minister Nergens' }, null],
    [{ party: 'XYZ' }, null],
    [{ state: 'open' }, null],
  ])('is narrowed by %j', async (filter, first) => {
    expect((await show(count, { filter })).titles[0] ?? null).toBe(first)
  })

  it('has the party of its filter chosen, in whatever case it is asked', async () => {
    const all = [
      answeredDocument('d1', ['Ja.'], { askers: [{ name: 'Jansen', party: 'Kompas' }] }),
      answeredDocument('d2', ['Ja.'], { askers: [{ name: 'Jansen', party: 'D66' }] }),
    ]
    const library = inventedLibrary(all)
    const served = { library, composer: createComposer(library) }
    const filter = { ...noFilter, party: 'KOMPAS' }
    const meeting = documentsMeeting(served, filter)
    expect(meeting.map(({ id }) => id)).toEqual(['d1'])
    const page = { language: 'nl', origin: 'https://x.example', page: 1, words: null } as const
    const html = String(await documentsPage({ ...page, served, filter, documents: meeting }))
    expect(html).toMatch(/<option selected\s+lang="nl">Kompas</)
  })

  it('has no page links if one page holds all documents', async () => {
    expect((await show(DOCUMENTS_PER_PAGE)).html).not.toContain('class="pager"')
  })

  it('hides what is for the operator: unreadable files, and warnings', async () => {
    const { html } = await show(3, { failures: [{ file: 'scan.pdf', reason: 'It has no text.' }] })
    expect(html).not.toContain('scan.pdf')
    expect(html).not.toContain('waarschuwing')
  })
})
