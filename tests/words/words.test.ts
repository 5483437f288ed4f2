import { describe, expect, it } from 'vitest'
import { chatWords } from '../../src/words/chat.ts'
import { pageText } from '../../src/words/page.ts'
import { sharedWords } from '../../src/words/chat-and-pages.ts'

describe.each(['nl', 'en'] as const)('the words for people, in %s', (language) => {
  it('have in one place what the chat and the pages share', () => {
    const own = (table: object): string[] =>
      Object.entries(table).flatMap(([key, said]) =>
        key in sharedWords[language] || typeof said !== 'string' ? [] : [said],
      )
    const all = [
      ...new Set(own(chatWords[language])),
      ...new Set(own(pageText[language])),
      ...new Set(Object.values(sharedWords[language])),
    ]
    expect(all.filter((said, at) => all.indexOf(said) !== at)).toEqual([])
  })

  it('have the same placeholders in both languages', () => {
    const other = language === 'nl' ? 'en' : 'nl'
    const places = (said: unknown) => [...String(said).matchAll(/\{\w+\}/g)].map(String).sort()
    for (const [mine, theirs] of [
      [chatWords[language], chatWords[other]],
      [pageText[language], pageText[other]],
    ] as const) {
      for (const [key, said] of Object.entries(mine)) {
        expect([key, places(said)]).toEqual([key, places(theirs[key as keyof typeof theirs])])
      }
    }
  })
})
