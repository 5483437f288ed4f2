import type { ReferenceText } from './text.ts'

/** The part of a JSON Schema that the page shows. */
export interface ReadableSchema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly enum?: readonly unknown[]
  readonly items?: ReadableSchema
  readonly properties?: Readonly<Record<string, ReadableSchema>>
  readonly required?: readonly string[]
  readonly anyOf?: readonly ReadableSchema[]
  readonly oneOf?: readonly ReadableSchema[]
  readonly allOf?: readonly ReadableSchema[]
  readonly description?: string
  readonly default?: unknown
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly maxItems?: number
}

/** A piece of a type: text, or the name of a shape to link to. */
type TypePiece = { readonly text: string } | { readonly shape: string }

/** A type in words for a reader: "list of", Answer. */
export function typeOf(schema: ReadableSchema, text: ReferenceText): TypePiece[] {
  if (schema.$ref !== undefined) return [{ shape: schema.$ref.split('/').at(-1)! }]
  const choices = schema.anyOf ?? schema.oneOf
  if (choices !== undefined) {
    return choices.flatMap((choice, at) => [
      ...(at === 0 ? [] : [{ text: ` ${text.or} ` }]),
      ...typeOf(choice, text),
    ])
  }
  if (schema.allOf !== undefined) return typeOf(schema.allOf[0]!, text)
  if (schema.enum !== undefined) {
    return [{ text: schema.enum.map((value) => JSON.stringify(value)).join(` ${text.or} `) }]
  }
  const types = [schema.type ?? 'any'].flat()
  if (types[0] === 'array') {
    const most = schema.maxItems === undefined ? '' : ` (≤ ${schema.maxItems})`
    return [{ text: `${text.listOf}${most} ` }, ...typeOf(schema.items ?? {}, text)]
  }
  const named = types.map((type) => (type === 'string' ? (schema.format ?? type) : type))
  return [{ text: `${named.join(` ${text.or} `)}${range(schema)}` }]
}

/** " 1–20", " ≥ 0"; empty without bounds. */
function range({ minimum, maximum, minLength, maxLength }: ReadableSchema): string {
  const [least, most] = [minimum ?? minLength, maximum ?? maxLength]
  if (most === undefined) return least === undefined || least === 0 ? '' : ` ≥ ${least}`
  return least === undefined ? ` ≤ ${most}` : ` ${least}–${most}`
}

/**
 * The properties of the objects inside: of a list's items, of each choice, of an unnamed object.
 */
export function fieldsOf(schema: ReadableSchema): ReadableSchema[] {
  if (schema.$ref !== undefined) return []
  if (schema.properties !== undefined) return [schema]
  return [schema.items, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((each) =>
    each === undefined ? [] : fieldsOf(each),
  )
}
