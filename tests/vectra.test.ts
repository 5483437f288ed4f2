import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { LocalIndex, ProtobufCodec } from 'vectra'
import { memoryStore } from '../src/store/memory.ts'
import { readVectraFile } from '../src/store/vectra-file.ts'
import { writeVectraFile } from '../src/store/vectra.ts'
import { describeStore } from './store.contract.ts'

const entries = [
  { paragraphId: '2022D1.1.p1', documentId: '2022D1', vector: new Float32Array([0.6, 0.8, 0]) },
  { paragraphId: '2022D1.3+4.p2', documentId: '2022D1', vector: new Float32Array([0, 0, 0]) },
  { paragraphId: 'é.1.p1', documentId: 'é', vector: new Float32Array([-1, 0, 0.1]) },
]

describeStore('memory, filled from a Vectra file', async (dimensions) =>
  memoryStore({ dimensions, entries: readVectraFile(writeVectraFile([])) }),
)

describe('the Vectra file', () => {
  const folders: string[] = []
  afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))))

  it('gives back what was written, to the bit', () => {
    expect(readVectraFile(writeVectraFile(entries))).toEqual(entries)
  })

  it('is the same bytes each time', () => {
    expect(writeVectraFile(entries)).toEqual(writeVectraFile(entries))
  })

  it('is an index that Vectra itself opens and searches', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'letterlijk-vectra-'))
    folders.push(folder)
    await writeFile(join(folder, 'index.pb'), writeVectraFile(entries))
    const index = new LocalIndex(folder, undefined, undefined, new ProtobufCodec())
    const [best] = await index.queryItems([-1, 0, 0], '', 1)
    expect(best!.item.id).toBe('é.1.p1')
    expect(best!.item.metadata).toEqual({ documentId: 'é' })
  })

  it.each([
    ['cut in the middle', (bytes: Uint8Array) => bytes.slice(0, bytes.length / 2)],
    ['not protobuf', () => new TextEncoder().encode('<html>not found</html>')],
  ])('is refused with a remedy when %s', (_, spoil) => {
    expect(() => readVectraFile(spoil(writeVectraFile(entries)))).toThrow(/npm run index/)
  })
})
