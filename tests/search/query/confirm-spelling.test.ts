import { describe, expect, it } from 'vitest'
import type { Embedder } from '../../../src/embed/embed.ts'
import { readConfig } from '../../../src/config.ts'
import { loadModel } from '../../../src/open/model.ts'
import { takeApart, wordsReadAs } from '../../../src/search/query/analysis.ts'
import { confirmSpelling } from '../../../src/search/query/confirm-spelling.ts'
import { createSpelling } from '../../../src/search/query/spelling.ts'
import { stemOf } from '../../../src/text/words.ts'

describe('the encoder’s view of a spelling', async () => {
  const { embedder, lexicon } = await loadModel(readConfig({}).model)
  const spelling = createSpelling(['puin', 'halfgeleiders', 'gemeente'].map(stemOf), lexicon)
  const readAs = async (query: string) => {
    const asked = takeApart(query, [], { lexicon, spelling })
    const confirmed = await confirmSpelling(asked, embedder, lexicon)
    return wordsReadAs(confirmed).map(({ as }) => as)
  }

  it('takes a slip for the intended word', async () => {
    expect(await readAs('wat kosten halfgelieders?')).toEqual(['halfgeleider'])
  })

  it('asks of each spelling once, and of a bounded number', async () => {
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
    const query = [...slips, ...other, ...other.map((word) => `${word}n`)].join(' ')
    const asked = takeApart(query, [], { lexicon, spelling })
    let texts: readonly string[] = []
    const counting: Embedder = {
      ...embedder!,
      embed(all, role) {
        texts = all
        return embedder!.embed(all, role)
      },
    }
    const { words } = await confirmSpelling(asked, counting, lexicon)
    expect(wordsReadAs(asked).length).toBeGreaterThan(8)
    expect(texts).toHaveLength(4 * 8)
    expect(new Set(texts).size).toBeGreaterThan(8)
    expect(words).toHaveLength(asked.words.length)
  })

  it('leaves a lower-case name alone', async () => {
    expect(await readAs('putin en de oorlog')).toEqual([])
  })
})
