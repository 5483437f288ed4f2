import addFormats from 'ajv-formats'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect } from 'vitest'
import type { Send } from '../contracts/http.contract.ts'

interface ApiHeader {
  readonly required?: boolean
  readonly schema: object
}

interface ApiResponse {
  readonly headers?: Readonly<Record<string, ApiHeader>>
  readonly content?: Readonly<Record<string, { readonly schema: object }>>
}

export interface ApiOperation {
  readonly operationId: string
  readonly summary: string
  readonly description: string
  readonly tags: readonly string[]
  readonly parameters?: readonly { readonly in: string; readonly name: string }[]
  readonly requestBody?: object
  readonly responses: Readonly<Record<string, ApiResponse>>
}

/** The part of an OpenAPI document that tests examine. */
export interface ApiDocument {
  readonly openapi: string
  readonly info: Readonly<Record<string, unknown>>
  readonly tags: readonly { readonly name: string }[]
  readonly servers: readonly { readonly url: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, ApiOperation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, object>> }
}

export async function readDocument(send: Send): Promise<ApiDocument> {
  return (await (await send('/v1/openapi.json')).json()) as ApiDocument
}

/**
 * A validator of JSON Schema 2020-12, as OpenAPI 3.1 requires, that knows the document as `api`.
 */
export function schemasOf(document: ApiDocument) {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  // An ES module's default is a CommonJS one here.
  ;(addFormats as unknown as (ajv: Ajv2020) => void)(ajv)
  ajv.addSchema(document, 'api')
  return {
    /** where `value` deviates from the schema at this place of the document */
    errorsAt(place: readonly string[], value: unknown): string[] {
      const pointer = place.map((part) =>
        encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')),
      )
      const $ref = `api#/${pointer.join('/')}`
      const validate = ajv.getSchema($ref) ?? ajv.compile({ $ref })
      if (validate(value)) return []
      return validate.errors!.map((error) => `${error.instancePath} ${error.message}`)
    },
  }
}

/**
 * The document's path template that matches a path on the wire, by segments; undefined without one.
 */
function templateOf(document: ApiDocument, path: string): string | undefined {
  const segments = path.split('/')
  return Object.keys(document.paths).find((template) => {
    const parts = `/v1${template}`.split('/')
    return (
      parts.length === segments.length &&
      parts.every((part, at) =>
        part.startsWith('{') ? segments[at] !== '' : part === segments[at],
      )
    )
  })
}

/**
 * Sends requests, and checks each response of `/v1` against the served OpenAPI document, which must
 * describe its status, content type, body and headers, and everything in the body.
 */
export function checkedByDescription(send: Send): Send {
  let description: Promise<{ document: ApiDocument; schemas: ReturnType<typeof schemasOf> }>

  return async (path, init) => {
    const response = await send(path, init)
    const { pathname } = new URL(path, 'http://localhost')
    // A HEAD has no body, and a preflight is not an operation.
    if (!/^\/v1(\/|$)/.test(pathname) || /^(?:HEAD|OPTIONS)$/.test(init?.method ?? ''))
      return response
    description ??= readDocument(send).then((document) => {
      return { document, schemas: schemasOf(document) }
    })
    const { document, schemas } = await description
    const method = (init?.method ?? 'GET').toLowerCase()
    const template = templateOf(document, pathname)
    const operation = template === undefined ? undefined : document.paths[template]![method]
    const about = `${method.toUpperCase()} ${pathname}: ${response.status}`
    const type = (response.headers.get('content-type') ?? '').split(';')[0]!

    if (template === undefined || operation === undefined) {
      // An undescribed path is missing, and the server says so with a problem.
      expect([404, 405], about).toContain(response.status)
      expect(type, about).toBe('application/problem+json')
      const problem = await response.clone().json()
      expect(schemas.errorsAt(['components', 'schemas', 'Problem'], problem), about).toEqual([])
      return response
    }

    const status = String(response.status)
    const described = operation.responses[status]
    expect(Object.keys(operation.responses), about).toContain(status)
    expect(Object.keys(described?.content ?? {}), about).toContain(type)
    const place = ['paths', template, method, 'responses', status]
    for (const [name, { required }] of Object.entries(described?.headers ?? {})) {
      const value = response.headers.get(name)
      if (required === true) expect(value, `${about}, ${name}`).not.toBe(null)
      if (value === null) continue
      const plain = /^\d+$/.test(value) ? Number(value) : value
      expect(schemas.errorsAt([...place, 'headers', name, 'schema'], plain), about).toEqual([])
    }
    const text = await response.clone().text()
    const body: unknown = type.endsWith('json') ? JSON.parse(text) : text
    expect(schemas.errorsAt([...place, 'content', type, 'schema'], body), about).toEqual([])
    return response
  }
}
