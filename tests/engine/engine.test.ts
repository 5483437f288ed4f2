import { expect, it } from 'vitest'
import { serve } from '../../src/engine/engine.ts'
import type { Search } from '../../src/search/search.ts'
import { answeredDocument, inventedLibrary } from '../support/invented-library.ts'

const search: Search = {
  search: () => Promise.reject(new Error('nothing is asked here')),
  isRare: async () => false,
  foresee: async () => {},
  ready: async () => {},
}

/** So many that they are not read within one slice. */
const documents = Array.from({ length: 8_000 }, (_, at) =>
  answeredDocument(`d${at}`, [
    `De ${at}e dijk wordt dit jaar versterkt en daarna nog eens bekeken door het waterschap.`,
    `Voor de ${at}e dijk is ${at} euro beschikbaar, zoals eerder aan uw Kamer is gemeld.`,
  ]),
)

it('stops what it makes ready in the background once another index has its place', async () => {
  const served = serve(inventedLibrary(documents), search)
  const readying = served.readyQuotes({ inBackground: true })
  served.letGo()
  await readying
  // Whoever checks a quote against it all the same is answered.
  await served.readyQuotes()
  expect(served.check('De 7e dijk wordt dit jaar versterkt').matches[0]?.answerId).toBe('d7.1')
})

it('begins nothing in the background once another index has its place', async () => {
  const served = serve(inventedLibrary(documents), search)
  served.letGo()
  let isReady = false
  void served.readyQuotes({ inBackground: true }).then(() => (isReady = true))
  // Making them would take several slices.
  await new Promise(setImmediate)
  expect(isReady).toBe(true)
  await served.readyQuotes()
  expect(served.check('De 5e dijk wordt dit jaar versterkt').matches[0]?.answerId).toBe('d5.1')
})

it('goes on for somebody who waits', async () => {
  const served = serve(inventedLibrary(documents), search)
  void served.readyQuotes({ inBackground: true })
  const waited = served.readyQuotes()
  served.letGo()
  await waited
  expect(served.check('Voor de 9e dijk is 9 euro beschikbaar').matches[0]?.answerId).toBe('d9.2')
})

it('suggests what it makes ready in the background, sooner if somebody types', async () => {
  const asking = documents.map((document) => ({
    ...document,
    questions: document.questions.map((question) => {
      const text = `Wat doet u bij ${document.id} aan de versterking van de dijk?`
      return { ...question, reading: { ...question.reading, text } }
    }),
  }))
  const served = serve(inventedLibrary(asking), search)
  void served.readySuggestions({ inBackground: true })
  expect(await served.suggest('versterk', 2)).toEqual([
    'Wat doet u bij d0 aan de versterking van de dijk?',
    'Wat doet u bij d1 aan de versterking van de dijk?',
  ])
})
