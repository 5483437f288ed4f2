/* eslint-disable no-console -- a command that prints what it learned */
// `npm run calibrate`: learns the calibration of the bundled model on the benchmark's dev set and stores it
// beside the model.
import { writeFileSync } from 'node:fs'
import { takeApart } from '../src/search/asked.ts'
import { calibrate, type Example } from '../src/search/calibrate.ts'
import { fuse } from '../src/search/rank.ts'
import { createSignalling } from '../src/search/score.ts'
import {
  bundledModel,
  committedDocument,
  devQueries,
  documentQueries,
  hasKamerqa,
  kamerqaDocuments,
  offTopicQueries,
  sourcesFor,
} from './kamerqa.ts'

if (!hasKamerqa) {
  console.log('skipped: ../shared/corpus/kamerqa is absent, and the calibration is learned on it')
  process.exit(0)
}

const model = bundledModel()
const examples = [...(await kamerqaExamples()), ...(await documentExamples())]
const calibration = calibrate(examples)
const file = new URL(`../index/model/${model.embedder.model}/calibration.json`, import.meta.url)
writeFileSync(file, `${JSON.stringify(calibration, null, 2)}\n`)
console.log(calibration)

async function kamerqaExamples(): Promise<Example[]> {
  const leading = await leaderOver(kamerqaDocuments())
  const examples: Example[] = []
  for (const { nl, en } of devQueries()) {
    examples.push(await leading(nl, [], true), await leading(en, [], true))
  }
  for (const { query } of offTopicQueries()) examples.push(await leading(query, [], false))
  return examples
}

/** German and French are no part of what the model knows; numbers and follow-ups go other ways. */
async function documentExamples(): Promise<Example[]> {
  const leading = await leaderOver([await committedDocument()])
  const examples: Example[] = []
  for (const { query, lang, kind, answers } of documentQueries()) {
    if (lang === 'de' || lang === 'fr' || kind === 'reference' || kind === 'followup') continue
    examples.push(await leading(query, [], answers.length > 0))
  }
  return examples
}

async function leaderOver(documents: ReturnType<typeof kamerqaDocuments>) {
  const sources = await sourcesFor(documents, model)
  const { signalsOf } = createSignalling(sources)
  return async (query: string, history: string[], answerable: boolean): Promise<Example> => {
    const signals = await signalsOf(takeApart(query, history, sources.lexicon), null)
    const scores = fuse(signals)
    const best = scores.indexOf(Math.max(...scores))
    return {
      late: signals.late[best]!,
      dense: signals.dense[best]!,
      lexical: signals.lexical[best]!,
      answerable,
    }
  }
}
