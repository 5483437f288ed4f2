import { describe, expect, it } from 'vitest'
import { correctionsOf } from '../../src/domain/corrections.ts'
import { correctedId, officialId } from '../../src/domain/publication.ts'
import { invented } from '../support/invented-documents.ts'

const answering = (id: string, numbers: readonly number[], supersedes: readonly string[] = []) =>
  invented(
    id,
    numbers.map((number) => [[number], `Vraag ${number}?`, [`Antwoord ${number}.`]]),
    { supersedes },
  )

describe('the number of a correction', () => {
  it.each([
    ['ah-tk-20232024-2210-n1.xml', 'ah-tk-20232024-2210-n1', 'ah-tk-20232024-2210'],
    ['AH-1281235-N2', 'ah-1281235-n2', 'ah-1281235'],
    ['eh-ek-20222023-3-n12.pdf', 'eh-ek-20222023-3-n12', 'eh-ek-20222023-3'],
  ])('is an official one: %s', (text, id, base) => {
    expect(officialId(text)).toBe(id)
    expect(correctedId(id)?.base).toBe(base)
  })

  it('is null if the original has no official number', () => {
    expect(officialId('ah-tk-20232024-2210-nieuw.xml')).toBe('ah-tk-20232024-2210')
    for (const id of ['report-n1', 'ah-tk-20232024-2210', 'ah-tk-20232024-2210-n1-n2']) {
      expect(correctedId(id), id).toBeNull()
    }
  })
})

describe('a correction', () => {
  const base = 'ah-tk-20232024-2210'

  it.each([
    ['by its number', answering(base, [1, 2]), answering(`${base}-n1`, [1, 2])],
    ['by its metadata', answering('a', [1, 2]), answering('b', [1, 2, 3], ['a'])],
    ['of the new kind', answering('ah-1281235', [1]), answering('ah-1281235-n1', [1])],
  ])('replaces its original, %s', (_, old, correction) => {
    for (const documents of [
      [old, correction],
      [correction, old],
    ]) {
      const corrections = correctionsOf(documents)
      expect(corrections.by(old.id)).toBe(correction)
      expect(corrections.of(correction.id)).toEqual([old])
      expect([...corrections.replaced.keys()]).toEqual(old.answers.map(({ id }) => id))
      expect(corrections.by(correction.id)).toBeNull()
    }
  })

  it('of a correction replaces both', () => {
    const all = ['-n10', '-n1', '', '-n2'].map((suffix) => answering(base + suffix, [1]))
    const corrections = correctionsOf(all)
    for (const suffix of ['', '-n1', '-n2']) {
      expect(corrections.by(base + suffix)?.id).toBe(`${base}-n10`)
    }
    expect(corrections.of(`${base}-n10`)).toHaveLength(3)
  })

  it('of one answer replaces no other answer', () => {
    const corrections = correctionsOf([answering(base, [1, 2]), answering(`${base}-n1`, [2])])
    expect(corrections.by(base)?.id).toBe(`${base}-n1`)
    expect([...corrections.replaced.keys()]).toEqual([`${base}.2`])
  })

  it('of a document that the index lacks, or of each other, replaces nothing', () => {
    const alone = correctionsOf([answering(`${base}-n1`, [1], ['gone'])])
    expect(alone.replaced.size).toBe(0)
    expect(alone.of(`${base}-n1`)).toEqual([])
    const circle = correctionsOf([answering('a', [1], ['b']), answering('b', [1], ['a'])])
    expect(circle.replaced.size).toBe(1)
    expect(correctionsOf([answering('a', [1], ['a'])]).replaced.size).toBe(0)
  })
})
