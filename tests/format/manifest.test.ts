import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { FORMAT, parseManifest } from '../../src/format/manifest.ts'

const committed = readFileSync(new URL('../../index/manifest.json', import.meta.url), 'utf8')

it.each([1, FORMAT - 1, FORMAT + 1])(
  'reports an index of format %i, and what to do',
  async (format) => {
    const other = committed.replace(/"format": \d+/, `"format": ${format}`)
    await expect(parseManifest(other)).rejects.toMatchObject({
      code: 'index_damaged',
      message: expect.stringMatching(`format ${format}.*reads format ${FORMAT}.*npm run index`),
    })
  },
)

it.each(['', 'null', '[]', '{"format":"3"}', committed.replace('"parser"', '"person"')])(
  'refuses %s, with what to do',
  async (text) => {
    await expect(parseManifest(text)).rejects.toThrow(/npm run index/)
  },
)
