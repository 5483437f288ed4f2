/**
 * Drops fields that are undefined. `exactOptionalPropertyTypes` distinguishes an absent field from
 * an undefined one, and so do spreads and JSON.
 */
export function given<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> }
}
