import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { readerLanguage } from '../../../src/server/http/language.ts'

const app = new Hono().get('/', (c) => c.text(readerLanguage(c)))

describe('the language of a page', () => {
  it.each([
    // the choice wins
    ['en', 'nl', 'en'],
    ['nl', 'en', 'nl'],
    // otherwise the supported language that the browser prefers
    ['', 'en-GB,en;q=0.9,nl;q=0.8', 'en'],
    ['', 'de;q=0.9, nl;q=0.5, en;q=0.4', 'nl'],
    ['', 'de, nl;q=0.4, en-US;q=0.5', 'en'],
    ['', 'EN', 'en'],
    ['', 'fr', 'nl'],
    ['', '*', 'nl'],
    // anything but English
    ['', 'en;q=0', 'nl'],
    ['', '', 'nl'],
    ['xx', 'en', 'en'],
  ])('chosen %j, accepted %j: %s', async (chosen, accepted, expected) => {
    const address = chosen === '' ? '/' : `/?lang=${chosen}`
    const headers = accepted === '' ? {} : { 'accept-language': accepted }
    expect(await (await app.request(address, { headers })).text()).toBe(expected)
  })
})
