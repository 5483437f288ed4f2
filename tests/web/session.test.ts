import { describe, expect, it } from 'vitest'
import { createSession, type TabStorage } from '../../web/session.ts'
import type { Turn } from '../../web/turn.ts'
import { responseOf } from './wire-fixture.ts'

function tab(room = Infinity): TabStorage & { readonly held: Map<string, string> } {
  const held = new Map<string, string>()
  return {
    held,
    getItem: (key) => held.get(key) ?? null,
    setItem(key, value) {
      if (value.length > room) throw new DOMException('full', 'QuotaExceededError')
      held.set(key, value)
    },
    removeItem: (key) => void held.delete(key),
  }
}

const asked = (query: string, id: number): Turn => ({
  id,
  query,
  history: [],
  filters: { parties: ['D66'] },
  state: { kind: 'answered', response: responseOf('x') },
})

describe('a session', () => {
  it('restores answered turns, and nothing else', () => {
    const storage = tab()
    const session = createSession(() => storage, 'https://a.example')
    const pending: Turn = { ...asked('drie', 3), state: { kind: 'pending', weak: false } }
    session.keep([asked('een', 1), asked('twee', 2), pending])
    expect(session.read()).toEqual([asked('een', 1), asked('twee', 2)])
    expect(createSession(() => storage, 'https://b.example').read()).toEqual([])
  })

  it('drops the oldest turns if there is no room', () => {
    const one = JSON.stringify(asked('een', 1)).length
    const storage = tab(one * 2)
    const session = createSession(() => storage, '')
    session.keep([asked('een', 1), asked('twee', 2), asked('drie', 3)])
    expect(session.read().at(-1)?.query).toBe('drie')
    expect(session.read().length).toBeLessThan(3)
  })

  it('is forgotten with its last turn', () => {
    const storage = tab()
    const session = createSession(() => storage, '')
    session.keep([asked('een', 1)])
    session.keep([])
    expect(storage.held.size).toBe(0)
  })

  it.each(['', 'null', '{', '[]', '{"version":0,"turns":[]}', '{"version":1,"turns":7}'])(
    'starts afresh if %j is stored',
    (text) => {
      const storage = tab()
      storage.held.set('letterlijk ', text)
      expect(createSession(() => storage, '').read()).toEqual([])
    },
  )

  it('does without storage if the browser refuses it', () => {
    const session = createSession(() => {
      throw new DOMException('refused', 'SecurityError')
    }, '')
    session.keep([asked('een', 1)])
    expect(session.read()).toEqual([])
  })
})
