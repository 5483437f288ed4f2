import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((path) => path !== '' && existsSync(join(root, path)))
const pages = tracked.filter((path) => /^(?:[A-Z]+|(?:docs|bench)\/.+)\.md$/.test(path))
const code = tracked.filter((path) => /^(?:src|web|tools|bench|tests)\/.+\.(?:ts|py)$/.test(path))

it('knows the pages', () => expect(pages.length).toBeGreaterThan(30))

it.each(pages)('%s has no broken links', (path) => {
  const targets = [...read(path).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map((match) => match[1]!)
  expect(targets.filter((target) => !existsSync(join(root, dirname(path), target)))).toEqual([])
})

it('code names no page that is gone', () => {
  const gone = code.flatMap((path) =>
    [...read(path).matchAll(/\b(?:docs|bench)\/[\w-]+\.md\b/g)]
      .filter(([page]) => !existsSync(join(root, page)))
      .map(([page]) => `${path}: ${page}`),
  )
  expect(gone).toEqual([])
})
