import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyFile } from '../../src/commands/verify-file.ts'
import { readConfig } from '../../src/config.ts'
import type { Served } from '../../src/engine/engine.ts'
import type { ExtractLimits } from '../../src/ingest/formats/extract-beside.ts'
import { lexiconIndex } from '../support/lexicon-index.ts'
import { makeDocx } from '../support/make-docx.ts'
import { makeWord } from '../support/make-word.ts'
import { makePdf } from '../support/make-pdf.ts'
import { runCli } from '../support/run-cli.ts'
import { openWithShared } from '../support/shared-model.ts'

const right =
  'De overheid herkent de noodzaak om semiconductoren toe te voegen aan de EU-sanctiewetgeving.'
const folder = await mkdtemp(join(tmpdir(), 'draft-'))
const env = await lexiconIndex(folder)

async function check(name: string, content: string | Uint8Array, ...options: string[]) {
  const path = join(folder, name)
  await writeFile(path, content)
  return runCli(['verify', '--file', path, ...options], { env })
}

describe('verify --file', () => {
  it('lists every quotation of a draft with its verdict, and fails if one is altered', async () => {
    const draft = [
      '# Persbericht',
      '',
      `De minister schrijft: “${right}”`,
      '',
      `Ook schrijft hij: “${right.replace('herkent', 'erkent')}”, en een “gevleugeld woord” ` +
        'van elders.',
      '',
      `“${right}”, aldus minister Van Weel.`,
      '',
      `“${right}” (antwoord van 12 september 2021)`,
    ].join('\n')
    const { status, stdout } = await check('draft.md', draft)
    expect(status).toBe(1)
    expect(stdout).toMatch(/draft\.md:3: verbatim \(2022D35172\.7\)/)
    expect(stdout).toMatch(
      /draft\.md:5: altered \(2022D35172\.7\)[^]*written: “De overheid herkent/,
    )
    expect(stdout).toMatch(/draft\.md:5: not_found: “gevleugeld woord”/)
    expect(stdout).toMatch(/draft\.md:7: verbatim[^]*not by minister Van Weel/)
    expect(stdout).toMatch(/draft\.md:9: verbatim[^]*not of 12 september 2021/)
    expect(stdout).toMatch(/5 quotations, 3 to correct/)
  })

  it('reads a Word file, and succeeds if every quotation is verbatim', async () => {
    const bytes = makeDocx([{ text: `De minister schrijft: “${right}”` }])
    const { status, stdout } = await check('draft.docx', bytes, '--json')
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject([{ text: right, result: { verdict: 'verbatim' } }])
  })

  describe('of another kind', () => {
    let served: Served
    beforeAll(async () => {
      served = (await openWithShared(readConfig({}))).served
    })
    afterAll(() => served.library.close())

    const checkHere = async (name: string, bytes: Uint8Array, limits?: ExtractLimits) => {
      await writeFile(join(folder, name), bytes)
      return verifyFile(served, join(folder, name), limits)
    }
    const cutOff = right.replace('herkent', 'erkent')

    it('checks a question and its answer in a block quote by themselves', async () => {
      const verdicts = async (answer: string) => {
        const draft = `> **Vraag 7**\n> Hoe laat is het?\n>\n> **Antwoord**\n> ${answer}\n`
        const found = await checkHere('block.md', new TextEncoder().encode(draft))
        return found.map(({ line, result }) => [line, result.verdict])
      }
      const question = [1, 'not_found']
      expect(await verdicts(right)).toEqual([question, [4, 'verbatim']])
      expect(await verdicts(cutOff)).toEqual([question, [4, 'altered']])
    })

    it('checks a sentence that its attribution splits as one quotation', async () => {
      const [first, rest] = right.split(/ (?=om )/)
      const verdicts = async (other: string) => {
        const draft = `“${first}”, schrijft zij, “${other}”`
        const found = await checkHere('split.md', Buffer.from(draft))
        return found.map(({ result }) => result.verdict)
      }
      expect(await verdicts(rest!)).toEqual(['verbatim'])
      expect(await verdicts(rest!.replace('toe', 'aan'))).toEqual(['verbatim', 'altered'])
    })

    it('reads a PDF, a Word file and an old text: every quotation with its verdict', async () => {
      const lines = `De minister zegt: "${right}" Zij zegt ook: "${cutOff}"`.match(
        /.{1,70}(?: |$)/g,
      )!
      const page = lines.map((text, at) => ({ text, x: 60, y: 700 - at * 14, size: 11 }))
      const files: [string, Uint8Array][] = [
        ['draft.pdf', makePdf([page])],
        ['draft.docx', makeDocx([{ text: lines.join('') }])],
        ['draft.txt', new Uint8Array(Buffer.from(`Coördinatie: ${lines.join('\n')}`, 'latin1'))],
        ['draft.md', new Uint8Array(Buffer.from(`\ufeff${lines.join('\n')}`, 'utf16le'))],
      ]
      for (const [name, bytes] of files) {
        const found = await checkHere(name, bytes)
        const verdicts = found.map(({ result }) => result.verdict)
        expect([name, ...verdicts]).toEqual([name, 'verbatim', 'altered'])
      }
    })

    it('reads a block quote of Word, whatever the style is called in its language', async () => {
      const paragraph = (style: string, text: string) =>
        `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`
      const style = (id: string, name: string, basedOn: string) =>
        `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>` +
        `<w:basedOn w:val="${basedOn}"/></w:style>`
      const bytes = makeWord(
        paragraph('Kop', right) + paragraph('Citaat', right) + paragraph('Eigen', cutOff),
        { styles: style('Citaat', 'Quote', 'x') + style('Eigen', 'Ons citaat', 'Citaat') },
      )
      const found = await checkHere('quote.docx', bytes)
      expect(found.map(({ line, result }) => [line, result.verdict])).toEqual([
        [3, 'verbatim'],
        [5, 'altered'],
      ])
    })

    it('checks each paragraph of a quotation that only its last one closes', async () => {
      const [first, second] = [`“${cutOff}`, `“${right}”`]
      const page = [first, second].flatMap((each) => each.match(/.{1,70}(?: |$)/g)!)
      const files: [string, Uint8Array][] = [
        ['two.html', Buffer.from(`<p>De minister: ${first}</p><p>${second}</p>`)],
        ['two.txt', Buffer.from(`De minister: ${first}\n${second}`)],
        [
          'two.pdf',
          makePdf([
            page.map((text, at) => ({
              text: text.replace(/[“”]/g, '"'),
              ...{ x: 60, y: 700 - at * 14, size: 11 },
            })),
          ]),
        ],
      ]
      for (const [name, bytes] of files) {
        const found = await checkHere(name, bytes)
        const verdicts = found.map(({ result }) => result.verdict)
        expect([name, ...verdicts]).toEqual([name, 'altered', 'verbatim'])
      }
    })

    it('tells the lines of a page, and the words that were compared', async () => {
      const html = [
        '<!doctype html>',
        '<style>',
        '</style>',
        `<p>De minister schrijft: “De <b>overheid</b>${right.slice(11)}”</p>`,
        `<blockquote><p>${cutOff}</p>`,
        '<footer>— <cite>minister Van Weel</cite></footer></blockquote>',
      ]
      const [marked, block] = await checkHere('page.html', Buffer.from(html.join('\n')))
      expect(marked).toMatchObject({ line: 4, text: right, result: { verdict: 'verbatim' } })
      expect(block).toMatchObject({
        ...{ line: 5, text: cutOff },
        result: { verdict: 'altered', attribution: { named: 'minister Van Weel' } },
      })
      const list = `> ${right}\n>\n> — minister Van Weel\n`
      const [quoted] = await checkHere('list.md', Buffer.from(list))
      expect(quoted).toMatchObject({ text: right, result: { verdict: 'verbatim' } })
    })

    it('reads it in a process that is killed if it takes too much', async () => {
      const bytes = makeDocx([{ text: `De minister schrijft: “${right}”` }])
      await expect(checkHere('draft.docx', bytes, { memoryMb: 1 })).rejects.toMatchObject({
        code: 'unreadable_document',
      })
    })
  })

  it('says what is wrong if the file is missing', async () => {
    const { status, stderr } = await runCli(['verify', '--file', 'nope.md'], { env })
    expect([status, stderr]).toEqual([2, expect.stringMatching(/nope\.md cannot be opened/)])
  })
})
