import { createHash } from 'node:crypto'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../domain/errors.ts'
import { askedAgain, askedOf, hasHead, TRIES_A_DAY } from './ask-again.ts'
import { fetchFile, type FileFetched } from './fetch-file.ts'
import type { Item } from './plan.ts'
import type { Polite } from './polite.ts'
import { replaceFile, type State, type StateFile, type Stored } from './state.ts'

/** What an import did with the documents, by id. */
export interface Kept {
  readonly fresh: string[]
  readonly changed: string[]
  readonly removed: string[]
  /** documents that left the source, too many at once to be taken out unasked */
  readonly heldBack: string[]
  readonly refused: { readonly id: string; readonly reason: string }[]
}

/**
 * The number of files after which the state is written: a run that was killed fetches as many anew.
 * Of the whole archive it has 150 MB, so that a first fill writes it some 500 times.
 */
export function checkpointOf(files: number): number {
  return Math.max(20, Math.ceil(files / 500))
}

/** This many failed files in a row mean that the service is down. */
const IN_A_ROW = 10
/**
 * More documents than this, and than this share of those held, that leave the source in one run are
 * more often a fault of the source than withdrawn.
 */
const MOST_LEAVE = { documents: 20, share: 0.1 }
/** Fewer suffice where a file is held: nothing depends on them. */
const HELD_IN_A_ROW = 3

interface Keeping {
  readonly dir: string
  readonly file: StateFile
  readonly client: Polite
  readonly now: () => Date
  /** take out what left the source however much that is */
  readonly removeMany: boolean
  /** the number of files done, and the total */
  readonly onProgress: (done: number, total: number) => void
}

/** Whether an item's file must be fetched on a day. */
export function isDue({ guid, key }: Item, state: State, day: string): boolean {
  if (state.stored.get(guid)?.key === key) return false
  const refusal = state.refused.get(guid)
  if (refusal?.key !== key) return true
  const { tries } = refusal
  return tries !== null && (tries.day !== day || tries.count < TRIES_A_DAY)
}

/**
 * Makes `<dir>/files` match the plan: fetches new and changed files, rewrites metadata beside
 * files, and removes the rest. Each document ends up complete or unchanged. Throws `unavailable` if
 * a service fails.
 */
export async function keep(items: readonly Item[], keeping: Keeping): Promise<Kept> {
  const { file, dir, now } = keeping
  const { state } = file
  const files = join(dir, 'files')
  await mkdir(files, { recursive: true })
  const there = new Set(await readdir(files))
  const day = now().toISOString().slice(0, 10)
  const due = items.filter((item) => {
    const stored = state.stored.get(item.guid)
    return isDue(item, state, day) || (stored !== undefined && !there.has(stored.file))
  })
  const isDueNow = new Set(due)
  const ids = new Set(items.map(({ id }) => id))
  const again = askedAgain(
    items.filter((item) => !isDueNow.has(item)),
    state,
    day,
  )
  const total = due.length + again.length
  const kept: Kept = { fresh: [], changed: [], removed: [], heldBack: [], refused: [] }
  let inARow = 0
  for (const [at, item] of due.entries()) {
    keeping.onProgress(at, total)
    const got = await fetchFile(item, keeping.client, beforeOf(item, state, there))
    inARow = got.kind === 'refused' && got.fault === 'service' ? inARow + 1 : 0
    await take(item, got, { files, state, ids, day, fetched: now().toISOString(), kept })
    if ((at + 1) % checkpointOf(due.length) === 0) await file.save()
    if (inARow < IN_A_ROW) continue
    await file.save()
    const { reason } = got as FileFetched & { kind: 'refused' }
    throw new AppError(
      'unavailable',
      `${reason}, and so do the ${IN_A_ROW - 1} before it. What was imported stays; run the ` +
        'command again later.',
    )
  }
  await askAgain(again, keeping, {
    taking: { files, state, ids, day, kept },
    onDone: (done) => keeping.onProgress(due.length + done, total),
  })
  keeping.onProgress(total, total)
  for (const item of items) await rewriteMetadata(item, { files, state, ids, kept })
  await removeOthers(items, { files, file, kept, removeMany: keeping.removeMany })
  for (const { guid, id, key } of items) {
    const refusal = state.refused.get(guid)
    if (refusal?.key === key) kept.refused.push({ id, reason: refusal.reason })
  }
  await file.save()
  return kept
}

/** Asks for newer or better files than those held, which stay if a service fails. */
async function askAgain(
  items: readonly Item[],
  { file, client, now }: Keeping,
  { taking, onDone }: { taking: Omit<Taking, 'fetched'>; onDone: (done: number) => void },
): Promise<void> {
  const { state, day } = taking
  let inARow = 0
  for (const [at, item] of items.entries()) {
    onDone(at)
    const stored = state.stored.get(item.guid)!
    const best = { ...item, places: item.places.slice(0, 1) }
    // Once: another day follows.
    const got = await fetchFile(best, client, stored, { tries: 1 }).catch(refusedIfUnavailable)
    const { day: last, count } = askedOf(stored)
    const asked = { day, count: last === day ? count + 1 : 1 }
    state.stored.set(item.guid, { ...stored, asked })
    if (got.kind !== 'refused') await take(item, got, { ...taking, fetched: now().toISOString() })
    if ((at + 1) % checkpointOf(items.length) === 0) await file.save()
    inARow = got.kind === 'refused' && got.fault === 'service' ? inARow + 1 : 0
    if (inARow === HELD_IN_A_ROW) return
  }
}

function refusedIfUnavailable(error: unknown): FileFetched {
  if (!(error instanceof AppError) || error.code !== 'unavailable') throw error
  return { kind: 'refused', reason: error.message, fault: 'service' }
}

/** The record of a file that exists; one with another name must be fetched whole. */
function beforeOf({ guid, id }: Item, state: State, there: ReadonlySet<string>) {
  const stored = state.stored.get(guid)
  return stored?.id === id && there.has(stored.file) ? stored : null
}

interface Taking {
  readonly files: string
  readonly state: State
  /** the ids of all documents */
  readonly ids: ReadonlySet<string>
  readonly day: string
  readonly fetched: string
  readonly kept: Kept
}

async function take(item: Item, got: FileFetched, taking: Taking): Promise<void> {
  const { state, ids, day, files, kept } = taking
  const { guid, id, key } = item
  const before = state.stored.get(guid)
  if (got.kind === 'refused') {
    const earlier = state.refused.get(guid)
    const same = earlier?.key === key && earlier.tries?.day === day ? earlier.tries.count : 0
    const tries = got.fault === 'file' ? null : { day, count: same + 1 }
    state.refused.set(guid, { id, key, reason: got.reason, tries })
    return
  }
  state.refused.delete(guid)
  if (got.kind === 'unchanged') {
    if (before !== undefined) {
      state.stored.set(guid, { ...before, key, asked: { day, count: 1 } })
    }
    return
  }
  const { bytes, extension, place, validators } = got
  if (before !== undefined && before.id !== id) {
    state.aliases.set(guid, [...(state.aliases.get(guid) ?? []), before.id])
  }
  const name = `${id}.${extension}`
  const metadata = metadataText(item, { file: name, license: place.license }, { state, ids })
  const stored: Stored = {
    id,
    file: name,
    key,
    sha256: digestOf(bytes),
    metadataSha256: digestOf(metadata),
    source: place.address,
    license: place.license,
    fetched: taking.fetched,
    asked: { day, count: 1 },
    validators,
    indexed: before?.indexed ?? null,
  }
  const same = before?.file === name && before.metadataSha256 === stored.metadataSha256
  await replaceFile(join(files, metadataNameOf(name)), metadata)
  await replaceFile(join(files, name), bytes)
  state.stored.set(guid, stored)
  state.gone.delete(name)
  if (before === undefined) kept.fresh.push(id)
  else if (!same || before.sha256 !== stored.sha256) kept.changed.push(id)
}

/** Updates the metadata beside a file that stays: a matter that was joined, another asker. */
async function rewriteMetadata(
  item: Item,
  { files, state, ids, kept }: Pick<Taking, 'files' | 'state' | 'ids' | 'kept'>,
): Promise<void> {
  const stored = state.stored.get(item.guid)
  if (stored?.key !== item.key) return
  const metadata = metadataText(item, stored, { state, ids })
  const metadataSha256 = digestOf(metadata)
  if (metadataSha256 === stored.metadataSha256) return
  await replaceFile(join(files, metadataNameOf(stored.file)), metadata)
  state.stored.set(item.guid, { ...stored, metadataSha256 })
  if (!kept.fresh.includes(item.id)) kept.changed.push(item.id)
}

function metadataText(
  item: Item,
  { file, license }: Pick<Stored, 'file' | 'license'>,
  { state, ids }: Pick<Taking, 'state' | 'ids'>,
): string {
  // An id that the source took from it and gave to another document says nothing of this one.
  const supersedes = (state.aliases.get(item.guid) ?? []).filter((each) => !ids.has(each))
  const metadata = {
    ...item.metadata,
    ...(hasHead(file) ? {} : item.unprinted),
    ...(supersedes.length === 0 ? {} : { supersedes: [...new Set(supersedes)] }),
    ...(license === null ? {} : { license }),
  }
  return `${JSON.stringify(metadata, null, 2)}\n`
}

function metadataNameOf(file: string): string {
  return file.replace(/\.\w+$/, '.json')
}

/**
 * The stored documents that the source no longer has, and whether they stay: so many may be a fault
 * of it.
 */
export function leaving(
  items: readonly Item[],
  { stored }: Pick<State, 'stored'>,
  removeMany: boolean,
): { left: [string, Stored][]; stay: boolean } {
  const planned = new Set(items.map(({ guid }) => guid))
  const left = [...stored].filter(([guid]) => !planned.has(guid))
  const most = Math.max(MOST_LEAVE.documents, stored.size * MOST_LEAVE.share)
  return { left, stay: left.length > most && !removeMany }
}

/**
 * Removes what is not planned, unless it is too much, and every stray file: remains of an
 * interrupted run, or a document under a former id. The list of what is to leave the index is
 * written first.
 */
async function removeOthers(
  items: readonly Item[],
  {
    files,
    file,
    kept,
    removeMany,
  }: { files: string; file: StateFile; kept: Kept; removeMany: boolean },
): Promise<void> {
  const { state } = file
  const { left, stay } = leaving(items, state, removeMany)
  for (const [guid, { id }] of left) {
    if (!stay) state.stored.delete(guid)
    ;(stay ? kept.heldBack : kept.removed).push(id)
  }
  const known = new Set([...items.map(({ guid }) => guid), ...state.stored.keys()])
  for (const map of [state.aliases, state.refused]) {
    for (const guid of map.keys()) if (!known.has(guid)) map.delete(guid)
  }
  const held = new Set(
    [...state.stored.values()].flatMap((each) => [each.file, metadataNameOf(each.file)]),
  )
  const leave = (await readdir(files)).filter((name) => !held.has(name))
  for (const name of leave) if (!/\.(?:json|new)$/.test(name)) state.gone.add(name)
  await file.save()
  for (const name of leave) await rm(join(files, name), { recursive: true, force: true })
}

function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
