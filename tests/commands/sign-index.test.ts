import { generateKeyPairSync } from 'node:crypto'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { signIndex, SIGNATURE_FILE } from '../../src/commands/sign-index.ts'
import { verifyIndex } from '../../src/commands/verify-index.ts'
import { readConfig } from '../../src/config.ts'
import { manifestDigest, type Manifest } from '../../src/format/manifest.ts'

let folder: string
const at = (name: string) => join(folder, name)
const configWith = (key: string | undefined) =>
  readConfig({ INDEX_DIR: at('index'), SIGNING_KEY: key === undefined ? '' : at(key) })
const mismatches = async (key: string | undefined) =>
  (await verifyIndex(configWith(key), { again: false })).mismatches

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'letterlijk-sign-'))
  await cp('index', at('index'), { recursive: true, filter: (path) => !path.includes('model') })
  for (const name of ['own', 'other']) {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    await writeFile(at(name), privateKey.export({ format: 'pem', type: 'pkcs8' }))
    await writeFile(at(`${name}.pub`), publicKey.export({ format: 'pem', type: 'spki' }))
  }
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  await writeFile(at('curve'), privateKey.export({ format: 'pem', type: 'pkcs8' }))
})
afterAll(() => rm(folder, { recursive: true }))

it('signs an index, so that either key of the pair verifies it and no other', async () => {
  expect(await mismatches('own.pub')).toEqual([expect.stringMatching(/not signed/)])
  await signIndex(configWith('own'))
  expect(await mismatches('own.pub')).toEqual([])
  expect(await mismatches('own')).toEqual([])
  expect(await mismatches(undefined)).toEqual([])
  expect(await mismatches('other.pub')).toEqual([expect.stringMatching(/signature/)])
})

it('finds a manifest that was changed with its digest worked out anew', async () => {
  await signIndex(configWith('own'))
  const path = at('index/manifest.json')
  const original = await readFile(path, 'utf8')
  const manifest = JSON.parse(original) as Manifest
  const forged = { ...manifest, failures: [], lexicon: { ...manifest.lexicon!, neighbours: null } }
  const generation = (digest: string) => at(`index/generations/${digest.slice(0, 16)}`)
  const digest = await manifestDigest(forged)
  await cp(generation(manifest.digest), generation(digest), { recursive: true })
  await writeFile(path, JSON.stringify({ ...forged, digest }))
  expect(await mismatches('own.pub')).toEqual([expect.stringMatching(/signature/)])
  await writeFile(path, original)
  expect(await mismatches('own.pub')).toEqual([])
})

it.each(['', 'AAAA', '<html>'])('finds that %j is no signature', async (text) => {
  await writeFile(at(`index/${SIGNATURE_FILE}`), text)
  expect(await mismatches('own.pub')).toEqual([expect.stringMatching(/signature/)])
})

it.each([
  [undefined, /not set/],
  ['own.pub', /no PEM file/],
  ['curve', /Ed25519/],
  ['absent', /absent/],
  ['index/manifest.json', /no PEM file/],
])('does not sign with %s', async (key, message) => {
  await expect(signIndex(configWith(key))).rejects.toMatchObject({
    code: 'invalid_setting',
    message: expect.stringMatching(message),
  })
})
