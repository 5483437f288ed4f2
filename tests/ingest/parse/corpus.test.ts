import { describe, expect, it } from 'vitest'
import { checkDocument } from '../../support/check-document.ts'
import { filesOf, hasCorpus, parseFile, scoreGold, scoreXml } from '../../support/gold.ts'

describe.skipIf(!hasCorpus)('the corpus of real documents', () => {
  it.each(['pdf', 'docx', 'xml', 'text'])(
    'of %s has a region for each character and a source for each reading',
    async (folder) => {
      for (const file of filesOf(folder).filter(({ pathname }) => !pathname.endsWith('.json'))) {
        const { source, document } = await parseFile(file)
        checkDocument(document, source)
      }
    },
  )

  it('in XML is read as it was published, letter by letter', async () => {
    expect((await scoreXml()).misses).toEqual([])
  })

  it.each(['pdf', 'docx', 'text'] as const)(
    'of %s is read as a reader reads it, in 99 of 100 answers',
    async (format) => {
      const { right, answers, misses } = await scoreGold(format)
      expect(right / answers, misses.join('\n')).toBeGreaterThanOrEqual(0.99)
    },
  )

  it('yields each official PDF’s number, askers, cabinet, subject and dates', async () => {
    for (const file of filesOf('pdf')) {
      const { document } = await parseFile(file)
      expect(document.id).toMatch(/^ah-tk-\d{8}-\d+$/)
      expect(document.publication).not.toBeNull()
      expect(document.askers.every(({ name, party }) => name !== '' && party !== null)).toBe(true)
      expect(document.askers.length).toBeGreaterThan(0)
      expect(document.ministers.length).toBeGreaterThan(0)
      expect(document.title).not.toMatch(/\.pdf$|ingezonden|ontvangen|^$/)
      expect([document.asked, document.answered].join()).toMatch(
        /^\d{4}-\d\d-\d\d,\d{4}-\d\d-\d\d$/,
      )
    }
  })
})
