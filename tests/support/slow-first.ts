import { join } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const root = join(import.meta.dirname, '../..')

/** Folders whose files take seconds: they start browsers, servers and databases. */
const SLOW = [
  ...['bench', 'tests/commands', 'tests/e2e', 'tests/import', 'tests/open', 'tests/process'],
  ...['tests/promises', 'tests/server/mcp', 'tests/store/postgres', 'tests/tools', 'tests/worker'],
].map((folder) => join(root, folder, '/'))

/**
 * Begins with the slow files, so that no worker ends a run with one of them while the others idle.
 */
export default class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isSlow = ({ moduleId }: TestSpecification) =>
      SLOW.some((folder) => moduleId.startsWith(folder))
    const sorted = await super.sort(files)
    return sorted.toSorted((a, b) => Number(isSlow(b)) - Number(isSlow(a)))
  }
}
