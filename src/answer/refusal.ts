import { AppError } from '../domain/errors.ts'
import type { Refusal } from '../wire/answer.ts'

/** What `make` returns, or the refusal of an answer that differs from its source. */
export async function orRefusal<T>(answerId: string, make: () => Promise<T>): Promise<T | Refusal> {
  try {
    return await make()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code !== 'not_verbatim' && error.code !== 'index_damaged') throw error
    return { answerId, code: error.code, detail: error.message }
  }
}

/** The answers, apart from those that are refused. */
export function separate<T extends object>(settled: readonly (T | Refusal)[]) {
  const answers: T[] = []
  const refused: Refusal[] = []
  for (const each of settled) {
    if ('code' in each) refused.push(each)
    else answers.push(each as T)
  }
  return { answers, refused }
}
