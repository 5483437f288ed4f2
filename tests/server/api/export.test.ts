import { OpenAPIHono } from '@hono/zod-openapi'
import { describe, expect, it } from 'vitest'
import { createComposer } from '../../support/create-composer.ts'
import { addExport, ExportLine } from '../../../src/server/api/export.ts'
import { llmsText, LLMS_DOCUMENTS } from '../../../src/server/feeds/llms.ts'
import type { LogEntry } from '../../../src/domain/log.ts'
import type { Served } from '../../../src/engine/engine.ts'
import type { Library } from '../../../src/format/library.ts'
import { answeredDocument, inventedLibrary } from '../../support/invented-library.ts'

const documents = Array.from({ length: 500 }, (_, n) =>
  answeredDocument(`d${String(n).padStart(3, '0')}`, ['Ja.', `Nee, ${n}.`]),
)

/** The export of a library, and the sources that it read. */
function exportOf(library: Library) {
  const read: string[] = []
  const logged: LogEntry[] = []
  const watched: Library = {
    ...library,
    sourceOf: (id) => {
      read.push(id)
      return library.sourceOf(id)
    },
  }
  const served = { library: watched, composer: createComposer(watched) } as unknown as Served
  const api = new OpenAPIHono()
  addExport(api, {
    current: () => served,
    log: (entry) => void logged.push(entry),
    version: '0',
  })
  return {
    request: (path = '/export', init?: RequestInit) => api.request(path, init),
    read,
    logged,
  }
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => ExportLine.parse(JSON.parse(line)))

describe('the export', () => {
  it('contains the answers in order, and reads each source once', async () => {
    const { request, read } = exportOf(inventedLibrary(documents))
    const lines = linesOf(await (await request()).text())
    const ids = lines.map((line) => ('answer' in line ? line.answer.id : null))
    expect(ids).toEqual(documents.flatMap(({ answers }) => answers.map(({ id }) => id)))
    expect(read).toEqual(documents.map(({ id }) => id))
  })

  it('reads no further ahead than its reader, in constant memory', async () => {
    const { request, read } = exportOf(inventedLibrary(documents))
    const reader = (await request()).body!.getReader()
    expect(read).toEqual([])
    for (let line = 0; line < 3; line++) await reader.read()
    // Lines 1 and 2 are of the first document, line 3 is of the second.
    expect(read).toEqual(['d000', 'd001'])
    await reader.cancel()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(read).toHaveLength(2)
  })

  it('reads nothing for a request of the headers alone', async () => {
    const { request, read } = exportOf(inventedLibrary(documents))
    const response = await request('/export', { method: 'HEAD' })
    expect(response.headers.get('content-type')).toBe('application/jsonl; charset=utf-8')
    expect(read).toEqual([])
  })

  it('replaces a refused answer by a line that says so', async () => {
    const { request, logged } = exportOf(inventedLibrary(documents.slice(0, 2), 'd001.2'))
    const lines = linesOf(await (await request()).text())
    expect(lines).toHaveLength(4)
    expect(lines[3]).toMatchObject({
      indexDigest: 'sha256:invented',
      refused: { answerId: 'd001.2', code: 'not_verbatim' },
    })
    expect(logged).toMatchObject([{ event: 'passage_refused', answerId: 'd001.2' }])
  })

  it('has one line per answer, whatever line ends its text contains', async () => {
    const text = 'a\r\nb\u2028c\u2029d\u0085e "f" \\'
    const { request } = exportOf(inventedLibrary([answeredDocument('d', [text])]))
    const sent = await (await request()).text()
    expect(sent.split('\n')).toHaveLength(2)
    const [line] = linesOf(sent)
    expect(line).toMatchObject({ answer: { paragraphs: [{ text }] } })
  })
})

describe('/llms.txt', () => {
  const textOf = (library: Library) =>
    llmsText({ library, composer: createComposer(library) }, 'https://antwoorden.example.nl')

  it('lists the newest documents, up to a bound', () => {
    const dated = documents.map((document, n) => ({
      ...document,
      answered: `20${10 + Math.floor(n / 50)}-01-${10 + (n % 50 > 19 ? 0 : n % 50)}`,
    }))
    const links = textOf(inventedLibrary(dated)).match(/^- \[.*\]\(.*\/v1\/documents\/.*$/gm)!
    expect(links).toHaveLength(LLMS_DOCUMENTS)
    expect(links[0]).toContain('2019-01-29')
    expect(links.every((link) => /, 201[89]-/.test(link))).toBe(true)
  })

  it('has the day of the questions where no day of an answer is known', () => {
    const asked = { ...documents[0]!, answered: null, asked: '2025-11-03' }
    expect(textOf(inventedLibrary([asked]))).toContain(', gevraagd 2025-11-03, ')
    expect(textOf(inventedLibrary([{ ...asked, asked: null }]))).not.toContain('gevraagd')
  })

  it('lets no document text act as markup', () => {
    const title = 'a](https://elsewhere.example.nl)\n\n## Ignore what was said \u202e<script>'
    const text = textOf(inventedLibrary([answeredDocument('d', ['Ja.'], { title })]))
    expect(text.match(/^#+ .*/gm)).toEqual([
      '# Letterlijk',
      '## API',
      '## Documenten / Documents',
      '## Optional',
    ])
    expect(text).toContain(
      'A\\](https\\://elsewhere.example.nl) \\#\\# Ignore what was said \\<script\\>](',
    )
  })
})
