import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { extractBeside } from '../../../src/ingest/formats/extract-beside.ts'
import { extract } from '../../../src/ingest/formats/extract.ts'
import { startedAhead } from '../../../src/ingest/prefetch.ts'
import { makeDocx } from '../../support/make-docx.ts'
import { column, makePdf } from '../../support/make-pdf.ts'

const root = join(import.meta.dirname, '../../..')
const pdf = (text: string) => makePdf([column(['Vraag 1', 'Wat?', 'Antwoord 1', text])])

describe('extracting in separate processes', () => {
  const beside = extractBeside({ processes: 2 })
  afterAll(() => beside.close())

  it('yields the same as extracting here, however many are requested at once', async () => {
    const files = [
      pdf('Dit.'),
      await makeDocx([{ text: 'Vraag 1', bold: true }, { text: 'Wat?' }]),
      Buffer.from('Vraag 1\nWat?'),
      pdf('Dat.'),
    ]
    const found = await Promise.all(files.map((bytes, at) => beside.extract(bytes, `${at}.x`)))
    expect(found).toEqual(
      await Promise.all(files.map((bytes, at) => extract(new Uint8Array(bytes), `${at}.x`))),
    )
  })

  it('fails as extracting here fails, and goes on', async () => {
    const locked = makePdf([column(['Geheim'])], { locked: true })
    const [failed, next] = await Promise.allSettled([
      beside.extract(locked, 'a.pdf'),
      beside.extract(pdf('Dat.'), 'b.pdf'),
    ])
    expect(failed).toMatchObject({
      reason: { name: 'AppError', code: 'unreadable_document', message: /a\.pdf.*password/ },
    })
    expect(next).toMatchObject({ value: { format: 'pdf' } })
  })

  /** A PDF of a few kB whose page unpacks to `megabytes` of white space. */
  function bomb(megabytes: number): Uint8Array<ArrayBuffer> {
    const packed = deflateSync(deflateSync(Buffer.alloc(megabytes * 2 ** 20, ' '), { level: 9 }))
    const parts = [
      '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n',
      '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n',
      '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 ' +
        'R/Resources<<>>>>endobj\n',
      `4 0 obj<</Length ${packed.length}/Filter[/FlateDecode/FlateDecode]>>stream\n`,
    ]
    return new Uint8Array(
      Buffer.concat([
        Buffer.from(parts.join('')),
        packed,
        Buffer.from('\nendstream endobj\ntrailer<</Root 1 0 R/Size 5>>\n%%EOF'),
      ]),
    )
  }

  it('calls a small file that needs much memory unreadable, and ends nothing else', async () => {
    const small = extractBeside({ memoryMb: 300, processes: 1 })
    const file = bomb(300)
    expect(file.length).toBeLessThan(10_000)
    await expect(small.extract(file, 'bomb.pdf')).rejects.toMatchObject({
      code: 'unreadable_document',
      message: expect.stringMatching(/^bomb\.pdf cannot be read: /),
    })
    expect((await small.extract(pdf('Dit.'), 'small.pdf')).text).toContain('Dit.')
    await small.close()
  })

  it('calls a file that takes forever unreadable', async () => {
    const hasty = extractBeside({ seconds: 0.1, processes: 1 })
    const lines = Array.from({ length: 80 }, () => 'Vraag 1 en nog wat woorden in deze regel')
    const large = makePdf(Array.from({ length: 400 }, () => column(lines)))
    await expect(hasty.extract(large, 'large.pdf')).rejects.toMatchObject({
      message: 'large.pdf cannot be read: it takes longer than 0.1 s; hand in a smaller part of it',
    })
    await hasty.close()
  })

  it('goes on after the process is killed', async () => {
    const own = extractBeside({ processes: 1 })
    const before = new Set(childrenOf(process.pid))
    const lines = Array.from({ length: 80 }, () => 'Vraag 1 en nog wat woorden in deze regel')
    const reading = own.extract(makePdf(Array.from({ length: 400 }, () => column(lines))), 'a.pdf')
    const failed = expect(reading).rejects.toThrow(/a\.pdf cannot be read: .*SIGKILL/)
    await new Promise((resolve) => setTimeout(resolve, 300))
    for (const pid of childrenOf(process.pid)) if (!before.has(pid)) process.kill(pid, 'SIGKILL')
    await failed
    expect((await own.extract(pdf('Dit.'), 'b.pdf')).text).toContain('Dit.')
    await own.close()
  })

  it('reads without files, processes, network or settings of the program', async () => {
    const script = `
      import { withoutNetwork } from '${join(root, 'src/ingest/formats/without-network.ts')}'
      withoutNetwork()
      const tried = {}
      const attempt = async (name, work) => {
        try { await work(); tried[name] = 'done' } catch (error) { tried[name] = 'refused' }
      }
      const fs = await import('node:fs/promises')
      await attempt('read', () => fs.readFile('/etc/hostname'))
      await attempt('write', () => fs.writeFile('${join(root, 'written')}', ''))
      await attempt('spawn', async () => (await import('node:child_process')).spawnSync('true'))
      const { Worker } = await import('node:worker_threads')
      await attempt('thread', async () => new Worker('', { eval: true }))
      await attempt('connect', async () => (await import('node:net')).connect(1, '127.0.0.1'))
      await attempt('fetch', () => fetch('http://127.0.0.1:1/'))
      console.log(JSON.stringify(tried))`
    const { stdout } = spawnSync(
      process.execPath,
      ['--permission', `--allow-fs-read=${root}`, '--input-type=module-typescript', '-e', script],
      { env: {}, encoding: 'utf8' },
    )
    const refused = ['read', 'write', 'spawn', 'thread', 'connect', 'fetch']
    expect(JSON.parse(stdout)).toEqual(Object.fromEntries(refused.map((name) => [name, 'refused'])))
  })
})

/** Linux lists them in `/proc`. */
function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number)
}

it('starts a few ahead, and throws when the failed one is requested', async () => {
  const begun: number[] = []
  const next = startedAhead([1, 2, 3, 4, 5, 6, 7], async (item) => {
    begun.push(item)
    if (item === 2) throw new Error('two')
    return item * 10
  })
  expect(await next(1)).toBe(10)
  expect(begun).toEqual([1, 2, 3, 4, 5])
  await expect(next(2)).rejects.toThrow('two')
  expect([await next(3), await next(4), await next(5)]).toEqual([30, 40, 50])
})
