import type { OpenAPIHono } from '@hono/zod-openapi'
import { API_VERSION } from '../../wire/version.ts'
import { TAGS } from './routes.ts'
import type { Contact } from '../http/deps.ts'

export type ApiDescription = ReturnType<OpenAPIHono['getOpenAPI31Document']>

/**
 * Describes the API in OpenAPI 3.1, from the schemas that validate its requests. The result is a
 * function of the origin at which people reach the server. The schemas are converted once, at the
 * first call: that is the most expensive thing a stranger can ask for.
 */
export function describer(api: OpenAPIHono, contact?: Contact): (origin: string) => ApiDescription {
  let described: ApiDescription | undefined
  return (origin) => {
    described ??= withoutTuples(
      api.getOpenAPI31Document({
        openapi: '3.1.0',
        info: {
          title: 'Letterlijk',
          version: API_VERSION,
          description:
            "Answers a question with the Dutch cabinet's own written answers to parliament, " +
            'word for word, each with a proof. Ask in any language; the quotes are Dutch: ' +
            'they are never translated or summarised.',
          license: { name: 'MIT' },
        },
        tags: [...TAGS],
        security: [],
      }),
    )
    return {
      ...described,
      info: {
        ...described.info,
        contact: { name: 'Letterlijk', ...contact, url: `${origin}/reference` },
      },
      servers: [{ url: `${origin}/v1`, description: 'This server' }],
    }
  }
}

/**
 * Many OpenAPI readers do not know `prefixItems`, which describes a tuple: tell them its length and
 * what each item may be.
 */
function withoutTuples<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutTuples) as T
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).flatMap(([key, each]) =>
    key === 'prefixItems' && Array.isArray(each)
      ? [
          ['items', { anyOf: withoutTuples(each) }],
          ['minItems', each.length],
          ['maxItems', each.length],
        ]
      : [[key, withoutTuples(each)]],
  )
  return Object.fromEntries(entries) as T
}
