import { buildWeb, type Asset } from '../../web/build.ts'

let built: Promise<Map<string, Asset>> | undefined

/** The files for browsers, bundled once for all tests of a process. */
export function sharedWeb(): Promise<Map<string, Asset>> {
  built ??= buildWeb()
  return built
}
