import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { AppError } from '../domain/errors.ts'
import { statementOf } from '../domain/signature.ts'
import { parseManifest, type Manifest } from '../format/manifest.ts'
import { readSignatures, SIGNATURES, writeSignatures } from '../format/signatures.ts'
import { isFile } from '../store/folder/folder.ts'

/** The Ed25519 signature of the manifest's bytes, in base64, beside the manifest. */
export const SIGNATURE_FILE = 'manifest.sig'

type Signed = Pick<Config, 'indexDir' | 'store' | 'signingKey'>

/**
 * Signs the manifest, and with it every file whose digest it holds. Returns the index's digest.
 * Throws `invalid_setting` without a private Ed25519 key, and `index_missing` or `index_damaged`.
 */
export async function signIndex(config: Signed): Promise<string> {
  if (config.store.kind === 'postgres') {
    throw new AppError(
      'invalid_setting',
      'STORE is postgres: only an index in files can be signed.',
    )
  }
  const key = await readKey(config.signingKey, createPrivateKey)
  const path = join(config.indexDir, 'manifest.json')
  if (!(await isFile(path))) {
    throw new AppError(
      'index_missing',
      `There is no index in ${config.indexDir}. Run \`npm run index\`.`,
    )
  }
  const manifest = await readFile(path)
  const parsed = await parseManifest(manifest.toString('utf8'))
  const signed = (content: string | Buffer) =>
    sign(null, Buffer.from(content), key).toString('base64')
  const documents = writeSignatures(parsed, { publicKey: publicKeyOf(key), sign: signed })
  await writeFile(join(config.indexDir, SIGNATURE_FILE), `${signed(manifest)}\n`)
  await writeFile(join(config.indexDir, SIGNATURES), documents)
  return parsed.digest
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
  if (!(await isFile(path))) return ['the index is not signed; `npm run sign` does it']
  const signature = Buffer.from(await readFile(path, 'utf8'), 'base64')
  const manifest = await readFile(join(indexDir, 'manifest.json'))
  if (!verify(null, manifest, key, signature)) {
    return ['the signature of the index does not match this key and this manifest']
  }
  return mismatchesOfDocuments(indexDir, await parseManifest(manifest.toString('utf8')), key)
}

/** Indexes signed by earlier versions have no signatures of documents. */
async function mismatchesOfDocuments(
  indexDir: string,
  manifest: Manifest,
  key: KeyObject,
): Promise<string[]> {
  const path = join(indexDir, SIGNATURES)
  if (!(await isFile(path))) return []
  const signatures = readSignatures(await readFile(path), manifest)
  const publicKey = publicKeyOf(key)
  const wrong = manifest.documents.filter(({ id, sourceSha256 }) => {
    const signature = signatures.get(id)
    if (signature?.publicKey !== publicKey) return true
    const vouched = { indexDigest: `sha256:${manifest.digest}`, documentId: id, sourceSha256 }
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
    .then(create, () => null)
    .catch(() => null)
  if (key?.asymmetricKeyType === 'ed25519') return key
  // Never quote the file: it may be a key.
  throw new AppError(
    'invalid_setting',
    `SIGNING_KEY is ${path}, which is no PEM file of an Ed25519 key that can be used here. ` +
      '`openssl genpkey -algorithm ed25519 -out key.pem` makes a private one.',
  )
}
