import { preferredType } from '../http/accept.ts'
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { webAnnotation } from '../../cite/annotation.ts'
import { CITATION_FORMATS, type CitationFormat } from '../../cite/formats.ts'
import { cite, MEDIA, parliamentary } from '../../cite/format.ts'
import { citedWork } from '../../cite/work.ts'
import { citationHref, sourceHref } from '../../wire/links.ts'
import { AppError } from '../../domain/errors.ts'
import { CslItem, WebAnnotation } from '../../wire/citations.ts'
import { originOf } from '../http/origin.ts'
import { headers, idProblems } from './responses.ts'
import { idParam } from './routes.ts'
import type { Served } from '../../engine/engine.ts'
import type { Located } from '../../domain/document.ts'
import type { ServerDeps } from '../http/deps.ts'
import { readerLanguage } from '../http/language.ts'
import { LANGUAGES } from '../../text/language.ts'

const text = { schema: z.string() }

const route = createRoute({
  method: 'get',
  path: '/answers/{id}/citation',
  operationId: 'getCitation',
  tags: ['answers'],
  summary: 'The citation of an answer, or of one of its paragraphs',
  description:
    '`format` chooses the form, else `Accept`; the default is the parliamentary one. Only ' +
    '`apa` depends on the language: `lang`, else `Accept-Language`.',
  request: {
    params: idParam('answer', '2022D35172.7'),
    query: z.object({
      format: z.enum(CITATION_FORMATS).optional(),
      paragraph: z
        .string()
        .regex(/^[1-9]\d{0,4}$/, '`paragraph` is a number, counted from 1.')
        .optional()
        .openapi({ description: 'cites this paragraph only, counted from 1' }),
      lang: z.enum(LANGUAGES).optional(),
    }),
  },
  responses: {
    200: {
      description: 'The citation',
      headers,
      content: {
        'text/plain': text,
        'application/x-bibtex': text,
        'application/x-research-info-systems': text,
        'application/vnd.citationstyles.csl+json': { schema: z.array(CslItem) },
        'application/ld+json': { schema: WebAnnotation },
      },
    },
    ...idProblems,
  },
})

/** Adds the citation routes to the API. */
export function addCitations(api: OpenAPIHono, { current }: Pick<ServerDeps, 'current'>): void {
  api.openapi(route, async (c) => {
    const { id } = c.req.valid('param')
    const { format = acceptedFormat(c), lang, paragraph } = c.req.valid('query')
    const served = current()
    const located = served.composer.locate(id)
    if (located === undefined) throw unknownAnswer(id)
    const options: Options = {
      format,
      language: readerLanguage(c, lang),
      paragraph: paragraph === undefined ? null : Number(paragraph),
      origin: originOf(c),
    }
    expectParagraph(located, options.paragraph)
    const { type, extension } = MEDIA[format]
    c.header('vary', 'Accept, Accept-Language', { append: true })
    if (extension !== null) {
      const name = id.replace(/[^\w.-]/g, '-')
      c.header('content-disposition', `attachment; filename="${name}.${extension}"`)
    }
    return c.body(await written(served, located, options), 200, { 'content-type': type }) as never
  })
}

interface Options {
  readonly format: CitationFormat
  readonly language: 'nl' | 'en'
  readonly paragraph: number | null
  readonly origin: string
}

async function written(served: Served, located: Located, options: Options): Promise<string> {
  const { format, language, paragraph, origin } = options
  const work = citedWork(located, { paragraph, origin })
  if (format !== 'web-annotation') return cite(work, format, language)
  const { id: documentId } = located.document
  // Composing the answer also refuses one whose text differs from its source.
  const [{ paragraphs }, source] = await Promise.all([
    served.composer.answer(located),
    served.library.sourceOf(documentId),
  ])
  const quoted = paragraphs.filter((_, index) => paragraph === null || index + 1 === paragraph)
  return webAnnotation({
    id: origin + citationHref(located.answer.id, format, paragraph),
    citation: parliamentary(work),
    sourceAddress: origin + sourceHref(documentId),
    source,
    spans: quoted.flatMap(({ proof }) => proof.spans),
  })
}

function expectParagraph({ answer }: Located, paragraph: number | null): void {
  const { length } = answer.paragraphs
  if (paragraph === null || paragraph <= length) return
  throw new AppError(
    'not_found',
    `Answer ${JSON.stringify(answer.id)} has no paragraph ${paragraph}: it has ` +
      `${length}. Leave \`paragraph\` out to cite the whole answer.`,
  )
}

function unknownAnswer(id: string): AppError {
  return new AppError('not_found', `This index has no answer ${JSON.stringify(id)}.`)
}

/** Without parameters, which a client need not repeat. */
const TYPES = CITATION_FORMATS.map((format) => MEDIA[format].type.split(';')[0]!)

function acceptedFormat(c: Context): CitationFormat {
  const accepted = preferredType(c, TYPES as [string, ...string[]])
  // Of the forms in plain text, the parliamentary one comes first.
  return CITATION_FORMATS[TYPES.indexOf(accepted)]!
}
