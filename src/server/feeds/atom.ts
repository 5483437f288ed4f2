import type { FeedEntry } from './entries.ts'
import { xml, xmlDocument, type Xml } from './xml.ts'
import { withLanguage } from '../http/html.ts'
import type { Language } from '../../text/language.ts'

/** The content of a feed; addresses are absolute. */
export interface Feed {
  readonly id: string
  readonly title: string
  readonly description: string
  /** of the feed's own texts; the quotes are Dutch */
  readonly language: Language
  readonly origin: string
  readonly self: string
  /** the page that the feed belongs to */
  readonly page: string
  readonly updated: Date
  readonly entries: readonly FeedEntry[]
}

/** The feed as Atom (RFC 4287). */
export function atom(feed: Feed): string {
  const { id, title, description, language, self, page, updated, entries } = feed
  const attributes = { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': language }
  return xmlDocument(
    xml(
      'feed',
      attributes,
      xml('id', {}, id),
      xml('title', {}, title),
      xml('subtitle', {}, description),
      xml('updated', {}, updated.toISOString()),
      xml('author', {}, xml('name', {}, 'Letterlijk')),
      xml('link', { rel: 'self', type: 'application/atom+xml', href: self }),
      xml('link', { rel: 'alternate', type: 'text/html', href: page }),
      ...entries.map((entry) => atomEntry(entry, feed)),
    ),
  )
}

function atomEntry(entry: FeedEntry, feed: Feed): Xml {
  const { document } = entry.answer
  const date = entry.date.toISOString()
  const dutch = { 'xml:lang': 'nl' }
  return xml(
    'entry',
    {},
    xml('id', {}, entry.id),
    xml('title', dutch, entry.title),
    xml('published', {}, date),
    xml('updated', {}, date),
    ...document.ministers.map((name) => xml('author', {}, xml('name', dutch, name))),
    xml('link', { rel: 'alternate', type: 'text/html', href: pageOf(entry, feed) }),
    ...(document.url === null ? [] : [xml('link', { rel: 'via', href: document.url })]),
    xml('content', { type: 'html', ...dutch }, entry.content),
  )
}

function pageOf({ answer }: FeedEntry, { origin, language }: Feed): string {
  return origin + withLanguage(answer.links.page, language)
}
