import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AppError } from '../domain/errors.ts'
import type { Actor, Category, Paper, Version, Zaak } from './entity.ts'
import type { Validators } from './polite.ts'
import type { PublicationRecord } from './sru.ts'

const FORMAT = 1

/** A source's record, with the moment of its last change there. */
export type Said<T> = T & { readonly updated: string }

/** A file that the import holds. */
export interface Stored {
  readonly id: string
  readonly file: string
  /** the version that it was fetched as; if that changes, it is fetched again */
  readonly key: string
  readonly sha256: string
  readonly metadataSha256: string
  /** the address that it came from */
  readonly source: string
  readonly license: string | null
  readonly fetched: string
  /** when the best place for it was last asked; earlier versions did not record it */
  readonly asked?: Tries
  readonly validators: Validators
  /** the digests that it was last indexed with, by an index that keeps no manifest */
  readonly indexed: string | null
}

/** The requests on one day, the last one that had any. */
export interface Tries {
  readonly day: string
  readonly count: number
}

/** Why a file is missing, and how often it was tried on which day. */
interface Refusal {
  readonly id: string
  readonly key: string
  readonly reason: string
  /** null if retries cannot change it */
  readonly tries: Tries | null
}

/** What an import remembers: enough to continue after any interruption. Maps are keyed by GUID. */
export interface State {
  readonly source: 'tweedekamer' | 'koop'
  /** the names of the slices that were read to the end; later papers come by the feed */
  readonly slices: Set<string>
  /** the feed's position before the first fill */
  head: string | null
  readonly tokens: Map<Category, string>
  readonly papers: Map<string, Said<Paper>>
  readonly versions: Map<string, Said<Version>>
  readonly zaken: Map<string, Said<Zaak>>
  readonly actors: Map<string, Said<Actor> & { readonly of: 'ZaakActor' | 'DocumentActor' }>
  readonly records: Map<string, PublicationRecord>
  readonly stored: Map<string, Stored>
  readonly refused: Map<string, Refusal>
  /** former ids of a document, oldest first */
  readonly aliases: Map<string, readonly string[]>
  /** files that must leave the index */
  readonly gone: Set<string>
}

const MAPS = [
  'papers',
  'versions',
  'zaken',
  'actors',
  'records',
  'stored',
  'refused',
  'aliases',
] as const

function newState(source: State['source']): State {
  return {
    source,
    slices: new Set(),
    head: null,
    tokens: new Map(),
    papers: new Map(),
    versions: new Map(),
    zaken: new Map(),
    actors: new Map(),
    records: new Map(),
    stored: new Map(),
    refused: new Map(),
    aliases: new Map(),
    gone: new Set(),
  }
}

/** Keeps the state in `<dir>/state.json`; an unchanged state is not written again. */
export async function stateFile(
  dir: string,
  source: State['source'],
  { readOnly = false }: { readonly readOnly?: boolean } = {},
) {
  const path = join(dir, 'state.json')
  let written = await readFile(path, 'utf8').catch(nullIfMissing)
  const state = written === null ? newState(source) : readState(written, path)
  if (state.source !== source) {
    throw new AppError(
      'invalid_request',
      `${dir} was filled with --source ${state.source}. Use that, or another folder with --dir.`,
    )
  }
  return {
    state,
    /**
     * Written to a new file, then renamed: killed at any moment, this leaves the old state or the
     * new one.
     */
    async save(): Promise<void> {
      const text = writeState(state)
      if (readOnly || text === written) return
      await replaceFile(path, text)
      written = text
    },
  }
}

export type StateFile = Awaited<ReturnType<typeof stateFile>>

/**
 * Writes a file so that a crash leaves the old content or the new one. Throws `unavailable` on a
 * full disk.
 */
export async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  // Hidden, so that an index run at the same moment does not take it for a document.
  const temporary = join(dirname(path), `.${basename(path)}.new`)
  try {
    await writeFile(temporary, content, { flush: true })
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    if (!isFull(error)) throw error
    throw new AppError(
      'unavailable',
      `There is no room left for ${path}. What was imported before stays. Make room and run ` +
        'the command again.',
      { cause: error },
    )
  }
}

function isFull(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(String(error.code))
  )
}

/**
 * One entry a line, in order of the key: the same state yields the same bytes, and a person can
 * read it.
 */
function writeState(state: State): string {
  const { source, head } = state
  const lists = { slices: [...state.slices].sort(), gone: [...state.gone].sort() }
  const tokens = Object.fromEntries([...state.tokens].sort())
  const maps = MAPS.map((name) => {
    const lines = [...state[name]]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map((entry) => JSON.stringify(entry))
    return `"${name}": [${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n`}]`
  })
  const facts = JSON.stringify({ format: FORMAT, source, head, tokens, ...lists })
  return `${facts.slice(0, -1)},\n${maps.join(',\n')}}\n`
}

function readState(text: string, path: string): State {
  try {
    return stateIn(JSON.parse(text) as Written, path)
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError(
      'index_damaged',
      `${path} is damaged. Put it back from a backup, or delete it: the next run then asks ` +
        'for everything anew.',
      { cause },
    )
  }
}

function stateIn(written: Written, path: string): State {
  if (written.format !== FORMAT) {
    throw new AppError(
      'index_mismatch',
      `${path} was written by another version (format ${written.format}, this one has ` +
        `${FORMAT}). Import into another folder with --dir, or delete it.`,
    )
  }
  return {
    ...written,
    slices: new Set(written.slices),
    gone: new Set(written.gone),
    tokens: new Map(Object.entries(written.tokens) as [Category, string][]),
    papers: new Map(written.papers),
    versions: new Map(written.versions),
    zaken: new Map(written.zaken),
    actors: new Map(written.actors),
    records: new Map(written.records),
    stored: new Map(written.stored),
    refused: new Map(written.refused),
    aliases: new Map(written.aliases),
  }
}

/** The state in its JSON form: a map is a list of its entries. */
type Written = { readonly format: number; readonly tokens: Record<string, string> } & {
  readonly [Key in Exclude<keyof State, 'tokens'>]: State[Key] extends ReadonlyMap<infer K, infer V>
    ? readonly (readonly [K, V])[]
    : State[Key] extends ReadonlySet<infer T>
      ? readonly T[]
      : State[Key]
}

function nullIfMissing(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
  throw error
}
