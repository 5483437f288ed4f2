/* eslint-disable no-console -- a command that prints figures */
// `npm run eval:signals`: how often the right answer comes first with each signal left out in turn,
// before any refusal.
import { readConfig } from '../src/config.ts'
import { loadModel } from '../src/open/model.ts'
import { takeApart } from '../src/search/query/analysis.ts'
import { rank } from '../src/search/rank.ts'
import { createSignalling, fuse } from '../src/search/signals/score.ts'
import { SIGNAL_NAMES, SIGNALS, type SignalName } from '../src/search/signals/table.ts'
import { sourcesFor } from '../tests/support/kamerqa.ts'
import { devSets, hasCorpus, type DevSet } from './dev-sets.ts'
import { cachedEmbedder } from './vector-cache.ts'

if (!hasCorpus) {
  console.log('skipped: ../shared/corpus is absent, and the evaluation reads its questions there')
  process.exit(0)
}

const { lexicon, embedder } = await loadModel(readConfig(process.env).model)
const cached = cachedEmbedder(embedder)
for (const set of await devSets()) {
  console.log(set.name)
  console.table(await leaveOut(set))
}

/** For each omitted signal, the share of each group's questions whose answer comes first. */
async function leaveOut({ documents, askings }: DevSet) {
  const sources = await sourcesFor(documents, { lexicon, embedder: cached })
  const signalling = createSignalling({ ...sources, documents, embedder: cached })
  const { signalsOf, spelling, catalogue, lexical } = signalling
  const { pairs } = catalogue
  const eligible = [...pairs.keys()]
  const asked = askings.filter(
    ({ history, accepted }) => history.length === 0 && accepted.length > 0,
  )
  const sizes = Map.groupBy(asked, ({ set }) => set)
  const rows: Record<string, Record<string, string>> = {}
  const firsts = new Map<string, number>()
  for (const { query, accepted, set } of asked) {
    const asked = takeApart(query, [], { lexicon, spelling, knows: lexical.knows })
    const signals = await signalsOf(asked, null)
    for (const left of [null, ...SIGNAL_NAMES]) {
      const scores = without(left, () => fuse(signals.of, signals.trust))
      const [best] = rank(scores, eligible, catalogue, 1)
      const key = `${left ?? 'nothing'}\n${set}`
      const isFirst = accepted.includes(pairs[best!.pair]!.answer.id)
      firsts.set(key, (firsts.get(key) ?? 0) + (isFirst ? 1 : 0))
    }
  }
  for (const [key, first] of firsts) {
    const [left, set] = key.split('\n') as [string, string]
    rows[left] = { ...rows[left], [set]: (first / sizes.get(set)!.length).toFixed(3) }
  }
  return rows
}

/** Runs a computation with a signal's weight set to zero. */
function without<T>(name: SignalName | null, work: () => T): T {
  if (name === null) return work()
  const signal: { weight: number } = SIGNALS[name]
  const { weight } = signal
  signal.weight = 0
  try {
    return work()
  } finally {
    signal.weight = weight
  }
}
