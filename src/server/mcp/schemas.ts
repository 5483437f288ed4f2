import { z } from '@hono/zod-openapi'
import { upTo } from '../../wire/length.ts'
import { DocumentSummary } from '../../wire/documents.ts'
import { IndexState } from '../../wire/health.ts'

/** The input and output of the tools, where they differ from the HTTP API. */

export const GetAnswerInput = z.strictObject({
  id: upTo(200, z.string().min(1)).meta({
    description: "an answer's id",
    examples: ['2022D35172.7'],
  }),
})

/** By offset, not by cursor: a model counts more reliably than it copies addresses. */
export const ListDocumentsInput = z.strictObject({
  limit: z.int().min(1).max(100).default(20),
  offset: z.int().min(0).default(0).meta({ description: 'how many of the newest to skip' }),
})

export const McpDocumentList = z.strictObject({
  documents: z.array(DocumentSummary).meta({ description: 'newest answers first' }),
  total: z.int().min(0).meta({ description: 'how many documents the index has' }),
  offset: z.int().min(0),
  index: IndexState,
})

export type McpDocumentList = z.infer<typeof McpDocumentList>
