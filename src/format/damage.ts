import { AppError } from '../domain/errors.ts'

/** The error for a file of an index that is not as it was written; `what` says which, and how. */
export function damaged(what: string, options?: ErrorOptions): AppError {
  return new AppError(
    'index_damaged',
    `The index is damaged: ${what}. Run \`npm run index\` to build it anew.`,
    options,
  )
}
