/**
 * The fields that were given: those that are undefined are left out. `exactOptionalPropertyTypes`
 * tells a field that is absent from one that is undefined, and so do spreads and JSON.
 */
export function given<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> }
}
