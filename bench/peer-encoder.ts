import { dotsOf } from '../src/vectors/dots.ts'
import { rounded, unitScale } from '../src/vectors/int8.ts'
import { textOf, type Peer } from './peer.ts'

/** The encoder of the settings alone: the answers whose vectors are nearest the query's. */
export const encoderAlone: Peer = {
  name: 'encoder alone',
  configuration: 'cosine of question and answer as one text',
  async build({ texts, embedder }) {
    const rows = (await embedder.embed(texts.map(textOf), 'passage')).map(rounded)
    const scales = rows.map(unitScale)
    const dots = dotsOf({
      ...{ count: rows.length, dimensions: embedder.dimensions },
      row: (at) => rows[at]!,
    })
    return {
      async find(query, limit) {
        const [vector] = await embedder.embed([query], 'query')
        const products = dots.with(rounded(vector!))
        return texts
          .map(({ id }, at) => ({ id, score: products[at]! * scales[at]! }))
          .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
          .slice(0, limit)
          .map(({ id }) => id)
      },
      close: async () => {},
    }
  },
}
