import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Minister } from '../../src/domain/document.ts'
import { ministerLabel } from '../../src/domain/names.ts'
import { guidOf, koopXml, officialArchive, type Archive } from '../support/official/archive.ts'
import { filesOf, importFrom } from '../support/official/import-run.ts'
import { redirect, serveOfficial, type OfficialServices } from '../support/official/serve.ts'

const folder = await mkdtemp(join(tmpdir(), 'letterlijk-import-'))
afterAll(() => rm(folder, { recursive: true }))

let archive: Archive
let services: OfficialServices
let dir: string
let runs = 0

beforeEach(async () => {
  archive = officialArchive()
  services = await serveOfficial(archive.world)
  dir = join(folder, String(runs++))
})
afterEach(() => services.close())

const run = (options: Partial<Parameters<typeof importFrom>[1]> = {}) =>
  importFrom(services.env, { dir, ...options })

let filled: Promise<{ dir: string; bases: OfficialServices['bases'] }> | undefined

/** A first fill of an archive like this one, made once. */
async function firstFill() {
  const dir = join(folder, 'first')
  const others = await serveOfficial(officialArchive().world)
  await importFrom(others.env, { dir })
  // The second and last attempt of the day to find the XML of a notice.
  await importFrom(others.env, { dir })
  await others.close()
  return { dir, bases: others.bases }
}

/** Fills the folder as a run would, by a copy that names this test's services. */
async function fill(): Promise<void> {
  const { dir: from, bases } = await (filled ??= firstFill())
  await cp(from, dir, { recursive: true })
  const path = join(dir, 'state.json')
  let state = await readFile(path, 'utf8')
  for (const service of ['tk', 'koop', 'sru'] as const) {
    state = state.replaceAll(bases[service], services.bases[service])
  }
  await writeFile(path, state)
}

const metadataOf = async (id: string) =>
  JSON.parse(await readFile(join(dir, 'files', `${id}.json`), 'utf8')) as Record<string, unknown>

/** The files on disk, with the times of writing. */
async function written(): Promise<string[]> {
  const names = await readdir(dir, { recursive: true })
  return Promise.all(
    names.sort().map(async (name) => {
      const { mtimeMs, size, ino } = await stat(join(dir, name))
      return `${name} ${size} ${mtimeMs} ${ino}`
    }),
  )
}

const id = (at: number) => {
  const year = 2017 + (at % 10)
  return `ah-tk-${year - 1}${year}-${1000 + at}`
}

describe('the first fill', () => {
  it('keeps every requested document, with the services’ metadata beside it', async () => {
    const report = await run()
    expect(report).toMatchObject({
      ...{ documents: 40, changed: [], removed: [], refused: [], emptyYears: [], unknown: {} },
    })
    expect(report.fresh).toHaveLength(40)
    expect(await metadataOf(id(0))).toEqual({
      id: id(0),
      url: `https://zoek.officielebekendmakingen.nl/${id(0)}.html`,
      kind: 'answers',
      zaak: ['2017Z01000'],
    })
    // An unpublished letter has no head of its own to say this.
    expect(await metadataOf('2021D40004')).toEqual({
      id: '2021D40004',
      url: 'https://www.tweedekamer.nl/kamerstukken/kamervragen/detail?id=2021D40004&did=2021D40004',
      kind: 'answers',
      zaak: ['2021Z01004'],
      asked: '2021-02-01',
      answered: '2021-03-05',
      askers: [{ name: 'A.B. Lid4', party: 'FR0' }],
      ministers: [
        {
          role: 'Minister',
          name: 'C. Bewindspersoon1',
          preposition: 'van',
          portfolio: 'Proefzaken',
        },
      ],
      license: 'https://creativecommons.org/publicdomain/zero/1.0/',
    })
    const names = Object.keys(await filesOf(dir))
    expect(names).toContain('kv-tk-2017Z01000.xml')
    expect(names).toContain(`${id(3)}.xml`)
    expect(names).toContain('2021D40004.docx')
  })

  it('takes askers, date and number from the matter of the questions alone', async () => {
    const { world, letters, questions } = archive
    const brief = guidOf('brief', 1)
    world.put('Zaak', brief, {
      nummer: '2020Z00007',
      soort: 'Brief regering',
      gestartOp: '2020-05-05T00:00:00',
    })
    world.put('ZaakActor', guidOf('sender', 1), {
      zaak: [brief],
      relatie: 'Indiener',
      naam: 'C. Bewindspersoon1',
      functie: 'minister van Proefzaken',
    })
    for (const guid of [letters[0]!, questions[0]!]) {
      const own = world.held.get(guid)!.fields!['zaak'] as readonly string[]
      world.change(guid, { zaak: [brief, ...own] })
    }
    await run()
    expect(await metadataOf('2021D40004')).toMatchObject({
      ...{ zaak: ['2021Z01004'], asked: '2021-02-01' },
      askers: [{ name: 'A.B. Lid4', party: 'FR0' }],
    })
    expect(Object.keys(await filesOf(dir))).toContain('kv-tk-2017Z01000.xml')
  })

  it('records the feed’s position before it reads anything else', async () => {
    await run()
    const paths = services.asked.map(({ path }) => path)
    const model = paths.indexOf('/OData/v5/$metadata')
    expect(model).toBeGreaterThan(5)
    expect(model).toBeLessThanOrEqual(50)
    expect(paths.slice(0, model).every((path) => path.includes('Feed?category=Document&'))).toBe(
      true,
    )
  })

  it('follows the pages of OData to their end and never limits the number of rows', async () => {
    await run()
    const queries = services.asked.filter(({ path }) => path.startsWith('/OData/v5/Document?'))
    expect(queries.some(({ path }) => path.includes('skiptoken'))).toBe(true)
    expect(queries.filter(({ path }) => /top=/.test(path))).toEqual([])
  })

  it('fetches the newest documents first', async () => {
    await run()
    const years = services.asked
      .filter(({ service }) => service === 'koop')
      .flatMap(({ path }) => /ah-tk-\d{4}(\d{4})-/.exec(path)?.[1] ?? [])
    expect(years).toEqual([...years].sort().reverse())
  })

  it('takes only the requested types and years, and more of them later', async () => {
    const some = await run({ types: ['answers'], since: '2024-01-01' })
    expect(some.fresh.every((each) => /^ah-tk-20(?:23|24|25)|^202[4-6]D4/.test(each))).toBe(true)
    const more = await run()
    expect(more.documents).toBe(40)
    expect(more.fresh).toHaveLength(40 - some.fresh.length)
    // Requesting less again removes nothing.
    expect(await run({ types: ['answers'], since: '2024-01-01' })).toMatchObject({ documents: 40 })
  })

  const on = (day: string) => ({ now: () => new Date(`${day}T12:00:00Z`) })

  it('takes the rest of the year in which it began', async () => {
    // Its answer is of the 8th of March.
    expect(await run({ since: '2024-03-09' })).not.toMatchObject({ documents: 40 })
    expect((await run({ since: '2024-03-01' })).fresh).toContain(id(7))
    expect(await run()).toMatchObject({ documents: 40 })
  })

  it('takes the papers of a kind that came after the first fill', async () => {
    await run({ types: ['answers'] })
    late('lateq', { soort: 'Schriftelijke vragen', datum: '2029-02-01T00:00:00' })
    await run({ types: ['answers'], ...on('2029-03-01') })
    expect((await run({ ...on('2029-06-01') })).fresh).toContain('2029D00001')
  })

  it.each([{ types: ['answers'] }, { since: '2026-11-25' }] as const)(
    'takes what came while it asked for less: %o',
    async (less) => {
      await fill()
      late('lateq', { soort: 'Schriftelijke vragen', datum: '2026-11-20T00:00:00' })
      expect(await run(less)).toMatchObject({ fresh: [] })
      expect(await run()).toMatchObject({ fresh: ['2029D00001'] })
      const asked = services.asked.length
      await run()
      expect(services.asked.length - asked).toBeLessThanOrEqual(6)
    },
  )

  /** A paper that the sources did not have before. */
  function late(what: string, fields: Record<string, string>): void {
    const bytes = archive.world.resources.get(archive.letters[0]!)!
    archive.world.resources.set(guidOf(what, 1), bytes)
    archive.world.put(
      'Document',
      guidOf(what, 1),
      { documentNummer: '2029D00001', zaak: [], ...fields },
      { length: bytes.length },
    )
  }

  it('stops with the name that OData lacks', async () => {
    services.lost.add('Document.Soort')
    await expect(run()).rejects.toThrow(/Document\.Soort/)
    expect(await filesOf(dir).catch(() => null)).toBeNull()
  })

  it('does without optional names', async () => {
    services.lost.add('Document.ContentLength').add('ZaakActor.Functie')
    expect(await run()).toMatchObject({ documents: 40, refused: [] })
  })
})

describe('the ministers of a letter', () => {
  const signed = async (...signatories: [office: string, name?: string, relation?: string][]) => {
    const { world, letters } = archive
    await fill()
    world.remove('DocumentActor', guidOf('answers', 4))
    for (const [at, [functie, actorNaam = 'E. Teken', relatie]] of signatories.entries()) {
      world.put('DocumentActor', guidOf('signed', at), {
        ...{ document: letters[0]!, functie, actorNaam },
        relatie: relatie ?? (at === 0 ? 'Eerste ondertekenaar' : 'Mede ondertekenaar'),
      })
    }
    await run()
    const { ministers } = await metadataOf('2021D40004')
    return (ministers as Minister[] | undefined)?.map(ministerLabel)
  }

  it('names who signed a letter, not who was addressed', async () => {
    expect(await signed(['staatssecretaris van Proefzaken'])).toEqual([
      'Staatssecretaris E. Teken (Proefzaken)',
    ])
  })

  it('leaves the minister to a letter that nobody is known to have signed', async () => {
    expect(await signed()).toBeUndefined()
  })

  it('names all who signed, but nobody on whose behalf they did', async () => {
    const labels = await signed(
      ['minister van Waterzaken, Kust en Havens'],
      ['Viceminister-president en minister voor Wonen', 'F. Mede'],
      ['minister van Elders', 'G. Namens', 'Mede namens'],
    )
    expect(labels).toEqual([
      'Minister E. Teken (Waterzaken, Kust en Havens)',
      'Minister F. Mede (Wonen)',
    ])
  })

  it('reads the office of the prime minister', async () => {
    expect(await signed(['minister-president,  minister van Algemene Zaken'])).toEqual([
      'Minister-President E. Teken (Algemene Zaken)',
    ])
  })

  it.each([
    'minister zonder portefeuille',
    'minister van Financiën, viceminister-president',
    'staatssecretaris van Financiën a.i.',
    'minister van Financiën en minister voor Klimaat',
  ])('leaves all of them to the letter if one is %s', async (office) => {
    expect(await signed(['minister van Proefzaken'], [office])).toBeUndefined()
  })
})

describe('an update', () => {
  it('makes at most six requests and writes nothing if nothing changed', async () => {
    await fill()
    const before = await written()
    const asked = services.asked.length
    const report = await run()
    expect(services.asked.length - asked).toBeLessThanOrEqual(6)
    expect(report).toMatchObject({ fresh: [], changed: [], removed: [], documents: 40 })
    expect(await written()).toEqual(before)
  })

  it('takes over tombstones, new versions and a change of id, and nothing else', async () => {
    await fill()
    const before = await filesOf(dir)
    const { world, answers, letters, questions } = archive
    // Two answers and a question disappear, and something unknown.
    for (const guid of [answers[0]!, answers[7]!, questions[1]!]) world.remove('Document', guid)
    world.remove('Document', guidOf('never', 1))
    // Two answers get a new version with other words.
    for (const [at, guid] of [
      [1, answers[1]!],
      [2, answers[2]!],
    ] as const) {
      const version = guidOf('newer', at)
      world.put('DocumentVersie', version, {
        document: guid,
        versienummer: '2',
        externeidentifier: id(at),
      })
      world.change(guid, { huidigeDocumentVersie: version })
      const xml = new TextDecoder().decode(world.publications.get(`${id(at)}.xml`))
      world.publications.set(
        `${id(at)}.xml`,
        new TextEncoder().encode(xml.replaceAll('maatregel', 'voorstel nummer')),
      )
    }
    // A letter is published.
    const letter = letters[0]!
    world.change(guidOf('answerv', 4), { externeidentifier: id(4) })
    world.resend(letter)
    world.publications.set(`${id(4)}.xml`, new TextEncoder().encode(koopXml(id(4), 4, true)))

    const report = await run()
    expect(report.fresh).toEqual([])
    expect([...report.removed].sort()).toEqual(['kv-tk-2022Z01005', id(0), id(7)].sort())
    expect([...report.changed].sort()).toEqual([id(1), id(2), id(4)].sort())
    const after = await filesOf(dir)
    const differ = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
      (name) => before[name] !== after[name],
    )
    expect(differ.sort()).toEqual(
      [
        ...['kv-tk-2022Z01005', id(0), id(7)].flatMap((each) => [`${each}.json`, `${each}.xml`]),
        ...[`${id(1)}.xml`, `${id(2)}.xml`],
        ...[`${id(4)}.xml`, `${id(4)}.json`, '2021D40004.docx', '2021D40004.json'],
      ].sort(),
    )
    expect(await metadataOf(id(4))).toMatchObject({ id: id(4), supersedes: ['2021D40004'] })
    // The earlier id stays, whatever comes after it.
    world.resend(letter)
    await run()
    expect(await filesOf(dir)).toEqual(after)
  })

  it('reads 600 resent papers over three pages, and writes no document', async () => {
    await fill()
    const before = await filesOf(dir)
    const { world } = archive
    for (const { guid } of world.entries('Document')) world.resend(guid)
    const asked = services.asked.length
    expect(await run()).toMatchObject({ fresh: [], changed: [], removed: [], documents: 40 })
    const paths = services.asked.slice(asked).map(({ path }) => path)
    // Three pages, and one that says that no more follow.
    expect(paths.filter((path) => path.includes('category=Document&'))).toHaveLength(4)
    expect(paths.filter((path) => !path.includes('/Feed?'))).toEqual([])
    expect(await filesOf(dir)).toEqual(before)
  })

  it('adds a removed document again when it returns', async () => {
    await fill()
    const { world, answers } = archive
    const { fields, type, length } = world.held.get(answers[3]!)!
    const before = await filesOf(dir)
    world.remove('Document', answers[3]!)
    expect(await run()).toMatchObject({ removed: [id(3)], documents: 39 })
    world.put('Document', answers[3]!, fields, { type, length })
    expect(await run()).toMatchObject({ fresh: [id(3)], documents: 40 })
    expect(await filesOf(dir)).toEqual(before)
  })

  it('keeps the files of documents that the source created anew under other GUIDs', async () => {
    await fill()
    const before = await filesOf(dir)
    const { world, answers, letters } = archive
    const published = answers.filter((guid) => !letters.includes(guid)).slice(0, 21)
    for (const [at, guid] of published.entries()) {
      const { fields, type, length } = world.held.get(guid)!
      world.remove('Document', guid)
      world.resources.set(guidOf('anew', at), world.resources.get(guid)!)
      world.put('Document', guidOf('anew', at), fields, { type, length })
    }
    const nothing = { fresh: [], changed: [], removed: [], heldBack: [], documents: 40 }
    expect(await run()).toMatchObject(nothing)
    expect(await filesOf(dir)).toEqual(before)
    expect(await run()).toMatchObject(nothing)
  })

  it('keeps no former id that the source gives to another document', async () => {
    await fill()
    const { world } = archive
    world.change(guidOf('answerv', 0), { externeidentifier: id(1) })
    world.change(guidOf('answerv', 1), { externeidentifier: id(0) })
    expect((await run()).changed).toHaveLength(2)
    expect(await metadataOf(id(0))).not.toHaveProperty('supersedes')
    expect(await metadataOf(id(0))).toMatchObject({ zaak: ['2018Z01001'] })
    expect(await metadataOf(id(1))).not.toHaveProperty('supersedes')
  })

  it('finds a new set of questions and its answer, each with its own number', async () => {
    await fill()
    const { world } = archive
    const zaak = guidOf('late', 1)
    world.put('Zaak', zaak, { nummer: '2026Z09999', soort: 'Schriftelijke vragen' })
    for (const [what, soort] of [
      ['lateq', 'Schriftelijke vragen'],
      ['latea', 'Antwoord schriftelijke vragen'],
    ] as const) {
      const bytes = world.resources.get(archive.letters[0]!)!
      world.resources.set(guidOf(what, 1), bytes)
      world.put(
        'Document',
        guidOf(what, 1),
        {
          soort,
          documentNummer: `2026D9999${what.length + (what === 'latea' ? 1 : 0)}`,
          datum: '2026-11-20T00:00:00',
          zaak: [zaak],
        },
        { length: bytes.length },
      )
    }
    const report = await run()
    expect([...report.fresh].sort()).toEqual(['2026D99995', '2026D99996'])
    expect(await metadataOf('2026D99996')).toMatchObject({ zaak: ['2026Z09999'] })
  })

  it('fetches the records behind an old paper that it learns of only by the feed', async () => {
    const { world, answers } = archive
    const { fields, type, length } = world.held.get(answers[1]!)!
    world.change(answers[1]!, { soort: 'Brief regering' })
    expect((await run()).documents).toBe(39)
    world.put('Document', answers[1]!, fields, { type, length })
    expect(await run()).toMatchObject({ fresh: [id(1)] })
    expect(await metadataOf(id(1))).toMatchObject({ zaak: ['2018Z01001'] })
  })
})

describe('a letter in place of a publication', () => {
  const xml = `${id(3)}.xml`
  const on = (day: string) => ({ now: () => new Date(`${day}T12:00:00Z`) })
  const asked = () => services.asked.filter(({ path }) => path === `/${xml}`).length
  const names = async () => Object.keys(await filesOf(dir)).filter((name) => name.startsWith(id(3)))

  it.each<[string, (response: ServerResponse) => void]>([
    ['503', (response) => response.writeHead(503).end()],
    ['403', (response) => response.writeHead(403).end()],
    ['a redirect to another host', (response) => redirect(response, 'http://elsewhere.invalid/')],
    ['a page', (response) => response.writeHead(200).end('<!doctype html><html>Onderhoud</html>')],
    ['an error', (response) => response.writeHead(200).end('<Error><Message>x</Message></Error>')],
  ])('says what its head omits, and makes way after %s', async (_, answer) => {
    services.faults.push({ path: new RegExp(xml), times: 2, answer })
    expect(await run()).toMatchObject({ documents: 40, refused: [] })
    expect(await names()).toEqual([`${id(3)}.docx`, `${id(3)}.json`])
    expect(await metadataOf(id(3))).toMatchObject({
      ...{ asked: '2020-02-01', answered: '2020-03-04', zaak: ['2020Z01003'] },
      askers: [{ name: 'A.B. Lid3', party: 'FR3' }],
      ministers: [{ name: 'C. Bewindspersoon0' }],
    })
    services.faults.length = 0
    expect(await run()).toMatchObject({ changed: [id(3)], fresh: [], removed: [] })
    expect(await names()).toEqual([`${id(3)}.json`, xml])
    expect(Object.keys(await metadataOf(id(3)))).toEqual(['id', 'url', 'kind', 'zaak'])
  })

  it('is replaced by the publication that comes later', async () => {
    const { publications } = archive.world
    const bytes = publications.get(xml)!
    publications.delete(xml)
    await run()
    publications.set(xml, bytes)
    expect(await run(on('2026-12-05'))).toMatchObject({ changed: [id(3)] })
    expect(await names()).toEqual([`${id(3)}.json`, xml])
  })

  it('asks for one that does not come twice a day, then ever less often', async () => {
    archive.world.publications.delete(xml)
    for (const expected of [1, 2, 2]) {
      await run()
      expect(asked()).toBe(expected)
    }
    const days = Array.from({ length: 40 }, (_, at) => {
      const day = new Date(Date.UTC(2026, 10, 29 + at))
      return day.toISOString().slice(0, 10)
    })
    const tried: number[] = []
    for (const [at, day] of days.entries()) {
      const before = asked()
      await run(on(day))
      if (asked() > before) tried.push(at + 1)
    }
    expect(tried).toEqual([1, 2, 3, 5, 8, 12, 18, 27])
  })

  it.each<[string, (response: ServerResponse) => unknown]>([
    ['fail', (response) => response.writeHead(503).end()],
    [
      'are busy for an hour',
      (response) => response.writeHead(429, { 'Retry-After': '3600' }).end(),
    ],
    ['cannot be reached', (response) => response.destroy()],
  ])('stays, and the run goes on, while the publications %s', async (_, answer) => {
    archive.world.publications.delete(xml)
    await run()
    const before = await filesOf(dir)
    const { world, answers } = archive
    world.remove('Document', answers[0]!)
    services.faults.push({ path: /\.xml$/, times: Infinity, answer })
    const count = services.asked.length
    expect(await run(on('2026-11-29'))).toMatchObject({ removed: [id(0)], refused: [] })
    const { length } = services.asked.slice(count).filter(({ service }) => service === 'koop')
    expect(length).toBe(3)
    const { [`${id(0)}.xml`]: _xml, [`${id(0)}.json`]: _json, ...others } = before
    expect(await filesOf(dir)).toEqual(others)
  })
})

describe('a correction of a publication', () => {
  it('is found on another day, though no record changed', async () => {
    await fill()
    const { publications } = archive.world
    const xml = new TextDecoder().decode(publications.get(`${id(1)}.xml`))
    publications.set(
      `${id(1)}.xml`,
      new TextEncoder().encode(xml.replaceAll('maatregel', 'voorstel nummer')),
    )
    expect(await run()).toMatchObject({ changed: [] })
    const asked = services.asked.length
    const tomorrow = { now: () => new Date('2026-11-29T12:00:00Z') }
    expect(await run(tomorrow)).toMatchObject({ changed: [id(1)], fresh: [], removed: [] })
    const path = join(dir, 'files', `${id(1)}.xml`)
    expect(await readFile(path, 'utf8')).toContain('voorstel nummer')
    const again = services.asked.slice(asked).filter(({ service }) => service === 'koop')
    expect(again.length).toBeGreaterThan(20)
    // All but a notice, of which the letter is held.
    const whole = again.filter(({ headers }) => headers['if-none-match'] === undefined)
    expect(whole.map(({ path }) => path)).toEqual(['/ah-tk-20162017-920.xml'])
    // Once a day.
    const count = services.asked.length
    await run(tomorrow)
    const paths = services.asked.slice(count).map(({ path }) => path)
    expect(paths.filter((path) => /\.xml$/.test(path))).toEqual(['/ah-tk-20162017-920.xml'])
  })
})

describe('a dry run', () => {
  it('says what would be fetched, and writes nothing', async () => {
    const report = await run({ dryRun: true })
    expect(report.plan).toMatchObject({ files: 40 })
    expect(report.plan!.bytes).toBeGreaterThan(10_000)
    expect(report.fresh).toHaveLength(40)
    await expect(readdir(dir)).rejects.toThrow('ENOENT')
    expect(services.asked.filter(({ service }) => service === 'koop')).toEqual([])
    await run()
    const before = await written()
    archive.world.remove('Document', archive.answers[0]!)
    expect(await run({ dryRun: true })).toMatchObject({ removed: [id(0)], plan: { files: 0 } })
    expect(await written()).toEqual(before)
  })
})

describe('when a source goes wrong', () => {
  const BROKEN = '<Error><Message>An error has occurred.</Message></Error>'
  const always = Infinity

  it('retries, and stops with its checkpoint unchanged if one feed fails', async () => {
    await fill()
    const before = await written()
    archive.world.remove('Document', archive.answers[0]!)
    services.faults.push({
      path: /category=DocumentVersie/,
      times: always,
      answer: (response) =>
        response.writeHead(500, { 'Content-Type': 'application/xml' }).end(BROKEN),
    })
    const asked = services.asked.length
    await expect(run()).rejects.toThrow(/answers 500; tried 5 times/)
    expect(
      services.asked.slice(asked).filter(({ path }) => /DocumentVersie/.test(path)),
    ).toHaveLength(5)
    expect(await written()).toEqual(before)
    services.faults.length = 0
    expect(await run()).toMatchObject({ removed: [id(0)] })
  })

  const html = (response: ServerResponse) =>
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><h1>Onderhoud')

  it.each([/\$metadata/, /OData\/v5\/Document\?/, /Feed\?category=Zaak&/])(
    'reads a page again in whose place came another: %s',
    async (path) => {
      services.faults.push({ path, times: 2, answer: html })
      expect(await run()).toMatchObject({ documents: 40, refused: [] })
      services.faults.push({ path, times: always, answer: html })
      dir += '-again'
      await expect(run()).rejects.toThrow(/Tried 3 times\. .*run the command again later/)
    },
  )

  it.each(['{"value":[null]}', '{"value":[],"@odata.nextLink":"http://["}', '[]'])(
    'is told that a page of rows cannot be used: %s',
    async (body) => {
      const answer = (response: ServerResponse) => response.writeHead(200).end(body)
      services.faults.push({ path: /OData\/v5\/Document\?/, times: always, answer })
      await expect(run()).rejects.toThrow(/OData\/v5\/Document.* cannot be used: /)
    },
  )

  it('stops at a feed whose position is no number', async () => {
    await fill()
    archive.world.resend(archive.answers[0]!)
    services.faults.push({
      path: /Feed\?category=Document&/,
      times: always,
      answer: (response, base) =>
        response
          .writeHead(200)
          .end(
            '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>a</title>' +
              '<updated>2026-01-01T00:00:00Z</updated><link rel="next" ' +
              `href="${base}/SyncFeed/2.0/Feed?skiptoken=undefined"/></entry></feed>`,
          ),
    })
    await expect(run()).rejects.toThrow(/does not say how to go on/)
  })

  it.each<[string, (response: ServerResponse) => unknown]>([
    ['fails', (response) => response.writeHead(500).end(BROKEN)],
    ['is a page', html],
  ])(
    'goes on where what belongs to a paper %s, and asks again in the next run',
    async (_, answer) => {
      await fill()
      const { world, answers } = archive
      const zaak = guidOf('old', 1)
      world.put('Zaak', zaak, { nummer: '2016Z00001', soort: 'Schriftelijke vragen' })
      await run()
      world.change(answers[1]!, { zaak: [zaak] })
      world.remove('Document', answers[0]!)
      const file = join(dir, 'state.json')
      const state = await readFile(file, 'utf8')
      await writeFile(file, state.replace(new RegExp(`^\\["${zaak}",.*\n`, 'm'), ''))
      services.faults.push({ path: /Entiteiten/, times: 5, answer })
      expect(await run()).toMatchObject({ removed: [id(0)] })
      services.faults.length = 0
      await run()
      expect(await metadataOf(id(1))).toMatchObject({ zaak: ['2016Z00001'] })
    },
  )

  it('fetches a truncated page again, and counts nothing of it', async () => {
    const cut = (bytes: number) => (response: ServerResponse) => {
      response.writeHead(200, { 'Content-Type': 'application/xml', 'Content-Length': '100000' })
      response.write(
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><entry>'.slice(0, bytes),
      )
      response.destroy()
    }
    services.faults.push({ path: /Feed\?category=Zaak&/, times: 2, answer: cut(60) })
    // Without a length the connection does not reveal it, but the XML does.
    services.faults.push({
      path: /Feed\?category=DocumentActor/,
      times: 1,
      answer: (response) =>
        response.writeHead(200).end('<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>x'),
    })
    services.faults.push({ path: /OData\/v5\/Document/, times: 1, answer: cut(10) })
    expect(await run()).toMatchObject({ documents: 40, refused: [] })
  })

  /** Cuts a file's body off without an error from the connection, this many times. */
  const cutOff = (name: string, bytes: Uint8Array, times = 1) =>
    services.faults.push({
      path: new RegExp(`/${name}$`),
      times,
      answer: (response) => response.writeHead(200).end(bytes.slice(0, bytes.length / 2)),
    })

  it('keeps no truncated publication and none of another number, but the letter', async () => {
    const { publications } = archive.world
    const name = `${id(3)}.xml`
    cutOff(name, publications.get(name)!)
    publications.set(`${id(2)}.xml`, publications.get(`${id(1)}.xml`)!)
    expect(await run()).toMatchObject({ documents: 40, refused: [] })
    const names = Object.keys(await filesOf(dir))
    expect(names).toContain(`${id(3)}.docx`)
    expect(names).toContain(`${id(2)}.docx`)
  })

  it('goes on where a service cuts one file off again and again', async () => {
    services.faults.push({
      path: new RegExp(`/${id(3)}\\.xml$`),
      times: always,
      answer: (response) => {
        response.writeHead(200, { 'Content-Length': '100000' })
        response.write('<?xml version="1.0"?><officiele-publicatie>')
        setTimeout(() => response.destroy(), 5)
      },
    })
    expect(await run()).toMatchObject({ documents: 40, refused: [] })
    expect(Object.keys(await filesOf(dir))).toContain(`${id(3)}.docx`)
  })

  it('waits up to four times for a service that asks for fewer requests', async () => {
    const busy = (times: number) =>
      services.faults.push({
        path: new RegExp(`/${id(3)}\\.xml$`),
        times,
        answer: (response) => response.writeHead(429).end(),
      })
    busy(4)
    expect(await run()).toMatchObject({ documents: 40, refused: [] })
    expect(Object.keys(await filesOf(dir))).toContain(`${id(3)}.xml`)
    dir += '-again'
    busy(5)
    await expect(run()).rejects.toThrow(/answers 429; tried 5 times/)
  })

  it('lists a truncated publication without a letter until it has it whole', async () => {
    const { world, answers } = archive
    const name = `${id(3)}.xml`
    world.resources.delete(answers[3]!)
    cutOff(name, world.publications.get(name)!, 2)
    // The reason is the last one; what matters is that it stays.
    const refused = [{ id: id(3), reason: expect.stringContaining('answers 404') as string }]
    expect(await run()).toMatchObject({ documents: 39, refused })
    expect(await run()).toMatchObject({ documents: 39, refused })
    expect(await run()).toMatchObject({ documents: 39, refused })
    expect(await run({ now: () => new Date('2026-11-29T12:00:00Z') })).toMatchObject({
      ...{ documents: 40, refused: [], fresh: [id(3)] },
    })
    expect(Object.keys(await filesOf(dir))).toContain(name)
  })

  it.each([
    ['pdf', `%PDF-1.7\n${'1 0 obj\nendobj\n'.repeat(200)}%%EOF\n`],
    ['docx', `PK\u0003\u0004${'x'.repeat(3000)}PK\u0005\u0006${'\0'.repeat(18)}`],
  ])('keeps no truncated %s of which nobody says the size', async (_, text) => {
    const published = archive.world.register.find(({ day }) => day >= '2026-03-01')!
    const bytes = new TextEncoder().encode(text)
    archive.world.publications.delete(`${published.id}.xml`)
    archive.world.publications.set(`${published.id}.pdf`, bytes)
    cutOff(`${published.id}.pdf`, bytes)
    const koop = { source: 'koop', since: '2026-01-01' } as const
    expect(await run(koop)).toMatchObject({
      refused: [{ id: published.id, reason: expect.stringContaining('truncated') as string }],
    })
    expect(await run(koop)).toMatchObject({ refused: [], fresh: [published.id] })
  })

  it('lists a missing or failing file, and gets it in a later run', async () => {
    const { letters } = archive
    const resource = (guid: string) => new RegExp(`Resources/${guid}`)
    services.faults.push({
      path: resource(letters[0]!),
      times: 1,
      answer: (response) =>
        response.writeHead(404, { 'Content-Type': 'application/json' }).end('{"error":{}}'),
    })
    services.faults.push({
      path: resource(letters[1]!),
      times: 2,
      answer: (response) => response.writeHead(500).end(BROKEN),
    })
    services.faults.push({
      path: resource(letters[2]!),
      times: 1,
      answer: (response) =>
        response
          .writeHead(200, { 'Content-Type': 'application/json' })
          .end('{"error":{"code":"404"}}'),
    })
    const first = await run()
    expect(first.documents).toBe(37)
    expect(first.refused.map(({ reason }) => reason.replace(/^\S+ /, ''))).toEqual(
      expect.arrayContaining([
        expect.stringContaining('answers 404'),
        expect.stringContaining('answers 500'),
        expect.stringMatching(/bytes were announced|bytes, and/),
      ]),
    )
    const second = await run()
    expect(second.fresh).toHaveLength(3)
    expect(second).toMatchObject({ documents: 40, refused: [] })
  })

  it('keeps no file of an unannounced size, and tries it twice a day', async () => {
    const [letter] = archive.letters
    const tries = () => services.asked.filter(({ path }) => path.includes(letter!)).length
    const bytes = archive.world.resources.get(letter!)!
    archive.world.resources.set(letter!, bytes.slice(0, 300))
    for (const expected of [1, 2, 2]) {
      const report = await run()
      expect(report.refused).toEqual([
        {
          id: '2021D40004',
          reason: expect.stringContaining(`300 bytes, and ${bytes.length} were announced`),
        },
      ])
      expect(tries()).toBe(expected)
    }
    archive.world.resources.set(letter!, bytes)
    expect(await run({ now: () => new Date('2026-11-29T12:00:00Z') })).toMatchObject({
      documents: 40,
      refused: [],
    })
  })

  it('takes a redirect to an error page or to nothing for a 404: the letter stays', async () => {
    archive.world.publications.delete(`${id(3)}.xml`)
    services.faults.push({
      path: new RegExp(`${id(2)}\\.xml`),
      times: always,
      answer: (response) => redirect(response, '/Errors/404.htm'),
    })
    services.faults.push({
      path: new RegExp(`${id(1)}\\.xml`),
      times: always,
      answer: (response) => redirect(response, 'http://['),
    })
    expect(await run()).toMatchObject({ documents: 40, refused: [] })
    const names = Object.keys(await filesOf(dir))
    for (const at of [1, 2, 3]) expect(names).toContain(`${id(at)}.docx`)
  })

  it('follows no redirect and no next page to another host', async () => {
    const elsewhere = (path: RegExp) =>
      services.faults.push({
        ...{ path, times: always },
        answer: (response) => redirect(response, 'http://elsewhere.invalid/a.xml'),
      })
    elsewhere(/Resources/)
    const { refused } = await run()
    expect(refused.map(({ id }) => id)).toContain('2021D40004')
    for (const { reason } of refused) {
      expect(reason).toContain('leads to another host, elsewhere.invalid')
    }
    services.faults.length = 0
    // As a whole service does while it is down.
    expect(await run()).toMatchObject({ refused: [], documents: 40 })
    dir += '-again'
    elsewhere(/Resources|\.xml/)
    await expect(run()).rejects.toThrow(/another host.*so do the 9 before it/)
    dir += '-and-again'
    services.faults.push({
      path: /OData\/v5\/Document\?/,
      times: always,
      answer: (response) =>
        response
          .writeHead(200)
          .end('{"value":[],"@odata.nextLink":"http://elsewhere.invalid/next"}'),
    })
    await expect(run()).rejects.toThrow(/next page is on another host, elsewhere\.invalid/)
  })

  it('refuses entities in XML, and oversized files, once and for all', async () => {
    const { world, letters } = archive
    world.publications.set(
      `${id(5)}.xml`,
      new TextEncoder().encode(
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b ' +
          '"c">]><kamervragen><vraag>&b;</vraag></kamervragen>',
      ),
    )
    const { fields, type } = world.held.get(letters[0]!)!
    world.put('Document', letters[0]!, fields, { type, length: 2_000_000_000 })
    const report = await run()
    expect(report.refused).toEqual(
      expect.arrayContaining([
        { id: id(5), reason: expect.stringContaining('declares entities') },
        { id: '2021D40004', reason: expect.stringContaining('2000 MB; at most 100 MB') },
      ]),
    )
    const asked = services.asked.length
    await run()
    expect(services.asked.length - asked).toBeLessThanOrEqual(6)
  })

  it('refuses a feed with a document type', async () => {
    services.faults.push({
      path: /Feed\?category=Zaak&/,
      times: always,
      answer: (response) =>
        response.writeHead(200).end('<!DOCTYPE feed [<!ENTITY a "b">]><feed>&a;</feed>'),
    })
    await expect(run()).rejects.toThrow(/document type \(DTD\)/)
  })

  it('skips and counts records announced without content', async () => {
    await fill()
    archive.world.put('Document', guidOf('announced', 1), {})
    archive.world.put('Document', guidOf('announced', 2), {})
    expect(await run()).toMatchObject({ placeholders: 2, documents: 40 })
  })

  it('names a renamed kind and keeps papers held, and names years without answers', async () => {
    await fill()
    const { world, answers } = archive
    world.change(answers[0]!, { soort: 'Beantwoording schriftelijke vragen' })
    expect(await run()).toMatchObject({
      unknown: { 'Beantwoording schriftelijke vragen': 1 },
      ...{ removed: [], documents: 40 },
    })
    for (const { guid, fields } of world.entries('Document')) {
      if (
        /^Antwoord/.test(String(fields?.['soort'])) &&
        String(fields?.['datum']).startsWith('2019')
      ) {
        world.change(guid, { soort: 'Beantwoording' })
      }
    }
    expect(await run()).toMatchObject({ emptyYears: [2019] })
  })

  it.each([
    ['2019-12-30', []],
    ['2026-11-01', []],
    ['2015-12-30', [2016]],
  ])('misses answers only of years of which it asks for months: since %s', async (since, years) => {
    if (since.startsWith('2026')) archive.world.held.clear()
    expect(await run({ since })).toMatchObject({ emptyYears: years })
  })

  it('takes out no great part of what it holds unless it is told to', async () => {
    await fill()
    const { world, answers } = archive
    const before = await filesOf(dir)
    for (const guid of answers.slice(0, 21)) world.remove('Document', guid)
    const told = async (options: Parameters<typeof run>[0] = {}) => {
      const { removed, heldBack, documents } = await run(options)
      return { removed: removed.length, heldBack: heldBack.length, documents }
    }
    const stay = { removed: 0, heldBack: 21, documents: 40 }
    expect(await told({ dryRun: true })).toEqual({ ...stay, documents: 19 })
    for (let runs = 0; runs < 2; runs++) {
      expect(await told()).toEqual(stay)
      expect(await filesOf(dir)).toEqual(before)
    }
    expect(await told({ removeMany: true })).toEqual({ removed: 21, heldBack: 0, documents: 19 })
  })

  it('takes a service that shuts it out for one that fails, whatever the file', async () => {
    services.faults.push({
      path: /\.xml$|Resources/,
      times: always,
      answer: (response) => response.writeHead(403).end(),
    })
    await expect(run()).rejects.toThrow(/answers 403.*so do the 9 before it/)
  })

  it('lists a year again on another day whose list of answers was empty', async () => {
    services.faults.push({
      path: /Soort eq 'Antwoord schriftelijke vragen' and Datum ge 2019/,
      times: 1,
      answer: (response) =>
        response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"value":[]}'),
    })
    expect(await run()).toMatchObject({ emptyYears: [2019] })
    expect(await run()).toMatchObject({ emptyYears: [2019] })
    const now = () => new Date(Date.now() + 86_400_000)
    expect(await run({ now })).toMatchObject({ emptyYears: [], documents: 40 })
    expect(await readFile(join(dir, 'state.json'), 'utf8')).not.toMatch(/ empty /)
  })

  it('gives up after ten failed files in a row, and keeps the earlier ones', async () => {
    let served = 0
    services.watch(() => {
      if (++served > 90)
        services.faults.push({
          path: /./,
          times: always,
          answer: (response) => response.writeHead(503).end(),
        })
    })
    await expect(run()).rejects.toThrow(/answers 503/)
    services.faults.length = 0
    served = -10_000
    expect(await run()).toMatchObject({ documents: 40 })
  })

  it('reports a folder of another version, a damaged one, and one of another source', async () => {
    await fill()
    await expect(run({ source: 'koop' })).rejects.toThrow(/was filled with --source tweedekamer/)
    const path = join(dir, 'state.json')
    const text = await readFile(path, 'utf8')
    await writeFile(path, text.replace('"format":1', '"format":9'))
    await expect(run()).rejects.toThrow(/another version \(format 9/)
    for (const damaged of [text.slice(0, 500), '', '{"format":1}', 'null']) {
      await writeFile(path, damaged)
      await expect(run(), damaged).rejects.toThrow(/is damaged/)
    }
  })

  it('fetches a deleted file again', async () => {
    await fill()
    const before = await filesOf(dir)
    await rm(join(dir, 'files', `${id(1)}.xml`))
    await run()
    expect(await filesOf(dir)).toEqual(before)
  })
})

describe('--source koop', () => {
  it('lists the register by month and fetches each publication', async () => {
    const report = await run({ source: 'koop', since: '2024-01-01' })
    const expected = archive.world.register
      .filter(({ day }) => day >= '2024-01-01')
      .map((each) => each.id)
    expect([...report.fresh].sort()).toEqual(expected.sort())
    expect(services.asked.filter(({ service }) => service === 'tk')).toEqual([])
    const asked = services.asked.length
    expect(await run({ source: 'koop', since: '2024-01-01' })).toMatchObject({
      fresh: [],
      changed: [],
    })
    expect(services.asked.length - asked).toBeLessThanOrEqual(6)
  })

  const register = (days: readonly string[]) => {
    const { world } = archive
    world.register.length = 0
    for (const [at, day] of days.entries()) {
      world.register.push({ id: id(at), name: 'Kamervragen (Aanhangsel)', day, modified: day })
    }
  }
  const koop = (since: string, today: string) =>
    run({ source: 'koop', since, now: () => new Date(`${today}T12:00:00Z`) })

  it('counts no month as read whose list ends before its number of records', async () => {
    register(['2024-02-05'])
    services.faults.push({
      path: /Aanhangsel.*2024-02-01/,
      times: 3,
      answer: (response) =>
        response
          .writeHead(200, { 'Content-Type': 'application/xml' })
          .end(
            '<searchRetrieveResponse><numberOfRecords>1</numberOfRecords></searchRetrieveResponse>',
          ),
    })
    const options = { source: 'koop', since: '2024-01-01' } as const
    await expect(run(options)).rejects.toThrow(/announces 1 records and lists none from 1/)
    expect((await run(options)).documents).toBeGreaterThan(0)
  })

  it('takes the rest of the month in which it began', async () => {
    register(['2024-02-05', '2024-03-01', '2024-03-20'])
    expect(await koop('2024-03-15', '2026-11-28')).toMatchObject({ fresh: [id(2)] })
    const { fresh } = await koop('2024-02-01', '2026-11-28')
    expect([...fresh].sort()).toEqual([id(0), id(1)].sort())
  })

  it('takes what came late while it asked for less', async () => {
    register(['2026-07-01'])
    await koop('2026-01-01', '2026-08-10')
    register(['2026-07-01', '2026-07-30', '2026-08-20', '2026-10-02'])
    expect(await koop('2026-11-15', '2026-11-28')).toMatchObject({ fresh: [] })
    expect((await koop('2026-01-01', '2026-11-28')).fresh).toHaveLength(3)
  })

  it('lists only the last two months again', async () => {
    register(['2026-07-01'])
    await koop('2026-01-01', '2026-11-28')
    const asked = services.asked.length
    await koop('2026-01-01', '2026-11-28')
    expect(services.asked.slice(asked).filter(({ service }) => service === 'sru')).toHaveLength(4)
  })

  it('fetches again what the register marks as changed', async () => {
    await run({ source: 'koop', since: '2026-01-01' })
    const at = archive.world.register.findIndex(({ day }) => day >= '2026-03-01')
    const { id: changed, day } = archive.world.register[at]!
    archive.world.register[at] = {
      ...archive.world.register[at]!,
      modified: '2026-11-01',
      day: '2026-11-02',
    }
    archive.world.publications.set(
      `${changed}.xml`,
      new TextEncoder().encode(koopXml(changed, 1, true)),
    )
    expect(await run({ source: 'koop', since: '2026-01-01' })).toMatchObject({ changed: [changed] })
    expect(day).toMatch(/^2026-03/)
  })
})
