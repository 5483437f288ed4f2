import { afterAll, beforeAll } from 'vitest'
import { describeExports } from '../contracts/exports.contract.ts'
import { describeHttp } from '../contracts/http.contract.ts'
import { openApp, type OpenApp } from '../support/open-app.ts'

let app: OpenApp
beforeAll(async () => {
  app = await openApp()
})
afterAll(() => app.close())

describeHttp('on Node', async (path, init) => app.request(path, init))

describeExports('on Node', async (path, init) => app.request(path, init))
