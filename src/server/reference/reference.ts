import { Hono } from 'hono'
import type { ApiDescription } from '../api/describe.ts'
import { referencePage } from './page.ts'
import { send } from '../pages/send.ts'

/** `/reference`: documents the API for people, in Dutch and English. */
export function createReference(describe: (origin: string) => ApiDescription): Hono {
  const reference = new Hono()
  reference.get('/reference', (c) =>
    send(c, 200, (language, origin) =>
      referencePage({ language, origin, description: describe(origin) }),
    ),
  )
  return reference
}
