import { html as markup } from 'hono/html'
import type { ApiDescription } from '../api/describe.ts'
import { layout } from '../pages/layout.ts'
import { fieldsOf, typeOf, type ReadableSchema } from './schema.ts'
import { referenceText, type ReferenceText } from './text.ts'
import type { Html } from '../http/html.ts'
import type { Language } from '../../text/language.ts'
import { kindOfProblem, PROBLEM_CODES } from '../../wire/problem.ts'

interface Operation {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly description: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> }
  readonly responses: Readonly<Record<string, ApiResponse>>
}

interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly description?: string
  readonly schema: ReadableSchema
}

interface Content {
  readonly schema: ReadableSchema
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>
}

interface ApiResponse {
  readonly description: string
  readonly content?: Readonly<Record<string, Content>>
}

interface ReferenceData {
  readonly language: Language
  readonly origin: string
  readonly description: ApiDescription
}

/** The API for people: the served OpenAPI description as a page without scripts. */
export function referencePage({ language, origin, description }: ReferenceData): Html {
  const text = referenceText[language]
  const { info, tags = [], components = {} } = description
  const operations = operationsOf(description)
  const shapes = Object.entries((components.schemas ?? {}) as Record<string, ReadableSchema>)
  return layout(
    { language, origin, path: '/reference', title: `${text.title} · Letterlijk` },
    markup`<div class="text reference"><h1>${text.title} ${info.version}</h1>
<p class="lead">${text.lead} ${text.language}</p>
<p>${text.description}: <a href="/v1/openapi.json">/v1/openapi.json</a>.
${text.models} <code>/mcp</code>.
${text.client} <a href="/client.js">/client.js</a>.${contact(info.contact, text)}</p>
<nav aria-labelledby="contents"><h2 id="contents">${text.contents}</h2><ul>
${operations.map(
  ({ operation, address }) =>
    markup`<li><a href="#${operation.operationId}">${address}</a></li>
`,
)}<li><a href="#shapes">${text.shapes}</a></li>
<li><a href="#problems">${text.problems}</a></li></ul></nav>
${tags.map(({ name }) => group(name, operations, text))}
<h2 id="shapes">${text.shapes}</h2>
${shapes.map(([name, schema]) => shape(name, schema, text))}
${problems(text)}</div>`,
  )
}

type Addressed = ReturnType<typeof operationsOf>[number]

function operationsOf({ servers, paths = {} }: ApiDescription) {
  const base = new URL(servers![0]!.url).pathname
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Operation>).map(([method, operation]) => ({
      operation,
      address: `${method.toUpperCase()} ${base}${path}`,
    })),
  )
}

function contact(given: ApiDescription['info']['contact'], text: ReferenceText): Html | string {
  const { name = '', email } = given ?? {}
  if (email === undefined) return ''
  return markup` ${text.contact}: <a href="mailto:${email}">${name}</a>.`
}

function group(tag: string, operations: readonly Addressed[], text: ReferenceText): Html {
  const own = operations.filter(({ operation }) => operation.tags.includes(tag))
  const name = (text.tags as Readonly<Record<string, string>>)[tag] ?? tag
  return markup`<h2 id="tag-${tag}">${name}</h2>
${own.map((each) => operationSection(each, text))}`
}

function operationSection({ operation, address }: Addressed, text: ReferenceText): Html {
  const { operationId, parameters = [], requestBody, responses } = operation
  const own = text.summaries[operationId]
  const bodies = Object.entries(requestBody?.content ?? {})
  return markup`<section class="operation" aria-labelledby="${operationId}">
<h3 id="${operationId}"><code>${address}</code></h3>
<p>${own ?? english(operation.summary)}.</p>
<p>${english(operation.description)}</p>
${parameters.length === 0 ? '' : heading(text.parameters)}
${parameters.map((each) => parameterOf(each, text))}
${bodies.map(([type, content]) => bodyOf(type, content, text))}
${heading(text.responses)}
<dl>${Object.entries(responses).map(([status, response]) =>
    responseOf(status, response, text),
  )}</dl>
</section>`
}

function heading(text: string): Html {
  return markup`<h4>${text}</h4>`
}

/** The description itself is English, whatever the language of the page around it. */
function english(text: string): Html {
  const parts = text.split('`')
  return markup`<span lang="en">${parts.map((part, at) =>
    at % 2 === 1 ? markup`<code>${part}</code>` : part,
  )}</span>`
}

function parameterOf({ name, schema, description, required }: Parameter, text: ReferenceText) {
  return markup`<dl>${field(
    name,
    { ...schema, ...(description && { description }) },
    required === true,
    text,
  )}</dl>`
}

function bodyOf(type: string, { schema, examples = {} }: Content, text: ReferenceText): Html {
  return markup`${heading(text.body)}
<p>${typeMarkup(schema, text)} <span class="quiet">${type}</span></p>
${Object.values(examples).map(
  ({ value }, at) => markup`<figure><figcaption>${text.example} ${at + 1}</figcaption>
<pre>${JSON.stringify(value, null, 2)}</pre></figure>`,
)}`
}

function responseOf(
  status: string,
  { description, content = {} }: ApiResponse,
  text: ReferenceText,
): Html {
  return markup`<dt><code>${status}</code></dt>
<dd>${english(description)}</dd>
${Object.entries(content).map(
  ([type, { schema }]) =>
    markup`<dd>${typeMarkup(schema, text)} <span class="quiet">${type}</span></dd>`,
)}`
}

function shape(name: string, schema: ReadableSchema, text: ReferenceText): Html {
  return markup`<section class="shape" aria-labelledby="shape-${name}">
<h3 id="shape-${name}">${name}</h3>
${schema.description === undefined ? '' : markup`<p>${english(schema.description)}</p>`}
${
  schema.properties === undefined && schema.oneOf === undefined
    ? markup`<p>${typeMarkup(schema, text)}</p>`
    : ''
}
${fieldsOf(schema).map((each) => fields(each, text))}
</section>`
}

function fields({ properties = {}, required = [] }: ReadableSchema, text: ReferenceText): Html {
  return markup`<dl>${Object.entries(properties).map(([name, each]) =>
    field(name, each, required.includes(name), text),
  )}</dl>`
}

function field(name: string, schema: ReadableSchema, required: boolean, text: ReferenceText): Html {
  const inner = fieldsOf(schema)
  const standard = schema.default === undefined ? '' : ` (${JSON.stringify(schema.default)})`
  const optional = markup` <span class="quiet">${text.optional}${standard}</span>`
  return markup`<dt><code>${name}</code></dt>
<dd>${typeMarkup(schema, text)}${required ? '' : optional}</dd>
${schema.description === undefined ? '' : markup`<dd>${english(schema.description)}</dd>`}
${inner.length === 0 ? '' : markup`<dd>${inner.map((each) => fields(each, text))}</dd>`}`
}

function typeMarkup(schema: ReadableSchema, text: ReferenceText): Html {
  return markup`<span class="type">${typeOf(schema, text).map((piece) =>
    'shape' in piece
      ? markup`<a href="#shape-${piece.shape}">${piece.shape}</a>`
      : markup`${piece.text}`,
  )}</span>`
}

function problems(text: ReferenceText): Html {
  return markup`<h2 id="problems">${text.problems}</h2>
<p>${text.problemsIntro}</p>
<dl>${PROBLEM_CODES.map((code) => {
    const { status, title, anchor } = kindOfProblem(code)
    return markup`<dt id="${anchor}"><code>${code}</code> ${status}</dt>
<dd>${english(title)}</dd>`
  })}</dl>`
}
