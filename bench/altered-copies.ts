import { existsSync } from 'node:fs'
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inventDocument, seeded } from '../tests/support/invent-document.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const corpus = join(process.env['SHARED_DIR'] ?? join(root, '../shared'), 'corpus')
const corpusTexts = join(corpus, 'text')
const corpusPdfs = join(corpus, 'pdf')

/** Documents to start from: real ones if they are available. */
export async function originals(): Promise<{ name: string; texts: string[] }> {
  if (!existsSync(corpusTexts)) {
    const texts = Array.from({ length: 50 }, (_, seed) => inventDocument({ seed, answers: 8 }))
    return { name: 'invented documents', texts }
  }
  const names = (await readdir(corpusTexts)).sort()
  const texts = await Promise.all(names.map((name) => readFile(join(corpusTexts, name), 'utf8')))
  return { name: "the corpus's texts", texts }
}

/** A word without a capital: such words alone make no heading. */
const WORD = /(?<![\p{L}\d])\p{Ll}{5,}(?![\p{L}\d])/gu

/** The text with every third word replaced by another of the texts, and some by a new word. */
export function alter(text: string, words: readonly string[], random: () => number): string {
  return text.replace(WORD, (word) => {
    if (random() > 1 / 3) return word
    const other = words[Math.floor(random() * words.length)]!
    return random() < 0.05 ? other + word.slice(-4) : other
  })
}

/** Writes this many documents: the texts, and then altered copies of them. */
export async function writeCopies(
  folder: string,
  texts: readonly string[],
  count: number,
): Promise<void> {
  const random = seeded(1)
  const words = [...new Set(texts.flatMap((text) => text.match(WORD) ?? []))]
  await mkdir(folder)
  for (let at = 0; at < count; at++) {
    const name = `2024D${String(at).padStart(5, '0')}.txt`
    const text = texts[at % texts.length]!
    await writeFile(join(folder, name), at < texts.length ? text : alter(text, words, random))
  }
}

/** Copies the PDFs of the corpus, each with an id of its own; false if they are not available. */
export async function writePdfs(folder: string): Promise<boolean> {
  if (!existsSync(corpusPdfs)) return false
  await mkdir(folder)
  for (const [at, name] of (await readdir(corpusPdfs)).sort().entries()) {
    const id = `2024D${String(at).padStart(5, '0')}`
    await copyFile(join(corpusPdfs, name), join(folder, `${id}.pdf`))
    await writeFile(join(folder, `${id}.json`), JSON.stringify({ id }))
  }
  return true
}
