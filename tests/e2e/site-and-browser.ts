import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { leaveBrowser, sharedBrowser } from './browser.ts'
import { startSite, type Site } from './site.ts'

interface SiteAndBrowser {
  readonly site: Site
  readonly browser: Browser
}

/** Starts a site and a browser before the tests of a block, and ends them after the last. */
export function siteAndBrowser(take: (opened: SiteAndBrowser) => void): void {
  let opened: SiteAndBrowser | undefined
  beforeAll(async () => {
    const [site, browser] = await Promise.all([startSite(), sharedBrowser()])
    take((opened = { site, browser }))
  })
  afterAll(async () => {
    await leaveBrowser(opened?.browser)
    await opened?.site.close()
  })
}
