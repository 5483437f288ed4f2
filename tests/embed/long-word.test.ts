import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { wordTokenizer } from '../../src/embed/word-tokenizer.ts'

const folder = join(import.meta.dirname, '../../index/model/letterlijk/nl-en-256')
const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as object

it('a text of 300,000 characters without a space is encoded, and ends no run', () => {
  const { encodeWord } = wordTokenizer(read('tokenizer.json'), read('tokenizer_config.json'))
  expect(encodeWord('b'.repeat(300_000)).length).toBeGreaterThan(100_000)
})
