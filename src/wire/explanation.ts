import { z } from '@hono/zod-openapi'
import { Count, Id, orNull } from './scalars.ts'

const Figures = z.record(z.string(), z.number())

const WireExplainedAnswer = z
  .strictObject({
    answerId: Id,
    score: z.number(),
    signals: Figures.meta({ description: 'the value of each signal' }),
    features: Figures.meta({ description: 'the features behind its chance' }),
    chance: z.number().nullable().meta({
      description: 'the chance that it is the answer; null if not learned',
    }),
    relevance: z.enum(['strong', 'possible', 'weak']),
    because: orNull(z.enum(['unlikely', 'behind', 'procedural', 'limit'])).meta({
      description:
        'why it is held back: nothing found is likely enough, it scores far behind the best, ' +
        'it is only procedural and so never strong, or it came after the limit',
    }),
  })
  .openapi('ExplainedAnswer')

export const WireExplanation = z
  .strictObject({
    weights: Figures.meta({ description: 'the weight of each signal in a score' }),
    trust: z.number().meta({
      description: "the weight of the lexicon's signals: how well it knows the query's language",
    }),
    inDutch: z.array(z.strictObject({ word: z.string(), as: z.string() })).meta({
      description: 'the words of another language that a dictionary read in Dutch',
    }),
    alsoAs: z.array(z.strictObject({ word: z.string(), as: z.string() })).meta({
      description: 'the terms of everyday Dutch that were also looked for as ministries call them',
    }),
    candidates: Count.meta({ description: 'the number of answers they were chosen from' }),
    found: z.number().nullable().meta({
      description: 'the chance that the answer is among the first few; null if not learned',
    }),
    thresholds: orNull(
      z.strictObject({ possible: z.number(), strong: z.number(), gap: z.number() }),
    ).meta({
      description:
        'the least `found` to show anything, the least chance of a strong match, and how ' +
        'far behind the best an answer may score',
    }),
    answers: z.array(WireExplainedAnswer).meta({ description: 'best first' }),
  })
  .openapi('Explanation')
  .meta({ description: 'how answers were ranked, shown and held back' })

export type WireExplanation = z.infer<typeof WireExplanation>
