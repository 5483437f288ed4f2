import { describe, expect, it } from 'vitest'
import { GUIDE_PATHS, guidePage } from '../../../src/server/pages/guide.ts'
import { LANGUAGES } from '../../../src/text/language.ts'
import { chatWords } from '../../../src/words/chat.ts'

const pages = GUIDE_PATHS.flatMap((path) => LANGUAGES.map((language) => ({ path, language })))

describe.each(pages)('$path in $language', ({ path, language }) => {
  const page = async () => String(await guidePage(path, language, 'https://a.example'))
  const main = async () => /<main[^]*<\/main>/.exec(await page())![0]

  it('is headed by its title, and has sections and lists', async () => {
    const [, heading] = /<h1>(.*?)<\/h1>/.exec(await main())!
    expect(await page()).toContain(`<title>${heading} · Letterlijk</title>`)
    expect((await main()).match(/<h1>/g)).toHaveLength(1)
    expect((await main()).match(/<h2>/g)!.length).toBeGreaterThan(2)
    expect((await main()).match(/<li>/g)!.length).toBeGreaterThan(4)
  })

  it('leaves no visible Markdown', async () => {
    expect((await main()).replace(/<[^>]*>/g, '')).not.toMatch(/^\s*(?:#|- )|\]\(|\*\*/m)
  })

  it('calls the button of a card what it is called there', async () => {
    if (path !== '/how-it-works') return
    expect(await main()).toContain(`“${chatWords[language].prove}”`)
  })

  it('keeps its language in each link', async () => {
    for (const [, href] of (await main()).matchAll(/href="([^"]*)"/g)) {
      expect(href).toMatch(new RegExp(`^/[a-z-]+\\?lang=${language}$`))
    }
  })
})
