import { afterEach, expect, it, vi } from 'vitest'
import { readConfig } from '../../src/config.ts'
import type { Embedder } from '../../src/embed/embed.ts'
import { createSearch } from '../../src/search/create.ts'
import { foresight } from '../../src/search/foresight.ts'
import { committedDocument, sourcesFor } from '../support/kamerqa.ts'
import { sharedModel } from '../support/shared-model.ts'

const model = await sharedModel(readConfig({}).model)
const encoder = model.embedder!
const QUERY = 'wat doet de ambassade op Weibo?'

afterEach(() => {
  vi.useRealTimers()
})

/** The encoder, with the queries that it read. */
function counted(): { embedder: Embedder; read: string[] } {
  const read: string[] = []
  const embedder: Embedder = {
    ...encoder,
    embed(texts, role) {
      if (role === 'query') read.push(...texts)
      return encoder.embed(texts, role)
    },
  }
  return { embedder, read }
}

it('hands out once what was read in advance', async () => {
  const { embedder, read } = counted()
  const { embedder: asking, ahead } = foresight(embedder)
  await ahead.embed([QUERY], 'query')
  const [vector] = await asking.embed([QUERY], 'query')
  expect(read).toEqual([QUERY])
  expect(vector).toEqual((await encoder.embed([QUERY], 'query'))[0])
  await asking.embed([QUERY], 'query')
  expect(read).toEqual([QUERY, QUERY])
})

it('reads as a passage what was read in advance as a query', async () => {
  const { embedder: asking, ahead } = foresight(encoder)
  await ahead.embed([QUERY], 'query')
  const [passage] = await asking.embed([QUERY], 'passage')
  expect(passage).toEqual((await encoder.embed([QUERY], 'passage'))[0])
})

it('forgets after five seconds what nobody asked for', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  const { embedder, read } = counted()
  const { embedder: asking, ahead } = foresight(embedder)
  for (const text of ['weibo', 'weibo in']) {
    await ahead.embed([text], 'query')
    vi.advanceTimersByTime(3_000)
  }
  read.length = 0
  await asking.embed(['weibo in'], 'query')
  expect(read).toEqual([])
  await asking.embed(['weibo'], 'query')
  expect(read).toEqual(['weibo'])
})

it('keeps the latest texts only', async () => {
  const { embedder, read } = counted()
  const { embedder: asking, ahead } = foresight(embedder)
  const typed = [
    'w',
    'we',
    'wei',
    'weib',
    'weibo',
    'weibo o',
    'weibo op',
    'weibo op d',
    'weibo op de',
  ]
  for (const text of typed) await ahead.embed([text], 'query')
  read.length = 0
  await asking.embed([typed.at(-1)!], 'query')
  expect(read).toEqual([])
  await asking.embed([typed[0]!], 'query')
  expect(read).toEqual([typed[0]])
})

it('answers as ever what was read while it was typed, without reading it again', async () => {
  const { embedder, read } = counted()
  const sources = { ...(await sourcesFor([await committedDocument()], model)), embedder }
  const search = createSearch({ ...sources, calibrations: model.calibrations })
  await search.foresee(`${QUERY} `)
  await search.foresee('😀')
  expect(read).toEqual([QUERY])
  const found = await search.search({ query: QUERY })
  expect(read).toEqual([QUERY])
  expect(found).toEqual(await search.search({ query: QUERY }))
  expect(read).toEqual([QUERY, QUERY])
})
