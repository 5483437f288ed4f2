import * as schemas from './schemas.ts'

const Problem = { content: { 'application/problem+json': { schema: schemas.Problem } } }

/** How a route that reads the index can fail, for the OpenAPI document. */
export const problemResponses = {
  400: { description: 'The request is not valid', ...Problem },
  404: { description: 'Not found', ...Problem },
  500: { description: 'The index is damaged, or a bug', ...Problem },
  503: { description: 'Not available now', ...Problem },
}
