import { Hono } from 'hono'
import { searchedIn } from '../../answer/scope.ts'
import { EXPORT_FORMATS, type ExportFormat } from '../../export/formats.ts'
import type { Served } from '../../engine/engine.ts'
import { counted } from '../../text/say.ts'
import { pageText } from '../../words/page.ts'
import { isUnchanged } from '../http/conditional.ts'
import type { Contact, ServerDeps } from '../http/deps.ts'
import { originOf } from '../http/origin.ts'

/** Where catalogues of open data find this server's data. */
export const DCAT = { path: '/dcat.jsonld', type: 'application/ld+json' } as const

/** The vocabularies that DCAT-AP-NL prescribes. */
const EU = 'http://publications.europa.eu/resource/authority'
const IANA = 'https://www.iana.org/assignments/media-types'

/** DCAT-AP-NL's value for a licence that nobody stated. */
const UNKNOWN_LICENSE = 'http://standaarden.overheid.nl/owms/terms/licentieonbekend'

const FILE_TYPES: Readonly<Record<ExportFormat, string>> = {
  jsonl: `${EU}/file-type/JSON`,
  csv: `${EU}/file-type/CSV`,
  parquet: `${EU}/file-type/PARQUET`,
}

/** What says how the files of a format are to be read. */
const STANDARDS: Readonly<Record<ExportFormat, string>> = {
  jsonl: 'https://jsonlines.org/',
  csv: 'https://www.rfc-editor.org/rfc/rfc4180',
  parquet: 'https://parquet.apache.org/docs/file-format/',
}

const CONTEXT = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
}

/** The catalogue of this server's data (DCAT-AP-NL 3.0, JSON-LD). */
export function createDcat({
  current,
  version,
  contact,
}: Pick<ServerDeps, 'current' | 'version' | 'contact'>): Hono {
  const app = new Hono()
  app.get(DCAT.path, async (c) => {
    const [served, origin] = [current(), originOf(c)]
    const made = [served.library.digest, version, origin, contact?.email ?? '']
    if (await isUnchanged(c, made)) return c.body(null, 304)
    return c.body(JSON.stringify(catalogueOf(served, origin, contact), null, 2), 200, {
      'content-type': DCAT.type,
    })
  })
  return app
}

/** The people who run a server publish its catalogue; ministers wrote the contents. */
function catalogueOf(served: Served, origin: string, contact?: Contact): object {
  const publisher = agent(contact?.name ?? 'Letterlijk', `${origin}/`)
  const contactPoint = {
    '@type': ['vcard:Organization', 'vcard:Kind'],
    'vcard:fn': contact?.name ?? 'Letterlijk',
    ...(contact === undefined
      ? { 'vcard:hasURL': { '@id': `${origin}/` } }
      : { 'vcard:hasEmail': { '@id': `mailto:${contact.email}` } }),
  }
  const shared = {
    'dct:publisher': publisher,
    'dcat:contactPoint': contactPoint,
    'dct:language': [{ '@id': `${EU}/language/NLD` }],
  }
  const { documents, answers, period } = searchedIn(served.library.documents, {})
  const license = { '@id': licenseOf(served) }
  const holdings = (language: 'nl' | 'en') => {
    const text = pageText[language]
    return `${counted(
      documents,
      text.documentsOne,
      text.documents,
    )}, ${counted(answers, text.answersOne, text.answers)}`
  }
  return {
    '@context': CONTEXT,
    '@id': `${origin}${DCAT.path}`,
    '@type': 'dcat:Catalog',
    'dct:title': inBoth('Antwoorden op Kamervragen', 'Answers to parliamentary questions'),
    'dct:description': inBoth(pageText.nl.description, pageText.en.description),
    ...shared,
    'dct:license': license,
    'dct:creator': publisher,
    'foaf:homepage': { '@id': `${origin}/` },
    'dcat:dataset': [
      {
        '@id': `${origin}${DCAT.path}#answers`,
        '@type': 'dcat:Dataset',
        'dct:identifier': `${origin}${DCAT.path}#answers`,
        'dct:title': inBoth(
          'Kamervragen en antwoorden, woord voor woord',
          'Parliamentary questions and answers, word for word',
        ),
        'dct:description': inBoth(
          'Schriftelijke vragen van Kamerleden met de antwoorden van ministers: ' +
            `${holdings('nl')}. Elk antwoord heeft zijn officiële adres en de SHA-256 van zijn ` +
            'tekst en zijn bron.',
          'Written questions of members of parliament with the answers of ministers: ' +
            `${holdings('en')}. Each answer has its official address and the SHA-256 of its ` +
            'text and its source.',
        ),
        ...shared,
        'dct:creator': agent(
          'Tweede Kamer der Staten-Generaal; Rijksoverheid',
          'https://www.officielebekendmakingen.nl/',
        ),
        'dcat:keyword': keywords(),
        'dct:source': { '@id': 'https://www.officielebekendmakingen.nl/' },
        'dct:accessRights': { '@id': `${EU}/access-right/PUBLIC` },
        'dcat:theme': [{ '@id': `${EU}/data-theme/GOVE` }],
        'dct:spatial': { '@id': `${EU}/country/NLD` },
        'dct:license': license,
        'dcat:version': served.library.digest,
        'dcat:landingPage': { '@id': `${origin}/documents` },
        'foaf:page': { '@id': `${origin}/how-it-works` },
        'dct:conformsTo': { '@id': `${origin}/reference` },
        ...(period !== null && {
          'dct:temporal': {
            '@type': 'dct:PeriodOfTime',
            'dcat:startDate': day(period.from),
            'dcat:endDate': day(period.to),
          },
          'dct:modified': day(period.to),
        }),
        'dcat:distribution': (Object.keys(EXPORT_FORMATS) as ExportFormat[]).map((format) =>
          distribution(format, origin, license),
        ),
      },
    ],
    'dcat:service': [
      {
        '@id': `${origin}${DCAT.path}#api`,
        '@type': 'dcat:DataService',
        'dct:identifier': `${origin}${DCAT.path}#api`,
        'dct:title': inBoth('API van Letterlijk', 'Letterlijk API'),
        'dct:description': inBoth(
          'Zoekt antwoorden en controleert citaten.',
          'Finds answers and checks quotes.',
        ),
        ...shared,
        'dct:creator': publisher,
        'dcat:keyword': keywords(),
        'dct:accessRights': { '@id': `${EU}/access-right/PUBLIC` },
        'dcat:theme': [{ '@id': `${EU}/data-theme/GOVE` }],
        'dct:license': license,
        'dcat:endpointURL': { '@id': `${origin}/v1` },
        'dcat:endpointDescription': { '@id': `${origin}/v1/openapi.json` },
        'dcat:servesDataset': [{ '@id': `${origin}${DCAT.path}#answers` }],
      },
    ],
  }
}

function distribution(format: ExportFormat, origin: string, license: object): object {
  const address = `${origin}/v1/export?format=${format}`
  return {
    '@id': `${origin}${DCAT.path}#${format}`,
    '@type': 'dcat:Distribution',
    'dct:title': inBoth(`Antwoorden (${format})`, `Answers (${format})`),
    'dcat:accessURL': { '@id': address },
    'dcat:downloadURL': { '@id': address },
    'dcat:mediaType': { '@id': `${IANA}/${EXPORT_FORMATS[format]}` },
    'dct:format': { '@id': FILE_TYPES[format] },
    'dct:conformsTo': { '@id': STANDARDS[format] },
    'dct:language': [{ '@id': `${EU}/language/NLD` }],
    'dct:license': license,
    'dcat:accessService': { '@id': `${origin}${DCAT.path}#api` },
  }
}

/** The licence that all documents share; unknown if they differ or one names none. */
function licenseOf({ library }: Served): string {
  const licenses = new Set(library.documents.map(({ license }) => license))
  const [only] = licenses
  return licenses.size === 1 && only !== null && only !== undefined ? only : UNKNOWN_LICENSE
}

function agent(name: string, homepage: string): object {
  return { '@type': 'foaf:Agent', 'foaf:name': name, 'foaf:homepage': { '@id': homepage } }
}

function keywords(): object[] {
  return [
    ...inBoth('Kamervragen', 'parliamentary questions'),
    ...inBoth('antwoorden van ministers', 'answers of ministers'),
  ]
}

function inBoth(nl: string, en: string): object[] {
  return [
    { '@value': nl, '@language': 'nl' },
    { '@value': en, '@language': 'en' },
  ]
}

function day(value: string): object {
  return { '@value': value, '@type': 'xsd:date' }
}
