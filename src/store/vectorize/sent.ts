import { open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { AppError } from '../../domain/errors.ts'

/** A line of the file. What comes later holds. */
const Line = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('target'), account: z.string(), index: z.string() }),
  /** before anything is changed: these vectors may be there from now on, and those of the documents may not */
  z.object({
    kind: z.literal('sending'),
    documents: z.array(z.string()),
    ids: z.array(z.string()),
  }),
  /** all vectors of these documents were taken: [document, digest of its vectors] */
  z.object({
    kind: z.literal('sent'),
    documents: z.array(z.tuple([z.string(), z.string()])),
    /** the last change that this took; null where there was nothing to change */
    mutation: z.string().nullable(),
  }),
  z.object({ kind: z.literal('deleted'), ids: z.array(z.string()), mutation: z.string() }),
  /** queries see all that was sent before */
  z.object({ kind: z.literal('settled') }),
])

type Line = z.infer<typeof Line>

/** What is known of a Vectorize index from what was sent there. */
export interface Sent {
  /** document -> digest of its vectors, where all of them were taken */
  readonly documents: ReadonlyMap<string, string>
  /** ids of all vectors that may be there */
  readonly ids: ReadonlySet<string>
  /** the last change, where it is not known that queries see it; else null */
  readonly unsettled: string | null
}

/** The file that lets an upload go on where it stopped: a line is added at each step, and is on the disk then. */
export interface SentFile {
  readonly sent: Sent
  sending(documents: readonly string[], ids: readonly string[]): Promise<void>
  taken(documents: readonly (readonly [string, string])[], mutation: string | null): Promise<void>
  deleted(ids: readonly string[], mutation: string): Promise<void>
  settled(): Promise<void>
  /** writes the file anew with what holds, in one step */
  tidy(): Promise<void>
  close(): Promise<void>
}

/**
 * Opens the file, or begins it, also where it is about another account or index. A last line that was cut off is
 * left out: what it would have told is done again. Throws `index_damaged` for any other line that cannot be read.
 */
export async function openSentFile(
  path: string,
  target: { account: string; index: string },
): Promise<SentFile> {
  const lines = parseLines(await readOrEmpty(path), path)
  const head = lines[0]
  const same =
    head?.kind === 'target' && head.account === target.account && head.index === target.index
  const documents = new Map<string, string>()
  const ids = new Set<string>()
  let unsettled: string | null = null
  if (same) lines.forEach(apply)
  await rewrite()
  let file = await open(path, 'a')

  function apply(line: Line): void {
    if (line.kind === 'sending') {
      for (const document of line.documents) documents.delete(document)
      for (const id of line.ids) ids.add(id)
    } else if (line.kind === 'sent') {
      for (const [document, digest] of line.documents) documents.set(document, digest)
      unsettled = line.mutation ?? unsettled
    } else if (line.kind === 'deleted') {
      for (const id of line.ids) ids.delete(id)
      unsettled = line.mutation
    } else if (line.kind === 'settled') unsettled = null
  }

  async function rewrite(): Promise<void> {
    const held: Line[] = [
      { kind: 'target', ...target },
      { kind: 'sending', documents: [], ids: [...ids] },
      { kind: 'sent', documents: [...documents], mutation: unsettled },
    ]
    await writeFile(`${path}.tmp`, held.map(asLine).join(''), { flush: true })
    await rename(`${path}.tmp`, path)
  }

  async function add(line: Line): Promise<void> {
    await file.appendFile(asLine(line))
    await file.datasync()
    apply(line)
  }

  return {
    sent: {
      documents,
      ids,
      get unsettled() {
        return unsettled
      },
    },
    sending: (names, added) => add({ kind: 'sending', documents: [...names], ids: [...added] }),
    taken: (pairs, mutation) =>
      add({ kind: 'sent', documents: pairs.map(([name, digest]) => [name, digest]), mutation }),
    deleted: (gone, mutation) => add({ kind: 'deleted', ids: [...gone], mutation }),
    settled: () => add({ kind: 'settled' }),
    async tidy() {
      await file.close()
      await rewrite()
      file = await open(path, 'a')
    },
    close: () => file.close(),
  }
}

function asLine(line: Line): string {
  return `${JSON.stringify(line)}\n`
}

function parseLines(text: string, path: string): Line[] {
  // What follows the last line end was cut off, or is nothing.
  return text
    .split('\n')
    .slice(0, -1)
    .map((line, at) => {
      const read = Line.safeParse(jsonOrNull(line))
      if (read.success) return read.data
      throw new AppError(
        'index_damaged',
        `Line ${at + 1} of ${path} cannot be read. Delete the file to send all vectors again; vectors that are no longer needed then stay in Vectorize.`,
      )
    })
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The schema refuses null, and the line is named.
    return null
  }
}

async function readOrEmpty(path: string): Promise<string> {
  await rm(`${path}.tmp`, { force: true })
  return readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  })
}
