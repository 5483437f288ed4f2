import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Folders whose files take seconds: they start browsers, servers and databases. */
const SLOW = /\/tests\/(?:commands|e2e|import|process|promises|store\/postgres|worker)\//

/**
 * Begins with the slow files, so that no worker ends a run with one of them while the other idles.
 */
export default class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isSlow = ({ moduleId }: TestSpecification) => SLOW.test(moduleId)
    const sorted = await super.sort(files)
    return sorted.toSorted((a, b) => Number(isSlow(b)) - Number(isSlow(a)))
  }
}
