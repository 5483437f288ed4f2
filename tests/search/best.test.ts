import { expect, it } from 'vitest'
import { bestOf } from '../../src/search/best.ts'
import { catalogueOf } from '../../src/search/corpus/catalogue.ts'
import type { Asked } from '../../src/search/query/analysis.ts'
import { settleLowering, SETTLED } from '../../src/search/signals/lowering.ts'
import { procedure } from '../../src/search/signals/procedure.ts'
import type { Signals } from '../../src/search/signals/score.ts'
import { answering } from '../support/quote-documents.ts'

const SAME =
  'Het kabinet stelt dit jaar 12 miljoen euro beschikbaar voor het herstel van de dijken langs ' +
  'de rivieren.'
const PROCEDURAL = 'Zie het antwoord op vraag 3.'

/** More than are settled at once say the same, and among what comes next half is procedural. */
const REPEATED = SETTLED + 6
const textOf = (at: number) =>
  at < REPEATED ? SAME : at % 2 === 0 ? PROCEDURAL : `Over zaak ${at} besluit het kabinet.`
const catalogue = catalogueOf(
  Array.from({ length: 20_010 }, (_, at) =>
    answering(`d${at}`, { question: `Vraag ${at}?`, paragraphs: [textOf(at)] }),
  ),
)
const eligible = [...catalogue.pairs.keys()]

/** What many pairs are scored by, before and after as many are settled as are asked for. */
function signalled(): Signals {
  // The procedural ones lead the others until they are lowered.
  const scores = Float64Array.from(eligible, (at) =>
    at < REPEATED ? 0.9 : at < 200 ? (at % 2 === 0 ? 0.7 : 0.6) - at / 1e5 : 0.1,
  )
  const signals = [{ signal: procedure, marks: new Float64Array(scores.length) }]
  const settle = (best: number) =>
    settleLowering({ asked: {} as Asked, catalogue, eligible, scores, signals, best })
  settle(SETTLED)
  return {
    of: {} as Signals['of'],
    trust: 1,
    background: 0,
    furthest: 0,
    unmet: () => 0,
    scores,
    settle,
  }
}

it('lowers what only refers to another answer, however many before it say the same', () => {
  const best = bestOf({ catalogue, eligible, signals: signalled() }, 20)
  const texts = best.map(({ leader }) => textOf(leader.pair))
  expect(best[0]!.others).toHaveLength(REPEATED - 1)
  expect(texts.slice(1)).toHaveLength(19)
  expect(texts.slice(1)).not.toContain(PROCEDURAL)
})
