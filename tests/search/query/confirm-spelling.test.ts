import { describe, expect, it } from 'vitest'
import type { Embedder } from '../../../src/embed/embed.ts'
import { readConfig } from '../../../src/config.ts'
import { takeApart, wordsReadAs } from '../../../src/search/query/analysis.ts'
import { confirmSpelling } from '../../../src/search/query/confirm-spelling.ts'
import { createSpelling } from '../../../src/search/query/spelling.ts'
import { stemOf } from '../../../src/text/words.ts'
import { sharedModel } from '../../support/shared-model.ts'

describe('the encoder’s view of a spelling', async () => {
  const { embedder, lexicon } = await sharedModel(readConfig({}).model)
  const known = ['puin', 'halfgeleiders', 'gemeente', 'percelen', 'asielzoekers']
  const spelling = createSpelling(known.map(stemOf), lexicon)
  const readAs = async (query: string) => {
    const asked = takeApart(query, [], { lexicon, spelling })
    const confirmed = await confirmSpelling(asked, embedder, lexicon)
    return wordsReadAs(confirmed).map(({ as }) => as)
  }

  it('takes a slip for the intended word', async () => {
    expect(await readAs('wat kosten halfgelieders?')).toEqual(['halfgeleiders'])
  })

  it('takes two slips for it only where they are nearer', async () => {
    expect(await readAs('komen er asielzoerkes?')).toEqual(['asielzoekers'])
    expect(await readAs('zijn er perikelen?')).toEqual([])
  })

  it('leaves a query the same object unless it undoes a correction', async () => {
    const queryOf = (text: string) => takeApart(text, [], { lexicon, spelling })
    const [right, wrong] = [queryOf('wat kosten halfgelieders?'), queryOf('poetin in een puinn')]
    expect(await confirmSpelling(right, embedder, lexicon)).toBe(right)
    for (const asked of [right, wrong]) {
      const confirmed = await confirmSpelling(asked, embedder, lexicon)
      const isSame = wordsReadAs(confirmed).length === wordsReadAs(asked).length
      expect(confirmed === asked).toBe(isSame)
    }
  })

  it('asks of each spelling once, and of none where there are many', async () => {
    const slips = Array.from({ length: 24 }, (_, at) =>
      'halfgeleiders'.replace('g', `g${'x'.repeat((at % 2) + 1)}`),
    )
    const other = [
      'gemeetne',
      'gemeenet',
      'gmeeente',
      'gemeennte',
      'gemeete',
      'gemente',
      'gemeentw',
    ]
    const readOf = (some: readonly string[]) => takeApart(some.join(' '), [], { lexicon, spelling })
    const texts: string[] = []
    const counting: Embedder = {
      ...embedder!,
      embed(all, role) {
        texts.push(...all)
        return embedder!.embed(all, role)
      },
    }
    const few = readOf([...slips, ...other.slice(0, 4)])
    const { words } = await confirmSpelling(few, counting, lexicon)
    expect(wordsReadAs(few).length).toBeGreaterThan(4)
    // Two texts for each of three spellings that are read as another word, and two more with a
    // capital where those are near.
    expect(texts.length).toBeGreaterThanOrEqual(2 * 3)
    expect(texts.length).toBeLessThanOrEqual(4 * 3)
    const capitals = texts.filter((text) => /^\p{Lu}/u.test(text))
    expect(texts.length - capitals.length).toBe(2 * 3)
    expect(words).toHaveLength(few.words.length)
    texts.length = 0
    expect((await confirmSpelling(few, counting, lexicon)).words).toEqual(words)
    expect(texts).toEqual([])
    const word = 'halfgeleiders'
    const more = Array.from({ length: 9 }, (_, at) => word.slice(0, at + 1) + word.slice(at + 2))
    const many = readOf([...slips, ...other, ...more])
    expect(wordsReadAs(many).length).toBeGreaterThan(8)
    const asTyped = await confirmSpelling(many, counting, lexicon)
    expect(texts).toEqual([])
    expect(wordsReadAs(asTyped)).toEqual([])
  })

  it('leaves a lower-case name alone', async () => {
    expect(await readAs('putin en de oorlog')).toEqual([])
  })
})
