import { describe, expect, it } from 'vitest'
import { officialId, sessionYearOf } from '../../../src/domain/publication.ts'
import { wholeText } from '../../../src/ingest/extraction/account.ts'
import { readDate } from '../../../src/ingest/parse/dates.ts'
import { identify } from '../../../src/ingest/parse/identify.ts'
import { readAskers } from '../../../src/ingest/parse/askers.ts'
import { readIntroduction } from '../../../src/ingest/parse/introduction.ts'
import { readMinisters } from '../../../src/ingest/parse/ministers.ts'

it('reads Dutch dates', () => {
  expect(readDate('ingezonden 3 oktober 2024')).toBe('2024-10-03')
  expect(readDate('oktober 2024')).toBeNull()
})

it.each([
  'maandag 3 maart 2025',
  '3 mrt. 2025',
  '3 mrt 2025',
  '3-3-2025',
  '03/03/2025',
  '03.03.2025',
  "3-3-'25",
  '03/03/25',
  '3 mrt ’25',
  '3e maart 2025',
  '2025-03-03',
])('reads "%s"', (date) => {
  expect(readDate(date)).toBe('2025-03-03')
  const head = `Vragen van het lid Duin (D66) over vis (ingezonden d.d. ${date})`
  expect(
    readIntroduction(`${head} Antwoord van Minister Oever (ontvangen: ${date})`),
  ).toMatchObject({ asked: '2025-03-03', answered: '2025-03-03' })
})

it.each(['3-13-2025', '3-3-205', '3 maart 25', '2025-13-03', '3-3/2025', '3 mar 2025', '33 2025'])(
  '"%s" is no date',
  (text) => {
    expect(readDate(text)).toBeNull()
  },
)

it.each([
  ['Antwoord van de Minister van Water, de heer J. Oever (ontvangen 3 maart 2025)', 'J. Oever'],
  ['Antwoord van de Minister-President, mevrouw Oever, op vragen van het lid Duin', 'Oever'],
  ['Beantwoording door minister Oever (Water), 3 maart 2025', 'Oever'],
  ['Antwoord van de Minister van Water, J. Oever (ontvangen 3 maart 2025)', 'J. Oever'],
])('reads who answers in %j', (head, name) => {
  expect(readIntroduction(head).ministers.map((minister) => minister.name)).toEqual([name])
})

it.each([
  'Geachte voorzitter, Bijgaand',
  'Ingezonden: 3 maart 2025',
  'Nummer: 2025D01234, versie: 1',
])('ends the subject above %j', (next) => {
  const head = `Betreft Antwoorden op vragen van het lid Duin (D66) over vis\n${next} treft u aan`
  expect(readIntroduction(head).title).toBe('vis')
})

it.each([
  'De vragen zijn op 10 mei 2024 voorgelegd aan de Minister van Water. Bij brief van 4 juni 2024 ' +
    'zijn ze door de Minister van Water beantwoord.',
  'De commissie heeft vragen voorgelegd aan de Minister van Water over vis. De Minister heeft ' +
    'deze vragen beantwoord bij brief van 4 juni 2024.',
  'De Minister van Water heeft deze vragen beantwoord bij brief van 4 juni 2024.',
])('reads who answered a list, and when: %j', (head) => {
  const { ministers, answered } = readIntroduction(head)
  expect(ministers).toMatchObject([{ role: 'Minister', portfolio: 'Water' }])
  expect(answered).toBe('2024-06-04')
})

it('takes a minister to whom questions were put for no one who answered', () => {
  const head = 'De vragen zijn op 10 mei 2024 voorgelegd aan de Minister van Water.'
  expect(readIntroduction(head).ministers).toEqual([])
})

it.each([
  'Indiener: Piet Duin (D66) Datum indiening: 3 maart 2025 Datum beantwoording: 24 maart 2025',
  'Datum: 3 maart 2025 Vraagsteller(s): Piet Duin (D66) Datum antwoord: 24 maart 2025',
  'Ingediend 3 maart 2025 Beantwoord 24 maart 2025 (na 21 dagen) Indiener Piet Duin (D66)',
])('reads the fields of a form: %j', (head) => {
  expect(readIntroduction(head)).toMatchObject({
    askers: [{ name: 'Piet Duin', party: 'D66' }],
    ...{ asked: '2025-03-03', answered: '2025-03-24' },
  })
})

it.each([
  [
    'Van: de minister van Waterzaken, Jan Duin Datum: 24 maart 2025 Indiener: lid Bos (D66)',
    'Jan Duin',
  ],
  ['Gesteld door: het lid Bos (D66) Beantwoord door: minister J. Duin van Financiën', 'J. Duin'],
  ['Gesteld door: Bos (D66) Beantwoord door: Jan Duin, minister van Financiën', 'Jan Duin'],
  [
    'Vragensteller: lid Bos (D66) Antwoord van: minister Jan van Duin Aan: de Kamer',
    'Jan van Duin',
  ],
  ['Indiener: Bos (D66) Aan: de minister van Financiën, Jan Duin', undefined],
])('reads who answers in the fields of a form: %j', (head, name) => {
  const { askers, ministers, answered } = readIntroduction(head)
  expect(askers).toEqual([{ name: 'Bos', party: 'D66' }])
  expect(ministers.map((each) => each.name)).toEqual(name === undefined ? [] : [name])
  expect(answered).toBe(head.startsWith('Van') ? '2025-03-24' : null)
})

it.each([
  'Van: raadslid P. Duin (ABC), Aan: het college Datum: 3 maart 2025',
  'Ingediend door: P. Duin, ABC Datum: 3 maart 2025',
  'Vragen van het Statenlid P. Duin (ABC) over vis\n\nAan Gedeputeerde Staten Datum 3 maart 2025',
  'Vragen van de raadsleden P. Duin (ABC) over vis Aan de gemeenteraad (ingezonden 3 maart 2025)',
])('reads the members of a council, and when they asked: %j', (head) => {
  expect(readIntroduction(head)).toMatchObject({
    askers: [{ name: 'P. Duin', party: 'ABC' }],
    title: head.startsWith('Vragen') ? 'vis' : '',
    ...{ asked: '2025-03-03', answered: null },
  })
})

it.each([
  'Schriftelijke vragen ex artikel 40 RvO van raadslid J. Duin (Lokaal Belang) over vis',
  'Vragen (conform art. 38 van het Reglement van Orde) door mevrouw J. Duin (Lokaal Belang) ' +
    'inzake vis Ingekomen: 3 maart 2025',
  'Beantwoording schriftelijke vragen J. Duin (Lokaal Belang) betreffende vis Datum: 3 mei 2025',
  'Schriftelijke vragen over vis Raadslid: J. Duin Fractie: Lokaal Belang Datum: 3 maart 2025',
  'Vragen van algemeen bestuurslid J. Duin (Lokaal Belang) over vis Nummer 12 Gesteld: 3 mei 2025',
])('reads who asked and about what: %j', (head) => {
  const { askers, title } = readIntroduction(head)
  expect(askers).toEqual([{ name: 'J. Duin', party: 'Lokaal Belang' }])
  expect(title).toBe(head.includes('Raadslid') ? '' : 'vis')
})

it.each([
  ...['Vragen van bewoners (Duin) over vis', 'Vragen van J. Duin (bewoner) over vis'],
  ...['Raadsvragen Lokaal Belang (Duin) over vis', 'Vragen over J. Duin (ABC) en vis'],
])('names no member in %j', (head) => {
  expect(readIntroduction(head).askers).toEqual([])
})

it.each([
  ['Beantwoording door het college d.d. 24 maart 2025', '2025-03-24'],
  ['Antwoord college (vastgesteld op 24 maart 2025):', '2025-03-24'],
  ['Antwoord van minister J. Duin (Waterzaken) van 24 maart 2025', '2025-03-24'],
  ['Antwoord van het college op de vragen van 3 maart 2025', null],
  ['Beantwoording door het college van de brief d.d. 3 maart 2025', null],
  ['Antwoorden', null],
])('has the date of the questions above them, and that of the answers in %j', (line, answered) => {
  const above = 'Raadsvragen Datum: 3 maart 2025. Wij zien uw antwoord graag tegemoet.'
  expect(readIntroduction(`${above}\n\n${line}`, above)).toMatchObject({
    ...{ asked: '2025-03-03', answered },
  })
})

it('a day below "Kamervragen over" may be that of the questions or of the answers', () => {
  const head = 'Kamervragen over vis Datum: 3 maart 2025'
  expect(readIntroduction(head)).toMatchObject({ asked: null, answered: null })
})

it.each(['PvdD', 'D66', 'Fractie ABC'])('takes %s for no member', (name) => {
  const head = `Gesteld door: ${name} Datum: 3 maart 2025`
  expect(readIntroduction(head)).toMatchObject({ askers: [], asked: '2025-03-03' })
})

it('takes the date of questions in a letter for none of its own', () => {
  const letter =
    'Hierbij de antwoorden op de vragen over de dijk (nr. 12), ontvangen op 3 mei 2024.'
  expect(readIntroduction(letter).answered).toBeNull()
  expect(readIntroduction(`Datum: 4 mei 2024 ${letter}`).answered).toBe('2024-05-04')
})

it.each([
  ['Tweede', { sessionYear: '2024-2025', number: 12 }],
  ['Eerste', null],
])('reads the number of the series of the %s Kamer alone', (chamber, publication) => {
  const head =
    `${chamber} Kamer der Staten-Generaal 1 Vergaderjaar 2024–2025 Aanhangsel van de Handelingen ` +
    'Vragen gesteld door de leden der Kamer, met de daarop door de regering gegeven antwoorden 12'
  expect(readIntroduction(head).publication).toEqual(publication)
})

it('names no member where those of a group ask', () => {
  expect(readIntroduction('de vragen van de leden van de D66-fractie over vis').askers).toEqual([])
})

it('reads who asked from the head of a web page', () => {
  const page =
    'Antwoord op vragen van het lid Duin over vis Antwoord van minister Oever (Water) op vragen ' +
    'van het lid Duin (D66) over vis'
  const told =
    'Minister Oever (Water) beantwoordt vragen over vis. De Tweede Kamerleden Duin (D66) en drs. ' +
    'Dijk (SP) hadden deze vragen gesteld. Kamerstuk: Kamervragen | 24-03-2025 | W'
  expect(readIntroduction(page).askers).toEqual([{ name: 'Duin', party: 'D66' }])
  expect(readIntroduction(told)).toMatchObject({
    askers: [
      { name: 'Duin', party: 'D66' },
      { name: 'Dijk', party: 'SP' },
    ],
    answered: '2025-03-24',
  })
})

it('reads who answers from the head of a web page', () => {
  const head = 'Minister Oever (Water) beantwoordt de vragen over vis. Het Kamerlid Duin vroeg dit.'
  expect(readIntroduction(head).ministers).toMatchObject([{ name: 'Oever', portfolio: 'Water' }])
})

it('begins a parliamentary year on the third Tuesday of September', () => {
  expect(sessionYearOf('2024-09-16')).toBe('2023-2024')
  expect(sessionYearOf('2024-09-17')).toBe('2024-2025')
  expect(sessionYearOf('2022-09-19')).toBe('2021-2022')
})

it.each([
  ['Oever (SP)', ['Oever/SP']],
  ['Duin (D66), Dijk (CDA) en Van Oever (SP)', ['Duin/D66', 'Dijk/CDA', 'Van Oever/SP']],
  ['Duin en Dijk (beiden D66)', ['Duin/D66', 'Dijk/D66']],
  ['Duin (D66), Dijk en Oever (beiden SP)', ['Duin/D66', 'Dijk/SP', 'Oever/SP']],
  ['Duin (Nieuw Pad', ['Duin/Nieuw Pad']],
  ['Duin', ['Duin/null']],
  ['Duin (D66) Dijk (CDA) en het lid ’t Oever (SP)', ['Duin/D66', 'Dijk/CDA', '’t Oever/SP']],
  [
    "Th.B. van Oever (SP); d'Ancona & El Duin",
    ['Th.B. van Oever/SP', "d'Ancona/null", 'El Duin/null'],
  ],
])('reads the askers "%s"', (text, names) => {
  expect(readAskers(text).map(({ name, party }) => `${name}/${party}`)).toEqual(names)
})

it.each([
  'Duin (SP) en Van Dijk (CDA) (ingezonden 3 mei 2024). De Minister van Water en Wegen, B. Oever',
  'Duin (SP) en Van Dijk (CDA). De Minister van Water en Wegen, B. Oever',
  'Duin (SP) en Van Dijk (CDA), De staatssecretaris van Wegen, B. Oever',
  'Duin (SP) en Van Dijk (CDA), Den Haag, 3 mei 2024, De Minister van Water en Wegen',
  'Duin (SP) en Van Dijk (CDA) die op 3 mei 2024 zijn ingezonden. Hoogachtend, Veerman en Oever',
  'Duin (SP) en Van Dijk (CDA), kenmerk 2024Z12345, Oever en Veerman',
])('reads no asker behind the end of the list in "%s"', (text) => {
  expect(readAskers(text)).toEqual([
    { name: 'Duin', party: 'SP' },
    { name: 'Van Dijk', party: 'CDA' },
  ])
})

it.each([
  ['Minister Veerman (Water) (ontvangen 4 november 2024)', ['Minister/Veerman/Water'], []],
  ['de minister van Water op Kamervragen van', ['Minister/null/Water'], []],
  [
    'Staatssecretaris Oever (Wegen, Bruggen en Sluizen), mede namens de Ministers van Water ' +
      'en van Land (ontvangen',
    ['Staatssecretaris/Oever/Wegen, Bruggen en Sluizen'],
    ['Minister/null/Water', 'Minister/null/Land'],
  ],
  [
    'Minister Veerman (Water) en Staatssecretaris Oever (Wegen) (ontvangen',
    ['Minister/Veerman/Water', 'Staatssecretaris/Oever/Wegen'],
    [],
  ],
  [
    'de Minister van Water, mede namens de Minister van Land, op de schriftelijke vragen van',
    ['Minister/null/Water'],
    ['Minister/null/Land'],
  ],
  ['Minister-President Dijk (ontvangen 1 mei 2020)', ['Minister-President/Dijk/null'], []],
])('reads the cabinet in "%s"', (text, answering, behalf) => {
  const { ministers, onBehalfOf } = readMinisters(text)
  const spell = (list: typeof ministers) =>
    list.map(({ role, name, portfolio }) => `${role}/${name}/${portfolio}`)
  expect(spell(ministers)).toEqual(answering)
  expect(spell(onBehalfOf)).toEqual(behalf)
})

describe('an introduction', () => {
  it('is read from the head of a letter', () => {
    const letter = `Datum 11 januari 2024 Onderwerp Beantwoording In antwoord op uw brief van 6 december
      2023, nr. 2023Z19677, deel ik u mede dat de vragen worden beantwoord. De minister van Water
      D. Veerman Antwoorden van de minister van Water op Kamervragen van de leden Duin en Oever
      (beiden SP) aan de minister van Water over de hoogte van de dijk.`
    expect(readIntroduction(letter)).toMatchObject({
      title: 'de hoogte van de dijk',
      askers: [
        { name: 'Duin', party: 'SP' },
        { name: 'Oever', party: 'SP' },
      ],
      ministers: [{ role: 'Minister', name: 'D. Veerman', portfolio: 'Water' }],
      asked: '2023-12-06',
      answered: '2024-01-11',
      number: '2023Z19677',
    })
  })

  it.each([
    'Hierbij beantwoord ik de vragen die de leden Duin (D66) alsmede het lid Oever (SP) op 3 mei ' +
      '2024 hebben gesteld. Hoogachtend, De Minister van Water, D. Veerman',
    'Op 3 mei 2024 hebben de leden Duin (D66) en Oever (SP) mij vragen gesteld over dijken.',
    'Op 3 mei 2024 stelden de leden Duin (D66) en Oever (SP) schriftelijke vragen over dijken.',
  ])('names the members in "%s"', (letter) => {
    expect(readIntroduction(letter).askers).toEqual([
      { name: 'Duin', party: 'D66' },
      { name: 'Oever', party: 'SP' },
    ])
  })

  it.each([
    'vragen van het Kamerlid Duin (D66) en de Kamerleden Dijk en Oever (beiden SP)',
    'Kamervragen van de Tweede Kamerleden Duin (D66), Dijk (SP) en Oever (SP)',
    'Vragen van kamerleden Duin (D66), Dijk (SP) en Oever (SP)',
  ])('names the members and the subject in "%s"', (vragen) => {
    const { askers, title } = readIntroduction(
      `Hierbij de antwoorden op de ${vragen} over de dijk, ingezonden op 3 mei 2024.`,
    )
    expect(askers.map(({ name, party }) => `${name}/${party}`)).toEqual([
      ...['Duin/D66', 'Dijk/SP', 'Oever/SP'],
    ])
    expect(title).toBe('de dijk')
  })

  it.each([
    'Hierbij zend ik u de antwoorden op de vragen die zijn gesteld door de leden Duin (D66) en ' +
      'Oever (SP) over de dijk (ingezonden 3 mei 2024).',
    'Hierbij de antwoorden op de schriftelijke vragen, gesteld door de leden Duin (D66) en ' +
      'Oever (SP) op 3 mei 2024, over de dijk.',
    'Hierbij de antwoorden op de vragen die op 3 mei 2024 zijn ingediend door de leden Duin ' +
      '(D66) en Oever (SP) over de dijk. Zij zijn ingezonden op 3 mei 2024.',
    'In antwoord op de vragen van de leden Duin (D66) en Oever (SP) d.d. 3 mei 2024 over de ' +
      'dijk bericht ik u, mede namens mijn ambtgenoot van Wegen, als volgt.',
    'Op de vragen van de leden Duin (D66) en Oever (SP) van 3 mei 2024 over de dijk kan ik u ' +
      'het volgende antwoorden.',
    'De vragen, gesteld door de leden Duin (D66) en Oever (SP) op 3 mei 2024 over de dijk, ' +
      'beantwoord ik als volgt.',
    'Onlangs zijn door de leden Duin (D66) en Oever (SP) vragen gesteld over de dijk. Deze ' +
      'vragen, ingezonden op 3 mei 2024, beantwoord ik hierbij.',
  ])('has members, subject and date in "%s"', (letter) => {
    expect(readIntroduction(letter)).toMatchObject({
      title: 'de dijk',
      askers: [
        { name: 'Duin', party: 'D66' },
        { name: 'Oever', party: 'SP' },
      ],
      asked: '2024-05-03',
    })
  })

  it.each([
    ['Vragen van het lid Duin (D66) over de brief van 3 mei 2024', 'de brief van 3 mei 2024'],
    ['Vragen van het lid Duin (D66) naar aanleiding van het debat van 3 mei 2024', ''],
    ['Vragen van het lid Duin (D66). De Minister gaf op 3 mei 2024 antwoord', ''],
    ['Vragen van het lid Duin (D66) over «Help, zo doe ik het»', '«Help, zo doe ik het»'],
    ['de vragen van het lid Duin (D66) op mijn brief van 3 mei 2024 over de dijk', 'de dijk'],
    ['de vragen van het lid Duin (D66) voor de Landbouwraad van 3 mei 2024 over vis', 'vis'],
    [
      'de vragen van het lid Duin (D66) aan de Minister van Water op zijn brief d.d. 3 mei 2024',
      '',
    ],
  ])('has no date of the questions in "%s"', (head, title) => {
    expect(readIntroduction(head)).toMatchObject({ title, asked: null })
  })

  it.each([
    'de vragen van het lid Duin (D66) aan de Minister van Water en Wegen van 3 mei 2024 over vis',
    'de vragen van het lid Duin (D66) gesteld bij brief van 3 mei 2024 over vis',
    'de vragen van het lid Duin (D66) (2024Z12345), ingediend op 3 mei 2024, over vis',
    'Hierbij de vragen die het lid Duin op 3 mei 2024 heeft gesteld over vis',
  ])('has the date right behind the members in "%s"', (head) => {
    expect(readIntroduction(head)).toMatchObject({ title: 'vis', asked: '2024-05-03' })
  })

  it.each([
    'Hierbij de antwoorden op de vragen van het lid Duin (D66) over de dijk. In het debat van 12 ' +
      'mei heeft het lid Oever (SP) om een overzicht gevraagd.',
    'Hierbij de antwoorden op de vragen van het lid Duin (D66) over de dijk. Eerder zijn door ' +
      'het lid Oever (SP) vergelijkbare opmerkingen gemaakt.',
    'Hierbij de antwoorden op de vragen van het lid Duin (D66) over de dijk. De vragen zijn door ' +
      'het lid Oever (SP) medeondertekend.',
    'In het debat heeft het lid Oever (SP) om spoed gevraagd. Op 3 mei heeft het lid J. Duin ' +
      '(D66) vragen gesteld over de dijk.',
    'Eerder beantwoordde ik vragen van het lid Oever (SP) over de dam. Hierbij ontvangt u de ' +
      'antwoorden op de vragen van het lid Duin (D66) over de dijk.',
    'Zie ook mijn antwoord op vragen van het lid Oever (SP) over de dam. Antwoorden op vragen ' +
      'van het lid Duin (D66) aan de Minister van Water over de dijk.',
    'Vragen gesteld door de leden der Kamer Mondelinge vragen van het lid Duin (D66) over de dijk',
    'Mijn antwoord op vragen van het lid Oever (SP) is bekend. Antwoorden ' +
      'van de Minister van Water op de vragen van het lid Duin (D66) over de dijk',
    'De vragen van het lid Duin (D66) over de dijk worden beantwoord na de vragen van het lid ' +
      'Oever (SP) aan de Minister van Wegen over de dam.',
  ])('has only those who asked these questions in "%s"', (letter) => {
    const { title, askers } = readIntroduction(letter)
    expect(title).toBe('de dijk')
    expect(askers.map(({ party }) => party)).toEqual(['D66'])
  })

  it('has the dates above a letter and before the members', () => {
    const letter =
      'Den Haag, 24 mei 2024 Geachte voorzitter, Op 3 mei 2024 stelde het lid Duin (D66) mij ' +
      'vragen over de dijk. Die bespraken wij in Den Haag, 1 mei 2024.'
    expect(readIntroduction(letter)).toMatchObject({ asked: '2024-05-03', answered: '2024-05-24' })
    expect(readIntroduction(letter.replace('Den Haag, 24 mei 2024 ', '')).answered).toBeNull()
  })

  it('has no asker where a member asked for something else', () => {
    const letter = 'In het debat heeft het lid Oever (SP) om spoed gevraagd over de dijk.'
    expect(readIntroduction(letter)).toMatchObject({ title: '', askers: [] })
  })

  it('has the minister and the date of the answer, not those of the notice before it', () => {
    const notice = 'Mededeling van Minister Veerman (Water) (ontvangen 4 maart 2024). '
    const answer = 'Antwoord van Staatssecretaris Oever (Wegen)'
    expect(readIntroduction(`${notice}${answer} (ontvangen 2 april 2024).`)).toMatchObject({
      ministers: [{ role: 'Staatssecretaris', name: 'Oever', portfolio: 'Wegen' }],
      answered: '2024-04-02',
    })
    expect(readIntroduction(`${notice}${answer}`).answered).toBeNull()
    expect(readIntroduction(notice)).toMatchObject({
      ministers: [{ role: 'Minister', name: 'Veerman', portfolio: 'Water' }],
      ...{ answered: '2024-03-04', notice: true },
    })
  })

  it.each([
    ['over de dijk\n\nNr Vraag Antwoord', 'de dijk'],
    ['over de dijk\n\nNr. Vraag Antwoord', 'de dijk'],
    ['over de dijk\n\nI\n\nIs de dijk hoog?', 'de dijk'],
    ['over de hoogte\nvan de dijk\n\nover water', 'de hoogte van de dijk'],
    ['over de dijk\n\nbij Delft (ingezonden 3 mei 2024)', 'de dijk bij Delft'],
  ])('ends the subject in %j', (text, title) => {
    expect(readIntroduction(`De dijk\n\nVragen van het lid Duin (D66)\n\n${text}`).title).toBe(
      title,
    )
  })

  it('finds the signature of a letter, whatever characters the portfolio has', () => {
    const portfolio = 'Water- en Wegen/Dijken [ad interim]'
    const text =
      `Antwoord van de Minister van ${portfolio} (ontvangen 1 mei 2020) De Minister van ` +
      `${portfolio}, D. Veerman`
    expect(readIntroduction(text).ministers).toMatchObject([{ portfolio, name: 'D. Veerman' }])
  })

  it.each([
    ['Zie ook Aanhangsel Handelingen, vergaderjaar 2023–2024, nr. 594.', ['2023-2024/594']],
    // An extractor lost the spaces at line ends.
    ['Zie ook Aanhangsel Handelingen,vergaderjaar 2024–2025,nr. 344.', ['2024-2025/344']],
    // A publication that the subject mentions is not the notice of these answers.
    ['over Aanhangsel Handelingen, vergaderjaar 2023–2024, nr. 594', []],
  ])('names the earlier publication in "%s"', (words, expected) => {
    const { earlier } = readIntroduction(`(ontvangen 18 november 2024). ${words}`)
    expect(earlier.map(({ sessionYear, number }) => `${sessionYear}/${number}`)).toEqual(expected)
  })

  it('takes the year of "AH 604" from the date of the answer', () => {
    const text =
      'AH 604 2024Z18294 Antwoord van minister Veerman (Water) (ontvangen 20 november 2024)'
    expect(readIntroduction(text).publication).toEqual({ sessionYear: '2024-2025', number: 604 })
  })
})

describe('the id of a document', () => {
  const text = (body: string) => ({
    format: 'text' as const,
    text: body,
    extractor: 'utf-8',
    pages: [],
    layout: { zones: [], lines: [] },
    identifier: null,
    matters: [],
    account: wholeText(body),
  })

  it.each([
    ['03_answer_ah-tk-20242025-575.pdf.txt', 'ah-tk-20242025-575'],
    ['KV-TK-2024z18796.pdf', 'kv-tk-2024Z18796'],
    ['2024Z18796.pdf', '2024Z18796'],
    ['2022D35172.txt', '2022D35172'],
    ['AH-1281235.pdf', 'ah-1281235'],
    ['https://zoek.officielebekendmakingen.nl/kv-1281234.html', 'kv-1281234'],
  ])('is the official number in the name %s', (name, id) => {
    expect(officialId(name)).toBe(id)
  })

  it("is the number in the document's own head or footer, not one that its body mentions", () => {
    const head =
      'AH 604\n2024Z18294\nAntwoord van minister Veerman (Water) (ontvangen 20 november 2024)\n'
    const body = 'Vraag 1\nKent u 2024Z00001?\nAntwoord 1\nJa.\n'
    expect(identify(text(head + body), 'brief.txt')).toBe('ah-tk-20242025-604')
    expect(identify(text(`${body}ah-tk-20232024-12\n`), 'brief.txt')).toBe('ah-tk-20232024-12')
    expect(identify(text(body), 'brief.docx.txt')).toBe('brief')
    expect(identify(text(body), '2024Z00002/brief.txt')).toBe('brief')
  })

  it('is of the new kind if printed, and never invented', () => {
    const head =
      'Vergaderjaar 2026–2027 Aanhangsel van de Handelingen\nVragen gesteld door de leden der ' +
      'Kamer, met de daarop door de\nregering gegeven antwoorden\n345\n'
    const body = 'Vraag 1\nKent u dit?\nAntwoord 1\nJa.\n'
    expect(identify(text(`${head}${body}ah-1281235\n`), 'brief.txt')).toBe('ah-1281235')
    expect(identify(text(`${body}  kv-1281234\n`), 'brief.txt')).toBe('kv-1281234')
    expect(identify(text(head + body), 'brief.txt')).toBe('brief')
    expect(identify(text(`${body}Zie ah-1281235.\n`), 'brief.txt')).toBe('brief')
    expect(identify(text(head.replaceAll('202', '201') + body), 'x.txt')).toBe('ah-tk-20162017-345')
  })

  it('distinguishes the documents that bear the questions’ number', () => {
    const head = '2024Z18294\nVragen van het lid Duin (SP) aan de Minister van Water over dijken\n'
    const question = 'Vraag 1\nKent u het bericht?\n'
    const answer = 'Antwoord 1\nJa.\n'
    expect(identify(text(head + question + answer), 'antwoord.txt')).toBe('2024Z18294')
    expect(identify(text(head + question), 'vragen.txt')).toBe('kv-tk-2024Z18294')
    expect(identify(text(head), 'uitstel.txt')).toBe('uitstel')
  })
})
