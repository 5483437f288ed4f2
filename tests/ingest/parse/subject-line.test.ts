import { expect, it } from 'vitest'
import { subjectLine } from '../../../src/ingest/parse/subject-line.ts'

it.each([
  ['Onderwerp: Beantwoording Kamervragen over het stuwpeil', 'het stuwpeil'],
  [
    'Betreft  Antwoorden op schriftelijke vragen van het lid Lindeboom inzake het peil.',
    'het peil',
  ],
  ['Antwoorden op Kamervragen over het stuwpeil', 'het stuwpeil'],
  ['Onderwerp: Het stuwpeil bij Oudewater', 'Het stuwpeil bij Oudewater'],
  ['Geachte voorzitter,', ''],
])('"%s" is about "%s"', (text, subject) => {
  expect(subjectLine([{ text: 'Ministerie van Waterzaken' }, { text }])).toBe(subject)
})
