/** The targets for a set of questions; an absent field has no target. */
export interface Target {
  /** share of the questions whose answer comes first, or among the first so many */
  readonly first?: number
  readonly three?: number
  readonly five?: number
  /** share of questions without any result: a maximum if they have an answer, a minimum if not */
  readonly refusedAtMost?: number
  readonly refusedAtLeast?: number
  /** share of the sought paragraphs that are marked */
  readonly marked?: number
}

const OFF_TOPIC = {
  'off-topic, far': { refusedAtLeast: 0.95 },
  'off-topic, near': { refusedAtLeast: 0.75 },
} as const

const COMMITTED = { first: 0.85, three: 0.97, marked: 0.95 } as const

/** By the name of the dev set and of its group. */
export const TARGETS: Readonly<Record<string, Readonly<Record<string, Target>>>> = {
  KamerQA: {
    nl: { first: 0.975, five: 0.99, refusedAtMost: 0.015 },
    en: { first: 0.96, five: 0.99, refusedAtMost: 0.015 },
    de: { first: 0.86 },
    fr: { first: 0.86 },
    es: { first: 0.86 },
    pl: { first: 0.82 },
    pap: { first: 0.82 },
    tr: { first: 0.79 },
    uk: { first: 0.76 },
    fy: { first: 0.74 },
    ar: { first: 0.64 },
    'follow-ups, dependent': { first: 0.8 },
    'follow-ups, independent': { first: 0.9 },
    ...OFF_TOPIC,
  },
  documents: {
    nl: { first: 0.9, three: 0.99 },
    en: { first: 0.9, three: 0.99 },
    de: { first: 0.88, three: 0.96 },
    'everyday words': { first: 0.36, three: 0.62 },
    ...OFF_TOPIC,
  },
  'committed document': {
    nl: COMMITTED,
    en: COMMITTED,
    none: { refusedAtLeast: 0.8 },
    ...OFF_TOPIC,
  },
}

/** The measurements, in the terms of a target. */
export interface Reached {
  readonly first: number
  readonly three: number
  readonly five: number
  readonly refused: number
  readonly marked: number
}

/** "reached", or the shortfall: "first .36". */
export function judgeTarget(target: Target | undefined, reached: Reached): string {
  if (target === undefined) return ''
  const { first = 0, three = 0, five = 0, marked = 0 } = target
  const { refusedAtMost = 1, refusedAtLeast = 0 } = target
  const missed = [
    ...(reached.first < first ? [`first ${first}`] : []),
    ...(reached.three < three ? [`among 3 ${three}`] : []),
    ...(reached.five < five ? [`among 5 ${five}`] : []),
    ...(reached.marked < marked ? [`marked ${marked}`] : []),
    ...(reached.refused > refusedAtMost ? [`refused at most ${refusedAtMost}`] : []),
    ...(reached.refused < refusedAtLeast ? [`refused ${refusedAtLeast}`] : []),
  ]
  return missed.length === 0 ? 'reached' : `misses ${missed.join(', ')}`
}
