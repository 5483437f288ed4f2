import { expect, it } from 'vitest'
import { stemsIn } from '../../src/format/part-words.ts'
import { rememberingStems } from '../../src/search/corpus/build.ts'
import { partsWith } from '../support/parts-with.ts'
import { answering } from '../support/quote-documents.ts'

it('lists the stems of a part, whatever script they are written in', () => {
  const question = 'Zijn de ΕΛΛΗΝΙΚΗ vloot, 𝒳𝒴-stralen en Ünlü cafés bekend?'
  const answer = 'Ja, 日本 ook, en het coördinatie\u00adpunt.'
  const document = answering('d1', { question, paragraphs: [answer] })
  const stemsOf = rememberingStems()
  const own = [document.title, question, answer].flatMap((text) => [...stemsOf(text)])
  expect(own.some((stem) => /[^\p{ASCII}]{2}/u.test(stem))).toBe(true)
  const [part] = partsWith([document], null, 1)
  expect([...stemsIn(part!)].sort()).toEqual([...new Set(own)].sort())
})
