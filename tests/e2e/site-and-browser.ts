import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { leaveBrowser, sharedBrowser } from './browser.ts'
import { makeIndex, startSite, type Site } from './site.ts'

interface SiteAndBrowser {
  readonly site: Site
  readonly browser: Browser
  /** the files that could not be indexed */
  readonly failures: Awaited<ReturnType<typeof makeIndex>>['failures']
}

/** Starts a site and a browser before the tests of a block, and ends them after the last. */
export function siteAndBrowser(take: (opened: SiteAndBrowser) => void): void {
  between(take, async () => ({ site: await startSite(), failures: [] }))
}

/** The same over an index of these files, by their names. */
export function siteOverFiles(
  files: Readonly<Record<string, string | Uint8Array>>,
  take: (opened: SiteAndBrowser) => void,
): void {
  let folder: string
  // Hooks at the end run last to first: the site closes before its files go.
  afterAll(() => rm(folder, { recursive: true, force: true }))
  between(take, async () => {
    folder = await mkdtemp(join(tmpdir(), 'letterlijk-e2e-'))
    for (const [name, body] of Object.entries(files)) await writeFile(join(folder, name), body)
    const indexDir = join(folder, 'index')
    const { failures } = await makeIndex(indexDir, [folder])
    return { site: await startSite([], indexDir), failures }
  })
}

function between(
  take: (opened: SiteAndBrowser) => void,
  start: () => Promise<Omit<SiteAndBrowser, 'browser'>>,
): void {
  let opened: SiteAndBrowser | undefined
  beforeAll(async () => {
    const [started, browser] = await Promise.all([start(), sharedBrowser()])
    take((opened = { ...started, browser }))
  })
  afterAll(async () => {
    await leaveBrowser(opened?.browser)
    await opened?.site.close()
  })
}
