import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const unit = join(import.meta.dirname, '../../deploy/letterlijk.service')
const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0

it.skipIf(!hasSystemd)('the systemd unit scores an exposure of at most 2.0 of 10', () => {
  const report = execFileSync(
    'systemd-analyze',
    ['security', '--offline=true', '--no-pager', unit],
    { encoding: 'utf8' },
  )
  const exposure = /Overall exposure level for letterlijk\.service: (\d+\.\d)/.exec(report)?.[1]
  expect(Number(exposure)).toBeLessThanOrEqual(2)
})
