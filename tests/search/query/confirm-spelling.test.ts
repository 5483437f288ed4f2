import { describe, expect, it } from 'vitest'
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

  it('leaves a lower-case name alone', async () => {
    expect(await readAs('putin en de oorlog')).toEqual([])
  })
})
