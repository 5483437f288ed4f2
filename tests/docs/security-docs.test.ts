import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

/**
 * References to tests in a document: "tests/x.test.ts", or "tests/x.test.ts: the beginning of a
 * title".
 */
const NAMED = /`(?<file>tests\/[\w/.-]+\.ts)(?:: (?<title>[^`]+))?`/g

describe.each(['docs/security.md', 'docs/reliability.md', 'SECURITY.md'])('%s', (path) => {
  const text = read(path)
  const named = [...text.matchAll(NAMED)].map(
    ({ groups }) => groups as { file: string; title?: string },
  )

  it('names existing tests, by words of their titles', () => {
    const missing = named.filter(
      ({ file, title }) =>
        !existsSync(join(root, file)) || (title !== undefined && !read(file).includes(title)),
    )
    expect(missing).toEqual([])
    if (path !== 'SECURITY.md') expect(named.length).toBeGreaterThan(10)
  })
})

it('has each requirement of the ASVS once, in order', () => {
  const rows = [...read('docs/security.md').matchAll(/^\| (\d+\.\d+\.\d+[^|]*) \|/gm)].map(
    (match) => match[1]!,
  )
  expect(rows.length).toBeGreaterThan(40)
  const firsts = rows.map((row) => row.split(/[,-]/)[0]!.split('.').map(Number))
  const weights = firsts.map(
    ([chapter, section, item]) => chapter! * 10_000 + section! * 100 + item!,
  )
  expect(weights).toEqual([...new Set(weights)].sort((a, b) => a - b))
})
