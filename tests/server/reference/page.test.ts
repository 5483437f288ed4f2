import { parse, type DefaultTreeAdapterMap } from 'parse5'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApp, type OpenApp } from '../../support/open-app.ts'
import { readDocument, type ApiDocument } from '../../support/openapi-check.ts'
import { PROBLEM_CODES } from '../../../src/wire/problem.ts'

type Node = DefaultTreeAdapterMap['node']
type Element = DefaultTreeAdapterMap['element']

let app: OpenApp
let document: ApiDocument
beforeAll(async () => {
  app = await openApp(
    { CONTACT: 'Team Letterlijk <letterlijk@example.nl>' },
    {},
    { encoder: false },
  )
  document = await readDocument(async (path) => app.request(path))
})
afterAll(() => app.close())

function elementsOf(node: Node): Element[] {
  const children = 'childNodes' in node ? node.childNodes : []
  return [...('tagName' in node ? [node] : []), ...children.flatMap(elementsOf)]
}

function textOf(node: Node): string {
  if ('value' in node) return node.value
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : ''
}

const attribute = ({ attrs }: Element, name: string): string | undefined =>
  attrs.find((each) => each.name === name)?.value

async function pageIn(language: string) {
  const response = await app.request(`/reference?lang=${language}`)
  expect(response.status).toBe(200)
  const root = parse(await response.text())
  const elements = elementsOf(root)
  return { elements, text: textOf(elements.find(({ tagName }) => tagName === 'main')!) }
}

describe.each(['nl', 'en'])('the page about the API, in %s', (language) => {
  it('covers each operation, response, field and problem of the served description', async () => {
    const { text } = await pageIn(language)
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const [method, { responses, description }] of Object.entries(methods)) {
        expect(text).toContain(`${method.toUpperCase()} /v1${path}`)
        expect(text).toContain(description.replaceAll('`', ''))
        for (const status of Object.keys(responses)) expect(text).toContain(status)
      }
    }
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      expect(text).toContain(name)
      const { properties = {} } = schema as {
        properties?: Record<string, { description?: string }>
      }
      for (const [field, { description = '' }] of Object.entries(properties)) {
        expect(text, `${name}.${field}`).toContain(field)
        expect(text, `${name}.${field}`).toContain(description.replaceAll('`', ''))
      }
    }
    for (const code of PROBLEM_CODES) expect(text).toContain(code)
  })

  it('has no broken links and no duplicate ids', async () => {
    const { elements } = await pageIn(language)
    const ids = elements.flatMap((element) => attribute(element, 'id') ?? [])
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
    const links = elements.flatMap((element) => attribute(element, 'href') ?? [])
    const within = links.filter((link) => link.startsWith('#')).map((link) => link.slice(1))
    expect(within.length).toBeGreaterThan(50)
    expect(within.filter((id) => !ids.includes(id))).toEqual([])
  })

  it('requests nothing from another host, and runs nothing', async () => {
    const { elements } = await pageIn(language)
    expect(elements.filter(({ tagName }) => /^(?:script|iframe|img)$/.test(tagName))).toEqual([])
    const loaded = elements.filter(({ tagName }) => tagName === 'link')
    for (const link of loaded.filter((each) => /stylesheet|icon/.test(attribute(each, 'rel')!))) {
      expect(attribute(link, 'href')).toMatch(/^\/(?!\/)/)
    }
  })
})

it('explains each problem where the problem says it does', async () => {
  const { elements } = await pageIn('nl')
  const { type } = (await (await app.request('/v1/answers/nope')).json()) as { type: string }
  const [path, anchor] = type.split('#')
  expect(path).toBe('/reference')
  expect(elements.some((element) => attribute(element, 'id') === anchor)).toBe(true)
})

it('speaks Dutch around the description, and marks what is English', async () => {
  const { elements, text } = await pageIn('nl')
  expect(text).toContain('Zoek de antwoorden van ministers bij een vraag')
  const marked = elements.filter((element) => attribute(element, 'lang') === 'en').map(textOf)
  expect(marked).toContain('the official page')
  expect(text).toContain('Team Letterlijk')
})

it('is linked from every page', async () => {
  const home = parse(await (await app.request('/?lang=nl')).text())
  const links = elementsOf(home).map((element) => attribute(element, 'href'))
  expect(links).toContain('/reference?lang=nl')
})
