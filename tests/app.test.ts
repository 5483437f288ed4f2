import { afterAll, beforeAll } from 'vitest'
import { describeExports } from './exports.contract.ts'
import { describeHttp } from './http.contract.ts'
import { openApp, type OpenApp } from './open-app.ts'

let app: OpenApp
beforeAll(async () => {
  app = await openApp()
})
afterAll(() => app.close())

describeHttp('on Node', async (path, init) => app.request(path, init))

describeExports('on Node', async (path, init) => app.request(path, init))
