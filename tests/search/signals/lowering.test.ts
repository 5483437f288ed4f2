import { expect, it } from 'vitest'
import { catalogueOf } from '../../../src/search/corpus/catalogue.ts'
import { isProcedural } from '../../../src/search/signals/procedural.ts'
import { settleLowering, SETTLED } from '../../../src/search/signals/lowering.ts'
import { procedure } from '../../../src/search/signals/procedure.ts'
import type { Asked } from '../../../src/search/query/analysis.ts'
import { answering } from '../../support/quote-documents.ts'

const PROCEDURAL = 'Zie het antwoord op vraag 3.'

/** Every fourth answer is procedural, whatever its place among the best. */
const documents = Array.from({ length: 20_010 }, (_, at) =>
  answering(`d${at}`, {
    question: 'Vraag?',
    paragraphs: [at % 4 === 0 ? PROCEDURAL : 'Dat is zo.'],
  }),
)
const catalogue = catalogueOf(documents)
const all = [...catalogue.pairs.keys()]

/** Scores spread unevenly, many of them close to each other. */
const scoresOf = () => Float64Array.from(all, (pair) => ((pair * 7_919) % 20_011) / 20_011)

function settle(
  eligible: readonly number[],
  scores: Float64Array,
  marks: Float64Array,
  best = SETTLED,
): void {
  const signals = [{ signal: procedure, marks }]
  settleLowering({ asked: {} as Asked, catalogue, eligible, scores, signals, best })
}

const bestOf = (scores: Float64Array, count = SETTLED) =>
  all.toSorted((a, b) => scores[b]! - scores[a]! || a - b).slice(0, count)

it('finds the same best among many as if it examined all of them', () => {
  expect(isProcedural(catalogue.pairs[0]!.answer)).toBe(true)
  const whole = scoresOf().map((score, at) => score + (at % 4 === 0 ? procedure.weight : 0))
  const scores = scoresOf()
  const marks = new Float64Array(scores.length)
  settle(all, scores, marks)
  const best = bestOf(scores)
  expect(best).toEqual(bestOf(whole))
  expect(best.map((pair) => scores[pair])).toEqual(best.map((pair) => whole[pair]))
  expect(best.map((pair) => marks[pair])).toEqual(best.map((pair) => (pair % 4 === 0 ? 1 : 0)))
  expect(marks.filter((mark) => mark === 1).length).toBeLessThan(2_000)
})

it('finds more of the best where it is asked again, and lowers none twice', () => {
  const whole = scoresOf().map((score, at) => score + (at % 4 === 0 ? procedure.weight : 0))
  const scores = scoresOf()
  const marks = new Float64Array(scores.length)
  settle(all, scores, marks)
  expect(bestOf(scores, 2_000)).not.toEqual(bestOf(whole, 2_000))
  settle(all, scores, marks, 2_000)
  const best = bestOf(scores, 2_000)
  expect(best).toEqual(bestOf(whole, 2_000))
  expect(best.map((pair) => scores[pair])).toEqual(best.map((pair) => whole[pair]))
})

it('examines only those that may be shown', () => {
  const scores = scoresOf()
  const before = scores.slice()
  const eligible = all.filter((pair) => pair % 4 !== 0)
  settle(eligible, scores, new Float64Array(scores.length))
  expect(scores).toEqual(before)
})
