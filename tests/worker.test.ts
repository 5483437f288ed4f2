import { afterAll, beforeAll } from 'vitest'
import { unstable_startWorker as startWorker } from 'wrangler'
import { describeHttp } from './http.contract.ts'

let worker: Awaited<ReturnType<typeof startWorker>>
beforeAll(async () => {
  worker = await startWorker({
    config: new URL('../wrangler.toml', import.meta.url).pathname,
    dev: { server: { port: 0 }, inspector: false, logLevel: 'error', watch: false },
  })
  await worker.ready
}, 60_000)
afterAll(() => worker.dispose())

async function send(path: string, init?: RequestInit): Promise<Response> {
  const url = new URL(path, await worker.url)
  return worker.fetch(url, init as never) as unknown as Promise<Response>
}

describeHttp('in workerd', send, {
  largeBody: "wrangler's proxy keeps a connection whose request body was not read to its end",
})
