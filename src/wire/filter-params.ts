interface Given {
  readonly documents?: readonly string[] | undefined
  readonly ministers?: readonly string[] | undefined
  readonly parties?: readonly string[] | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** Filters as a query string, always in the same order; empty without any. */
export function filterParams({ documents, ministers, parties, from, to }: Given): URLSearchParams {
  return new URLSearchParams([
    ...(documents ?? []).map((value) => ['document', value]),
    ...(ministers ?? []).map((value) => ['minister', value]),
    ...(parties ?? []).map((value) => ['party', value]),
    ...(from === undefined ? [] : [['from', from]]),
    ...(to === undefined ? [] : [['to', to]]),
  ])
}
