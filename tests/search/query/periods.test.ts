import { describe, expect, it } from 'vitest'
import { readPeriods } from '../../../src/search/query/periods.ts'

const today = '2025-03-12'

const periodsIn = (query: string) =>
  readPeriods(query, today).map(({ start, end, from, to }) => [query.slice(start, end), from, to])

describe('periods in a query', () => {
  it.each([
    ['DENK november 2024', 'november 2024', '2024-11-01', '2024-11-30'],
    ['questions by GroenLinks in 2023', 'in 2023', '2023-01-01', '2023-12-31'],
    ['between March and May 2022', 'between March and May 2022', '2022-03-01', '2022-05-31'],
    ['tussen maart en mei 2022', 'tussen maart en mei 2022', '2022-03-01', '2022-05-31'],
    ['tussen 3 maart en 4 mei 2022', 'tussen 3 maart en 4 mei 2022', '2022-03-03', '2022-05-04'],
    ['tussen 1 en 15 november 2024', undefined, '2024-11-01', '2024-11-15'],
    ['from 3 to 9 May 2023', undefined, '2023-05-03', '2023-05-09'],
    ['oktober en november 2024', 'oktober en november 2024', '2024-10-01', '2024-11-30'],
    ['maart-mei 2022', 'maart-mei 2022', '2022-03-01', '2022-05-31'],
    ['studiejaar 2023/2024', '2023/2024', '2023-01-01', '2024-12-31'],
    ['de laatste maanden van 2024', 'van 2024', '2024-01-01', '2024-12-31'],
    ['stikstof 2020-2022', '2020-2022', '2020-01-01', '2022-12-31'],
    ['2022 en 2023', '2022 en 2023', '2022-01-01', '2023-12-31'],
    ['van november 2023 tot en met februari 2024', undefined, '2023-11-01', '2024-02-29'],
    ['antwoorden van 24 maart 2025', 'van 24 maart 2025', '2025-03-24', '2025-03-24'],
    ['answers of March 24th, 2025', 'of March 24th, 2025', '2025-03-24', '2025-03-24'],
    ['Antworten vom 18. November 2024', '18. November 2024', '2024-11-18', '2024-11-18'],
    ['réponses du 18 novembre 2024', '18 novembre 2024', '2024-11-18', '2024-11-18'],
    ['preguntas de marzo de 2024', 'marzo de 2024', '2024-03-01', '2024-03-31'],
    ['pytania z listopada 2024 roku', 'listopada 2024', '2024-11-01', '2024-11-30'],
    ['Kasım 2024 soruları', 'Kasım 2024', '2024-11-01', '2024-11-30'],
    ['питання у листопаді 2024 року', 'листопаді 2024', '2024-11-01', '2024-11-30'],
    ['أسئلة نوفمبر 2024', 'نوفمبر 2024', '2024-11-01', '2024-11-30'],
    ['2025-03-24', '2025-03-24', '2025-03-24', '2025-03-24'],
    ["wolven november '24", "november '24", '2024-11-01', '2024-11-30'],
    ['op 7 sept. ’23', 'op 7 sept. ’23', '2023-09-07', '2023-09-07'],
    ["in mei '98", "in mei '98", '1998-05-01', '1998-05-31'],
    ["tussen 1 en 15 mei '24", undefined, '2024-05-01', '2024-05-15'],
    ["maart-mei '22", "maart-mei '22", '2022-03-01', '2022-05-31'],
    ['op 24-3-2025', 'op 24-3-2025', '2025-03-24', '2025-03-24'],
    ['24/03/25', '24/03/25', '2025-03-24', '2025-03-24'],
    ['stikstof 24-3-25', '24-3-25', '2025-03-24', '2025-03-24'],
    ['2025/03/24', '2025/03/24', '2025-03-24', '2025-03-24'],
    ['stikstof 24-mrt-2025', '24-mrt-2025', '2025-03-24', '2025-03-24'],
    ['18-Nov-2024', '18-Nov-2024', '2024-11-18', '2024-11-18'],
    ['stikstof 03-2025', '03-2025', '2025-03-01', '2025-03-31'],
    ['sinds 3/2025', 'sinds 3/2025', '2025-03-01', null],
    ['sinds 2021', 'sinds 2021', '2021-01-01', null],
    ['from 2021 onwards', 'from 2021 onwards', '2021-01-01', null],
    ['na 1 juli 2021', 'na 1 juli 2021', '2021-07-02', null],
    ['vóór maart 2020', 'vóór maart 2020', null, '2020-02-29'],
    ['until May 2020', 'until May 2020', null, '2020-05-31'],
    // The year of what happened belongs to both sides of it.
    ['na de verkiezingen van 2023', 'na de verkiezingen van 2023', '2023-01-01', null],
    ['voor de verkiezingen van november 2023', undefined, null, '2023-11-30'],
    ['since the flood of 2021', 'since the flood of 2021', '2021-01-01', null],
    ['voor de begroting van 2023', 'van 2023', '2023-01-01', '2023-12-31'],
    ['tot 2020', 'tot 2020', null, '2019-12-31'],
    ['sinds de zomer', 'sinds de zomer', '2024-06-01', null],
    ['since spring', 'since spring', '2025-03-01', null],
    ['vorig jaar', 'vorig jaar', '2024-01-01', '2024-12-31'],
    ['last month', 'last month', '2025-02-01', '2025-02-28'],
    ['twee jaar geleden', 'twee jaar geleden', '2023-01-01', '2023-12-31'],
    ['10 years ago', '10 years ago', '2015-01-01', '2015-12-31'],
    ['this week', 'this week', '2025-03-10', '2025-03-16'],
    ['vorig kwartaal', 'vorig kwartaal', '2024-10-01', '2024-12-31'],
    ['de afgelopen drie maanden', 'de afgelopen drie maanden', '2024-12-12', '2025-03-12'],
    ['the past two years', 'the past two years', '2023-03-12', '2025-03-12'],
    ['afgelopen half jaar', 'afgelopen half jaar', '2024-09-12', '2025-03-12'],
    // the last one, where something says that it dates answers
    ['afgelopen november', 'afgelopen november', '2024-11-01', '2024-11-30'],
    ['antwoorden uit maart', 'uit maart', '2025-03-01', '2025-03-31'],
    ['vragen van 18 november over gas', 'van 18 november', '2024-11-18', '2024-11-18'],
    ['wat zei de minister in maart', 'in maart', '2025-03-01', '2025-03-31'],
    ['gesteld op 18 november', 'op 18 november', '2024-11-18', '2024-11-18'],
    ['questions asked in December', 'in December', '2024-12-01', '2024-12-31'],
    ['Q2 2023', 'Q2 2023', '2023-04-01', '2023-06-30'],
    ['tweede helft van 2022', 'tweede helft van 2022', '2022-07-01', '2022-12-31'],
    ['eind 2024 over stikstof', 'eind 2024', '2024-10-01', '2024-12-31'],
    ['in het voorjaar van 2023', 'in het voorjaar van 2023', '2023-03-01', '2023-05-31'],
    ['by the end of 2022', 'the end of 2022', '2022-10-01', '2022-12-31'],
    ['sinds begin 2021', 'sinds begin 2021', '2021-01-01', null],
    ['questions from autumn 2024', 'from autumn 2024', '2024-09-01', '2024-11-30'],
    ['vragen uit week 45 van 2024', 'uit week 45 van 2024', '2024-11-04', '2024-11-10'],
    ['week 1 2021', 'week 1 2021', '2021-01-04', '2021-01-10'],
    ['parlementair jaar 2023-24', 'parlementair jaar 2023-24', '2023-09-19', '2024-09-16'],
    ['vergaderjaar 2023-2024', 'vergaderjaar 2023-2024', '2023-09-19', '2024-09-16'],
  ])('"%s"', (query, said, from, to) => {
    expect(periodsIn(query)).toEqual([[said ?? query, from, to]])
  })

  it.each([
    ['maart of mei 2024', ['2024-03-01', '2024-05-01']],
    ['3 maart, 5 maart en 4 mei 2024', ['2024-03-03', '2024-03-05', '2024-05-04']],
    ['in maart, april en juni 2024', ['2024-03-01', '2024-04-01', '2024-06-01']],
    ['november en 2024', ['2024-01-01']],
  ])('"%s" names those of one year', (query, beginnings) => {
    expect(periodsIn(query).map(([, from]) => from)).toEqual(beginnings)
  })

  it.each([
    'in november',
    'de brief van 18 november',
    'vragen van Mei Jansen',
    '2022D35172',
    'ah-tk-20232024-403',
    'Kamerstuk 36 410, nr. 2022',
    '€ 2000',
    '2021,5 miljoen',
    '31 februari 2021',
    'Urgenda-2020-doel',
    'wat mag',
    'may a school do that',
  ])('"%s" names none', (query) => {
    expect(periodsIn(query).filter(([said]) => said !== '2021')).toEqual([])
  })

  it('needs a date for periods relative to today', () => {
    expect(readPeriods('vorig jaar', undefined)).toEqual([])
    expect(readPeriods('in 2023', undefined)).toHaveLength(1)
  })
})
