import { expect, it } from 'vitest'
import { firstQuestion, subjectLine } from '../../../src/ingest/parse/subject-line.ts'

it.each([
  ['Onderwerp: Beantwoording Kamervragen over het stuwpeil', 'het stuwpeil'],
  [
    'Betreft  Antwoorden op schriftelijke vragen van het lid Lindeboom inzake het peil.',
    'het peil',
  ],
  ['Antwoorden op Kamervragen over het stuwpeil', 'het stuwpeil'],
  ['Lijst van vragen en antwoorden over het stuwpeil', 'het stuwpeil'],
  ['Vragen en antwoorden inzake de brief over het peil', 'de brief over het peil'],
  ['Overzicht van schriftelijke vragen en de antwoorden betreffende het peil', 'het peil'],
  ['Raadsvragen ABC over het peil', 'het peil'],
  ['Technische vragen inzake het peil', 'het peil'],
  ['Onderwerp: Het stuwpeil bij Oudewater', 'Het stuwpeil bij Oudewater'],
  ["title: 'Het stuwpeil'", 'Het stuwpeil'],
  ['Betreft: «Het stuwpeil»', 'Het stuwpeil'],
  ['Onderwerp: “Het peil” en “de stuw”', '“Het peil” en “de stuw”'],
  ['Onderwerp: het bericht ‘Stuw te hoog’', 'het bericht ‘Stuw te hoog’'],
  ['Onderwerp: "Stuw te hoog" in Oudewater', '"Stuw te hoog" in Oudewater'],
  ['Geachte voorzitter,', ''],
  ['Vragen over deze brief stelt u aan ons loket.', ''],
])('"%s" is about "%s"', (text, subject) => {
  expect(subjectLine([{ text: 'Ministerie van Waterzaken' }, { text }])).toBe(subject)
})

it('a letter without a subject is about what it asks first, and no longer', () => {
  const asked = (text: string) =>
    firstQuestion([{ numbers: [1], reading: { text, spans: [], joins: [] } }])
  expect(asked('Blijft het peil bij Oudewater?')).toBe('Blijft het peil bij Oudewater?')
  expect(asked(`Kent u het bericht, ${'woord '.repeat(40)}?`)).toMatch(/^Kent u.{80,110}woord …$/)
  expect(firstQuestion([])).toBe('')
})
