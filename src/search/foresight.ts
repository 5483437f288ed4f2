import type { Embedder } from '../embed/embed.ts'

/** Texts whose vectors are kept at once. */
const KEPT = 8

/** Milliseconds after which a text that nobody asked for is forgotten: see `docs/privacy.md`. */
const KEPT_FOR = 5_000

/** An encoder that may have read a query before it is asked: while it was typed. */
interface Foresight {
  /** hands out what was read in advance, once */
  readonly embedder: Embedder
  /** keeps what it reads for the other */
  readonly ahead: Embedder
}

export function foresight(embedder: Embedder): Foresight {
  const kept = new Map<string, Promise<Float32Array>>()

  function keep(text: string, vector: Promise<Float32Array>): void {
    // Whoever asks for it is told of an error.
    vector.catch(() => {})
    kept.delete(text)
    kept.set(text, vector)
    setTimeout(() => {
      if (kept.get(text) === vector) kept.delete(text)
    }, KEPT_FOR).unref()
    const [oldest] = kept.keys()
    if (kept.size > KEPT) kept.delete(oldest!)
  }

  return {
    embedder: {
      ...embedder,
      async embed(texts, role) {
        const [text, ...others] = texts
        const known = others.length === 0 && role === 'query' ? kept.get(text!) : undefined
        if (known === undefined) return embedder.embed(texts, role)
        kept.delete(text!)
        return [await known]
      },
    },
    ahead: {
      ...embedder,
      async embed(texts, role) {
        const read = embedder.embed(texts, role)
        if (role === 'query') {
          for (const [nth, text] of texts.entries())
            keep(
              text,
              read.then((all) => all[nth]!),
            )
        }
        return read
      },
    },
  }
}
