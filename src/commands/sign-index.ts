import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { AppError } from '../domain/errors.ts'
import { parseManifest } from '../format/manifest.ts'
import { isFile } from '../store/folder/folder.ts'

/** Beside the manifest: the Ed25519 signature of its bytes, in base64. */
export const SIGNATURE_FILE = 'manifest.sig'

type Signed = Pick<Config, 'indexDir' | 'store' | 'signingKey'>

/**
 * Signs the manifest, and with it every file whose digest it holds; gives the index's digest.
 * Throws `invalid_setting` where there is no private Ed25519 key, and `index_missing` or
 * `index_damaged`.
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
  const { digest } = await parseManifest(manifest.toString('utf8'))
  const signature = sign(null, manifest, key).toString('base64')
  await writeFile(join(config.indexDir, SIGNATURE_FILE), `${signature}\n`)
  return digest
}

/**
 * What is wrong with the signature of an index, none where no key is set. Throws `invalid_setting`.
 */
export async function signatureMismatches({ indexDir, signingKey }: Signed): Promise<string[]> {
  if (signingKey === undefined) return []
  const key = await readKey(signingKey, createPublicKey)
  const path = join(indexDir, SIGNATURE_FILE)
  if (!(await isFile(path))) return ['the index is not signed; `npm run sign` does it']
  const signature = Buffer.from(await readFile(path, 'utf8'), 'base64')
  const isGood = verify(null, await readFile(join(indexDir, 'manifest.json')), key, signature)
  return isGood ? [] : ['the signature of the index is not that of this key and this manifest']
}

async function readKey(
  path: string | undefined,
  create: (pem: string) => KeyObject,
): Promise<KeyObject> {
  if (path === undefined) {
    throw new AppError('invalid_setting', 'SIGNING_KEY is not set. It names the PEM file of a key.')
  }
  const key = await readFile(path, 'utf8')
    .then(create, () => null)
    .catch(() => null)
  if (key?.asymmetricKeyType === 'ed25519') return key
  // What the file says is not told: it may be a key.
  throw new AppError(
    'invalid_setting',
    `SIGNING_KEY is ${path}, which is no PEM file of an Ed25519 key that can be used here. ` +
      '`openssl genpkey -algorithm ed25519 -out key.pem` makes a private one.',
  )
}
