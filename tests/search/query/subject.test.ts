import { expect, it } from 'vitest'
import { takeApart } from '../../../src/search/query/analysis.ts'
import { subjectWords } from '../../../src/search/query/subject.ts'

const wordsOfSubject = (query: string, earlier: readonly string[] = []): number =>
  subjectWords(takeApart(query, earlier, { lexicon: null }))

it.each([
  ['Wat zegt het kabinet over halfgeleiders?', 1],
  ['Was sagt die Regierung über Halbleiter?', 1],
  ['Que dit le gouvernement sur les semi-conducteurs ?', 1],
  ['¿Qué dice el gobierno sobre los semiconductores?', 1],
  ['Hükümet yarı iletkenler hakkında ne diyor?', 1],
  ['ماذا تقول الحكومة عن أشباه الموصلات؟', 1],
  ['what does the minister say about Russian disinformation', 2],
  ['What is the government doing about oil and gas?', 2],
  ['wat doet de minister tegen zwerfafval', 1],
  ['de verenigingen van Haagse eigenaren', 3],
  ['dual-use goods', 2],
  ['childcare', 1],
  ['wat is er gezegd over de sociale huur', 2],
  ['kamervragen over vuurwerk', 1],
  ['welke vragen zijn er gesteld over sociale huur', 2],
  ['hoe zit het met elektrische bussen?', 2],
  ['wat vindt de regering van sociale huur', 2],
  ['wat is het beleid voor wolven?', 1],
  ['do you have information on road safety', 2],
  ['Was weiß man über den sozialen Wohnungsbau?', 2],
])('"%s" asks about a subject of words: %i', (query, count) => {
  expect(wordsOfSubject(query)).toBe(count)
})

it.each([
  'Welke straf geeft de jongerenrechtbank?',
  'Wat betekent het Non-Proliferatieverdrag voor Nederland?',
  'Waarom staat de Lelylijn niet in het BNC-fiche?',
  'is de jongerenrechtbank nou gestopt of niet',
  'What does the minister say about violence against police officers in small towns?',
  'Wat zegt de minister over wachtlijsten terwijl huisartsen stoppen?',
  'Heeft Iran een atoombom?',
  'Wanneer komt de spoorlijn?',
  'why is there no money for young carers',
  'Wat zegt de minister?',
  // what it is
  'Wat is een ecoduct?',
  'what are the PFAS?',
  'Co to jest PFAS?',
])('"%s" asks for something else', (query) => {
  expect(wordsOfSubject(query)).toBe(0)
})

it('tells it by the words of the query itself', () => {
  expect(wordsOfSubject('en over ASML?', ['Waarom staat de Lelylijn er niet in?'])).toBe(1)
})
