import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SETTINGS } from '../../src/config.ts'
import packageJson from '../../package.json' with { type: 'json' }

const root = join(import.meta.dirname, '../..')
const readme = readFileSync(join(root, 'README.md'), 'utf8')

/** Scripts that only other scripts call. */
const INTERNAL = ['test']

describe('README.md', () => {
  it.each(SETTINGS)(
    'has $name with its default and meaning',
    ({ name, meaning, default: value }) => {
      const row = readme.split('\n').find((line) => line.startsWith(`| \`${name}\` |`))
      expect(row).toContain(` ${meaning} |`)
      const shown =
        value === undefined || String(value) === '' ? '|  |' : `| \`${String(value)}\` |`
      expect(row).toContain(shown)
    },
  )

  it.each(Object.keys(packageJson.scripts).filter((name) => !INTERNAL.includes(name)))(
    'tells of npm run %s',
    (name) => expect(readme).toMatch(new RegExp(`npm (run )?(-s |--silent )?${name}\\b`)),
  )

  it('names no script that there is not', () => {
    const named = [...readme.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map((match) => match[1]!)
    expect(named.filter((name) => !(name in packageJson.scripts))).toEqual([])
  })

  it('has the command that the CI runs', () => {
    const ci = readFileSync(join(root, '.ci/run'), 'utf8')
    for (const command of ['npm ci', 'npm test']) {
      expect(readme).toContain(command)
      expect(ci.split('\n')).toContain(command)
    }
  })

  it('links to nothing that is missing', () => {
    const targets = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map((match) => match[1]!)
    expect(targets.length).toBeGreaterThan(5)
    expect(targets.filter((target) => !existsSync(join(root, target)))).toEqual([])
  })
})
