import { expect, it } from 'vitest'
import { createComposer } from '../../support/create-composer.ts'
import type { Served } from '../../../src/engine/engine.ts'
import { createDcat } from '../../../src/server/feeds/dcat.ts'
import { answeredDocument, inventedLibrary } from '../../support/invented-library.ts'

type Node = Record<string, unknown>

const CC0 = 'https://creativecommons.org/publicdomain/zero/1.0/'

function catalogue(licenses: (string | null)[], contact?: { name: string; email: string }) {
  const library = inventedLibrary(
    licenses.map((license, n) =>
      answeredDocument(`d${n}`, ['Ja.'], { license, answered: `202${n}-01-01` }),
    ),
  )
  const served = { library, composer: createComposer(library) } as unknown as Served
  const deps = { current: () => served, version: '0', ...(contact && { contact }) }
  return createDcat(deps).request('https://a.example/dcat.jsonld')
}

const one = (value: unknown): Node => (Array.isArray(value) ? value[0] : value) as Node

/**
 * The mandatory properties of DCAT-AP-NL 3.0, and those that its shapes recommend and that nothing
 * keeps us from giving. docs/citations.md says how the shapes themselves were run.
 */
const MANDATORY = {
  catalogue: [
    ...['dct:title', 'dct:description', 'dct:publisher', 'dct:creator', 'dcat:contactPoint'],
    ...['dcat:dataset'],
  ],
  dataset: [
    ...['dct:title', 'dct:description', 'dct:identifier', 'dct:publisher', 'dct:creator'],
    ...['dcat:contactPoint', 'dcat:theme', 'dct:accessRights', 'dcat:distribution'],
    ...['dcat:keyword', 'dct:conformsTo', 'foaf:page'],
  ],
  distribution: [
    ...['dcat:accessURL', 'dct:license', 'dct:title', 'dct:format', 'dcat:mediaType'],
    'dct:conformsTo',
  ],
  service: [
    ...['dct:title', 'dct:identifier', 'dcat:endpointURL', 'dcat:endpointDescription'],
    ...['dct:publisher', 'dcat:contactPoint', 'dcat:theme', 'dct:accessRights', 'dct:license'],
    ...['dct:creator', 'dcat:keyword'],
  ],
}

it('has what DCAT-AP-NL requires of a catalogue, its data set, distributions and API', async () => {
  const response = await catalogue([CC0, CC0])
  expect(response.headers.get('content-type')).toBe('application/ld+json')
  const found = (await response.json()) as Node
  const dataset = one(found['dcat:dataset'])
  const service = one(found['dcat:service'])
  const distributions = dataset['dcat:distribution'] as Node[]
  expect(Object.keys(found)).toEqual(expect.arrayContaining(MANDATORY.catalogue))
  expect(Object.keys(dataset)).toEqual(expect.arrayContaining(MANDATORY.dataset))
  expect(Object.keys(service)).toEqual(expect.arrayContaining(MANDATORY.service))
  for (const each of distributions) {
    expect(Object.keys(each)).toEqual(expect.arrayContaining(MANDATORY.distribution))
  }
  expect(one(found['dcat:contactPoint'])['@type']).toContain('vcard:Kind')
  expect(distributions.map((each) => one(each['dcat:downloadURL'])['@id'])).toEqual([
    'https://a.example/v1/export?format=jsonl',
    'https://a.example/v1/export?format=csv',
    'https://a.example/v1/export?format=parquet',
  ])
  expect(dataset['dct:temporal']).toMatchObject({
    'dcat:startDate': { '@value': '2020-01-01' },
    'dcat:endDate': { '@value': '2021-01-01' },
  })
  // Every prefix in use is declared, or it would mean nothing.
  const context = found['@context'] as Node
  for (const [, prefix] of JSON.stringify(found).matchAll(/"(\w+):\w+"(?=:)/g)) {
    expect(context).toHaveProperty(prefix!)
  }
})

it.each([
  [[CC0, CC0], CC0],
  [[CC0, null], 'http://standaarden.overheid.nl/owms/terms/licentieonbekend'],
  [[], 'http://standaarden.overheid.nl/owms/terms/licentieonbekend'],
])('states a licence only if all documents share it: %j', async (licenses, stated) => {
  const found = (await (await catalogue(licenses)).json()) as Node
  expect(found['dct:license']).toEqual({ '@id': stated })
})

it('names the people who run the server, and does not resend an unchanged catalogue', async () => {
  const contact = { name: 'Gemeente X', email: 'data@x.example' }
  const response = await catalogue([CC0], contact)
  expect(await response.clone().text()).toContain('mailto:data@x.example')
  expect(response.headers.get('etag')).not.toBe(null)
})
