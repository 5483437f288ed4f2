import { makeDocx } from '../make-docx.ts'
import { seeded } from '../invent-document.ts'
import { escaped } from './feed.ts'
import { officialWorld, type OfficialWorld } from './world.ts'

/** A small archive, of every kind of paper that an import meets. */
export interface Archive {
  readonly world: OfficialWorld
  /** GUIDs by kind, in order */
  readonly answers: readonly string[]
  readonly questions: readonly string[]
  readonly notices: readonly string[]
  /** answers that so far have only a number of their own, and a letter in Word */
  readonly letters: readonly string[]
}

export const FIRST_YEAR = 2017
const YEARS = 10

/**
 * By default 40 requested documents among 600 papers. Of fewer than 21 matters none is delayed.
 */
export function officialArchive({ matters = 30, papers = 600 } = {}): Archive {
  const world = officialWorld()
  const { put } = world
  const random = seeded(7)
  const answers: string[] = []
  const questions: string[] = []
  const notices: string[] = []
  const letters: string[] = []
  let others = 0

  /** Unrequested papers between the requested ones. */
  const other = (): void => {
    const guid = guidOf('other', others)
    const soorten = [
      'Bijlage',
      'Brief regering',
      'Motie',
      'Mededeling',
      'Lijst van vragen en antwoorden',
    ]
    if (others % 97 === 5) put('Document', guid, {})
    else {
      put('Document', guid, {
        soort: soorten[others % soorten.length]!,
        documentNummer: `2020D${String(10_000 + others)}`,
        onderwerp: 'Iets anders',
        datum: '2020-03-03T00:00:00',
      })
    }
    others++
  }

  function zaak(number: string, began: string, at: number): string {
    const guid = guidOf('zaak', at)
    put('Zaak', guid, {
      nummer: number,
      soort: 'Schriftelijke vragen',
      onderwerp: 'Vragen',
      gestartOp: began,
    })
    put('ZaakActor', guidOf('asker', at), {
      zaak: [guid],
      relatie: 'Indiener',
      naam: `A.B. Lid${at}`,
      fractie: `FR${at % 4}`,
      functie: 'Tweede Kamerlid',
    })
    put('ZaakActor', guidOf('minister', at), {
      zaak: [guid],
      relatie: 'Gericht aan',
      naam: 'D. Voorganger',
      functie: 'minister van Proefzaken',
    })
    return guid
  }

  function paper(
    what: string,
    at: number,
    {
      soort,
      day,
      matter,
      id,
      number,
      appendix,
      onderwerp = 'Proef',
    }: {
      soort: string
      day: string
      matter: string
      id: string | null
      number: string
      appendix?: string
      onderwerp?: string
    },
  ): string {
    const guid = guidOf(what, at)
    const version = guidOf(`${what}v`, at)
    const bytes = bodyOf(what, at, number, random)
    world.resources.set(guid, bytes)
    put('DocumentVersie', version, {
      document: guid,
      versienummer: '1',
      ...(id === null ? {} : { externeidentifier: id }),
    })
    const isAsked = soort === 'Schriftelijke vragen'
    put('DocumentActor', guidOf(`${what}s`, at), {
      document: guid,
      relatie: 'Eerste ondertekenaar',
      actorNaam: isAsked ? `A.B. Lid${at}` : `C. Bewindspersoon${at % 3}`,
      functie: isAsked ? 'Tweede Kamerlid' : 'minister van Proefzaken',
    })
    put(
      'Document',
      guid,
      {
        soort,
        documentNummer: number,
        onderwerp,
        datum: `${day}T00:00:00`,
        ...(appendix === undefined ? {} : { aanhangselnummer: appendix }),
        huidigeDocumentVersie: version,
        zaak: [matter],
      },
      {
        type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        length: bytes.length,
      },
    )
    return guid
  }

  for (let at = 0; at < matters; at++) {
    while (others < at * 18) other()
    const year = FIRST_YEAR + (at % YEARS)
    const number = `${year}Z${String(1000 + at).padStart(5, '0')}`
    const matter = zaak(number, `${year}-02-01T00:00:00`, at)
    if (at % 5 === 0) {
      questions.push(
        paper('question', at, {
          soort: 'Schriftelijke vragen',
          day: `${year}-02-01`,
          matter,
          id: null,
          number: `${year}D${20_000 + at}`,
        }),
      )
      publish(world, { id: `kv-tk-${number}`, at, day: `${year}-02-01`, answered: false, random })
    }
    // One matter stays open, with a notice of delay.
    if (at === 20) {
      notices.push(
        paper('notice', at, {
          soort: 'Mededeling (uitstel antwoord)',
          day: `${year}-02-20`,
          matter,
          id: null,
          number: `${year}D${30_000 + at}`,
          appendix: appendixOf(year, 900 + at),
        }),
      )
      continue
    }
    const isLetter = at % 9 === 4
    const id = `ah-tk-${year - 1}${year}-${1000 + at}`
    // Some identifiers are filled in late; the number in the appendix already implies them.
    const filled = at % 7 === 3 || isLetter ? null : id
    const guid = paper('answer', at, {
      soort:
        at % 11 === 6 ? 'Antwoord schriftelijke vragen (nader)' : 'Antwoord schriftelijke vragen',
      day: `${year}-03-${String(1 + at).padStart(2, '0')}`,
      matter,
      id: filled,
      number: `${year}D${40_000 + at}`,
      ...(isLetter ? {} : { appendix: appendixOf(year, 1000 + at) }),
    })
    if (isLetter) letters.push(guid)
    else
      publish(world, {
        id,
        at,
        day: `${year}-03-${String(1 + at).padStart(2, '0')}`,
        answered: true,
        random,
      })
    answers.push(guid)
  }
  for (let at = 30; at < 33; at++) {
    const number = `2026Z${String(1000 + at).padStart(5, '0')}`
    const matter = zaak(number, '2026-02-01T00:00:00', at)
    questions.push(
      paper('question', at, {
        soort: 'Schriftelijke vragen',
        day: '2026-02-01',
        matter,
        id: null,
        number: `2026D${20_000 + at}`,
      }),
    )
    // The last one is withdrawn.
    if (at === 32) {
      notices.push(
        paper('notice', at, {
          soort: 'Mededeling',
          day: '2026-02-20',
          matter,
          id: null,
          number: `2026D${30_000 + at}`,
          onderwerp: 'Vragen zijn ingetrokken',
        }),
      )
    }
  }
  while (world.entries('Document').length < papers) other()
  return { world, answers, questions, notices, letters }
}

export function guidOf(what: string, at: number): string {
  const hex = Buffer.from(`${what}-${at}`).toString('hex').padEnd(32, '0').slice(-32)
  return [0, 8, 12, 16, 20].map((from, n, starts) => hex.slice(from, starts[n + 1])).join('-')
}

function appendixOf(year: number, number: number): string {
  return `${String(year - 1).slice(2)}${String(year).slice(2)}${String(number).padStart(5, '0')}`
}

const WORDS = (
  'dijk stikstof woning zorg trein school energie water visserij rechtbank gemeente subsidie ' +
  'huur asiel defensie boer kaas fiets brug haven'
).split(' ')

function publish(
  world: OfficialWorld,
  {
    id,
    at,
    day,
    answered,
    random,
  }: { id: string; at: number; day: string; answered: boolean; random: () => number },
): void {
  world.publications.set(`${id}.xml`, new TextEncoder().encode(koopXml(id, at, answered, random)))
  world.register.push({
    id,
    name: answered ? 'Kamervragen (Aanhangsel)' : 'Kamervragen zonder antwoord',
    day,
    modified: day,
  })
}

/** A publication in KOOP's XML. */
export function koopXml(
  id: string,
  at: number,
  answered: boolean,
  random = seeded(at + 1),
): string {
  const pick = () => WORDS[Math.floor(random() * WORDS.length)]!
  const [one, other] = [pick(), pick()]
  const pairs = [1, 2].map((number) => {
    const question =
      `<vraag><nr status="officieel">Vraag ${number}</nr><al>Wat doet u aan de ${pick()} en de ` +
      `${pick()} in nummer ${at}?</al></vraag>`
    const answer =
      `<antwoord><nr status="officieel">Antwoord ${number}</nr><al>Het kabinet heeft de ` +
      `${pick()} in ` +
      `beeld${
        number === 1
          ? `<noot type="voet"><noot.nr>1</noot.nr><noot.al>Kamerstuk ${at}.</noot.al></noot>`
          : ''
      } ` +
      `en werkt voor de ${pick()} aan maatregel ${at}.</al></antwoord>`
    return answered ? question + answer : question
  })
  const answerHead = answered
    ? '<kamervraagomschrijving type="antwoord">Antwoord van Minister ' +
      `<naam><achternaam>Bewindspersoon${at % 3}</achternaam></naam> (Proefzaken) (ontvangen 20 ` +
      'maart 2024)</kamervraagomschrijving>'
    : ''
  return (
    '<?xml version="1.0" encoding="utf-8"?><officiele-publicatie><metadata><meta ' +
    'name="DC.identifier" ' +
    `content="${id}"/></metadata><kamervragen><kamervraagkop>${
      answered
        ? 'Vragen gesteld door de leden der Kamer, met de daarop door de regering gegeven ' +
          'antwoorden'
        : 'Vragen gesteld door de leden der Kamer'
    }</kamervraagkop><kamervraagomschrijving ` +
    `type="vraag">Vragen van het lid <naam><achternaam>Lid${at}</achternaam></naam> ` +
    `(FR${at % 4}) aan de Minister van Proefzaken over ` +
    `<kamervraagonderwerp>${escaped(`de ${one} en de ${other}`)}</kamervraagonderwerp> ` +
    '(ingezonden 1 februari ' +
    `2024).</kamervraagomschrijving>${answerHead}${pairs.join('')}</kamervragen>` +
    '</officiele-publicatie>'
  )
}

/** A letter in Word, as the Tweede Kamer has it before publication. */
export function bodyOf(
  what: string,
  at: number,
  number: string,
  random = seeded(at + 1),
): Uint8Array {
  const pick = () => WORDS[Math.floor(random() * WORDS.length)]!
  const text = (line: string) => ({ text: line })
  const isAnswer = what === 'answer'
  if (what === 'notice') {
    return makeDocx([
      text(
        `Mededeling van de Minister van Proefzaken op vragen van het lid Lid${at} ` +
          `(FR${at % 4}) over de ${pick()} (ingezonden 1 februari 2024).`,
      ),
      text('Mededeling'),
      text(`De vragen in ${number} kunnen niet binnen de gebruikelijke termijn worden beantwoord.`),
    ])
  }
  return makeDocx([
    text(
      `Vragen van het lid Lid${at} (FR${at % 4}) aan de Minister van Proefzaken over de ` +
        `${pick()} (ingezonden 1 februari 2024).`,
    ),
    { text: 'Vraag 1', bold: true },
    text(`Wat doet u aan de ${pick()} in ${number}?`),
    ...(isAnswer
      ? [
          { text: 'Antwoord 1', bold: true },
          text(`Het kabinet werkt aan de ${pick()} van ${number}.`),
        ]
      : []),
  ])
}
