import { afterAll, describe, expect, it } from 'vitest'
import { extractBeside } from '../../../src/ingest/formats/extract-beside.ts'
import { extract } from '../../../src/ingest/formats/extract.ts'
import { startedAhead } from '../../../src/ingest/prefetch.ts'
import { makeDocx } from '../../support/make-docx.ts'
import { column, makePdf } from '../../support/make-pdf.ts'

const pdf = (text: string) => makePdf([column(['Vraag 1', 'Wat?', 'Antwoord 1', text])])

describe('extracting in threads beside', () => {
  const beside = extractBeside({ threads: 2 })
  afterAll(() => beside.close())

  it('gives what extracting here gives, to each its own, however many are asked for at once', async () => {
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

  it('takes a file that needs too much memory for unreadable, and ends nothing else', async () => {
    const small = extractBeside({ memoryMb: 24, threads: 1 })
    const lines = Array.from(
      { length: 80 },
      () => 'Vraag 1 en nog wat woorden om de regel te vullen',
    )
    const large = makePdf(Array.from({ length: 400 }, () => column(lines)))
    await expect(small.extract(large, 'large.pdf')).rejects.toMatchObject({
      code: 'unreadable_document',
      message:
        'large.pdf cannot be read: it takes more than 24 MB of memory; hand in a smaller part of it',
    })
    expect((await small.extract(pdf('Dit.'), 'small.pdf')).text).toContain('Dit.')
    await small.close()
  })
})

it('begins a few of the next ones while one is waited for, and throws where the failed one is asked for', async () => {
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
