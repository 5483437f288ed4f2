import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AutoTokenizer, env } from '@xenova/transformers'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { PROMPTS_FILE, promptsOf } from '../../src/embed/prompts.ts'
import { textTokenizer } from '../../src/embed/text-tokenizer.ts'
import { sharedModel } from '../support/shared-model.ts'

const folder = join(import.meta.dirname, '../../index/model')
const name = 'letterlijk/kamer-384'
const json = (file: string) => JSON.parse(readFileSync(join(folder, name, file), 'utf8')) as object
const tokenizer = textTokenizer(json('tokenizer.json'), json('tokenizer_config.json'))

const TEXTS = [
  'what does the cabinet say about semiconductors?',
  'Wat zegt het kabinet over halfgeleiders?',
  'Напівпровідники та санкції',
  'ماذا تقول الحكومة عن أشباه الموصلات؟',
  '  dual-use   goederen\n\tnaar Rusland ',
  'HOOFDLETTERS, ﬁ-ligatuur, ½ en €1.000,50 — «aanhaling»',
  'Ĳsselmeer, café, cafe\u0301, naïef 🚆 日本語 \u200b x\u00a0y \u3000 ㌔',
  'a',
  '',
  ...readFileSync(join(import.meta.dirname, '../../index/documents/2022D35172.txt'), 'utf8').split(
    '\n\n',
  ),
]

describe('the encoder', () => {
  it('splits texts into the same tokens as its library', async () => {
    env.localModelPath = folder
    const theirs = await AutoTokenizer.from_pretrained(name, { local_files_only: true })
    for (const text of TEXTS) {
      expect(tokenizer.encode(`query: ${text}`, 5_000), text).toEqual(
        theirs.encode(`query: ${text}`),
      )
    }
  })

  it('cuts an overlong text, and still closes it', () => {
    const whole = tokenizer.encode('woord '.repeat(600), 5_000)
    const cut = tokenizer.encode('woord '.repeat(600), 512)
    expect(cut).toHaveLength(512)
    expect([cut[0], cut.at(-1)]).toEqual([whole[0], whole.at(-1)])
  })

  it.each([
    ['🚆', false],
    ['\u{13000}\u{13001}', false],
    [' ', false],
    ['sancties', true],
    ['🚆 sancties', true],
    ['санкції', true],
  ])('knows whether "%s" means anything', (text, says) => {
    expect(tokenizer.understands(text)).toBe(says)
  })

  it('uses the prompts in its folder, and E5’s own for a copy of E5 without that file', () => {
    const prompts = { query: 'query: ', passage: 'passage: ' }
    const file = readFileSync(join(folder, name, PROMPTS_FILE), 'utf8')
    expect(promptsOf(file, name)).toEqual(prompts)
    expect(promptsOf(null, 'Xenova/multilingual-e5-base')).toEqual(prompts)
    expect(promptsOf(null, 'someone/else')).toEqual({ query: '', passage: '' })
  })

  it('places a question near its answer in any language, with the lexicon beside it', async () => {
    const { embedder, lexicon } = await sharedModel(readConfig({}).model)
    const answers = ['De uitvoer van halfgeleiders is beperkt.', 'De dijken worden versterkt.']
    const [chips, dikes] = await embedder.embed(answers, 'passage')
    const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, x, i) => sum + x * b[i]!, 0)
    for (const question of [
      'Halbleiter Ausfuhr',
      'yarı iletken ihracatı',
      'експорт напівпровідників',
    ]) {
      const [asked] = await embedder.embed([question], 'query')
      expect(dot(asked!, chips!), question).toBeGreaterThan(dot(asked!, dikes!) + 0.05)
    }
    const [nothing] = await embedder.embed(['🚆'], 'query')
    expect(nothing!.every((value) => value === 0)).toBe(true)
    expect([embedder.model, embedder.dimensions, lexicon!.model]).toEqual([
      name,
      384,
      'letterlijk/nl-en-256',
    ])
  })
})
