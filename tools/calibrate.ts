/* eslint-disable no-console -- a command that prints what it learned */
// `npm run calibrate`: learns how far to trust search results, on all dev sets, once with the
// encoder and once without it, as in a Worker, and stores each calibration beside its model.
import { writeFileSync } from 'node:fs'
import type { SourceDocument } from '../src/domain/document.ts'
import { readConfig } from '../src/config.ts'
import { LEXICON } from '../src/embed/embed.ts'
import { loadModel } from '../src/open/model.ts'
import { chanceOf, chanceOfLeader, featuresOf, trustFor } from '../src/search/calibration.ts'
import { takeApart } from '../src/search/query/analysis.ts'
import { isFollowUp } from '../src/search/query/follow-up.ts'
import { readLanguage } from '../src/search/query/language.ts'
import { isSmallTalk } from '../src/search/query/small-talk.ts'
import { rank } from '../src/search/rank.ts'
import { createSignalling } from '../src/search/signals/score.ts'
import { bare } from '../tests/support/bare-document.ts'
import { sourcesFor } from '../tests/support/kamerqa.ts'
import {
  devSets,
  hasCorpus,
  nearSets,
  offTopicOfOurs,
  type Asking,
  type DevSet,
} from './dev-sets.ts'
import { calibrate, isFound, type Example } from './fit.ts'
import { reliabilityPlot } from './reliability-plot.ts'
import { cachedEmbedder } from './vector-cache.ts'

if (!hasCorpus) {
  console.log('skipped: ../shared/corpus is absent, and the calibration learns from it')
  process.exit(0)
}

/** An answer ranked lower than this counts as missed. */
const LOOKED_AT = 5

/** The benchmark is also used in parts of this many answers, since most indexes are small. */
const PARTS = [30, 100, 400]

/** Every nth question is asked of each part that does not answer it. */
const ELSEWHERE = 3

/** The documents of `near.jsonl` are asked alone, and among others with so many answers in all. */
const AMONG = [30, 100]

/** A document with fewer answers than this says too little without one of them. */
const FEW_ANSWERS = 4

/** Questions that nothing answers, in the dev sets and of our own. */
const OFF_TOPIC = /^off-topic/

const TOPICS = /^topics/

/**
 * Topics by their name alone, and those asked of answers without their documents, tell nothing of
 * how a particular question is found.
 */
const BARE = /bare/
const OF_ANSWERS = /^(?:KamerQA|parts)/

/** Questions in words of citizens. */
const EVERYDAY = /^(?:everyday|people's) words/

/**
 * How much groups of questions count. Of those without an answer the ones off any topic tell best
 * what must be refused, the dev sets have few that other documents answer, and the committed
 * document stands for all small indexes; of those whose answer was found, the ones in everyday
 * words are the hardest to tell from these. Chosen in five folds (bench/retrieval-notes.md).
 */
const COUNTING = { offTopic: 20, elsewhere: 3, small: 2, everyday: 3 }

/** By words alone: with the encoder's share, one English question of sixteen would be refused. */
const SHOWN_BY_WORDS = 0.05

/**
 * An example, with the question that it comes from: all examples of one question belong to one
 * fold.
 */
interface Judged extends Example {
  readonly about: string
  readonly set: string
}

const model = await loadModel(readConfig(process.env).model)
const cached = cachedEmbedder(model.embedder)
const sets = await devSets()
for (const whole of [true, false]) {
  const examples = [
    ...(await Promise.all(sets.map((set) => examplesOf(set, whole)))).flat(),
    ...(await examplesNear(whole)),
    ...(await examplesLeftOut(whole)),
  ]
  const shown = whole ? undefined : SHOWN_BY_WORDS
  const calibration = calibrate(examples, shown)
  const name = whole ? model.embedder.model : LEXICON
  const folder = new URL(`../index/model/${name}/`, import.meta.url)
  writeFileSync(new URL('calibration.json', folder), `${JSON.stringify(calibration, null, 2)}\n`)
  console.log(whole ? 'with the encoder' : 'by words alone', `(${examples.length} examples)`)
  console.log(calibration)
  const { table, judged } = crossValidate(examples, shown)
  console.table(table)
  if (!whole) continue
  const plot = new URL('../docs/reliability.svg', import.meta.url)
  writeFileSync(plot, reliabilityPlot(judged))
}

/**
 * A set's own questions, the same on parts of it, and those of the benchmark that other documents
 * do not answer.
 */
async function examplesOf(set: DevSet, whole: boolean): Promise<Judged[]> {
  const own = [...set.askings, ...offTopicOfOurs()].filter((asking) => !isSmallTalk(asking.query))
  const lead = await leaderOver(set.documents, whole)
  const examples: Judged[] = []
  for (const asking of own) examples.push(await lead(asking, set.name, setsOf(set, asking)))
  if (set.name === 'KamerQA') {
    for (const size of PARTS) examples.push(...(await partsOf(set, own, { size, whole })))
    return examples
  }
  for (const asking of foreignTo(set)) {
    const unanswered = { ...asking, set: `${asking.set}, elsewhere`, accepted: [] }
    examples.push(await lead(unanswered, `${set.name}, elsewhere`, ['elsewhere']))
  }
  return examples
}

/**
 * Questions on the theme of a document, half of which it does not answer. They teach what is right,
 * and not what is refused: where half of all questions have no answer, more would be. Those set
 * apart are left out.
 */
async function examplesNear(whole: boolean): Promise<Judged[]> {
  const examples: Judged[] = []
  for (const near of await nearSets()) {
    const { name, apart } = near
    if (apart) continue
    for (const size of [0, ...AMONG]) {
      const { documents, askings } = size === 0 ? near : near.around(size)
      const lead = await leaderOver(documents, whole)
      const group = size === 0 ? 'near' : `near, among ${size}`
      for (const asking of askings.filter(({ query }) => whole || isKnown(query))) {
        examples.push({ ...(await lead(asking, group, ['near'])), about: name, weight: 0 })
      }
    }
  }
  return examples
}

/**
 * The dev sets' questions on whole documents, of each document alone, and of what is left of it
 * without the answers that they seek: that is on their theme, and does not answer them.
 */
async function examplesLeftOut(whole: boolean): Promise<Judged[]> {
  const examples: Judged[] = []
  for (const { documents, askings } of sets.filter(({ name }) => name !== 'KamerQA')) {
    const seeking = askings.filter(
      ({ set, accepted, history }) =>
        accepted.length > 0 && history.length === 0 && !TOPICS.test(set),
    )
    for (const document of documents.filter(({ answers }) => answers.length >= FEW_ANSWERS)) {
      const ids = new Set(document.answers.map(({ id }) => id))
      const own = seeking.filter(({ accepted }) => ids.has(accepted[0]!))
      for (const same of Map.groupBy(own, ({ accepted }) => accepted.join(' ')).values()) {
        examples.push(...(await withAndWithout(document, same, whole)))
      }
    }
  }
  return examples
}

/** Questions that seek the same answers, of their document and of the rest of it. */
async function withAndWithout(
  document: SourceDocument,
  askings: readonly Asking[],
  whole: boolean,
): Promise<Judged[]> {
  const { accepted } = askings[0]!
  const ofAll = await leaderOver([document], whole)
  const ofRest = await leaderOver([without(document, accepted)], whole)
  const examples: Judged[] = []
  for (const asking of askings) {
    const unanswered = { ...asking, set: `${asking.set}, left out`, accepted: [] }
    for (const example of [
      await ofAll(asking, 'one document', []),
      await ofRest(unanswered, 'one document', []),
    ]) {
      examples.push({ ...example, about: accepted[0]!, weight: 0 })
    }
  }
  return examples
}

/** A document without these answers and their questions. */
function without(document: SourceDocument, ids: readonly string[]): SourceDocument {
  const gone = document.answers.filter(({ id }) => ids.includes(id))
  const numbers = new Set(gone.flatMap((answer) => answer.numbers))
  return {
    ...document,
    answers: document.answers.filter((answer) => !gone.includes(answer)),
    questions: document.questions.filter((each) => !each.numbers.some((it) => numbers.has(it))),
  }
}

/** Whether the lexicon knows the language of a query. */
function isKnown(query: string): boolean {
  return ['nl', 'en', 'und'].includes(readLanguage(query))
}

function setsOf({ name }: DevSet, { set, accepted }: Asking): Example['sets'] {
  if (OFF_TOPIC.test(set)) return ['refusal', 'strength']
  if (TOPICS.test(set) && accepted.length === 0) return ['subject refusal', 'strength']
  const isUsual = name === 'KamerQA' && (set === 'nl' || set === 'en') && accepted.length > 0
  return isUsual ? ['gap', 'strength'] : ['strength']
}

/**
 * Every third question in Dutch and English on other documents: also about policy, but not answered
 * here.
 */
function foreignTo({ name }: DevSet): Asking[] {
  const others = sets.filter((set) => set.name !== name && set.name !== 'committed document')
  return others
    .flatMap(({ askings }) => askings.filter(({ set }) => set === 'nl' || set === 'en'))
    .filter((_, at) => at % ELSEWHERE === 0)
}

/** The benchmark in parts: each question on the part with its answer, and on parts without it. */
async function partsOf(
  { documents }: DevSet,
  askings: readonly Asking[],
  { size, whole }: { size: number; whole: boolean },
): Promise<Judged[]> {
  const parts: SourceDocument[][] = []
  for (let start = 0; start < documents.length; start += size) {
    parts.push(documents.slice(start, start + size))
  }
  const partOf = new Map(
    parts.flatMap((part, at) => part.map(({ id }): [string, number] => [`${id}.1`, at])),
  )
  const group = `parts of ${size}`
  const leads = await Promise.all(parts.map((part) => leaderOver(part, whole)))
  const examples: Judged[] = []
  for (const [nth, asking] of askings.entries()) {
    const home = partOf.get(asking.accepted[0] ?? '')
    const away = leads[((home ?? nth) + 1) % leads.length]!
    if (home !== undefined) examples.push(await leads[home]!(asking, group, []))
    // A hundred answers may well contain one that bears on another's question; thirty seldom do.
    // What speaks of a topic may stand in any part.
    const isForeign = size === PARTS[0] && nth % ELSEWHERE === 0 && !TOPICS.test(asking.set)
    if (home === undefined || isForeign) {
      const set = home === undefined ? asking.set : `${asking.set}, elsewhere`
      const used: Example['sets'] = home === undefined ? [] : ['elsewhere']
      examples.push(await away({ ...asking, set, accepted: [] }, `${group}, elsewhere`, used))
    }
  }
  return examples
}

async function leaderOver(documents: readonly SourceDocument[], whole: boolean) {
  const sources = await sourcesFor(whole ? documents : documents.map(bareOf), {
    ...model,
    embedder: cached,
  })
  const { signalsOf, spelling, catalogue } = createSignalling({
    ...sources,
    documents,
    embedder: whole ? cached : null,
  })
  const { pairs } = catalogue
  const eligible = [...pairs.keys()]
  return async (asking: Asking, group: string, used: Example['sets']): Promise<Judged> => {
    const isAlone = !isFollowUp(asking.query, readLanguage(asking.query))
    const before = isAlone ? [] : asking.history.toReversed()
    const asked = takeApart(asking.query, before, { lexicon: model.lexicon, spelling })
    const signals = await signalsOf(asked, null)
    const ranked = rank(signals.scores, eligible, catalogue, LOOKED_AT)
    const features = featuresOf(asked, signals, {
      ...{ eligible, candidates: pairs.length, catalogue },
    })
    const place = ranked.findIndex(({ pair }) => asking.accepted.includes(pairs[pair]!.answer.id))
    return {
      features: features(ranked[0]!.pair),
      answerable: asking.accepted.length > 0,
      right: place === 0,
      behind: place > 0 ? Math.max(0, ranked[0]!.score - ranked[place]!.score) : null,
      sets: used,
      weight: whole ? countingOf(asking, group, place >= 0) : 1,
      group: `${group}: ${asking.set}`,
      about: asking.accepted[0] ?? asking.query,
      set: `${group}: ${asking.set}`,
    }
  }
}

function countingOf({ set, accepted }: Asking, group: string, found: boolean): number {
  if (TOPICS.test(set) && (OF_ANSWERS.test(group) || BARE.test(set))) return 0
  if (accepted.length > 0) return found && EVERYDAY.test(set) ? COUNTING.everyday : 1
  const small = group.startsWith('committed') ? COUNTING.small : 1
  if (OFF_TOPIC.test(set)) return small * COUNTING.offTopic
  return small * (group.endsWith('elsewhere') ? COUNTING.elsewhere : 1)
}

/** Without anything to embed. */
function bareOf({ id }: SourceDocument): SourceDocument {
  return bare(id)
}

/** Learns on the examples of four fifths of the sought answers and judges the rest, five times. */
function crossValidate(examples: readonly Judged[], shown: number | undefined) {
  const folds = 5
  const abouts = [...new Set(examples.map(({ about }) => about))]
  const foldOf = new Map(abouts.map((about, index) => [about, index % folds]))
  const tally = new Map<
    string,
    {
      asked: number
      nothing: number
      found: number
      strong: number
      right: number
      possible: number
      possibleFound: number
    }
  >()
  const judged: { chance: number; right: boolean }[] = []
  for (let fold = 0; fold < folds; fold++) {
    const learned = calibrate(
      examples.filter(({ about }) => foldOf.get(about) !== fold),
      shown,
    )
    for (const example of examples.filter(({ about }) => foldOf.get(about) === fold)) {
      const counts = tally.get(example.set) ?? {
        asked: 0,
        nothing: 0,
        found: 0,
        strong: 0,
        right: 0,
        possible: 0,
        possibleFound: 0,
      }
      tally.set(example.set, counts)
      const trust = trustFor(learned, example.features)
      const chance = chanceOfLeader(trust, example.features)
      if (example.sets.includes('strength')) judged.push({ chance, right: example.right })
      const isShown = chanceOf(trust.found, example.features) >= trust.possible
      const isStrong = isShown && chance >= trust.strong
      counts.asked++
      if (isFound(example)) counts.found++
      if (!isShown) counts.nothing++
      if (isStrong) counts.strong++
      if (isStrong && example.right) counts.right++
      if (isShown && !isStrong) counts.possible++
      if (isShown && !isStrong && isFound(example)) counts.possibleFound++
    }
  }
  return { table: Object.fromEntries(tally), judged }
}
