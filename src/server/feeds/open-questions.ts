import { Hono } from 'hono'
import { plainLine } from '../../text/plain.ts'
import { latestNotice, sayState } from '../../answer/say-state.ts'
import { sayAsker, sayList, sayTitle } from '../../text/say.ts'
import { pageText } from '../../words/page.ts'
import type { DocumentSummary } from '../../wire/documents.ts'
import type { Language } from '../../text/language.ts'
import type { ServerDeps } from '../http/deps.ts'
import { withLanguage } from '../http/html.ts'
import { readerLanguage } from '../http/language.ts'
import { isUnchanged } from '../http/conditional.ts'
import { originOf } from '../http/origin.ts'
import { urnOf } from './entries.ts'
import { OPEN_FEED } from './links.ts'
import { xml, xmlDocument, type Xml } from './xml.ts'

/** Entries in a feed at most: readers fetch it again and again. */
const ENTRIES = 100

/** The questions that wait for an answer, as Atom; an entry disappears when its answer arrives. */
export function createOpenFeed({
  current,
  version,
}: Pick<ServerDeps, 'current' | 'version'>): Hono {
  const feeds = new Hono()
  feeds.get(OPEN_FEED.path, async (c) => {
    const language = readerLanguage(c)
    const origin = originOf(c)
    const { composer } = current()
    c.header('vary', 'Accept-Language', { append: true })
    const made = [composer.index.digest, version, language, origin]
    if (await isUnchanged(c, made)) return c.body(null, 304)
    const questions = composer.open().questions.slice(0, ENTRIES)
    return c.body(await feedOf(questions, { language, origin }), 200, {
      'content-type': `${OPEN_FEED.type}; charset=utf-8`,
    })
  })
  return feeds
}

interface Place {
  readonly language: Language
  readonly origin: string
}

async function feedOf(questions: readonly DocumentSummary[], place: Place): Promise<string> {
  const { language, origin } = place
  const text = pageText[language]
  const self = `${origin}${OPEN_FEED.path}?lang=${language}`
  const entries = await Promise.all(questions.map((each) => entryOf(each, place)))
  return xmlDocument(
    xml(
      'feed',
      { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': language },
      xml('id', {}, await urnOf(`feed ${self}`)),
      xml('title', {}, `Letterlijk: ${text.openTitle}`),
      xml('subtitle', {}, text.openIntro),
      xml('updated', {}, momentOf(questions.map(newsOf).sort().at(-1) ?? '')),
      xml('author', {}, xml('name', {}, 'Letterlijk')),
      xml('link', { rel: 'self', type: OPEN_FEED.type, href: self }),
      xml('link', {
        rel: 'alternate',
        type: 'text/html',
        href: `${origin}/open-questions?lang=${language}`,
      }),
      ...entries,
    ),
  )
}

async function entryOf(document: DocumentSummary, { language, origin }: Place): Promise<Xml> {
  const text = pageText[language]
  const { askers, url, links } = document
  const state = sayState(document, language)
  const who = sayList(askers.map(sayAsker), text.and)
  return xml(
    'entry',
    {},
    xml('id', {}, await urnOf(`open ${document.id}`)),
    xml('title', { 'xml:lang': 'nl' }, plainLine(sayTitle(document))),
    xml('updated', {}, momentOf(newsOf(document))),
    xml('link', {
      rel: 'alternate',
      type: 'text/html',
      href: origin + withLanguage(links.page, language),
    }),
    ...(url === null ? [] : [xml('link', { rel: 'via', href: url })]),
    xml('summary', {}, who === '' ? state : `${state} (${who})`),
  )
}

/** The day of the latest news of some questions: a notice that the answer comes later is news. */
function newsOf(document: DocumentSummary): string {
  return latestNotice(document)?.answered ?? document.asked ?? ''
}

/** Atom requires a moment; a day becomes its noon. */
function momentOf(day: string): string {
  return day === '' ? new Date(0).toISOString() : `${day}T12:00:00.000Z`
}
