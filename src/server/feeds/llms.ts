import { Hono } from 'hono'
import { plainLine } from '../../text/plain.ts'
import { originOf } from '../http/origin.ts'
import { counted, sayAsker, sayTitle } from '../../text/say.ts'
import { pageText } from '../../words/page.ts'
import type { DocumentSummary } from '../../wire/documents.ts'
import type { IndexState } from '../../wire/health.ts'
import { escapeMarkdown } from '../../text/escape-markdown.ts'
import type { ServerDeps } from '../http/deps.ts'
import type { Served } from '../../engine/engine.ts'
import { newestIn } from '../../domain/order.ts'
import type { Language } from '../../text/language.ts'

/**
 * With more documents than this, the file refers to the list: a model should be able to read the
 * file whole.
 */
export const LLMS_DOCUMENTS = 100

/** `/llms.txt`: what a language model should know about this server (llmstxt.org). */
export function createLlms({ current }: Pick<ServerDeps, 'current'>): Hono {
  const app = new Hono()
  app.get('/llms.txt', (c) =>
    c.body(llmsText(current(), originOf(c)), 200, {
      'content-type': 'text/plain; charset=utf-8',
    }),
  )
  return app
}

const SUMMARY =
  'Antwoorden van Nederlandse ministers op Kamervragen, woord voor woord, met vindplaats en ' +
  'bewijs. / What Dutch ministers answered to written questions of parliament, word for word, ' +
  'with place and proof.'
const HEED = {
  nl:
    'Letterlijk vat niets samen en verzint niets. Neem een antwoord letterlijk en heel over, ' +
    'noem de vindplaats, en controleer een citaat voordat u het gebruikt. Citaten zijn ' +
    'Nederlands; een vertaling is niet van de minister.',
  en:
    'Letterlijk summarises nothing and makes nothing up. Quote an answer verbatim and whole, ' +
    'name its place, and check a quote before you use it. Quotes are Dutch; a translation is not ' +
    "the minister's.",
}
const CALLS =
  'Vragen gaat met `POST /v1/ask` en `{"query": "..."}`, een citaat controleren met ' +
  '`POST /v1/verify` en `{"quote": "..."}`. / Ask by `POST /v1/ask`, check a quote by ' +
  '`POST /v1/verify`.'

/** Markdown: a title, a summary, instructions, and lists of links. Dutch first, then English. */
export function llmsText(
  { library, composer }: Pick<Served, 'library' | 'composer'>,
  origin: string,
): string {
  const { index } = composer
  const link = (name: string, path: string, about: string): string =>
    `- [${name}](${origin}${path}): ${about}`
  const newest = newestIn(library.documents).slice(0, LLMS_DOCUMENTS).map(composer.summary)
  return `# Letterlijk

> ${SUMMARY}

Deze index: ${sayIndex(index, 'nl')}. ${HEED.nl}

This index: ${sayIndex(index, 'en')}. ${HEED.en}

## API

${[
  link('OpenAPI', '/v1/openapi.json', 'beschrijving van de API / description of the API'),
  link(
    'MCP',
    '/mcp',
    'dezelfde gegevens voor taalmodellen, over streamable HTTP / the same data for language models',
  ),
  link(
    'Export',
    '/v1/export',
    'alle vragen en antwoorden met bewijs, als JSON Lines / all pairs with proofs, as JSON Lines',
  ),
  link('Atom', '/feed.atom', 'nieuwe antwoorden / new answers'),
  link(
    'Open',
    '/v1/open-questions',
    'vragen die op antwoord wachten / questions still waiting for an answer',
  ),
].join('\n')}

${CALLS}

## Documenten / Documents

${newest
  .map((document) => link(titleOf(document), document.links.self, aboutOf(document)))
  .join('\n')}

## Optional

${link(
  'Alle documenten / All documents',
  '/v1/documents',
  'met wat ervan is gelezen / with what was read from each',
)}
${link(
  'Hoe het werkt / How it works',
  '/how-it-works',
  'waarom een citaat klopt / why a quote can be trusted',
)}
${link('Documenten', '/documents', 'voor mensen / for people')}
`
}

function sayIndex({ documents, answers }: IndexState, language: Language): string {
  const text = pageText[language]
  const counts = [
    counted(documents, text.documentsOne, text.documents),
    counted(answers, text.answersOne, text.answers),
  ]
  return counts.join(', ')
}

function titleOf(document: DocumentSummary): string {
  return escapeMarkdown(plainLine(sayTitle(document)))
}

function aboutOf({ id, answered, asked, askers, ministers, coverage }: DocumentSummary): string {
  const text = pageText.nl
  const date = answered ?? (asked === null ? null : `${text.askedOn.toLowerCase()} ${asked}`)
  const parts = [
    id,
    ...(date === null ? [] : [date]),
    ...askers.map(sayAsker),
    ...ministers,
    counted(coverage.answers, text.answersOne, text.answers),
  ]
  return parts.map((part) => escapeMarkdown(plainLine(part))).join(', ')
}
