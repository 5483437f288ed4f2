import { citation } from '../cite/parliamentary.ts'
import { answerHref, answerPageHref } from '../wire/links.ts'
import { AppError } from '../domain/errors.ts'
import type { VerifyRequest, VerifyResponse } from '../wire/verify.ts'
import type { Served } from './engine.ts'

/**
 * Checks a quote, for the page, the API and the terminal. Throws `invalid_request` if the index has
 * none of the documents: nothing found there would say nothing of the quote.
 */
export function verify(
  { check, composer }: Served,
  { quote, documents }: VerifyRequest,
): VerifyResponse {
  if (documents?.length && documents.every((id) => composer.document(id) === undefined)) {
    throw new AppError('invalid_request', `This index has no document ${documents.join(', ')}.`)
  }
  const checked = check(quote, documents)
  const { matches, elsewhere, takenOff, attribution, reference, places, verdict } = checked
  return {
    verdict,
    matches: matches.map((match) => {
      const { document, answer } = composer.locate(match.answerId)!
      return {
        ...(structuredClone(match) as VerifyResponse['matches'][number]),
        citation: citation(document, answer),
        replacedBy: composer.replacedBy(answer),
        links: { self: answerHref(answer.id), page: answerPageHref(document.id, answer) },
      }
    }),
    elsewhere: structuredClone(elsewhere) as VerifyResponse['elsewhere'],
    takenOff: structuredClone(takenOff) as VerifyResponse['takenOff'],
    attribution,
    reference,
    places: structuredClone(places) as VerifyResponse['places'],
    index: composer.index,
  }
}
