import { describe, expect, it } from 'vitest'
import type { DocumentKind, Publication, SourceDocument } from '../../src/domain/document.ts'
import { mattersOf } from '../../src/domain/matters.ts'
import { bare } from '../support/bare-document.ts'

function document(
  id: string,
  kind: DocumentKind,
  zaken: readonly string[],
  more: Partial<SourceDocument> = {},
): SourceDocument {
  return { ...bare(id), kind, zaken, ...more }
}

const number = (of: number): Publication => ({ sessionYear: '2023-2024', number: of })
const stateOf = (id: string, documents: readonly SourceDocument[]) =>
  mattersOf(documents).stateOf(documents.find((each) => each.id === id)!)

describe('the state of questions', () => {
  const asked = document('asked', 'questions', ['1'], { asked: '2024-01-01' })

  it('is open while their matter has no answer and no withdrawal, notice or not', () => {
    expect(stateOf('asked', [asked])).toBe('open')
    expect(stateOf('asked', [asked, document('late', 'notice', ['1'])])).toBe('open')
    expect(stateOf('asked', [asked, document('other', 'answers', ['2'])])).toBe('open')
    expect(stateOf('asked', [asked, document('answer', 'answers', ['2', '1'])])).toBe('answered')
    expect(stateOf('asked', [asked, document('gone', 'withdrawal', ['1'])])).toBe('withdrawn')
  })

  it('is unknown if nothing says which matter they belong to', () => {
    expect(stateOf('a', [document('a', 'questions', []), document('b', 'answers', ['1'])])).toBe(
      'unknown',
    )
    expect(mattersOf([document('a', 'questions', [])]).open).toEqual([])
  })

  it('is answered for a notice whose publication the answer names', () => {
    const notice = document('notice', 'notice', [], { publication: number(5) })
    const answer = document('answer', 'answers', [], { earlier: [number(5)] })
    expect(stateOf('notice', [notice, answer])).toBe('answered')
    expect(mattersOf([notice, answer]).others(notice)).toEqual([answer])
    expect(stateOf('notice', [notice, { ...answer, earlier: [number(6)] }])).toBe('unknown')
  })

  it('leads from each document to the others: questions, notices, answers, by date', () => {
    const late = document('late', 'notice', ['1'], { answered: '2024-01-20' })
    const later = document('later', 'notice', ['1'], { answered: '2024-02-01' })
    const answer = document('answer', 'answers', ['1'], { answered: '2024-03-01' })
    const all = [answer, later, asked, late]
    const matters = mattersOf(all)
    expect(matters.others(asked)).toEqual([late, later, answer])
    expect(matters.others(answer)).toEqual([asked, late, later])
  })

  it('lists a matter once, newest first, and a notice only if the questions are missing', () => {
    const newer = document('newer', 'questions', ['2'], { asked: '2024-05-01' })
    const notice = document('notice', 'notice', ['1'], { asked: '2024-01-01' })
    const alone = document('alone', 'notice', ['3'], { asked: '2024-02-01' })
    expect(mattersOf([asked, notice, newer, alone]).open).toEqual([newer, alone, asked])
  })

  it('lists a matter once if several notices stand for it, and loses none', () => {
    const notice = (id: string, answered: string, zaken: readonly string[]) =>
      document(id, 'notice', zaken, { answered })
    const first = notice('z', '2024-01-20', ['1'])
    const second = notice('a', '2024-02-20', ['1'])
    expect(mattersOf([second, first]).open).toEqual([first])
    expect(mattersOf([first, second]).first(second)).toBe(first)
    expect(mattersOf([first, second, asked]).open).toEqual([asked])
    // The later one is about another matter too.
    const both = notice('both', '2024-03-20', ['1', '2'])
    expect(mattersOf([first, second, both]).open).toEqual([both])
    // Neither speaks of all.
    const other = notice('other', '2024-03-20', ['1', '3'])
    expect(mattersOf([first, both, other]).open).toEqual([both, other])
    const published = document('kv-tk-1', 'questions', ['1'], { asked: '2024-01-01' })
    expect(mattersOf([published, asked]).open).toEqual([asked])
  })
})
