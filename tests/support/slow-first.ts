import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Folders whose files take seconds: they start browsers, servers and databases. */
const SLOW = /\/tests\/(?:commands|e2e|import|process|promises|store\/postgres|worker)\//

/**
 * Begins before all others. Twice a test of headings read one line otherwise in a process in which
 * hundreds of other tests had run; nobody has found what they leave behind.
 */
const FRESH = /\/tests\/ingest\/parse\//

/**
 * Begins with the slow files, so that no worker ends a run with one of them while the other idles.
 */
export default class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) =>
      FRESH.test(moduleId) ? 0 : SLOW.test(moduleId) ? 1 : 2
    const sorted = await super.sort(files)
    return sorted.toSorted((a, b) => rank(a) - rank(b))
  }
}
