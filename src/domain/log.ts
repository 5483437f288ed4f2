/** An event for the people who run the server; never contains a query, a quote or an address. */
export interface LogEntry {
  readonly level: 'info' | 'warn' | 'error'
  readonly event: string
  readonly [key: string]: unknown
}

export type Log = (entry: LogEntry) => void
