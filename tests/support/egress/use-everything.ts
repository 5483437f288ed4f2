import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCli } from '../run-cli.ts'
import { startServer } from '../start-server.ts'

/**
 * Uses everything: the indexer, the commands, every interface of the server and, with the argument
 * `browser`, the page in a real browser. Ends with an error if one of them fails, and prints the
 * browser's requests to other hosts, as JSON.
 */
const root = join(import.meta.dirname, '../../..')
const folder = await mkdtemp(join(tmpdir(), 'letterlijk-egress-'))
const env = { INDEX_DIR: join(folder, 'index'), LOG_LEVEL: 'warn' }

function expectStatus(what: string, status: number | null, expected: number): void {
  if (status !== expected) throw new Error(`${what}: ${status}, not ${expected}`)
}

async function command(args: string[]): Promise<void> {
  const { status, stderr } = await runCli(args, { env })
  expectStatus(`${args.join(' ')}\n${stderr}`, status, 0)
}

async function askServer(address: string): Promise<void> {
  const post = (type: string, body: string) => ({
    method: 'POST',
    headers: { 'content-type': type },
    body,
  })
  const json = (body: unknown) => post('application/json', JSON.stringify(body))
  const form = (body: string) => post('application/x-www-form-urlencoded', body)
  const requests: [string, RequestInit?][] = [
    ['/v1/ask', json({ query: 'what does the cabinet say about semiconductors?' })],
    ['/v1/verify', json({ quote: 'De huidige EU-sanctiewetgeving voorziet in een verbod' })],
    ['/', form('query=weibo')],
    ['/verify', form('quote=weibo')],
    ['/'],
    ['/embed'],
    ['/documents'],
    ['/documents/2022D35172'],
    ['/v1/documents'],
    ['/v1/filters'],
    ['/v1/documents/2022D35172/source'],
    ['/v1/openapi.json'],
    ['/v1/health'],
    ['/metrics'],
  ]
  for (const [path, init] of requests) {
    const response = await fetch(address + path, init)
    await response.arrayBuffer()
    expectStatus(path, response.status, 200)
  }
}

/** The page's complaints while answering a question, requests to other hosts included. */
async function askPage(address: string): Promise<string[]> {
  const { ask, launchBrowser, openPage } = await import('../../e2e/browser.ts')
  const browser = await launchBrowser()
  const { page, complaints } = await openPage(browser, address)
  await ask(page, 'wat doet de ambassade op Weibo?')
  await page.locator('letterlijk-chat .card').first().waitFor()
  await page.goto(`${address}/documents/2022D35172`)
  await browser.close()
  return complaints
}

await cp(join(root, 'index/documents'), join(folder, 'in'), { recursive: true })
await command(['index', join(folder, 'in'), join(root, 'tests/fixtures/documents/kamervragen.xml')])
await command(['verify'])
await command(['ask', 'weibo'])
const server = await startServer({ PORT: '0', MODEL_DIR: join(root, 'index/model'), ...env })
if (server.address === '') throw new Error(server.stderr())
await askServer(server.address)
const complaints = process.argv.includes('browser') ? await askPage(server.address) : []
server.child.kill('SIGTERM')
expectStatus('the server', await server.ended, 0)
await rm(folder, { recursive: true })

/** Packets that the system could not route, over the whole network namespace. */
const [names, values] = (await readFile('/proc/net/snmp', 'utf8'))
  .split('\n')
  .filter((line) => line.startsWith('Ip:'))
  .map((line) => line.split(' '))
const unroutable = Number(values?.[names?.indexOf('OutNoRoutes') ?? -1])
process.stdout.write(JSON.stringify({ complaints, unroutable }))
