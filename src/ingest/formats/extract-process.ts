import { AppError, type ErrorCode } from '../../domain/errors.ts'
import { extract, type Extracted } from './extract.ts'
import { withoutNetwork } from './without-network.ts'

/** A file for a separate process to extract. */
export interface ExtractTask {
  readonly bytes: Uint8Array
  readonly fileName: string
}

/**
 * The outcome; a foreseen failure travels as its parts, since an error loses its class on the way.
 */
export type ExtractResult =
  | { readonly extracted: Extracted }
  | { readonly failure: { readonly code: ErrorCode; readonly message: string } }
  /** a fault of the program, which fails this file */
  | { readonly fault: string }

/** UTF-16 code units of a source text; no known document has a tenth of this. */
const MOST_TEXT = 50_000_000

withoutNetwork()

// One at a time, in order of arrival.
process.on('message', ({ bytes, fileName }: ExtractTask) => {
  void resultOf(bytes, fileName).then((result) => process.send!(result))
})
// The parent has gone.
process.on('disconnect', () => process.exit(0))

async function resultOf(bytes: Uint8Array, fileName: string): Promise<ExtractResult> {
  try {
    const extracted = await extract(new Uint8Array(bytes), fileName)
    if (extracted.text.length <= MOST_TEXT) return { extracted }
    const millions = Math.round(extracted.text.length / 1e6)
    return failure(
      'too_large',
      `${fileName} holds ${millions} million characters; at most ${MOST_TEXT / 1e6} million ` +
        'are read',
    )
  } catch (error) {
    if (error instanceof AppError) return failure(error.code, error.message)
    return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

function failure(code: ErrorCode, message: string): ExtractResult {
  return { failure: { code, message } }
}
