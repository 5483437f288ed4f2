import type { Item } from './plan.ts'
import type { State } from './state.ts'

/**
 * Lets a document that the source created anew, under another GUID, take over the files and former
 * ids held under its id: it did not leave, and nothing of it is to be removed.
 */
export function takeOver(
  items: readonly Item[],
  { stored, aliases }: Pick<State, 'stored' | 'aliases'>,
): void {
  const planned = new Set(items.map(({ guid }) => guid))
  const left = new Map(
    [...stored].flatMap(([guid, { id }]) => (planned.has(guid) ? [] : [[id, guid] as const])),
  )
  for (const { guid, id } of items) {
    const before = left.get(id)
    if (before === undefined || stored.has(guid)) continue
    move(stored, before, guid)
    move(aliases, before, guid)
  }
}

function move<T>(map: Map<string, T>, from: string, to: string): void {
  const value = map.get(from)
  if (value === undefined) return
  map.delete(from)
  map.set(to, value)
}
