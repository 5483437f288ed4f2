import { expect, it } from 'vitest'
import { createComposer } from '../src/answer/compose.ts'
import type { SourceDocument } from '../src/domain.ts'
import { createApp } from '../src/server/app.ts'
import type { LogEntry } from '../src/server/log.ts'
import { AskResponse } from '../src/server/schemas.ts'
import { serve } from '../src/server/served.ts'
import type { Library } from '../src/store/library.ts'
import { openApp } from './open-app.ts'

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
])('refuses a passage with %s altered, says so, and serves the others', async (_, alter) => {
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
  const response = await app.request('/v1/ask', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: 'dual-use goederen', limit: 3, includeWeak: true }),
  })
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

it('refuses what a source altered under a running server would prove', async () => {
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
    })),
  )
  expect(refused.map(({ answerId }) => answerId)).toEqual(['2022D35172.7'])
  expect(answers.map(({ id }) => id)).toEqual(['2022D35172.10'])
  await close()
})
