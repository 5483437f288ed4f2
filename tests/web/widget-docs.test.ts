import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const text = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const all = (source: string, pattern: RegExp): string[] => [
  ...new Set([...source.matchAll(pattern)].map(([, name]) => name!)),
]

describe('docs/widget.md', () => {
  const docs = text('docs/widget.md')
  const element = text('web/chat-element.ts')
  const css = ['base', 'card', 'chat'].map((name) => text(`web/${name}.css`)).join('\n')
  const code = ['chat', 'card', 'turn', 'composer', 'launcher', 'chat-element'].map((name) =>
    text(`web/${name}.ts`),
  )

  it('names every attribute', () => {
    const observed = element.match(/observedAttributes = \[.*?\n {2}\]/s)?.[0] ?? ''
    const spoken = element.match(/const spoken = \[.*?\]/s)?.[0] ?? ''
    const names = all(observed + spoken, /'(\w+)'/g)
    expect(names.length).toBeGreaterThan(12)
    for (const name of names) expect(docs).toContain(`\`${name}\``)
  })

  it('names every event, part and custom property, and no others', () => {
    for (const name of all(element, /'(letterlijk-(?:ask|answer|error))'/g))
      expect(docs).toContain(name)
    const properties = all(css, /var\(\s*(--letterlijk-[\w-]+)/g).filter(
      (name) => !name.endsWith('-rem'),
    )
    expect(all(docs, /`(--letterlijk-[\w-]+)`/g).sort()).toEqual(properties.sort())
    const parts = all(code.join('\n'), /part: '([\w-]+)'/g)
    const documented = docs.match(/^Parts for [^]*?(?=\n\n)/m)?.[0] ?? ''
    expect(all(documented, /`([a-z]+)`/g).sort()).toEqual(parts.sort())
  })
})
