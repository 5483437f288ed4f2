import { upTo } from '../../wire/length.ts'
import { createRoute, z } from '@hono/zod-openapi'
import { FilterQuery } from '../http/filter-query.ts'
import { cursor, pageSize } from '../http/paging.ts'
import {
  bodyProblems,
  content,
  idProblems,
  json,
  notModified,
  pagedHeaders,
  problems,
} from './responses.ts'
import { WireAnswer } from '../../wire/answer.ts'
import { AskRequest, AskResponse } from '../../wire/ask.ts'
import { Choices, DocumentList, FullDocument, OpenQuestionList } from '../../wire/documents.ts'
import { Health, Liveness } from '../../wire/health.ts'
import { SuggestRequest, SuggestResponse } from '../../wire/suggest.ts'
import { VerifyRequest, VerifyResponse } from '../../wire/verify.ts'

/** The operations of the HTTP API for OpenAPI. Their handlers are in `api.ts`. */

export const TAGS = [
  {
    name: 'answers',
    description: 'Find what ministers answered, and check what they are quoted as saying',
  },
  {
    name: 'documents',
    description: 'The contents of the index, with the sources that proofs point into',
  },
  { name: 'service', description: 'The state of the server and the description of its API' },
]

/** An id in a path; `example` exists in the committed index. */
export const idParam = (what: string, example: string) =>
  z.object({
    id: upTo(200, z.string().min(1)).meta({
      description: `the ${what}'s id, percent-encoded`,
      examples: [example],
    }),
  })

const body = <T extends z.ZodType>(schema: T, examples: Record<string, { value: z.input<T> }>) => ({
  body: { required: true, content: { 'application/json': { schema, examples } } },
})

const documentId = idParam('document', '2022D35172')

export const askRoute = createRoute({
  method: 'post',
  path: '/ask',
  operationId: 'ask',
  tags: ['answers'],
  summary: 'Find the ministerial answers that bear on a question',
  description:
    'A search, sent by POST so that queries stay out of addresses, logs and histories. It ' +
    'changes nothing on the server, and the same question gives the same answers while ' +
    '`index.digest` stays the same. `Accept: text/markdown` returns the same as Markdown.',
  request: body(AskRequest, {
    english: { value: { query: 'what does the cabinet say about semiconductors?' } },
    dutch: { value: { query: 'wat doet de ambassade op Weibo?', limit: 3 } },
    followUp: {
      value: { query: 'en vraag 8?', history: ['vraag 7'], filters: { from: '2022-01-01' } },
    },
  }),
  responses: {
    200: {
      ...json('The answers found, or none', AskResponse),
      content: {
        'application/json': { schema: AskResponse },
        'text/markdown': { schema: z.string() },
      },
    },
    ...bodyProblems,
  },
})

export const suggestRoute = createRoute({
  method: 'post',
  path: '/suggest',
  operationId: 'suggest',
  tags: ['answers'],
  summary: "Complete a query while it is typed, with members' own questions",
  description:
    'Questions of members of parliament, word for word, that contain every word typed; the last ' +
    'one may be unfinished. Sent by POST, like everything people type.',
  request: body(SuggestRequest, { dutch: { value: { typed: 'sancties tegen Rus' } } }),
  responses: {
    200: json('The questions that fit; the list may be empty', SuggestResponse),
    ...bodyProblems,
  },
})

export const verifyRoute = createRoute({
  method: 'post',
  path: '/verify',
  operationId: 'verify',
  tags: ['answers'],
  summary: 'Check a quote word for word against what ministers wrote',
  description:
    'Sent by POST so that quotes stay out of addresses and logs. It changes nothing on ' +
    'the server.',
  request: body(VerifyRequest, {
    verbatim: {
      value: {
        quote:
          'De overheid herkent de noodzaak om semiconductoren toe te voegen aan de ' +
          'EU-sanctiewetgeving.',
      },
    },
    altered: {
      value: {
        quote:
          'De overheid herkent niet de noodzaak om semiconductoren toe te voegen aan de ' +
          'EU-sanctiewetgeving.',
        documents: ['2022D35172'],
      },
    },
  }),
  responses: {
    200: json('The verdict, with the places and the differences', VerifyResponse),
    ...bodyProblems,
  },
})

export const answerRoute = createRoute({
  method: 'get',
  path: '/answers/{id}',
  operationId: 'getAnswer',
  tags: ['answers'],
  summary: 'One answer with its questions and proofs',
  description: 'Ids survive a rebuild of the index, so this address can be cited.',
  request: { params: idParam('answer', '2022D35172.7') },
  responses: { 200: json('The answer', WireAnswer), ...idProblems },
})

export const documentsRoute = createRoute({
  method: 'get',
  path: '/documents',
  operationId: 'listDocuments',
  tags: ['documents'],
  summary: 'The documents of the index and what was read from them, one page at a time',
  description:
    'Those that match every filter, ordered by id. `next` and the `Link` header lead to the ' +
    'next page. Also lists the files that could not be read, each with the reason.',
  request: {
    query: FilterQuery.extend({ limit: pageSize(1_000, 100), cursor }),
  },
  responses: {
    200: { ...json('A page of documents', DocumentList), headers: pagedHeaders },
    304: notModified,
    400: bodyProblems[400],
    ...problems,
  },
})

export const filtersRoute = createRoute({
  method: 'get',
  path: '/filters',
  operationId: 'listFilters',
  tags: ['documents'],
  summary: 'The values that filters can take',
  description:
    'The ministers and parties of the documents, and the documents themselves if they are few. ' +
    'Filters in the address narrow the result.',
  request: { query: FilterQuery },
  responses: {
    200: json('The values to choose from', Choices),
    400: bodyProblems[400],
    ...problems,
  },
})

export const openQuestionsRoute = createRoute({
  method: 'get',
  path: '/open-questions',
  operationId: 'listOpenQuestions',
  tags: ['documents'],
  summary: 'The questions that wait for an answer, newest first',
  description:
    'Questions whose matter (*zaak*) has no answer and no withdrawal in the index. A ' +
    'notice that the answer will be late is among `matter.documents`.',
  responses: { 200: json('The questions', OpenQuestionList), ...problems },
})

export const documentRoute = createRoute({
  method: 'get',
  path: '/documents/{id}',
  operationId: 'getDocument',
  tags: ['documents'],
  summary: 'A document: its questions, answers and notes, with proofs',
  description: 'An answer that differs from the source is left out and named in `refused`.',
  request: { params: documentId },
  responses: { 200: json('The document', FullDocument), ...idProblems },
})

export const sourceRoute = createRoute({
  method: 'get',
  path: '/documents/{id}/source',
  operationId: 'getSource',
  tags: ['documents'],
  summary: 'The exact source text that proofs point into',
  description:
    'UTF-8; its SHA-256 is the `sourceSha256` of each proof. Spans count its UTF-16 code units.',
  request: { params: documentId },
  responses: { 200: content('The source text', 'text/plain', z.string()), ...idProblems },
})

export const healthRoute = createRoute({
  method: 'get',
  path: '/health',
  operationId: 'getHealth',
  tags: ['service'],
  summary: 'Whether the server can answer questions, and from which index',
  description: '200 if it can, 503 with the reason if it cannot.',
  responses: { 200: json('Ready', Health), ...problems },
})

export const readyRoute = createRoute({
  method: 'get',
  path: '/health/ready',
  operationId: 'getReadiness',
  tags: ['service'],
  summary: 'Whether questions should be sent here',
  description:
    'The same as `/health`: 503 while the index opens, and once the server is told to stop.',
  responses: { 200: json('Ready', Health), ...problems },
})

export const liveRoute = createRoute({
  method: 'get',
  path: '/health/live',
  operationId: 'getLiveness',
  tags: ['service'],
  summary: 'Whether the program is running, whatever the state of its index',
  description: 'Restart a program that does not answer this.',
  responses: { 200: json('It runs', Liveness), ...problems },
})

export const openapiRoute = createRoute({
  method: 'get',
  path: '/openapi.json',
  operationId: 'getOpenApi',
  tags: ['service'],
  summary: 'This description of the API',
  description: 'OpenAPI 3.1, open to pages of every origin. `/reference` shows it as a page.',
  responses: {
    200: json(
      'The description',
      z
        .looseObject({ openapi: z.string(), info: z.looseObject({}), paths: z.looseObject({}) })
        .openapi('OpenApiDocument'),
    ),
    ...problems,
  },
})
