import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { prometheus } from '../../src/process/prometheus.ts'
import { turns } from '../../src/server/guards/overload.ts'

const deploy = join(import.meta.dirname, '../../deploy')
const read = (name: string) => readFileSync(join(deploy, name), 'utf8')

const metrics = prometheus({
  version: 'test',
  turns: turns({ active: 1, waiting: 1, patience: 1 }),
  folder: { root: deploy, manifestPath: deploy },
  served: () => null,
  clients: () => 0,
})
metrics.observe({
  kind: 'request',
  requestId: 'x',
  method: 'POST',
  route: '/v1/ask',
  status: 503,
  seconds: 1,
  bytes: 1,
  complete: true,
})
const text = await metrics.text()
const exposed = new Set([...text.matchAll(/^(\w+)[ {]/gm)].map(([, name]) => name!))
/** `name="value"` of every existing label */
const labels = new Set([...text.matchAll(/(\w+="[^"]*")[,}]/g)].map(([, label]) => label!))

interface Panel {
  readonly id: number
  readonly title: string
  readonly gridPos: {
    readonly x: number
    readonly y: number
    readonly w: number
    readonly h: number
  }
  readonly targets: readonly { readonly expr: string }[]
}
const dashboard = JSON.parse(read('grafana-dashboard.json')) as {
  readonly panels: readonly Panel[]
  readonly annotations: { readonly list: readonly { readonly expr: string }[] }
}
const alerts = parse(read('prometheus-alerts.yaml')) as {
  readonly groups: readonly {
    readonly rules: readonly {
      readonly alert: string
      readonly expr: string
      readonly labels: { readonly severity: string }
      readonly annotations: { readonly summary: string; readonly description: string }
    }[]
  }[]
}
const rules = alerts.groups.flatMap((group) => group.rules)

const OURS = /\b(?:letterlijk|process|nodejs)_\w+/g
const expressions = [
  ...dashboard.panels.flatMap(({ title, targets }) =>
    targets.map(({ expr }) => [`the panel "${title}"`, expr] as const),
  ),
  ...dashboard.annotations.list.map(({ expr }) => ['an annotation', expr] as const),
  ...rules.map(({ alert, expr }) => [`the alert ${alert}`, expr] as const),
]

describe('the dashboard and the alerts', () => {
  it.each(expressions)('%s uses existing figures', (_, expr) => {
    const names = expr.match(OURS) ?? []
    expect(names.length + Number(expr.startsWith('up{'))).toBeGreaterThan(0)
    for (const name of names) expect(exposed).toContain(name)
  })

  it.each(expressions)('%s names existing labels and values', (_, expr) => {
    // Labels that Prometheus adds itself are not ours to check.
    const added = /^(?:instance|job)/
    for (const [, name, sign, value] of expr.matchAll(/(\w+)(=~?|!=)"([^"]*)"/g)) {
      if (added.test(name!)) continue
      const values = [...labels].filter((label) => label.startsWith(`${name}=`))
      const fits = sign === '=~' ? new RegExp(`="(?:${value})"$`) : new RegExp(`="${value}"$`)
      expect(
        values.filter((each) => fits.test(each)),
        `${name}${sign}${value}`,
      ).not.toEqual([])
    }
  })

  it('show every figure of the program somewhere', () => {
    const own = [...exposed].filter((name) => name.startsWith('letterlijk_'))
    const said = read('grafana-dashboard.json') + read('prometheus-alerts.yaml')
    const bare = (name: string) => name.replace(/_(?:bucket|sum|count)$/, '')
    expect(own.filter((name) => !said.includes(bare(name)))).toEqual([])
  })

  it('have panels that do not overlap', () => {
    const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, at) => `${x + (at % w)},${y + Math.floor(at / w)}`),
    )
    expect(new Set(cells).size).toBe(cells.length)
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length)
  })

  it('say in each alert what happened and what to do', () => {
    expect(rules.length).toBeGreaterThan(5)
    for (const { labels: given, annotations } of rules) {
      expect(['critical', 'warning', 'info']).toContain(given.severity)
      expect(annotations.summary.length * annotations.description.length).toBeGreaterThan(0)
    }
  })
})

const hasPromtool = spawnSync('promtool', ['--version']).status === 0

it.skipIf(!hasPromtool)('fire when they should, by promtool itself', () => {
  const run = (...args: string[]) => execFileSync('promtool', args, { encoding: 'utf8' })
  expect(run('check', 'rules', join(deploy, 'prometheus-alerts.yaml'))).toContain('SUCCESS')
  for (const name of ['alerts.promtool.yaml', 'alerts-of-days.promtool.yaml']) {
    expect(run('test', 'rules', join(import.meta.dirname, name))).toContain('SUCCESS')
  }
})
