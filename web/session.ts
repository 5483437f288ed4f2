import type { AskResponse } from '../src/wire/ask.ts'
import type { ChosenFilters } from './filters.ts'
import type { Turn } from './turn.ts'

/** Stored turns with another shape are forgotten, not misread. */
const VERSION = 3

/** A stored turn: only answered ones are worth keeping. */
interface KeptTurn {
  readonly query: string
  readonly history: readonly string[]
  readonly filters: ChosenFilters
  readonly unread?: readonly string[]
  readonly response: AskResponse
}

/** Storage for a conversation: this tab alone, until it is closed. `sessionStorage` fits. */
export type TabStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/**
 * Keeps a conversation with one server in this tab: it survives a reload and a change of language,
 * and never leaves the browser. A browser that refuses storage just forgets it.
 */
export interface Session {
  /** the stored turns, oldest first */
  read(): Turn[]
  /** stores the answered turns; the oldest go if the browser lacks room for all */
  keep(turns: readonly Turn[]): void
}

export function createSession(storage: () => TabStorage, server: string): Session {
  const key = `letterlijk ${server}`
  return {
    read() {
      try {
        const { version, turns } = JSON.parse(storage().getItem(key) ?? '{}') as {
          version?: number
          turns?: KeptTurn[]
        }
        return version === VERSION && turns !== undefined ? turns.map(turnOf) : []
      } catch {
        // No storage, or somebody else's text under our key: start a new conversation.
        return []
      }
    },
    keep(turns) {
      const kept = turns.flatMap(keptOf)
      for (let from = 0; from <= kept.length; from++) {
        try {
          if (from === kept.length) return storage().removeItem(key)
          return storage().setItem(
            key,
            JSON.stringify({ version: VERSION, turns: kept.slice(from) }),
          )
        } catch {
          // Full, or refused: try with one turn fewer, and in the end without any.
        }
      }
    },
  }
}

function turnOf({ response, ...asked }: KeptTurn, index: number): Turn {
  return { id: index + 1, ...asked, state: { kind: 'answered', response } }
}

function keptOf({ query, history, filters, unread, state }: Turn): KeptTurn[] {
  if (state.kind !== 'answered') return []
  const asked = { query, history, filters, ...(unread !== undefined && { unread }) }
  return [{ ...asked, response: state.response }]
}
