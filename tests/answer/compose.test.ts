import { expect, it } from 'vitest'
import { createComposer } from '../support/create-composer.ts'
import type { SourceDocument } from '../../src/domain/document.ts'
import { createApp } from '../../src/server/app.ts'
import type { LogEntry } from '../../src/domain/log.ts'
import { AskResponse } from '../../src/wire/ask.ts'
import { serve } from '../../src/engine/engine.ts'
import type { Library } from '../../src/format/library.ts'
import { invented } from '../support/invented-documents.ts'
import { parsed } from '../support/quote-documents.ts'
import { openApp } from '../support/open-app.ts'
import { postJson } from '../support/post-json.ts'

/** The library with one paragraph's stored text or one stored span altered. */
function altered(library: Library, paragraphId: string, alter: (text: string) => string): Library {
  const documents = library.documents.map((document): SourceDocument => ({
    ...document,
    answers: document.answers.map((answer) => ({
      ...answer,
      paragraphs: answer.paragraphs.map((paragraph) =>
        paragraph.id === paragraphId
          ? { ...paragraph, reading: { ...paragraph.reading, text: alter(paragraph.reading.text) } }
          : paragraph,
      ),
    })),
  }))
  return { ...library, documents }
}

it.each([
  ['one letter', (text: string) => text.replace('verbod', 'gebod_')],
  ['a number of spaces', (text: string) => `${text} `],
  ['a soft hyphen', (text: string) => text.replace('n', 'n\u00ad')],
])('refuses a passage with an altered %s, says so, and serves the others', async (_, alter) => {
  const { served, close } = await openApp()
  const library = altered(served.library, '2022D35172.7.p1', alter)
  const logged: LogEntry[] = []
  const app = createApp({
    current: () => serve(library, served.search),
    log: (entry) => logged.push(entry),
    version: 'test',
    web: new Map(),
    allowedOrigins: [],
  })
  const response = await app.request(
    '/v1/ask',
    postJson({ query: 'dual-use goederen', limit: 3, includeWeak: true }),
  )
  const { answers, refused } = AskResponse.parse(await response.json())
  expect(refused).toEqual([
    {
      answerId: '2022D35172.7',
      code: 'not_verbatim',
      detail: expect.stringMatching(/2022D35172\.7\.p1.*npm run verify/s),
    },
  ])
  expect(answers).toHaveLength(2)
  expect(logged).toEqual([expect.objectContaining({ level: 'error', event: 'passage_refused' })])
  expect(JSON.stringify(logged)).not.toContain('dual-use')

  const one = await app.request('/v1/answers/2022D35172.7')
  expect(one.status).toBe(500)
  expect(await one.json()).toMatchObject({ code: 'not_verbatim' })
  await close()
})

it('refuses to prove anything by a source that changed under a running server', async () => {
  const { served, close } = await openApp()
  const source = await served.library.sourceOf('2022D35172')
  const library: Library = {
    ...served.library,
    sourceOf: async () => source.replace('semiconductors', 'semiconductorz'),
  }
  const { answers, refused } = await createComposer(library).passages(
    ['2022D35172.7', '2022D35172.10'].map((answerId) => ({
      answerId,
      relevance: 'strong',
      score: 1,
      matched: [],
      newer: answerId === '2022D35172.10' ? '2022D35172.7' : null,
      alsoAnsweredIn: ['2022D35172.3+4'],
    })),
  )
  expect(refused.map(({ answerId }) => answerId)).toEqual(['2022D35172.7'])
  expect(answers.map(({ id }) => id)).toEqual(['2022D35172.10'])
  // It links to no hidden answer.
  expect(answers[0]!.newer).toBeNull()
  expect(answers[0]!.alsoAnsweredIn).toEqual([
    {
      ...{ id: '2022D35172.3+4', numbers: [3, 4], documentId: '2022D35172' },
      ...{ answered: '2022-09-12', page: '/documents/2022D35172#antwoord-3-4' },
    },
  ])
  await close()
})

it('links a publication that a document names, whatever id its document has', () => {
  const publication = (number: number) => ({ sessionYear: '2023-2024', number })
  const notice = invented('uitstel', [], { publication: publication(594) })
  const answers = invented('brief', [], { earlier: [publication(594), publication(12)] })
  const { documents } = createComposer({ ...emptyLibrary, documents: [answers, notice] }).list()
  expect(documents[0]!.earlier).toEqual([
    { ...publication(594), page: '/documents/uitstel' },
    // Not in this index.
    { ...publication(12), page: null },
  ])
})

it('links a reference in an answer to the document of that number', async () => {
  const text = 'Zie Aanhangsel Handelingen, vergaderjaar 2023-2024, nr. 594.'
  const { document, source } = await parsed(`Vraag 1\nWaarom?\n\nAntwoord 1\n${text}\n`, 'brief')
  const publication = { sessionYear: '2023-2024', number: 594 }
  const composer = createComposer({
    ...emptyLibrary,
    documents: [document, invented('uitstel', [], { publication })],
    sourceOf: async () => source,
  })
  const { references } = await composer.answer(composer.locate('brief.1')!)
  expect(references).toEqual([
    {
      paragraphId: 'brief.1.p1',
      start: text.indexOf('Aanhangsel'),
      end: text.length - 1,
      href: '/documents/uitstel',
    },
  ])
})

it('lists the files that could not be read', () => {
  const failures = [{ file: 'a.pdf', reason: 'a.pdf is empty' }]
  expect(createComposer({ ...emptyLibrary, failures }).list()).toMatchObject({ failures })
})

const emptyLibrary: Library = {
  digest: '',
  model: '',
  documents: [],
  failures: [],
  sourceOf: async () => '',
  expectReachable: async () => {},
  close: async () => {},
}
