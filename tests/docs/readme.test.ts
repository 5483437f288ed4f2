import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SETTINGS } from '../../src/config.ts'
import packageJson from '../../package.json' with { type: 'json' }

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const readme = read('README.md')
const settings = read('docs/settings.md')
const contributing = read('CONTRIBUTING.md')

/** Scripts that only other scripts call. */
const INTERNAL = ['test']

describe('docs/settings.md', () => {
  it.each(SETTINGS)(
    'has $name with its default and meaning',
    ({ name, meaning, default: value }) => {
      const row = settings.split('\n').find((line) => line.startsWith(`| \`${name}\` |`))
      expect(row).toContain(` ${meaning} |`)
      const shown =
        value === undefined || String(value) === '' ? '|  |' : `| \`${String(value)}\` |`
      expect(row).toContain(shown)
    },
  )

  it('has no setting that does not exist', () => {
    const rows = [...settings.matchAll(/^\| `([A-Z_]+)` \|/gm)].map((match) => match[1])
    expect(rows).toEqual(SETTINGS.map(({ name }) => name))
  })
})

describe('CONTRIBUTING.md', () => {
  it.each(Object.keys(packageJson.scripts).filter((name) => !INTERNAL.includes(name)))(
    'explains npm run %s',
    (name) => expect(contributing).toMatch(new RegExp(`npm (run )?(-s |--silent )?${name}\\b`)),
  )

  it('names existing files', () => {
    const named = [...contributing.matchAll(/`((?:src|web|tests|docs)\/[\w/.-]+)`/g)]
    expect(named.length).toBeGreaterThan(10)
    expect(named.map((match) => match[1]!).filter((path) => !existsSync(join(root, path)))).toEqual(
      [],
    )
  })

  it('names no script that does not exist', () => {
    const named = [...(readme + contributing).matchAll(/npm run (?:--silent |-s )?([\w:-]+)/g)].map(
      (match) => match[1]!,
    )
    expect(named.filter((name) => !(name in packageJson.scripts))).toEqual([])
  })
})

describe('README.md', () => {
  it('has the command that the CI runs', () => {
    const ci = readFileSync(join(root, '.ci/run'), 'utf8')
    for (const command of ['npm ci', 'npm test']) {
      expect(readme).toContain(command)
      expect(ci.split('\n')).toContain(command)
    }
  })

  it('has no broken links', () => {
    const targets = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map((match) => match[1]!)
    expect(targets.length).toBeGreaterThan(5)
    expect(targets.filter((target) => !existsSync(join(root, target)))).toEqual([])
  })
})
