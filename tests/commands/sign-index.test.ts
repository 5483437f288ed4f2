import { generateKeyPairSync } from 'node:crypto'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endBuilder } from '../../web/build.ts'
import { checkProofFile, proofReport } from '../../src/commands/check-proof.ts'
import { writeProof } from '../../src/commands/write-proof.ts'
import { openServed } from '../../src/open/wiring.ts'
import { signIndex, SIGNATURE_FILE } from '../../src/commands/sign-index.ts'
import { verifyIndex } from '../../src/commands/verify-index.ts'
import { readConfig } from '../../src/config.ts'
import { manifestDigest, type Manifest } from '../../src/format/manifest.ts'

let folder: string
const modelOfRepository = { MODEL_DIR: join(import.meta.dirname, '../../index/model') }
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

it('signs an index so that only the keys of the pair verify it', async () => {
  expect(await mismatches('own.pub')).toEqual([expect.stringMatching(/not signed/)])
  await signIndex(configWith('own'))
  expect(await mismatches('own.pub')).toEqual([])
  expect(await mismatches('own')).toEqual([])
  expect(await mismatches(undefined)).toEqual([])
  expect(await mismatches('other.pub')).toEqual([expect.stringMatching(/signature/)])
})

it('detects a changed manifest whose digest was recomputed', async () => {
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

it("signs each document, and detects another key's or another document's signature", async () => {
  await signIndex(configWith('own'))
  const signed = await readFile(at('index/proofs.sig'), 'utf8')
  await signIndex(configWith('other'))
  const others = await readFile(at('index/proofs.sig'), 'utf8')
  await signIndex(configWith('own'))
  const value = /"2022D35172":"(?<value>[^"]+)"/
  const forgeries = [
    others,
    signed.replace(value, (all, found: string) => all.replace(found, value.exec(others)![1]!)),
    signed.replace('"documents":{"', '"documents":{"x'),
    signed.replace(/sha256:./, 'sha256:x'),
    '{}',
  ]
  for (const forgery of forgeries) {
    expect(forgery).not.toBe(signed)
    await writeFile(at('index/proofs.sig'), forgery)
    expect(await mismatches('own.pub')).toEqual([expect.stringMatching(/signature of 2022D35172/)])
  }
  await rm(at('index/proofs.sig'))
  // The form in which an earlier version signed it.
  expect(await mismatches('own.pub')).toEqual([])
})

describe('a proof of a signed index', () => {
  let html: string
  beforeAll(async () => {
    await signIndex(configWith('own'))
    const { served } = await openServed(
      readConfig({ ...modelOfRepository, INDEX_DIR: at('index') }),
    )
    html = await writeProof(served, '2022D35172.7').finally(endBuilder)
    await served.library.close()
  })

  const checked = async (content: string, key?: string) => {
    await writeFile(at('proof.html'), content)
    return checkProofFile(configWith(key), at('proof.html'))
  }

  it('is told of by its words alone: its maker may have written more into the file', async () => {
    const lie = html.replace('<main>', '<main><h1>Alles is gratis</h1>')
    const report = proofReport('proof.html', await checked(lie))
    expect(report).toContain('  > De huidige')
    expect(report).not.toContain('gratis')
  })

  it('carries the digest of the index, and a signature that only its key verifies', async () => {
    const { digest } = JSON.parse(await readFile(at('index/manifest.json'), 'utf8')) as Manifest
    const publicKey = (await readFile(at('own.pub'), 'utf8')).split('\n')[1]
    expect(await checked(html)).toMatchObject({
      ...{ verdict: 'right', publicKey, indexDigest: `sha256:${digest}` },
      ...{ documentId: '2022D35172', citation: expect.stringContaining('2022') },
    })
    expect(html).toContain(`<dd>${publicKey}</dd>`)
    expect((await checked(html, 'own.pub')).verdict).toBe('right')
    expect((await checked(html, 'own')).verdict).toBe('right')
    expect((await checked(html, 'other.pub')).verdict).toBe('other_key')
  })

  const shownIn = (text: string) =>
    /<div id="shown">(?<shown>[^]*?)<\/div>/
      .exec(text)!
      .groups!['shown']!.replace(/<blockquote[^]*<\/blockquote>/, (quote) =>
        quote.replaceAll(/<(\/?)(?:blockquote|p)/g, '<$1div'),
      )

  it.each([
    ['another signature', (text: string) => text.replaceAll(/("value":")../g, '$1zz')],
    ['another index', (text: string) => text.replaceAll(/("indexDigest":"sha256:)../g, '$1zz')],
    ['another quote', (text: string) => text.replace('verbod', 'gebod')],
    ['another citation', (text: string) => text.replace('<cite>', '<cite>x')],
    ['no paragraph', (text: string) => text.replace(/<blockquote[^]*<\/blockquote>/, '')],
    [
      'its own text in another place, which is shown elsewhere',
      (text: string) =>
        text
          .replace('<cite>', '<cite>x')
          .replace('<main>', `<main><div hidden class="shown">${shownIn(text)}</div>`),
    ],
    [
      'a word of the quote that nobody sees',
      (text: string) => text.replace(/(<blockquote[^>]*><p>\S+ )(\S+)/, '$1<span hidden>$2</span>'),
    ],
    [
      'its own text where nobody sees it',
      (text: string) => text.replace('<main>', '<main hidden>'),
    ],
    [
      'its own text in what is closed',
      (text: string) =>
        text
          .replace('<div id="shown">', '<details><div id="shown">')
          .replace('</dl></div>', '</dl></div></details>'),
    ],
    [
      'a style of its own',
      (text: string) => text.replace(/(<blockquote[^>]*><p)/, '$1 style="color:white"'),
    ],
    ['a broken proof', (text: string) => text.replaceAll('"spans":', '"span":')],
  ])('with %s is wrong', async (_, tamper) => {
    expect(tamper(html)).not.toBe(html)
    expect((await checked(tamper(html))).verdict).toBe('wrong')
  })

  it('without its signature fails for a holder of the key, and passes without a key', async () => {
    const stripped = html.replaceAll(/"signature":\{[^}]*\}/g, '"signature":null')
    expect((await checked(stripped, 'own.pub')).verdict).toBe('other_key')
    expect(await checked(stripped)).toMatchObject({ verdict: 'right', publicKey: null })
  })

  it.each(['', '<html>', '<script id="data">{}</script><p id="shown">'])(
    'is not %j',
    async (content) => {
      await expect(checked(content)).rejects.toMatchObject({ code: 'unreadable_document' })
    },
  )
})

it.each(['', 'AAAA', '<html>'])('rejects %j as a signature', async (text) => {
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
