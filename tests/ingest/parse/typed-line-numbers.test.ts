import { expect, it } from 'vitest'
import { pairsOf } from '../../support/cases.ts'
import { readDocument } from '../../support/read-document.ts'

const LINES = [
  'Vragen van het lid Lindeboom (XYZ) over het stuwpeil (ingezonden 3 maart 2025)',
  '',
  'Vraag 1',
  'Kent u het bericht over',
  'het peil?',
  '',
  'Antwoord 1',
  'Ja.',
  '',
  'Vraag 2',
  'Hoe hoog is het?',
  '',
  'Antwoord 2',
  'Dat is',
  '12 meter.',
  '',
]

const WHOLE = {
  asked: { 1: ['Kent u het bericht over het peil?'], 2: ['Hoe hoog is het?'] },
  answered: { 1: ['Ja.'], 2: ['Dat is 12 meter.'] },
}

async function pairs(lines: readonly string[]) {
  return pairsOf((await readDocument(`${lines.join('\n')}\n`, 'brief.txt')).document)
}

it.each([
  ['each line', (line: string, number: number) => `${number}  ${line}`],
  [
    'each line, on the right',
    (line: string, number: number) => `${String(number).padStart(3)} ${line}`,
  ],
  ['each line, and a colon', (line: string, number: number) => `${number}: ${line}`],
  ['each line, and a bar', (line: string, number: number) => `${number} | ${line}`],
  ['each line from 101 on', (line: string, number: number) => `${number + 100} ${line}`],
  ['each fifth line', (line: string, number: number) => `${number % 5 ? '  ' : number} ${line}`],
])('the numbers of %s are not read', async (_, numbered) => {
  expect(await pairs(LINES.map((line, at) => numbered(line, at + 1)))).toEqual(WHOLE)
})

it('the numbers of lines that count anew on each page are not read', async () => {
  const words = LINES.filter((line) => line !== '')
  const page = (line: string, at: number) => `${at === 6 ? '\f' : ''}${(at % 6) + 1} ${line}`
  expect(await pairs(words.map(page))).toEqual(WHOLE)
  expect(await pairs(words.map((line, at) => page(line, at).replace('\f', '')))).toEqual(WHOLE)
})

it('the numbers of lines with words are not read', async () => {
  let number = 0
  expect(await pairs(LINES.map((line) => (line === '' ? '' : `${++number} ${line}`)))).toEqual(
    WHOLE,
  )
})

it('numbers that do not count the lines are read', async () => {
  const amounts = LINES.map((line, at) => (at === 7 ? '7 stuwen' : line))
  expect((await pairs(amounts)).answered).toEqual({ 1: ['7 stuwen'], 2: ['Dat is 12 meter.'] })
})
