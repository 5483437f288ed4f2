import { readFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { readConfig } from '../../../src/config.ts'
import { loadModel } from '../../../src/open/model.ts'

/** ONNX Runtime, unless told otherwise, reports to its maker after some 9 s, and ever again. */
const AWHILE = 20_000

const { embedder } = await loadModel(readConfig({}).model)
await embedder.embed(['weibo'], 'query')
await embedder.embed(['weibo'], 'passage')
await wait(AWHILE)
const [names, values] = (await readFile('/proc/net/snmp', 'utf8'))
  .split('\n')
  .filter((line) => line.startsWith('Ip:'))
  .map((line) => line.split(' '))
process.stdout.write(values![names!.indexOf('OutNoRoutes')]!)
