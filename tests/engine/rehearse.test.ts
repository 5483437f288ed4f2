import { expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { rehearse } from '../../src/engine/rehearse.ts'
import type { Served } from '../../src/engine/engine.ts'
import { openWithShared } from '../support/shared-model.ts'

it('asks members’ own questions, each of which is found', async () => {
  const { served } = await openWithShared(readConfig({}))
  const { search } = served.search
  const found: string[][] = []
  const watched: Served = {
    ...served,
    search: {
      ...served.search,
      async search(query) {
        const outcome = await search(query)
        found.push(outcome.passages.map(({ answerId }) => answerId))
        return outcome
      },
    },
  }
  await rehearse(watched, () => expect.unreachable())
  expect(found.length).toBeGreaterThan(2)
  expect(found.every((answers) => answers.length > 0)).toBe(true)
  // What is prepared after it does not depend on it.
  const failing = { ...served.search, search: () => Promise.reject(new Error('no disk')) }
  await rehearse({ ...served, search: failing }, () => expect.unreachable())
  await served.library.close()
})
