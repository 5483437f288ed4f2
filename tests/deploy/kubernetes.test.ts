import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { readConfig, SETTINGS } from '../../src/config.ts'
import { ROUTE_REQUESTS } from '../support/route-requests.ts'

const folder = join(import.meta.dirname, '../../deploy/kubernetes')

interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string }
}
interface Container {
  readonly env: readonly { readonly name: string; readonly value: string }[]
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[]
  readonly startupProbe: Probe
  readonly readinessProbe: Probe
  readonly livenessProbe: Probe
  readonly resources: {
    readonly requests: Readonly<Record<string, string>>
    readonly limits: Readonly<Record<string, string>>
  }
  readonly securityContext: object
}
interface PodSpec {
  readonly terminationGracePeriodSeconds: number
  readonly automountServiceAccountToken: boolean
  readonly securityContext: object
  readonly containers: readonly Container[]
}
interface Resource {
  readonly kind: string
  readonly spec: {
    readonly template: { readonly metadata: { labels: object }; readonly spec: PodSpec }
    readonly selector: { readonly matchLabels?: object }
    readonly podSelector: { readonly matchLabels: object }
    readonly [key: string]: unknown
  }
}

const files = readdirSync(folder).filter((name) => name !== 'kustomization.yaml')
const resources = files.flatMap((name) =>
  parseAllDocuments(readFileSync(join(folder, name), 'utf8')).map(
    (each) => each.toJS() as Resource,
  ),
)
const only = (kind: string) => {
  const found = resources.filter((each) => each.kind === kind)
  expect(found).toHaveLength(1)
  return found[0]!
}
const { template, ...deployment } = only('Deployment').spec
const [container] = template.spec.containers
const env = Object.fromEntries(container!.env.map(({ name, value }) => [name, value]))

describe('the Kubernetes manifests', () => {
  it('set only existing settings, to valid values', () => {
    const known = SETTINGS.map(({ name }) => name)
    expect(Object.keys(env).filter((name) => !known.includes(name))).toEqual([])
    const config = readConfig(env)
    const ports = Object.fromEntries(
      container!.ports.map(({ name, containerPort }) => [name, containerPort]),
    )
    expect(ports).toEqual({ http: config.port, metrics: config.metricsPort })
    const { delay, timeout } = config.stop
    expect(template.spec.terminationGracePeriodSeconds).toBeGreaterThan(delay + timeout)
  })

  it('probe the health addresses', () => {
    const { startupProbe, readinessProbe, livenessProbe } = container!
    const paths = [startupProbe, readinessProbe, livenessProbe].map(({ httpGet }) => httpGet.path)
    expect(paths).toEqual(['/v1/health/ready', '/v1/health/ready', '/v1/health/live'])
    for (const path of paths) expect(ROUTE_REQUESTS).toHaveProperty([`GET ${path}`])
  })

  it('give the server as few rights as it needs', () => {
    expect(template.spec.securityContext).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    })
    expect(container!.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    })
    expect(template.spec.automountServiceAccountToken).toBe(false)
    expect(container!.resources.limits).toHaveProperty('memory')
    expect(container!.resources.requests).toHaveProperty('cpu')
  })

  it('let nothing out, and nobody in but the proxy and Prometheus', () => {
    const { spec } = only('NetworkPolicy')
    expect(spec.policyTypes).toEqual(['Ingress', 'Egress'])
    expect(spec.egress).toEqual([])
    const ports = (spec.ingress as { ports: { port: string }[] }[]).map(({ ports }) => ports)
    expect(ports.map(([each]) => each!.port)).toEqual(['http', 'metrics'])
  })

  it('select the same pods everywhere', () => {
    const { labels } = template.metadata
    expect(deployment.selector.matchLabels).toEqual(labels)
    expect(only('NetworkPolicy').spec.podSelector.matchLabels).toEqual(labels)
    expect(only('PodDisruptionBudget').spec.selector.matchLabels).toEqual(labels)
    expect(only('Service').spec.selector).toEqual(labels)
    expect(only('PodDisruptionBudget').spec.minAvailable).toBeLessThan(
      deployment.replicas as number,
    )
  })

  it.skipIf(spawnSync('kubectl', ['version', '--client']).status !== 0)(
    'form one complete set in kustomize',
    () => {
      const built = execFileSync('kubectl', ['kustomize', folder], { encoding: 'utf8' })
      const kinds = parseAllDocuments(built).map((each) => (each.toJS() as Resource).kind)
      expect(kinds.sort()).toEqual(resources.map(({ kind }) => kind).sort())
      expect(built).not.toMatch(/image: letterlijk$/m)
    },
  )
})
