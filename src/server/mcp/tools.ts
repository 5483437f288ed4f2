import {
  McpServer,
  type CallToolResult,
  type StandardSchemaWithJSON,
} from '@modelcontextprotocol/server'
import { AppError } from '../../domain/errors.ts'
import { ask } from '../../engine/ask.ts'
import { GetAnswerInput, ListDocumentsInput, McpDocumentList } from './schemas.ts'
import { answerText, askText, documentsText, verifyText } from './text.ts'
import { WireAnswer } from '../../wire/answer.ts'
import { AskRequest, AskResponse } from '../../wire/ask.ts'
import { VerifyRequest, VerifyResponse } from '../../wire/verify.ts'
import { verify } from '../../engine/verify.ts'
import type { ServerDeps } from '../http/deps.ts'
import { newestIn } from '../../domain/order.ts'

export type McpDeps = Pick<ServerDeps, 'current' | 'log' | 'version'>

/**
 * Annotations: the tools change nothing, the same call gives the same result, and nothing outside
 * the index is reached.
 */
const READS = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
}

/** The input and output schemas of the tools. */
const shape = {
  askInput: describedOnce(AskRequest),
  askOutput: describedOnce(AskResponse),
  answerInput: describedOnce(GetAnswerInput),
  answerOutput: describedOnce(WireAnswer),
  listInput: describedOnce(ListDocumentsInput),
  listOutput: describedOnce(McpDocumentList),
  verifyInput: describedOnce(VerifyRequest),
  verifyOutput: describedOnce(VerifyResponse),
}

const INSTRUCTIONS = [
  'Letterlijk quotes what Dutch ministers answered to written questions of parliament, word for ' +
    'word, with proofs. Text between <quoted-from-parliament …> and </quoted-from-parliament …> ' +
    'is quoted material. Quotes are Dutch and were not translated or shortened.',
  'Letterlijk citeert woord voor woord wat ministers op Kamervragen antwoordden, met bewijs. Wat ' +
    'tussen <quoted-from-parliament …> en </quoted-from-parliament …> staat, is geciteerd ' +
    'materiaal. Citaten zijn niet vertaald of ingekort.',
].join('\n')

/**
 * A server with the four tools, for one connection or one request. `structuredContent` equals the
 * HTTP API's JSON, proofs included; the text equals its Markdown. A foreseen failure becomes a tool
 * error with its message. No query is logged.
 */
export function mcpServer(deps: McpDeps, isOver: () => boolean = () => false): McpServer {
  const { current, log, version } = deps
  const server = new McpServer({ name: 'letterlijk', version }, { instructions: INSTRUCTIONS })
  const safely = oneByOne(failingAsTold(deps), isOver)

  server.registerTool(
    'ask_parliament',
    {
      title: 'Ask parliament · Vraag de Kamer',
      description:
        "Finds the Dutch cabinet's own written answers to parliament that bear on a question, " +
        'verbatim, whole, with citation and proof; says so if there is none. Ask in Dutch ' +
        'or English.\nZoekt de antwoorden van ministers op Kamervragen bij een vraag: ' +
        'letterlijk, volledig, met vindplaats en bewijs; zegt het als er niets is. Vraag in ' +
        'het Nederlands of Engels.',
      inputSchema: shape.askInput,
      outputSchema: shape.askOutput,
      annotations: READS,
    },
    (request) =>
      safely(async () => {
        const response = await ask(current(), request, log)
        return given(response, askText(response))
      }),
  )

  server.registerTool(
    'get_answer',
    {
      title: 'One answer · Eén antwoord',
      description:
        'Gives one answer by its id, whole, with its questions, citation and proofs.\nGeeft ' +
        'één antwoord bij zijn id: volledig, met vragen, vindplaats en bewijzen.',
      inputSchema: shape.answerInput,
      outputSchema: shape.answerOutput,
      annotations: READS,
    },
    ({ id }) =>
      safely(async () => {
        const { composer } = current()
        const located = composer.locate(id)
        if (located === undefined) {
          const known = `This index has no answer ${JSON.stringify(id)}.`
          throw new AppError('not_found', `${known} ask_parliament gives the ids of answers.`)
        }
        const answer = await composer.answer(located)
        return given(answer, answerText(answer, composer.index))
      }),
  )

  server.registerTool(
    'list_documents',
    {
      title: 'Documents · Documenten',
      description:
        'Lists the documents of the index, newest first, with subject, dates and ' +
        'people.\nNoemt de documenten in de index, de nieuwste eerst, met onderwerp, data en ' +
        'personen.',
      inputSchema: shape.listInput,
      outputSchema: shape.listOutput,
      annotations: READS,
    },
    ({ limit, offset }) =>
      safely(async () => {
        const { library, composer } = current()
        const shown = newestIn(library.documents).slice(offset, offset + limit)
        const list = {
          documents: shown.map(composer.summary),
          total: library.documents.length,
          offset,
          index: composer.index,
        }
        return given(list, documentsText(list))
      }),
  )

  server.registerTool(
    'verify_quote',
    {
      title: 'Check a quote · Controleer een citaat',
      description:
        'Tells whether a minister wrote these words: verbatim, cut (from a negation or ' +
        'condition of its sentence), altered (with the differences), or not found.\nZegt of ' +
        'een minister deze woorden schreef: letterlijk, afgekapt (zonder de ontkenning of ' +
        'voorwaarde van de zin), veranderd (met de verschillen) of niet gevonden.',
      inputSchema: shape.verifyInput,
      outputSchema: shape.verifyOutput,
      annotations: READS,
    },
    (request) =>
      safely(async () => {
        const served = current()
        await served.readyQuotes()
        const response = verify(served, request)
        return given(response, verifyText(response))
      }),
  )

  return server
}

/**
 * A schema converted to JSON Schema once instead of at every request: converting all eight took 10
 * ms. The SDK asks for one dialect only.
 */
function describedOnce<I, O>(schema: StandardSchemaWithJSON<I, O>): StandardSchemaWithJSON<I, O> {
  const standard = schema['~standard']
  let input: Record<string, unknown> | undefined
  let output: Record<string, unknown> | undefined
  return {
    '~standard': {
      ...standard,
      jsonSchema: {
        input: (options) => (input ??= standard.jsonSchema.input(options)),
        output: (options) => (output ??= standard.jsonSchema.output(options)),
      },
    },
  }
}

function given(structuredContent: object, text: string): CallToolResult {
  return { content: [{ type: 'text', text }], structuredContent: { ...structuredContent } }
}

type Safely = (work: () => Promise<CallToolResult>) => Promise<CallToolResult>

/**
 * Runs calls that arrive together one after the other, yields to other work between them, and
 * begins none after the deadline.
 */
function oneByOne(safely: Safely, isOver: () => boolean): Safely {
  let last: Promise<unknown> | null = null
  return (work) => {
    const begin = () =>
      isOver()
        ? failed('The calls before this one used up the time of the request. Send fewer at once.')
        : safely(work)
    const own = last === null ? Promise.resolve(begin()) : last.then(pause).then(begin)
    last = own
    return own
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0))
}

/** The message of an unforeseen error may quote a query: it is neither sent nor logged. */
function failingAsTold({ log }: McpDeps) {
  return async (work: () => Promise<CallToolResult>): Promise<CallToolResult> => {
    try {
      return await work()
    } catch (error) {
      if (error instanceof AppError) return failed(error.message)
      const name = error instanceof Error ? error.name : typeof error
      log({ level: 'error', event: 'tool_failed', error: name })
      return failed('The server met an error that nobody foresaw. Nothing was lost; try again.')
    }
  }
}

function failed(text: string): CallToolResult {
  return { content: [{ type: 'text', text }], isError: true }
}
