/* eslint-disable no-console -- a command that prints what it did */
// `npm run neighbours`: finds the neighbours of all tokens of the bundled model, and stores them
// beside it.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { NEIGHBOURS_FILE, type TokenNeighbours } from '../src/embed/embed.ts'
import { digestOf } from '../src/embed/model-digest.ts'
import { writeNeighbours } from '../src/embed/token-neighbours.ts'
import { LEAST_COSINE } from '../src/search/signals/chance.ts'
import { nearnessIn, neighboursAmong, numberIn } from '../src/search/signals/neighbours.ts'
import { bundledModel } from '../tests/support/kamerqa.ts'

/** Tokens that one pass handles. */
const BATCH = 1_000

const { embedder, lexicon } = bundledModel()
const folder = new URL(`../index/model/${embedder.model}/`, import.meta.url)
const bytes = writeNeighbours(allNeighbours(), await digestOf(fileURLToPath(folder)))
writeFileSync(new URL(NEIGHBOURS_FILE, folder), bytes)
console.log(`${lexicon.size} tokens, ${bytes.length} bytes`)

function allNeighbours(): TokenNeighbours {
  const all = Uint32Array.from({ length: lexicon.size }, (_, token) => token)
  const neighbours = neighboursAmong(lexicon, all, LEAST_COSINE)
  const starts = [0]
  const tokens: number[] = []
  const nearnesses: number[] = []
  for (let first = 0; first < all.length; first += BATCH) {
    for (const near of neighbours([...all.subarray(first, first + BATCH)])) {
      for (const each of near) {
        tokens.push(numberIn(each))
        nearnesses.push(nearnessIn(each))
      }
      starts.push(tokens.length)
    }
  }
  return {
    least: LEAST_COSINE,
    starts: Uint32Array.from(starts),
    tokens: Uint16Array.from(tokens),
    nearnesses: Uint8Array.from(nearnesses),
  }
}
