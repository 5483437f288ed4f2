import { describe, expect, it } from 'vitest'
import { buildIndex, type BuildDeps } from '../../src/ingest/build.ts'
import { noWords } from '../../src/ingest/parse/hyphens.ts'
import type { InputFile } from '../../src/ingest/read-input.ts'
import { writeVectra } from '../../src/store/vectra/vectra.ts'
import { bundledModel } from '../support/kamerqa.ts'

const deps: BuildDeps = {
  ...bundledModel(),
  calibrations: { whole: null, words: null },
  words: noWords,
  writeVectors: writeVectra,
  previous: null,
}

function file(name: string, text: string): InputFile {
  const read = async () => new TextEncoder().encode(text)
  return { name, sha256: '0'.repeat(64), metadata: null, read }
}

const lines = (answer: string) => [
  'Vragen van het lid Jansen (ABC) aan de Minister van Proefzaken over dijken (ingezonden 1 ' +
    'maart 2024).',
  'Antwoord van Minister De Boer (Proefzaken) (ontvangen 20 maart 2024).',
  'Vraag 1',
  'Hoe hoog zijn de dijken?',
  'Antwoord 1',
  answer,
]
const text = (answer: string) => lines(answer).join('\n\n')
const html = (answer: string) =>
  `<!doctype html><html><body>${lines(answer)
    .map((line) => `<p>${line}</p>`)
    .join('\n')}</body></html>`

const sources = async (...files: InputFile[]) => {
  const { manifest } = await buildIndex(files, deps)
  return {
    read: manifest.documents.map((each) => each.file),
    left: manifest.failures.map((each) => [each.file, each.reason] as const),
  }
}

describe('two files of one document', () => {
  it.each([
    ['a/2024Z12345.txt', 'b/2024Z12345.html'],
    ['z/2024Z12345.txt', 'b/2024Z12345.html'],
    ['ah-tk-20232024-5.txt', 'ah-tk-20232024-5.html'],
  ])('are read from the better one, whatever they are called: %s, %s', async (worse, better) => {
    const found = await sources(
      file(worse, text('De dijken zijn hoog\ngenoeg.')),
      file(better, html('De dijken zijn hoog genoeg.')),
    )
    expect(found.read).toEqual([better])
    expect(found.left).toMatchObject([[worse, expect.stringContaining('have the same words')]])
    expect(found.left[0]![1]).toContain(`${better} is read`)
  })

  it('are told where their answers differ', async () => {
    const { left } = await sources(
      file('2024Z12345.txt', text('De dijken zijn niet hoog genoeg.')),
      file('2024Z12345.html', html('De dijken zijn hoog genoeg.')),
    )
    expect(left).toMatchObject([
      ['2024Z12345.txt', expect.stringMatching(/differ in words: .*1\./)],
    ])
  })

  it('are no choice where they have one format, or are of two kinds', async () => {
    const same = await sources(
      file('a/2024Z12345.txt', text('De dijken zijn hoog.')),
      file('b/2024Z12345.txt', text('De dijken zijn laag.')),
    )
    expect(same.read).toEqual(['a/2024Z12345.txt'])
    expect(same.left).toMatchObject([['b/2024Z12345.txt', expect.stringContaining('same id')]])
    const asked = html('').replace(/<p>Antwoord van[^]*?<\/p>|<p>Antwoord 1<\/p>/g, '')
    const kinds = await sources(
      file('a/2024Z12345.txt', text('De dijken zijn hoog.')),
      file('b/2024Z12345.html', asked),
    )
    expect(kinds.read).toEqual(['a/2024Z12345.txt'])
    expect(kinds.left).toMatchObject([['b/2024Z12345.html', expect.stringContaining('same id')]])
  })
})
