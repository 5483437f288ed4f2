import { Hono } from 'hono'
import { citation } from '../../cite/parliamentary.ts'
import { answerPageHref, documentPageHref } from '../../wire/links.ts'
import { checkApart } from '../../quote/apart.ts'
import type { Checked } from '../../quote/check.ts'
import { AppError } from '../../domain/errors.ts'
import { ask } from '../../engine/ask.ts'
import { readForm } from './form.ts'
import { GUIDE_PATHS, guidePage } from './guide.ts'
import { documentPage } from './document.ts'
import { documentsPage } from './documents.ts'
import { encodingOf, fileHeaders } from './file.ts'
import { openQuestionsPage } from './matter.ts'
import { embedPage, homePage, type Welcome } from './home.ts'
import { resultPage } from './result.ts'
import { searchedIn } from '../../answer/scope.ts'
import { exampleAmong, questionsIn, startersAmong } from '../../search/starters.ts'
import { verifyPage, type CitedAnswer } from './verify.ts'
import { problemFor } from '../http/problem.ts'
import { AskRequest } from '../../wire/ask.ts'
import { LIMITS } from '../../wire/scalars.ts'
import { VerifyRequest } from '../../wire/verify.ts'
import type { Served } from '../../engine/engine.ts'
import type { ServerDeps } from '../http/deps.ts'
import { newestIn } from '../../domain/order.ts'
import { send, missing, failed } from './send.ts'
import { documentsMeeting, readFilter } from './document-filter.ts'
import { documentsHolding, fullText } from '../../search/full-text.ts'

const STARTERS = 3

/** The newest documents, where the example for the field is looked for. */
const SEARCHED_FOR_EXAMPLE = 200

type PageDeps = Pick<ServerDeps, 'current' | 'log' | 'contact'>

/** The pages for people. All work without JavaScript; queries go by POST. */
export function createPages({ current, log, contact }: PageDeps): Hono {
  const pages = new Hono()
  pages.get('/', async (c) => {
    const welcome = welcomeOf(current())
    return send(c, 200, (language, origin) =>
      homePage({ language, origin, welcome, contact: contact?.email ?? '' }),
    )
  })

  pages.post('/', async (c) => {
    const form = await readForm(c)
    const parsed = AskRequest.safeParse({
      query: form.get('query'),
      history: form.getAll('history'),
      includeWeak: form.get('includeWeak') === 'true',
    })
    if (!parsed.success) {
      const query = String(form.get('query') ?? '')
      const earlier = form.getAll('history').map(String)
      const history = earlier.filter(({ length }) => length <= LIMITS.query).slice(-LIMITS.history)
      const rejected = { query, history }
      const welcome = welcomeOf(current())
      return send(c, 400, (language, origin) =>
        homePage({ language, origin, welcome, contact: contact?.email ?? '', rejected }),
      )
    }
    const response = await ask(current(), parsed.data, log)
    const { history = [] } = parsed.data
    return send(c, 200, (language, origin) => resultPage({ language, origin, response, history }))
  })

  pages.get('/embed', async (c) => {
    const { starters } = welcomeOf(current())
    return send(c, 200, (language) => embedPage(language, starters))
  })

  pages.get('/documents', async (c) => {
    const served = current()
    const filter = readFilter((name) => c.req.query(name))
    const words = fullText(filter.q)
    // What is cheap to tell comes first: only the rest is read for the words.
    const meeting = documentsMeeting(served, filter)
    const documents = words === null ? meeting : await documentsHolding(words, meeting)
    const data = { served, filter, documents, words }
    const page = pageNumber(c.req.query('page'))
    return send(c, 200, (language, origin) => documentsPage({ language, origin, page, ...data }))
  })

  pages.get('/documents/:id', async (c) => {
    const { library, composer } = current()
    const found = composer.document(c.req.param('id'))
    if (found === undefined) return missing(c)
    if (found.id !== c.req.param('id')) {
      // An id from before, in a link that somebody kept.
      return c.redirect(documentPageHref(found.id) + new URL(c.req.url).search, 301)
    }
    const [document, source] = await Promise.all([composer.full(found), library.sourceOf(found.id)])
    const order = newestIn(library.documents)
    const place = order.indexOf(found)
    const [previous = null, next = null] = [order[place - 1], order[place + 1]]
    return send(c, 200, (language, origin) =>
      documentPage({ language, origin, document, source, previous, next }),
    )
  })

  pages.get('/open-questions', (c) => {
    const list = current().composer.open()
    return send(c, 200, (language, origin) => openQuestionsPage({ language, origin, list }))
  })

  pages.get('/documents/:id/file', async (c) => {
    const { library, composer } = current()
    const found = composer.document(c.req.param('id'))
    if (found === undefined || library.receivedOf === undefined) return missing(c)
    return c.body(
      await library.receivedOf(found.id),
      200,
      fileHeaders({ ...found.source, encoding: encodingOf(found.source) }),
    )
  })

  pages.get('/documents/:id/file/:n{[1-9]\\d{0,2}}', async (c) => {
    const { library, composer } = current()
    const found = composer.document(c.req.param('id'))
    const at = Number(c.req.param('n')) - 1
    const other = found?.alsoIn[at]
    if (found === undefined || other === undefined || library.receivedOf === undefined) {
      return missing(c)
    }
    return c.body(
      await library.receivedOf(found.id, at),
      200,
      fileHeaders({ ...other, encoding: null }),
    )
  })

  pages.get('/verify', (c) =>
    send(c, 200, (language, origin) =>
      verifyPage({ language, origin, quote: '', outcome: { kind: 'none' } }),
    ),
  )

  pages.post('/verify', async (c) => {
    const quote = String((await readForm(c)).get('quote') ?? '')
    if (!VerifyRequest.safeParse({ quote }).success) {
      const outcome = { kind: 'rejected' } as const
      return send(c, 400, (language, origin) => verifyPage({ language, origin, quote, outcome }))
    }
    const served = current()
    await served.readyQuotes()
    const check = served.check(quote)
    const apart = checkApart(quote, check, served)
    const cited = citedAnswers(served, [check, ...(apart?.parts ?? []).map((part) => part.check)])
    const outcome = { kind: 'checked', check, apart, cited } as const
    return send(c, 200, (language, origin) => verifyPage({ language, origin, quote, outcome }))
  })

  for (const path of GUIDE_PATHS) {
    pages.get(path, (c) => send(c, 200, (language, origin) => guidePage(path, language, origin)))
  }

  pages.get('/icon.svg', (c) => c.body(ICON, 200, { 'content-type': 'image/svg+xml' }))

  pages.onError(async (error, c) => {
    const response = problemFor(c, error)
    if (!(error instanceof AppError) && response.status >= 500) throw error
    if (response.status >= 500) {
      log({
        level: 'error',
        event: 'page_failed',
        error: `${(error as AppError).code}: ${error.message}`,
      })
    }
    return failed(c, response)
  })

  return pages
}

/** A page number that makes no sense becomes the first page. */
function pageNumber(value: unknown): number {
  return typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : 1
}

function citedAnswers({ composer }: Served, all: readonly Checked[]): Map<string, CitedAnswer> {
  const cited = new Map<string, CitedAnswer>()
  for (const { answerId } of all.flatMap(({ matches }) => matches)) {
    const located = composer.locate(answerId)
    if (located === undefined) continue
    const { document, answer } = located
    cited.set(answerId, {
      numbers: answer.numbers,
      text: citation(document, answer).text,
      page: answerPageHref(document.id, answer),
      replacedBy: composer.replacedBy(answer),
    })
  }
  return cited
}

/** What the start page says about the index, computed once for each index. */
const welcomes = new WeakMap<Served, Welcome>()

function welcomeOf(served: Served): Welcome {
  const known = welcomes.get(served)
  if (known !== undefined) return known
  const { documents } = served.library
  const { period } = searchedIn(documents)
  const newest = newestIn(documents)
  const welcome = {
    example: exampleAmong(questionsIn(newest.slice(0, SEARCHED_FOR_EXAMPLE))),
    starters: startersAmong(questionsIn(newest), STARTERS),
    documents: documents.length,
    years: period === null ? null : [period.from.slice(0, 4), period.to.slice(0, 4)],
  } satisfies Welcome
  welcomes.set(served, welcome)
  return welcome
}

/** The icon of a tab: an opening quotation mark on paper. */
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" ' +
  'rx="5" fill="#94301c"/><path d="M15 8 8 16l7 8M25 8l-7 8 7 8" fill="none" stroke="#fff8ef" ' +
  'stroke-width="3.2"/></svg>'
