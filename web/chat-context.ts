import { ClientError, type Client } from './client.ts'
import { element } from './element.ts'
import { fill, sayDate } from '../src/text/say.ts'
import type { Strings } from '../src/words/chat.ts'
import type { Language } from '../src/text/language.ts'

/** What every part of the chat needs to speak, link and ask. */
export interface ChatContext {
  readonly client: Client
  readonly strings: Strings
  readonly language: Language
  /** an id that no other element of the chat has */
  id(): string
  /** a page of the server, absolute, in the language of the interface */
  page(path: string): string
  /** a link that leaves the conversation where it is: it opens a new tab, and says so */
  link(text: string, path: string, attributes?: Readonly<Record<string, string>>): HTMLElement
  date(date: string): string
  /** does something with the clipboard and says how it went: `done`, or that a quote was copied */
  copy(work: () => Promise<void>, done?: string): Promise<void>
  /** what happened and what to do, for a person */
  explain(error: unknown): string
  /** told when the answers of a turn were drawn, or drawn in another order */
  drawn(): void
  /** says something for a moment, to everybody */
  show(text: string): void
  /** has a screen reader say something once */
  announce(text: string): void
  /** whom to write to where an answer seems wrong; null where nobody is named */
  readonly contact: string | null
  /** the digest of the index that the answers shown are from */
  readonly digest: string
}

export interface ContextOptions {
  readonly client: Client
  readonly strings: Strings
  readonly language: Language
  readonly contact: string | null
  readonly drawn: () => void
  /** where something is said to a screen reader */
  readonly status: HTMLElement
  /** where the same is shown for a moment */
  readonly toast: HTMLElement
}

export function createContext(options: ContextOptions): ChatContext {
  const { client, strings, language, contact, drawn, status, toast } = options
  let ids = 0
  let fade: ReturnType<typeof setTimeout> | undefined

  const announce = (text: string): void => {
    status.textContent = text
  }
  const show = (text: string): void => {
    announce(text)
    toast.textContent = text
    toast.hidden = false
    clearTimeout(fade)
    fade = setTimeout(() => (toast.hidden = true), 5000)
  }
  const page = (path: string): string => {
    const url = new URL(client.address(path))
    url.searchParams.set('lang', language)
    return url.href
  }

  return {
    client,
    strings,
    language,
    contact,
    digest: '',
    id: () => `l${++ids}`,
    page,
    link(text, path, attributes = {}) {
      const href = /^https?:/.test(path) ? path : page(path)
      return element(
        'a',
        { ...attributes, href, target: '_blank', rel: 'noopener' },
        text,
        element('span', { class: 'unseen', lang: language }, ` ${strings.newTab}`),
      )
    },
    date: (date) => sayDate(date, language),
    async copy(work, done = strings.copied) {
      try {
        await work()
        show(done)
      } catch {
        // No permission, or a page that is not secure: the person is told, and can select the text.
        show(strings.copyFailed)
      }
    },
    explain: (error) => explainFailure(error, strings),
    drawn,
    show,
    announce,
  }
}

/**
 * Says what a failure means for the person, in their language. What the server said about it is for
 * those who run it: the event `letterlijk-error` has that.
 */
export function explainFailure(error: unknown, strings: Strings): string {
  if (!(error instanceof ClientError)) return strings.unavailable
  switch (error.reason) {
    case 'offline':
      return strings.offline
    case 'unreachable':
      return strings.unreachable
    case 'origin':
      return fill(strings.origin, { origin: location.origin })
    case 'timeout':
      return strings.timeout
    case 'signed_out':
      return strings.signedOut
    case 'rate_limited':
      return error.retryAfter === null
        ? strings.rateLimited
        : fill(strings.rateLimitedFor, { seconds: error.retryAfter })
    case 'invalid':
      return strings.invalid
    case 'not_found':
      return strings.notFound
    case 'unavailable':
      return strings.unavailable
  }
}
