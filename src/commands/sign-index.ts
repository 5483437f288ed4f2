import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { AppError } from '../domain/errors.ts'
import { statementOf } from '../domain/signature.ts'
import { readEntries } from '../format/entries.ts'
import type { Library } from '../format/library.ts'
import { parseManifest } from '../format/manifest.ts'
import {
  readSignatures,
  SIGNATURES,
  writeSignatures,
  type SignedIndex,
} from '../format/signatures.ts'
import { isForbidden } from '../process/file-problem.ts'
import { indexFolder } from '../store/folder/folder.ts'
import { isFile } from '../store/folder/read-files.ts'

/** The Ed25519 signature of the manifest's bytes, in base64, beside the manifest. */
export const SIGNATURE_FILE = 'manifest.sig'

const NOT_SIGNED = 'the index is not signed; `npm run sign` does it'

type Signed = Pick<Config, 'indexDir' | 'store' | 'signingKey'>

/**
 * Signs each document of an index, and of one in files the manifest, and with it every file whose
 * digest it holds. Returns the index's digest. Throws `invalid_setting` without a private Ed25519
 * key, and `index_missing`, `index_damaged` or `unavailable`.
 */
export async function signIndex(config: Signed): Promise<string> {
  const key = await readKey(config.signingKey, createPrivateKey)
  return config.store.kind === 'postgres'
    ? signDatabase(config.store.url, key)
    : signFolder(config, key)
}

async function signDatabase(url: string, key: KeyObject): Promise<string> {
  const { openDatabase } = await import('../store/postgres/database.ts')
  const { keepSignatures, readSnapshot } = await import('../store/postgres/library.ts')
  const database = openDatabase(url)
  try {
    const index = signedPart((await readSnapshot(database)).library)
    await keepSignatures(database, signaturesWith(key, index))
    return index.digest
  } finally {
    await database.close()
  }
}

function signedPart({ digest, documents }: Pick<Library, 'digest' | 'documents'>): SignedIndex {
  return {
    digest: digest.replace('sha256:', ''),
    documents: documents.map(({ id, source }) => ({ id, sourceSha256: source.sha256 })),
  }
}

async function signFolder({ indexDir }: Signed, key: KeyObject): Promise<string> {
  const path = join(indexDir, 'manifest.json')
  if (!(await isFile(path))) {
    throw new AppError('index_missing', `There is no index in ${indexDir}. Run \`npm run index\`.`)
  }
  const manifest = await readFile(path)
  const parsed = await parseManifest(manifest.toString('utf8'))
  const { digest } = parsed
  const entries = await readEntries(parsed, indexFolder(indexDir).files)
  const documents = signaturesWith(key, { digest, documents: entries })
  await writeFile(join(indexDir, SIGNATURE_FILE), `${signatureOf(manifest, key)}\n`)
  await writeFile(join(indexDir, SIGNATURES), documents)
  return digest
}

function signaturesWith(key: KeyObject, index: SignedIndex): string {
  return writeSignatures(index, {
    publicKey: publicKeyOf(key),
    sign: (text) => signatureOf(Buffer.from(text), key),
  })
}

function signatureOf(content: Buffer, key: KeyObject): string {
  return sign(null, content, key).toString('base64')
}

/** The base64 body of its PEM file. */
function publicKeyOf(key: KeyObject): string {
  const isPrivate = key.type === 'private'
  const der = (isPrivate ? createPublicKey(key) : key).export({ format: 'der', type: 'spki' })
  return der.toString('base64')
}

/** What is wrong with the signature of an index; empty without a key. Throws `invalid_setting`. */
export async function signatureMismatches({ indexDir, signingKey }: Signed): Promise<string[]> {
  if (signingKey === undefined) return []
  const key = await readKey(signingKey, createPublicKey)
  const path = join(indexDir, SIGNATURE_FILE)
  if (!(await isFile(path))) return [NOT_SIGNED]
  const signature = Buffer.from(await readFile(path, 'utf8'), 'base64')
  const manifest = await readFile(join(indexDir, 'manifest.json'))
  if (!verify(null, manifest, key, signature)) {
    return ['the signature of the index does not match this key and this manifest']
  }
  const documents = join(indexDir, SIGNATURES)
  // Indexes that were signed by earlier versions have no signatures of documents.
  if (!(await isFile(documents))) return []
  const index = await parseManifest(manifest.toString('utf8'))
  const entries = await readEntries(index, indexFolder(indexDir).files)
  const signed = { digest: index.digest, documents: entries }
  return mismatchesOfDocuments(await readFile(documents, 'utf8'), signed, key)
}

/** What is wrong with the signatures of an index in a database, likewise. */
export async function signatureMismatchesIn(
  signatures: string | null,
  library: Pick<Library, 'digest' | 'documents'>,
  { signingKey }: Pick<Config, 'signingKey'>,
): Promise<string[]> {
  if (signingKey === undefined) return []
  const key = await readKey(signingKey, createPublicKey)
  if (signatures === null) return [NOT_SIGNED]
  return mismatchesOfDocuments(signatures, signedPart(library), key)
}

function mismatchesOfDocuments(content: string, index: SignedIndex, key: KeyObject): string[] {
  const signatures = readSignatures(content, index)
  const publicKey = publicKeyOf(key)
  const wrong = index.documents.filter(({ id, sourceSha256 }) => {
    const signature = signatures.get(id)
    if (signature?.publicKey !== publicKey) return true
    const vouched = { indexDigest: `sha256:${index.digest}`, documentId: id, sourceSha256 }
    const statement = Buffer.from(statementOf(vouched))
    return !verify(null, statement, key, Buffer.from(signature.value, 'base64'))
  })
  return wrong.map(({ id }) => `the signature of ${id} does not match this key and this index`)
}

/** The public key of `SIGNING_KEY`, as proofs carry it; null if it is not set. */
export async function publicKeyFrom({
  signingKey,
}: Pick<Config, 'signingKey'>): Promise<string | null> {
  return signingKey === undefined ? null : publicKeyOf(await readKey(signingKey, createPublicKey))
}

async function readKey(
  path: string | undefined,
  create: (pem: string) => KeyObject,
): Promise<KeyObject> {
  if (path === undefined) {
    throw new AppError(
      'invalid_setting',
      'SIGNING_KEY is not set. It must name the PEM file of a key.',
    )
  }
  const key = await readFile(path, 'utf8')
    .then(create)
    .catch((error: unknown) => {
      if (isForbidden(error)) throw error
      return null
    })
  if (key?.asymmetricKeyType === 'ed25519') return key
  // Never quote the file: it may be a key.
  throw new AppError(
    'invalid_setting',
    `SIGNING_KEY is ${path}, which is no PEM file of an Ed25519 key that can be used here. ` +
      '`openssl genpkey -algorithm ed25519 -out key.pem` makes a private one.',
  )
}
