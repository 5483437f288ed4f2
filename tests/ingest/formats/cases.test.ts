import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { caseFile, hasCases, pairsOf } from '../../support/cases.ts'
import { notesOf, readDocument } from '../../support/read-document.ts'

async function readCase(number: string) {
  const file = caseFile(number)
  return readDocument(readFileSync(file), decodeURIComponent(basename(file.pathname)))
}

describe.skipIf(!hasCases)('the cases from the real world', () => {
  it.each<[number: string, answers: Record<string, string[]>]>([
    ['01', { 2: ['Het stuwpeil wordt niet verlaagd. Zie ook tabel 3 van de bijlage.'] }],
    [
      '03',
      {
        2: [
          'Nee, het stuwpeil wordt niet verlaagd.',
          'Uitzondering: bij hoogwater wordt het peil wel verlaagd.',
          'Het waterschap is het daarmee eens.',
        ],
      },
    ],
    ['05', { 2: ['Het bericht heet السد en is van gisteren.'] }],
    ['13', { 2: ['Nee, het peil blijft, zoals gemeld.'] }],
    ['14', { 1: ['Ja, dat bericht ken ik.'], 2: ['Nee, het peil blijft.'] }],
    ['16', { 1: ['Ja, dat bericht ken ik.'], 2: ['Nee, het peil blijft.'] }],
    ['26', { 1: ['Ja, dat bericht ken ik.'], 2: ['Nee, het peil blijft.'] }],
    [
      '28',
      {
        1: ['Ja, dat bericht ken ik.'],
        2: ['Nee. Het stuwpeil bij Oudewater blijft op 1,20 meter boven NAP.'],
      },
    ],
    [
      '36',
      {
        1: ['Ja, dat bericht ken ik.'],
        2: ['Nee. Het stuwpeil blijft op 1,20 meter.'],
        3: ['Het waterschap betaalt.'],
      },
    ],
    ['38', { 2: ['Het stuwpeil wordt niet verlaagd. Het waterschap is het daarmee eens.'] }],
    ['41', { 2: ['Peil', 'Nee, het peil blijft.', 'Kosten', 'De kosten zijn laag.'] }],
    [
      '42',
      {
        2: [
          'De peilen zijn als volgt:',
          'Stuw 2023 2024',
          'Oudewater 1,20 1,15',
          'Linschoten 0,90 0,95',
          'Deze peilen gelden het hele jaar.',
        ],
      },
    ],
    ['43', { 2: ['De peilen:', 'Tabel 1', 'Stuw Peil', 'Oudewater 1,20 1,15', 'Deze gelden.'] }],
    [
      '45',
      {
        2: [
          'Ik neem drie maatregelen:',
          '1. De stuw gaat omlaag.',
          '2. De brug blijft.',
          '3. De sluis sluit.',
          'Maatregel 2 kost het meest.',
        ],
      },
    ],
  ])('%s is read in full', async (number, answers) => {
    const { document } = await readCase(number)
    expect(pairsOf(document).answered).toMatchObject(answers)
    expect(document.warnings).toEqual([])
  })

  it.each<[number: string, notes: string[]]>([
    [
      '13',
      [
        '1 Kamerstuk 12 345, nr. 6. @Nee',
        '2 De Waterkrant, 1 maart 2025. @meld',
        '3 Stuwblad, 2 maart 2025. @',
      ],
    ],
    ['14', ['1 De Waterkrant, 1 maart 2025. @Ja', '2 Kamerstuk 1. @Nee']],
  ])('%s has its notes at their references', async (number, notes) => {
    const { document, extracted } = await readCase(number)
    const found = notesOf(document, extracted.text)
    expect(found).toHaveLength(notes.length)
    for (const [index, note] of notes.entries())
      expect(found[index]).toContain(note.replace(/@.*/, ''))
    expect(document.notes.every(({ anchor }) => anchor !== null)).toBe(true)
  })

  it.each(['30', '32', '33'])('%s is refused', async (number) => {
    await expect(readCase(number)).rejects.toMatchObject({ code: 'unreadable_document' })
  })
})
