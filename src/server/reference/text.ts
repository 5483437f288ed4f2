import type { Language } from '../../text/language.ts'

const dutch = {
  title: 'De API',
  lead:
    'Zo stelt een programma vragen, controleert het citaten en haalt het documenten op. Deze ' +
    'pagina is gemaakt van de beschrijving waartegen de server zelf elk verzoek toetst.',
  language: 'Namen en beschrijvingen van velden zijn Engels.',
  description: 'De beschrijving in OpenAPI 3.1',
  models: 'Voor taalmodellen is er een MCP-server op',
  client: 'Voor browsers en Node is er een client op',
  contact: 'Contact',
  contents: 'Op deze pagina',
  tags: { answers: 'Antwoorden', documents: 'Documenten', service: 'De server' },
  summaries: {
    ask: 'Zoek de antwoorden van ministers bij een vraag',
    verify: 'Vergelijk een citaat woord voor woord met wat ministers schreven',
    getAnswer: 'Eén antwoord met zijn vragen en bewijzen',
    listDocuments: 'Alle documenten in de index, met wat ervan is gelezen',
    getDocument: 'Een document: vragen, antwoorden en noten, met bewijzen',
    getSource: 'De exacte brontekst waarnaar bewijzen wijzen',
    getHealth: 'Of vragen beantwoord kunnen worden, en uit welke index',
    getReadiness: 'Hetzelfde als /health',
    getLiveness: 'Of de server leeft, ook zonder index',
    getCitation: 'Hoe een antwoord, of één alinea ervan, wordt aangehaald',
    exportAnswers: 'Alle antwoorden met vragen en bewijzen, één per regel',
    getOpenApi: 'Deze beschrijving van de API',
  } as Readonly<Record<string, string>>,
  parameters: 'Parameters',
  body: 'Inhoud van het verzoek',
  example: 'Voorbeeld',
  responses: 'Antwoorden van de server',
  shapes: 'Vormen',
  problems: 'Problemen',
  problemsIntro:
    'Wat misgaat, komt als application/problem+json (RFC 9457). Het veld type wijst naar een ' +
    'van deze regels.',
  optional: 'mag ontbreken',
  or: 'of',
  listOf: 'lijst van',
}

export type ReferenceText = { [Key in keyof typeof dutch]: (typeof dutch)[Key] }

const english: ReferenceText = {
  title: 'The API',
  lead:
    'How programs ask questions, check quotes and fetch documents. This page comes from ' +
    'the description against which the server validates each request.',
  language: '',
  description: 'The description in OpenAPI 3.1',
  models: 'For language models there is an MCP server at',
  client: 'For browsers and Node there is a client at',
  contact: 'Contact',
  contents: 'On this page',
  tags: { answers: 'Answers', documents: 'Documents', service: 'The server' },
  summaries: {},
  parameters: 'Parameters',
  body: 'Body of the request',
  example: 'Example',
  responses: 'Responses',
  shapes: 'Shapes',
  problems: 'Problems',
  problemsIntro:
    'Errors come as application/problem+json (RFC 9457). Their type field points to ' +
    'one of these lines.',
  optional: 'may be left out',
  or: 'or',
  listOf: 'list of',
}

/** The text around the description on the page about the API. */
export const referenceText: Record<Language, ReferenceText> = { nl: dutch, en: english }
