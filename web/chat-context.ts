import { ClientError, type Client } from './client.ts'
import { element } from './element.ts'
import type * as evidenceScript from './evidence.ts'
import type { ChosenFilters } from './filters.ts'
import { counted, fill, sayDate } from '../src/text/say.ts'
import type { Strings } from '../src/words/chat.ts'
import type { Language } from '../src/text/language.ts'

/** The script for the evidence: visitors who only look around do not need it. */
type Evidence = typeof evidenceScript

/** What every part of the chat needs in order to speak, link and ask. */
export interface ChatContext {
  readonly client: Client
  readonly strings: Strings
  readonly language: Language
  /** filters that the surrounding page fixes */
  readonly fixed: ChosenFilters
  /** an id that is unique within the chat */
  id(): string
  /** a page of the server, absolute, in the language of the interface */
  page(path: string): string
  /** a link that opens a new tab, and says so, so that the conversation stays */
  link(text: string, path: string, attributes?: Readonly<Record<string, string>>): HTMLElement
  date(date: string): string
  /**
   * does something with the clipboard and announces the result: `done`, or that a quote was copied;
   * for `gone`, see `explain`
   */
  copy(work: () => Promise<void>, said?: { done?: string; gone?: string }): Promise<void>
  /**
   * what happened and what to do, for a person; `gone` where a server no longer has what was asked
   * for
   */
  explain(error: unknown, gone?: string): string
  evidence(): Promise<Evidence>
  /** the chat is the page, and no guest on it */
  readonly standalone: boolean
  /** called when the answers of a turn were drawn, or redrawn in another order */
  drawn(): void
  /** shows a message for a moment, to everybody */
  show(text: string): void
  /** has a screen reader announce a message once */
  announce(text: string): void
  /** the contact for wrong answers; null if none is configured */
  readonly contact: string | null
  /** the digest of the index behind the answers */
  readonly digest: string
  /** several answers share the screen, so each shows less at first */
  readonly several: boolean
}

export interface ContextOptions {
  readonly client: Client
  readonly strings: Strings
  readonly language: Language
  readonly standalone: boolean
  readonly fixed: ChosenFilters
  readonly contact: string | null
  readonly drawn: () => void
  /** the region that a screen reader announces */
  readonly status: HTMLElement
  /** the place where the message is visible for a moment */
  readonly toast: HTMLElement
}

export function createContext(options: ContextOptions): ChatContext {
  const { client, strings, language, standalone, fixed, contact, drawn, status, toast } = options
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
    fixed,
    contact,
    digest: '',
    several: false,
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
    async copy(work, { done = strings.copied, gone } = {}) {
      try {
        await work()
        show(done)
      } catch (error) {
        // No text came, no permission, or an insecure page: the person is told, and can select it.
        const isOurs = error instanceof ClientError
        show(isOurs ? explainFailure(error, strings, gone) : strings.copyFailed)
      }
    },
    explain: (error, gone) => explainFailure(error, strings, gone),
    evidence: () => import(client.address('/evidence.js')) as Promise<Evidence>,
    standalone,
    drawn,
    show,
    announce,
  }
}

/**
 * Explains a failure to the person, in their language. The server's own message is for the people
 * who run it, in the event `letterlijk-error`.
 */
function explainFailure(error: unknown, strings: Strings, gone = strings.notFound): string {
  const { reason, detail, retryAfter } =
    error instanceof ClientError ? error : new ClientError('unavailable')
  const named = {
    ...strings,
    signed_out: strings.signedOut,
    rate_limited:
      retryAfter === null
        ? strings.rateLimited
        : counted(retryAfter, strings.rateLimitedForOne, strings.rateLimitedFor),
    not_found: detail === null ? strings.notFound : gone,
  }
  return fill(named[reason], { origin: location.origin, seconds: retryAfter ?? '' })
}
