import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { extract } from '../../src/ingest/formats/extract.ts'
import { readMetadata } from '../../src/ingest/metadata-file.ts'
import { indexFolder } from '../../src/store/folder/folder.ts'
import { filesBelow } from '../../src/store/folder/files-below.ts'
import { manifestDigest, parseManifest, type Manifest } from '../../src/format/manifest.ts'
import { makeZip } from '../support/make-docx.ts'
import { openApp, type OpenApp } from '../support/open-app.ts'

const root = join(import.meta.dirname, '../..')
let app: OpenApp
let scratch: string
beforeAll(async () => {
  app = await openApp({}, {}, { encoder: false })
  scratch = await mkdtemp(join(tmpdir(), 'letterlijk-paths-'))
})
afterAll(async () => {
  await app.close()
  await rm(scratch, { recursive: true })
})

/** Ways out of a folder, in every notation. */
const WAYS_OUT = [
  ...['../manifest.json', '../../package.json', '../../../../../../etc/passwd', '/etc/passwd'],
  ...[
    '..\\..\\package.json',
    'C:\\Windows\\win.ini',
    '....//....//package.json',
    './2022D35172.txt',
  ],
  ...['2022D35172/../../manifest.json', '2022D35172.txt', '2022D35172\0.txt', 'file:///etc/passwd'],
  ...['\u2025/\u2025/package.json', '\uff0e\uff0e\uff0fpackage.json', '~/.ssh/id_rsa', '__proto__'],
  ...['constructor', 'toString', 'prototype', '2022D35172.', ' 2022D35172', '2022d35172'],
]

const writings: Record<string, (path: string) => string> = {
  encoded: encodeURIComponent,
  'encoded twice': (path) => encodeURIComponent(encodeURIComponent(path)),
  'encoded whole': (path) =>
    [...new TextEncoder().encode(path)]
      .map((byte) => `%${byte.toString(16).padStart(2, '0')}`)
      .join(''),
  'dots encoded': (path) => encodeURI(path).replaceAll('.', '%2e'),
  plain: encodeURI,
}

const PLACES = ['/v1/documents/', '/v1/answers/', '/documents/', '/', '/v1/']
const SECRETS = /"format": |root:x:|"devDependencies"|\[fonts\]|BEGIN .* KEY/

describe('ids in addresses', () => {
  it.each(Object.entries(writings))(
    'lead nowhere but to documents of the index: %s',
    async (_, write) => {
      for (const way of WAYS_OUT) {
        for (const place of PLACES) {
          for (const behind of ['', '/source']) {
            const response = await app.request(`${place}${write(way)}${behind}`)
            const body = await response.text()
            expect(body, way).not.toMatch(SECRETS)
            // An address may turn out to be a valid one of ours; nothing else is found.
            const own = new URL(`http://x${place}${write(way)}${behind}`).pathname
            if (own.startsWith(place) && way !== '../manifest.json')
              expect([400, 404], own).toContain(response.status)
          }
        }
      }
    },
  )

  it.each([
    '/package.json',
    '/.git/config',
    '/index/manifest.json',
    '/src/node.ts',
    '/node_modules/hono/package.json',
    '/tests/',
    '/web',
  ])('are not served: %s', async (path) => expect((await app.request(path)).status).toBe(404))
})

describe('a manifest', () => {
  const withDigest = async (change: (manifest: Manifest) => Omit<Manifest, 'digest'>) => {
    const changed = change(await indexFolder(join(root, 'index')).manifest())
    return JSON.stringify({ ...changed, digest: await manifestDigest(changed) })
  }

  it('is taken, with its digest computed anew', async () => {
    await expect(parseManifest(await withDigest((manifest) => manifest))).resolves.toBeDefined()
  })

  it.each(['../x.txt', '/etc/passwd', 'a/../../x', 'a/..', '..', '..\\x', '\\x', 'a\0b'])(
    'with the file %j that leaves its folder is refused',
    async (file) => {
      const text = await withDigest((manifest) => ({
        ...manifest,
        documents: manifest.documents!.map((each) => ({ ...each, file })),
      }))
      await expect(parseManifest(text)).rejects.toMatchObject({ code: 'index_damaged' })
    },
  )

  it.each(['..', '../../x', '.', '/x', 'a/b'])(
    'with the index file %j is refused',
    async (name) => {
      const text = await withDigest((manifest) => ({
        ...manifest,
        files: { ...manifest.files, [name]: manifest.digest },
      }))
      await expect(parseManifest(text)).rejects.toMatchObject({ code: 'index_damaged' })
    },
  )
})

describe('the indexed files', () => {
  it('are those in the folder, not the targets of links in it', async () => {
    const folder = join(scratch, 'links')
    await mkdir(join(scratch, 'outside'), { recursive: true })
    await mkdir(folder)
    await writeFile(join(scratch, 'outside/secret.txt'), 'geheim')
    await writeFile(join(folder, 'own.txt'), 'Vraag 1')
    await symlink(join(scratch, 'outside/secret.txt'), join(folder, 'file.txt'))
    await symlink(join(scratch, 'outside'), join(folder, 'folder'))
    await symlink('/etc/passwd', join(folder, 'passwd.txt'))
    expect((await filesBelow(folder)).map(({ name }) => name)).toEqual(['own.txt'])
  })

  it('writes no file that an archive names', async () => {
    const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    const type =
      'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument'
    const bytes = makeZip({
      '../../escaped.txt': 'uit',
      '/tmp/escaped.txt': 'uit',
      '..\\escaped.txt': 'uit',
      '__proto__/x': 'uit',
      '[Content_Types].xml':
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default ' +
        'Extension="xml" ContentType="application/xml"/></Types>',
      '_rels/.rels':
        '<Relationships ' +
        'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship ' +
        `Id="r1" Type="${type}" Target="word/document.xml"/></Relationships>`,
      'word/document.xml':
        `<w:document ${W}><w:body><w:p><w:r><w:t>Vraag ` +
        '1</w:t></w:r></w:p></w:body></w:document>',
    })
    const before = await readdir(tmpdir())
    const { text } = await extract(new Uint8Array(bytes), 'a.docx')
    expect(text).toContain('Vraag 1')
    const after = await readdir(tmpdir())
    expect(after.filter((name) => name.includes('escaped') && !before.includes(name))).toEqual([])
  })

  it('reads no other file for an XML document', async () => {
    const secret = join(scratch, 'entity.txt')
    await writeFile(secret, 'geheim-woord')
    const xml =
      `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file://${secret}"><!ENTITY a ` +
      '"aaaa"><!ENTITY b "&a;&a;&a;&a;">]><kamervragen><vraag><al>&x; ' +
      '&b;</al></vraag></kamervragen>'
    const text = await extract(new TextEncoder().encode(xml), 'a.xml').then(
      (extracted) => extracted.text,
      // Refused: then none of it is shown either.
      (error: Error) => error.message,
    )
    expect(text).not.toContain('geheim-woord')
    expect(text).not.toContain('aaaaaaaa')
  })
})

describe('a metadata file', () => {
  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'vbscript:x',
    'ftp://x.nl/',
    '//x.nl',
    'JaVaScRiPt:x',
    ' javascript:x',
  ])('takes only a web address, not %j', (url) =>
    expect(() => readMetadata(JSON.stringify({ url }))).toThrow(/url/),
  )

  it.each(['../x', 'a/b', '..\\x', 'a\0', '', 'é', '<b>', 'x'.repeat(101)])(
    'takes no id %j',
    (id) => {
      expect(() => readMetadata(JSON.stringify({ id }))).toThrow(/id/)
    },
  )
})

describe('incoming JSON', () => {
  const POLLUTING = [
    '{"__proto__":{"polluted":true},"query":"vraag 7","quote":"x"}',
    '{"constructor":{"prototype":{"polluted":true}},"query":"vraag 7","quote":"x"}',
    '{"query":"vraag 7","filters":{"__proto__":{"polluted":true}}}',
  ]

  it('cannot reach the prototype of all objects', async () => {
    for (const body of POLLUTING) {
      const headers = { 'content-type': 'application/json' }
      for (const path of ['/v1/ask', '/v1/verify']) {
        const response = await app.request(path, { method: 'POST', headers, body })
        expect(response.status).toBeLessThan(500)
      }
      expect(() => readMetadata(body)).toThrow()
      await expect(parseManifest(body)).rejects.toThrow()
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    }
  })
})

describe('the code', () => {
  const files = ['src', 'web'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `${folder}/${name}`),
  )

  const OWN_FILE = /^new URL\('(?:\.\/)?[\w-]+\.ts', import\.meta\.url\)$/

  /** "import('./a.ts')", or in the browser a script of the server, by its name. */
  function isNamed(imported: ts.Expression | undefined, source: ts.SourceFile): boolean {
    if (imported === undefined) return false
    const OWN_SCRIPT = /^(?:client\.address|this\.#address)\('\/[\w-]+\.js'\)$/
    return ts.isStringLiteral(imported) || OWN_SCRIPT.test(imported.getText(source))
  }

  /** Calls and imports that could run data. */
  function running(file: string): string[] {
    const source = ts.createSourceFile(
      file,
      readFileSync(join(root, file), 'utf8'),
      ts.ScriptTarget.Latest,
      true,
    )
    const found: string[] = []
    const visit = (node: ts.Node): void => {
      if (
        ts.isImportDeclaration(node) &&
        /(?:node:)?(?:vm|child_process|v8)'$/.test(node.moduleSpecifier.getText(source)) &&
        !/^import \{ spawn(?:, type ChildProcess)? \}/.test(node.getText(source))
      ) {
        found.push(node.getText(source))
      }
      if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
        const callee = node.expression.getText(source)
        if (/^(?:globalThis\.)?(?:eval|Function)$/.test(callee)) found.push(node.getText(source))
        const [first] = node.arguments ?? []
        if (callee === 'import' && !isNamed(first, source)) found.push(node.getText(source))
        // A process runs Node itself, with a file of the program.
        if (callee === 'spawn' && first?.getText(source) !== 'process.execPath')
          found.push(node.getText(source))
        // A thread runs an existing file of the program by name, never an assembled path.
        if (callee === 'Worker' && !OWN_FILE.test(first?.getText(source) ?? ''))
          found.push(node.getText(source))
      }
      ts.forEachChild(node, visit)
    }
    visit(source)
    return found
  }

  it('of the server and the browser runs nothing else: data is never run', () => {
    expect(files.length).toBeGreaterThan(100)
    expect(files.flatMap((file) => running(file).map((text) => `${file}: ${text}`))).toEqual([])
  })

  it('stores nothing in the browser except the conversation of a tab, until it is closed', () => {
    const storing = files.filter((file) =>
      /\b(?:localStorage|sessionStorage|indexedDB|document\.cookie|caches\.open)\b/.test(
        readFileSync(join(root, file), 'utf8'),
      ),
    )
    expect(storing).toEqual(['web/chat-element.ts', 'web/session.ts'])
    const kept = storing.map((file) => readFileSync(join(root, file), 'utf8')).join('')
    expect(kept).not.toMatch(/\b(?:localStorage|indexedDB|document\.cookie|caches\.open)\b/)
  })
})
