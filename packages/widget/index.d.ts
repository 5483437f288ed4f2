import type { AskRequest, AskResponse } from './api.js'

export type { AskRequest, AskResponse }

/** Why a question got no answer. */
export interface ChatFailure {
  readonly reason: string
  readonly message: string
}

/** `<letterlijk-chat>`: everything is set by attributes, see docs/widget.md. */
export class LetterlijkChat extends HTMLElement {
  /** Where the server is, for elements that do not say so themselves. */
  static server: string
  static define(name?: string, registry?: CustomElementRegistry): void
  server: string
  /** Asks a question as if it had been typed. */
  ask(query: string): Promise<void>
  /** Begins a new conversation. */
  clear(): void
  /** Open and close the panel in launcher mode. */
  open(): void
  close(): void
}

/** Registers the element, once; does nothing where there are no elements. */
export function defineChat(options: { readonly server: string; readonly name?: string }): void

declare global {
  interface HTMLElementTagNameMap {
    'letterlijk-chat': LetterlijkChat
  }
  interface HTMLElementEventMap {
    'letterlijk-ask': CustomEvent<AskRequest>
    'letterlijk-answer': CustomEvent<AskResponse>
    'letterlijk-error': CustomEvent<ChatFailure>
  }
}
