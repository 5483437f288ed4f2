import { composerInSteps, type Composer } from '../../src/answer/compose.ts'
import { atOnce } from '../../src/domain/slices.ts'

/** Makes the composer of a small library without breaks. */
export function createComposer(library: Parameters<typeof composerInSteps>[0]): Composer {
  return atOnce(composerInSteps(library))
}
