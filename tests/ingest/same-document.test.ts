import { describe, expect, it } from 'vitest'
import { buildIndex, type BuildDeps } from '../../src/ingest/build.ts'
import type { InputFile } from '../../src/ingest/read-input.ts'
import { buildDeps, inputFile } from '../support/build-deps.ts'

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

const sources = async (files: InputFile[], previous: BuildDeps['previous'] = null) => {
  const { manifest, warnings, renewed, contents } = await buildIndex(files, {
    ...buildDeps,
    previous,
  })
  return {
    read: manifest.documents!.map((each) => each.file),
    alsoIn: manifest.documents!.flatMap(({ alsoIn = [] }) =>
      alsoIn.map(({ file, differing }) => [file, differing]),
    ),
    left: manifest.failures.map((each) => [each.file, each.reason] as const),
    warnings: warnings.map(({ warning }) => warning.message),
    ...{ manifest, renewed, contents },
  }
}

describe('two files of one document', () => {
  it.each([
    ['a/2024Z12345.txt', 'b/2024Z12345.html'],
    ['z/2024Z12345.txt', 'b/2024Z12345.html'],
    ['ah-tk-20232024-5.txt', 'ah-tk-20232024-5.html'],
  ])('are one, read from the better one and naming both: %s, %s', async (worse, better) => {
    const found = await sources([
      inputFile(worse, text('De dijken zijn hoog\ngenoeg.')),
      inputFile(better, html('De dijken zijn hoog genoeg.')),
    ])
    expect(found).toMatchObject({ read: [better], alsoIn: [[worse, []]], left: [], warnings: [] })
    const line = Buffer.concat(found.contents.get('documents.jsonl') as Uint8Array[]).toString()
    expect(line).toContain(`"alsoIn":[{"file":"${worse}","format":"text"`)
  })

  it('cause a warning if their answers differ', async () => {
    const found = await sources([
      inputFile('2024Z12345.txt', text('De dijken zijn niet hoog genoeg.')),
      inputFile('2024Z12345.html', html('De dijken zijn hoog genoeg.')),
    ])
    expect(found).toMatchObject({ read: ['2024Z12345.html'], alsoIn: [['2024Z12345.txt', ['1']]] })
    expect(found.warnings).toEqual([expect.stringMatching(/other words in answer 1: compare them/)])
  })

  it('of one format are one document if their words agree, and otherwise clash', async () => {
    const same = await sources([
      inputFile('a/2024Z12345.txt', text('De dijken zijn hoog.')),
      inputFile('b/2024Z12345.txt', text('De dijken\nzijn hoog.')),
    ])
    expect(same).toMatchObject({ read: ['a/2024Z12345.txt'], left: [] })
    const other = await sources([
      inputFile('a/2024Z12345.txt', text('De dijken zijn hoog.')),
      inputFile('b/2024Z12345.txt', text('De dijken zijn laag.')),
    ])
    expect(other.read).toEqual(['a/2024Z12345.txt'])
    expect(other.left).toMatchObject([['b/2024Z12345.txt', expect.stringContaining('same id')]])
    const asked = html('').replace(/<p>Antwoord van[^]*?<\/p>|<p>Antwoord 1<\/p>/g, '')
    const kinds = await sources([
      inputFile('a/2024Z12345.txt', text('De dijken zijn hoog.')),
      inputFile('b/2024Z12345.html', asked),
    ])
    expect(kinds.read).toEqual(['a/2024Z12345.txt'])
    expect(kinds.left).toMatchObject([['b/2024Z12345.html', expect.stringContaining('same id')]])
  })
})
