import { expect, it } from 'vitest'
import { buildIndex } from '../../src/ingest/build.ts'
import { inventDocument } from '../support/invent-document.ts'
import { buildDeps, inputFile } from '../support/build-deps.ts'

it('indexes the others if the parser itself fails, and says that it is to blame', async () => {
  const has = () => JSON.parse('no list of words') as boolean
  const broken = { ...buildDeps, words: { has, begins: () => true } }
  const hyphenated = inventDocument({ seed: 1 }).replace(/(?<=\p{Ll}{3}) (?=\p{Ll}{3})/gu, '-\n')
  const files = [inputFile('a.txt', hyphenated), inputFile('b.txt', inventDocument({ seed: 2 }))]
  const { manifest } = await buildIndex(files, broken)
  expect(manifest.documents!.map(({ id }) => id)).toEqual(['b'])
  expect(manifest.failures).toMatchObject([
    { file: 'a.txt', reason: expect.stringMatching(/a\.txt could not be parsed.*SyntaxError/) },
  ])
})

it('reports its progress: each file, and the paragraphs embedded so far', async () => {
  const seen: string[] = []
  const files = [1, 2].map((seed) => inputFile(`${seed}.txt`, inventDocument({ seed, answers: 1 })))
  const { manifest } = await buildIndex(files, {
    ...buildDeps,
    onProgress: ({ files: at, totalFiles, paragraphs }) =>
      seen.push(`${at}/${totalFiles} ${paragraphs > 0 ? 'some' : 'none'}`),
  })
  expect(manifest.counts.documents).toBe(2)
  expect(seen).toEqual(['0/2 none', '1/2 some', '2/2 some'])
})
