import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli } from '../support/run-cli.ts'
import { inventDocument } from '../support/invent-document.ts'
import { expectAccessible, hasBrowser, leaveBrowser, openPage, sharedBrowser } from './browser.ts'
import { makeIndex, root } from './site.ts'

const ID = '2022D35172.7'

/** Text that HTML, a terminal or a script could take for something else. */
const HOSTILE =
  `</script><script>document.title='x'</script><!-- <b>&amp;&#60;"' \u001b[31m ` + `${'é€😀'}`

describe.runIf(hasBrowser)('a file that proves an answer', () => {
  let browser: Browser
  let folder: string
  let html: string
  beforeAll(async () => {
    browser = await sharedBrowser()
    folder = await mkdtemp(join(tmpdir(), 'letterlijk-proof-'))
    const path = join(folder, 'proof.html')
    const ended = await runCli(['proof', ID, '--out', path], { env: { INDEX_DIR: root('index') } })
    expect(ended).toMatchObject({ status: 0, stderr: '' })
    html = await readFile(path, 'utf8')
  }, 120_000)
  afterAll(async () => {
    await leaveBrowser(browser)
    await rm(folder, { recursive: true })
  })

  /** The verdict of a file opened from disk. */
  async function open(content: string) {
    const path = join(folder, 'opened.html')
    await writeFile(path, content)
    const opened = await openPage(browser, pathToFileURL(path).href, { path: '' })
    const verdict = opened.page.locator('.verdict')
    await opened.page.locator('.verdict.good, .verdict.bad, .verdict.none').waitFor()
    const tone = (await verdict.getAttribute('class'))!.split(' ')[1]
    return { ...opened, tone, said: await verdict.innerText() }
  }

  it('checks itself without a server, and says so in both languages', async () => {
    const { page, complaints, tone, said } = await open(html)
    expect(tone).toBe('good')
    expect(said).toMatch(/Klopt: [^]*Right: /)
    expect(complaints).toEqual([])
    expect(await page.locator('cite').innerText()).toMatch(/2022/)
    const marked = (await page.locator('mark').allInnerTexts()).join(' ')
    const quote = (await page.locator('blockquote').innerText()).slice(0, 40)
    expect(marked.replace(/\s+/g, ' ')).toContain(quote)
    await expectAccessible(page)
    await page.context().close()
  })

  /** Replaces the first letter after a marker. */
  const after = (mark: string) => (text: string) => {
    const at = text.indexOf(mark) + mark.length
    return text.slice(0, at) + (text[at] === 'x' ? 'y' : 'x') + text.slice(at + 1)
  }

  it.each([
    ['another letter in the quote', after('<blockquote lang="nl"><p>')],
    ['another citation', after('<cite>')],
    ['another digest', (text: string) => text.replace(/(<dd>)[\da-f]{2}/, '$1zz')],
    ['another source', (text: string) => text.replace(/("source":"[^"]{80})./, '$1/')],
    ['other spans', (text: string) => text.replace(/("spans":\[\{"start":)/, '$11')],
    ['a paragraph more', (text: string) => text.replace('</blockquote>', '<p>x</p></blockquote>')],
    [
      'a word that is there and not seen',
      (text: string) => text.replace(/(<blockquote[^>]*><p>\S+ )(\S+)/, '$1<span hidden>$2</span>'),
    ],
    ['all of it hidden', (text: string) => text.replace('<div id="shown"', '$& hidden')],
    ['no paragraph', (text: string) => text.replace(/<blockquote[^]*<\/blockquote>/, '')],
    ['no proofs', (text: string) => text.replace(/"proofs":\[[^]*\],"shown/, '"proofs":[],"shown')],
    ['data that cannot be read', (text: string) => text.replace('{"source"', '{source')],
  ])('detects %s', async (_, tamper) => {
    const tampered = tamper(html)
    expect(tampered).not.toBe(html)
    const { page, tone, said } = await open(tampered)
    expect([tone, said]).toEqual(['bad', expect.stringMatching(/Klopt niet: [^]*Wrong: /)])
    await page.context().close()
  })

  it('runs no other script than its own', async () => {
    const { page, complaints } = await open(
      html.replace('</body>', '<script>document.title="x"</script></body>'),
    )
    expect(await page.title()).not.toBe('x')
    expect(complaints.join()).toMatch(/Content Security Policy/)
    await page.context().close()
  })

  it('holds hostile text as text', async () => {
    const env = { INDEX_DIR: join(folder, 'hostile') }
    const source = inventDocument({ seed: 4 })
    await writeFile(
      join(folder, 'hostile.txt'),
      source.replace('Gemeente minister', `Gemeente ${HOSTILE} minister`),
    )
    await makeIndex(env.INDEX_DIR, [join(folder, 'hostile.txt')])
    const { documents } = JSON.parse(
      await readFile(join(folder, 'hostile/manifest.json'), 'utf8'),
    ) as { documents: { id: string }[] }
    const { status, stdout } = await runCli(['proof', `${documents[0]!.id}.1`], { env })
    expect(status).toBe(0)
    expect(stdout).not.toContain('\u001b')
    const { page, complaints, tone } = await open(stdout)
    expect(tone).toBe('good')
    expect(complaints).toEqual([])
    expect(await page.locator('blockquote').textContent()).toContain('</script><script>document')
    await page.context().close()
  }, 120_000)

  it('is refused for a nonexistent answer', async () => {
    const ended = await runCli(['proof', '2022D35172.99'], { env: { INDEX_DIR: root('index') } })
    expect(ended).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/no answer 2022D35172\.99/),
    })
  })
})
