import { AppError } from '../domain/errors.ts'
import { given } from '../domain/optional-fields.ts'
import { publicationOf, seriesNumber } from '../domain/publication.ts'
import type { Item, Place } from './plan.ts'
import { isOfFile, MOST_BYTES, type Polite, type Validators } from './polite.ts'
import { isWellFormed } from './read-xml.ts'

/** The outcome of an attempt to fetch a document's file. */
export type FileFetched =
  | {
      readonly kind: 'found'
      readonly bytes: Uint8Array<ArrayBuffer>
      readonly extension: string
      readonly place: Place
      readonly validators: Validators
    }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly reason: string; readonly fault: Fault }

/**
 * What was wrong: the file, which retries cannot change until the source does; a missing or
 * truncated file; or the service.
 */
export type Fault = 'file' | 'missing' | 'service'

/** What an earlier run got from the same place. */
interface Before {
  readonly source: string
  readonly validators: Validators
}

/** Unauthorized, and forbidden. */
const SHUT_OUT = new Set<number | null>([401, 403])

/** Attempts at a file that fails; a feed gets more, since nothing continues without it. */
const TRIES = 2

/**
 * Fetches a document's file from the first place that has a sound one. Throws `unavailable` if a
 * service cannot be reached at all.
 */
export async function fetchFile(
  item: Item,
  client: Polite,
  before: Before | null,
  { tries }: { readonly tries?: number } = {},
): Promise<FileFetched> {
  let refusal: FileFetched = refused('it is nowhere to be had', 'missing')
  for (const place of item.places) {
    const tried = await fetchFrom(place, client, before, tries)
    const other = tried.kind === 'found' ? otherThan(item.id, tried.bytes) : null
    if (other !== null) {
      refusal = refused(`${place.address} is another publication, ${other}`, 'missing')
      continue
    }
    if (tried.kind !== 'refused') return tried
    // A fault in a file outweighs another file's absence.
    if (tried.fault === 'file') return tried
    refusal = tried
  }
  return refusal
}

async function fetchFrom(
  place: Place,
  client: Polite,
  before: Before | null,
  tries: number | undefined,
): Promise<FileFetched> {
  const { address, expects } = place
  if (expects !== 'xml' && (expects.bytes ?? 0) > MOST_BYTES) {
    return refused(
      `${address} has ${Math.round(expects.bytes! / 1e6)} MB; at most 100 MB are read`,
      'file',
    )
  }
  try {
    const got = await client.get(address, {
      ...given({ tries }),
      triesOfItself: TRIES,
      ...(before?.source === address ? { have: before.validators } : {}),
    })
    if (got.kind === 'unchanged') return got
    if (got.kind === 'missing') {
      // A service that shuts us out says nothing of its file.
      return refused(got.reason, SHUT_OUT.has(got.status) ? 'service' : 'missing')
    }
    const { bytes, type, validators } = got
    if (expects !== 'xml' && expects.bytes !== null && bytes.length !== expects.bytes) {
      return refused(
        `${address} has ${bytes.length} bytes, and ${expects.bytes} were announced`,
        'missing',
      )
    }
    const extension = extensionOf(bytes)
    if (extension === null || (expects === 'xml' && extension !== 'xml')) {
      return refused(`${address} is no document (${type || 'of no type'})`, 'missing')
    }
    if (expects === 'xml' && !isPublication(bytes)) {
      return refused(`${address} is no publication of questions`, 'missing')
    }
    if (extension === 'xml' && declaresEntities(bytes)) {
      return refused(`${address} declares entities of its own`, 'file')
    }
    const isMeasured = expects !== 'xml' && expects.bytes !== null
    if (!isMeasured && isCut(bytes, extension))
      return refused(`${address} is truncated or damaged`, 'missing')
    return { kind: 'found', bytes, extension, place, validators }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'too_large') return refused(error.message, 'file')
    // Leading to another host, as a rule to a page that says that the service is down; or a service
    // that answers, but not with this whole file, and may have the others.
    const mayHaveOthers = error.code === 'unreadable_document' || isOfFile(error)
    if (mayHaveOthers) return refused(error.message, 'service')
    throw error
  }
}

function refused(reason: string, fault: Fault): FileFetched {
  return { kind: 'refused', reason, fault }
}

/** By its first bytes, as the indexer does it; null if it is no document: an error page, JSON. */
function extensionOf(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024))
  if (head.startsWith('PK\u0003\u0004')) return 'docx'
  if (head.startsWith('\u00d0\u00cf\u0011\u00e0')) return 'doc'
  const text = head.replace(/^\u00ef\u00bb\u00bf/, '').trimStart()
  if (
    /^(?:<\?xml|<!--|<!doctype (?!html)|<(?!html|!doctype)[a-z])/i.test(text) &&
    !/<html/i.test(text)
  )
    return 'xml'
  return head.includes('%PDF-') ? 'pdf' : null
}

/** Whether XML has an element of a publication, such as `kamervragen`: an error page has none. */
function isPublication(bytes: Uint8Array): boolean {
  return /<(?:[\w-]{1,40}:)?(?:officiele-publicatie|(?:kamer)?(?:vraag|vragen))/i.test(
    new TextDecoder('latin1').decode(bytes),
  )
}

/**
 * The number that XML gives to itself, if it is another one of the series than its id: a service
 * may send one publication in place of another. Null for files that do not say.
 */
function otherThan(id: string, bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 65_536))
  const said = /"DC(?:TERMS)?\.identifier"[^>]{0,200}\scontent="(?<said>[^"]{1,99})"/i.exec(head)
  const [own = null, other = null] = [id, said?.groups?.['said'] ?? ''].map(publicationOf)
  if (own === null || other === null) return null
  return seriesNumber(own) === seriesNumber(other) ? null : seriesNumber(other)
}

/** Whether a file lacks its end: without an announced size, a connection does not reveal that. */
function isCut(bytes: Uint8Array, extension: string): boolean {
  const end = (most: number) => new TextDecoder('latin1').decode(bytes.subarray(-most))
  switch (extension) {
    case 'xml':
      return !isWellFormed(new TextDecoder().decode(bytes))
    case 'docx':
      // The end of a zip file's directory, with its longest comment.
      return !end(65_557).includes('PK\u0005\u0006')
    case 'pdf':
      return !end(PDF_END).includes('%%EOF')
    default:
      return false
  }
}

/** Some writers leave bytes behind a PDF's end; readers look for it in this many. */
const PDF_END = 1024

function declaresEntities(bytes: Uint8Array): boolean {
  return /<!ENTITY/i.test(new TextDecoder('latin1').decode(bytes.subarray(0, 65_536)))
}
