import { describe, expect, it } from 'vitest'
import type { FoundAnswer } from '../../src/wire/answer.ts'
import type { AskResponse } from '../../src/wire/ask.ts'
import { chatWords } from '../../src/words/chat.ts'
import type { Turn } from '../../web/turn.ts'
import { transcriptMarkdown, transcriptOf } from '../../web/transcript.ts'
import { answerOf, documentOf, responseOf } from './wire-fixture.ts'

const context = {
  language: 'nl' as const,
  strings: chatWords.nl,
  page: (path: string) => `https://a.example${path}`,
  date: (day: string) => `op ${day}`,
  fixed: { documents: ['a', 'b'] },
}

function saved(rest: Partial<AskResponse>, filters: Turn['filters'] = {}): string {
  const response = { ...responseOf('woorden'), withheld: 0, ...rest }
  const state = { kind: 'answered', response } as const
  const turn = { id: 1, query: 'vraag', history: [], filters, state }
  return transcriptMarkdown(transcriptOf([turn], context))
}

const alone: FoundAnswer = { ...answerOf('Ja.'), alsoAnsweredIn: [] }
const later: FoundAnswer = {
  ...alone,
  id: 'e.1',
  document: { ...alone.document, id: 'e', answered: '2023-01-02' },
  links: { self: '/v1/answers/e.1', page: '/documents/e#antwoord-1' },
}

describe('a saved conversation', () => {
  it('says that an answer is an earlier position, and where the later one stands', () => {
    const text = saved({ answers: [{ ...alone, newer: 'e.1' }, later] })
    expect(text).toContain(
      'Eerder standpunt. Lees het latere antwoord: 2 januari 2023 ' +
        '(<https://a.example/documents/e#antwoord-1>)',
    )
    expect(saved({ answers: [later] })).not.toContain('Eerder standpunt')
  })

  it('names the other places of an answer, and what it corrects', () => {
    const corrects = [{ id: '2022D00001', page: '/documents/2022D00001' }]
    const answer = { ...answerOf('Ja.'), document: { ...alone.document, corrects } }
    const text = saved({ answers: [answer] })
    expect(text).toContain(
      'Nagenoeg hetzelfde antwoord: Ja. (<https://a.example/documents/e#antwoord-1>)',
    )
    expect(text).toContain(
      'Gecorrigeerd antwoord; vervangt dat in 2022D00001 (<https://a.example/documents/2022D00001>)',
    )
  })

  it('has the answer that a mere reference refers to, and says so', () => {
    const refersTo = [{ ...later, paragraphs: answerOf('Nee, dat klopt niet.').paragraphs }]
    const text = saved({ answers: [{ ...alone, refersTo }] })
    const [own, referred] = text.split('\nWaarnaar dit antwoord verwijst:\n')
    expect(own).toContain('> Ja.\n')
    expect(own).not.toContain('Nee, dat klopt niet.')
    expect(referred).toContain('> Nee, dat klopt niet.\n')
    expect(referred).toContain('<https://a.example/documents/e#antwoord-1>')
  })

  it.each([
    [{ parties: ['D66'], from: '2024-01-01' }, 'D66 · Beantwoord vanaf op 2024-01-01'],
    [{ documents: ['a', 'b'], ministers: ['Van Weel', 'Hoekstra'] }, 'Van Weel · Hoekstra'],
    [{ documents: ['b'], to: '2024-12-31' }, 'b · Beantwoord tot en met op 2024-12-31'],
  ])('names the filters %j that were chosen, and none that the page fixed', (filters, named) => {
    expect(saved({}, filters)).toContain(`## vraag\n\nFilters bij deze vraag: ${named}\n`)
    expect(saved({}, context.fixed)).not.toContain('Filters bij deze vraag')
  })

  it('says of the weak answers alone that they are probably not about the question', () => {
    const weak = saved({ answers: [alone, { ...later, relevance: 'weak' }] })
    expect(weak).toContain('2 antwoorden gevonden, 1 daarvan waarschijnlijk niet over uw vraag')
  })

  it('names the questions that wait for an answer', () => {
    const { source: _, questions: __, answers: ___, ...waiting } = documentOf('wolven')
    const text = saved({ answers: [], outcome: 'nothing_found', unanswered: [waiting] })
    expect(text).toContain('wolven (wolven) · d\n')
    expect(text).toContain('— Wolven: <https://a.example/documents/d>')
  })

  it('says what is not shown', () => {
    const refused = [{ answerId: 'x.1', code: 'not_verbatim', detail: '' } as const]
    const text = saved({ withheld: 2, refused })
    expect(text).toContain('2 antwoorden zijn achtergehouden')
    expect(text).toContain('Antwoord x.1 wordt niet getoond')
  })
})
