import { AppError } from '../domain/errors.ts'
import { apply, prune, type Wanted } from './apply.ts'
import { CATEGORIES, type Category, type Entity } from './entity.ts'
import { emptyName, isRead, sliceName, type Slice } from './list-slices.ts'
import { readModel, readRows, sliceAddress } from './odata.ts'
import { SOORTEN, type PaperType } from './official.ts'
import type { Polite } from './polite.ts'
import { readWhole } from './read-whole.ts'
import { monthAddress, monthsBetween, PUBLICATIONS, readRecords } from './sru.ts'
import type { StateFile } from './state.ts'
import { readEntry, readFeedPage, type FeedPage } from './sync-feed.ts'

/** The addresses of the services: `tk` and `koop` without a trailing slash. */
export interface Services {
  readonly tk: string
  readonly koop: string
  readonly sru: string
}

interface TweedeKamerReading extends Wanted {
  readonly file: StateFile
  readonly client: Polite
  readonly services: Services
  /** `YYYY-MM-DD` */
  readonly today: string
  readonly onProgress: (what: string) => void
}

/** What the run saw besides what it took. */
interface Seen {
  /** entries with nothing but an id */
  placeholders: number
  /** kinds of paper that look like ours by name, with their counts */
  readonly unknown: Map<string, number>
}

const utf8 = new TextDecoder()

/**
 * Brings the state up to date with the Tweede Kamer: the first fill if it is not done, then the
 * feeds.
 */
export async function readTweedeKamer(reading: TweedeKamerReading): Promise<Seen> {
  const { file } = reading
  const { state } = file
  const seen: Seen = { placeholders: 0, unknown: new Map() }
  if (state.head === null) {
    // Before anything else: later changes then come by the feed.
    state.head = await findHead(reading)
    await file.save()
  }
  await fill(reading, seen)
  for (const category of CATEGORIES) await readFeed(category, reading, seen)
  await askForMissing(reading)
  prune(state)
  await file.save()
  return seen
}

/** Above any feed's token; the real one is at some 27 million. */
const FAR = 2 ** 40

/**
 * The last token of the feed of documents, by bisection: reading 18 years of it would take
 * thousands of pages. All categories share one sequence, so they too are read from there.
 */
async function findHead(reading: TweedeKamerReading): Promise<string> {
  const pageAt = (token: number) => {
    reading.onProgress(`looking for the end of the feed, at ${token}`)
    return feedPage('Document', String(token), reading)
  }
  const tokenOf = ({ token }: FeedPage) => (token === null ? null : Number(token))
  let low = tokenOf(await pageAt(0)) ?? 0
  let high = Math.max(low, 1)
  for (;;) {
    high *= 2
    if (high > FAR) throw new AppError('unavailable', 'The feed of documents has no end.')
    const last = tokenOf(await pageAt(high))
    if (last === null) break
    low = Math.max(low, last)
    high = Math.max(high, low)
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    const last = tokenOf(await pageAt(middle))
    if (last === null) high = middle
    else if (last <= middle)
      throw new AppError('unavailable', 'The feed of documents goes in circles.')
    else low = Math.min(last, high)
    if (low >= high) break
  }
  return String(low)
}

/** Reads the remaining years, newest first; each completely or not at all. */
async function fill(reading: TweedeKamerReading, seen: Seen): Promise<void> {
  const { file, client, services, today } = reading
  const names = file.state.slices
  // An empty list is asked for once a day: another run may follow within the hour.
  const slices = slicesOf(reading).filter(
    (slice) => !isRead(slice, names) && !names.has(emptyName(slice, today)),
  )
  if (slices.length === 0) return
  const model = await readWhole(client, `${services.tk}/OData/v5/$metadata`, readModel)
  for (const [at, slice] of slices.entries()) {
    reading.onProgress(
      `listing ${slice.soort} of ${slice.from.slice(0, 4)} (${at + 1} of ${slices.length})`,
    )
    const entities: Entity[] = []
    const visited = new Set<string>()
    let address: string | null = sliceAddress(services.tk, slice, model)
    while (address !== null) {
      if (visited.has(address))
        throw new AppError('unavailable', `${address} leads back to itself.`)
      visited.add(address)
      const at: string = address
      const page = await readWhole(client, at, (json) => readRows(json, at))
      entities.push(...page.entities)
      address = page.next
    }
    for (const entity of entities) {
      apply(entity, file.state, { ...reading, source: 'snapshot', unknown: seen.unknown })
    }
    for (const name of names) if (name.startsWith(emptyName(slice, ''))) names.delete(name)
    const isFault = entities.length === 0 && mustHavePapers(slice, today)
    names.add(isFault ? emptyName(slice, today) : sliceName(slice))
    await file.save()
  }
}

/** A year that ended has thousands of answers: a list without any is a fault of the service. */
function mustHavePapers({ soort, to }: Slice, today: string): boolean {
  return soort === SOORTEN.answers[0] && to <= today
}

function slicesOf({ since, types, today }: TweedeKamerReading): Slice[] {
  const last = Number(today.slice(0, 4))
  const first = Number(since.slice(0, 4))
  const years = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => last - at)
  const soorten = [...types].flatMap((type: PaperType) => SOORTEN[type])
  return years.flatMap((year) =>
    soorten.map((soort) => ({
      soort,
      from: year === first ? since : `${year}-01-01`,
      // Papers may bear a future date.
      to: `${year === last ? year + 2 : year + 1}-01-01`,
    })),
  )
}

async function readFeed(
  category: Category,
  reading: TweedeKamerReading,
  seen: Seen,
): Promise<void> {
  const { file } = reading
  const { state } = file
  for (let pages = 1; ; pages++) {
    const from = state.tokens.get(category) ?? state.head!
    reading.onProgress(`reading the feed of ${category}, page ${pages}`)
    const page = await feedPage(category, from, reading)
    if (page.token === null) return
    if (Number(page.token) <= Number(from)) {
      throw new AppError(
        'unavailable',
        `The feed of ${category} leads from ${from} back to ${page.token}.`,
      )
    }
    for (const entity of page.entities) {
      apply(entity, state, { ...reading, source: 'feed', unknown: seen.unknown })
    }
    seen.placeholders += page.placeholders
    state.tokens.set(category, page.token)
    await file.save()
  }
}

function feedPage(
  category: Category,
  token: string,
  { client, services }: TweedeKamerReading,
): Promise<FeedPage> {
  const address = `${services.tk}/SyncFeed/2.0/Feed?category=${category}&skiptoken=${token}`
  return readWhole(client, address, (xml) => readFeedPage(xml, category))
}

/** After so many failures in a row it asks for no more of them. */
const FAILED_IN_A_ROW = 3

/**
 * Targets of papers that no feed has mentioned lately: old papers that were sent again. One that
 * the service fails to tell waits for the next run, and holds up no other.
 */
async function askForMissing({
  file,
  client,
  services,
  onProgress,
}: TweedeKamerReading): Promise<void> {
  const { state } = file
  let failed = 0
  async function ask(guid: string, category: Category, take: (said: Entity | null) => void) {
    if (failed >= FAILED_IN_A_ROW) return
    onProgress(`asking for what belongs to it: ${category} ${guid}`)
    const address = `${services.tk}/SyncFeed/2.0/Entiteiten/${encodeURIComponent(guid)}`
    try {
      const got = await client.get(address)
      take(got.kind === 'found' ? readEntry(utf8.decode(got.bytes), category) : null)
      failed = 0
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      failed++
    }
  }
  const never = new Date(0).toISOString()
  for (const [guid, { version, zaken }] of state.papers) {
    if (version !== null && !state.versions.has(version)) {
      await ask(version, 'DocumentVersie', (said) => {
        const known = said?.kind === 'DocumentVersie' ? said : null
        const identifier = known?.version.identifier ?? null
        state.versions.set(version, { paper: guid, identifier, updated: known?.updated ?? never })
      })
    }
    for (const zaak of zaken) {
      if (state.zaken.has(zaak)) continue
      await ask(zaak, 'Zaak', (said) => {
        const known = said?.kind === 'Zaak' ? said : null
        const nothing = { number: null, alias: null, soort: null, subject: null, began: null }
        state.zaken.set(zaak, { ...(known?.zaak ?? nothing), updated: known?.updated ?? never })
      })
    }
  }
}

/** Brings the state up to date with the register of official publications, month by month. */
export async function readRegister(reading: TweedeKamerReading): Promise<Seen> {
  const { file, since, today, types } = reading
  const { state } = file
  const names = [
    ...(types.has('answers') || types.has('delays') ? [PUBLICATIONS.answered] : []),
    ...(types.has('questions') ? [PUBLICATIONS.unanswered] : []),
  ]
  const thisMonth = today.slice(0, 7)
  // Nor is the previous month complete: publications bear the date of the answer, and come later.
  const complete = monthBefore(thisMonth)
  const months = monthsBetween(since.slice(0, 7), thisMonth)
    .flatMap((month) =>
      names.map((name) => {
        const from = since > `${month}-01` ? since : `${month}-01`
        return { name, month, slice: { soort: name, from, to: `${monthAfter(month)}-01` } }
      }),
    )
    .filter(({ slice }) => !isRead(slice, state.slices))
  for (const [at, { name, month, slice }] of months.entries()) {
    reading.onProgress(`listing ${name} of ${month} (${at + 1} of ${months.length})`)
    await readMonth({ name, month }, reading)
    if (month < complete) state.slices.add(sliceName(slice))
    await file.save()
  }
  await file.save()
  return { placeholders: 0, unknown: new Map() }
}

async function readMonth(
  slice: { name: string; month: string },
  { client, services, file, since }: TweedeKamerReading,
): Promise<void> {
  for (let start = 1; ;) {
    const address = monthAddress(services.sru, { ...slice, start })
    const { total, listed, records } = await readWhole(client, address, (xml) => {
      const page = readRecords(xml)
      if (page.listed > 0 || start > page.total) return page
      throw new AppError(
        'unreadable_document',
        `${address} announces ${page.total} records and lists none from ${start}.`,
      )
    })
    for (const record of records) {
      if (record.day === null || record.day >= since) file.state.records.set(record.id, record)
    }
    start += listed
    if (start > total) return
  }
}

function monthBefore(month: string): string {
  return monthsBetween('0000-01', month)[1]!
}

function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7)
}
