/* eslint-disable no-console -- a command that prints figures */
// `node bench/start-variants.ts --index <folder> . ../other`: starts the server of each checkout in
// turns, `--rounds` times each, and prints the processor time until it is ready: of the main thread
// and of all. A name that ends in `-uncached` is the same checkout without the compile cache.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { index: { type: 'string' }, rounds: { type: 'string', default: '6' } },
})

interface Start {
  readonly main: number
  readonly all: number
}

const starts = new Map<string, Start[]>(positionals.map((variant) => [variant, []]))
// One round more: the first fills the caches.
for (let round = 0; round <= Number(values.rounds); round++) {
  for (const [variant, seen] of starts) {
    const start = await measure(variant)
    if (round > 0) seen.push(start)
  }
}
for (const [variant, seen] of starts) {
  const [main, all] = (['main', 'all'] as const).map((part) =>
    seen.map((start) => start[part]).sort((a, b) => a - b),
  )
  console.log(`${variant}: main thread ${main!.join(', ')} s; all ${all!.join(', ')} s`)
}
console.log(`load ${loadavg()[0]!.toFixed(1)}`)

async function measure(variant: string): Promise<Start> {
  const root = resolve(variant.replace(/-uncached$/, ''))
  const cache = variant.endsWith('-uncached') ? [] : ['--import', './src/process/compile-cache.js']
  const index = values.index === undefined ? {} : { INDEX_DIR: resolve(values.index) }
  const child = spawn(process.execPath, [...cache, 'src/node.ts'], {
    cwd: root,
    env: { ...process.env, ...index, PORT: '0', LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  for await (const text of child.stdout) if (String(text).includes('ready at')) break
  const start = { main: seconds(`task/${child.pid}/stat`), all: seconds('stat') }
  // A server that is told to stop writes the cache; one that is killed does not.
  child.kill('SIGTERM')
  await ended
  return start

  function seconds(file: string): number {
    const fields = readFileSync(`/proc/${child.pid}/${file}`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
    return (Number(fields[11]) + Number(fields[12])) / 100
  }
}
