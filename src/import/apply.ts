import type { Category, Entity } from './entity.ts'
import { forgetSlices } from './list-slices.ts'
import { kindOf, looksRenamed, paperType, QUESTIONS_MATTER, type PaperType } from './official.ts'
import type { Said, State } from './state.ts'

/** Which of a source's records to take. */
export interface Wanted {
  /** the first day, `YYYY-MM-DD` */
  readonly since: string
  readonly types: ReadonlySet<PaperType>
}

/**
 * Applies a source's records to the state: the latest counts, and of two with the same moment the
 * feed's (`source`). A record that points at something unknown is kept until `prune`, since its
 * target may come later. `unknown` counts names of kinds that look like ours but are not known; a
 * paper held under a known one keeps that.
 */
export function apply(
  entity: Entity,
  state: State,
  {
    since,
    types,
    source,
    unknown,
  }: Wanted & { source: 'feed' | 'snapshot'; unknown: Map<string, number> },
): void {
  const { guid, updated } = entity
  const isNews = (before: Said<object> | undefined) =>
    before === undefined ||
    before.updated < updated ||
    (source === 'feed' && before.updated === updated)
  switch (entity.kind) {
    case 'gone': {
      const map = mapOf(entity.category, state)
      if (isNews(map.get(guid))) map.delete(guid)
      return
    }
    case 'Document': {
      const before = state.papers.get(guid)
      if (!isNews(before)) return
      const renamed = kindOf(entity.paper) === null && looksRenamed(entity.paper.soort)
      if (renamed) {
        const { soort } = entity.paper
        unknown.set(soort, (unknown.get(soort) ?? 0) + 1)
      }
      // A new name for its kind takes no document away from those that are held.
      const paper =
        renamed && before !== undefined ? { ...entity.paper, soort: before.soort } : entity.paper
      const kind = kindOf(paper)
      // Records that an earlier run took stay, even if this one asks for less.
      const taken =
        kind !== null &&
        (before !== undefined ||
          (types.has(paperType(kind)) && (paper.day === null || paper.day >= since)))
      if (taken) state.papers.set(guid, { ...paper, updated })
      else state.papers.delete(guid)
      // A later run may want it, and the feed does not say it twice.
      if (!taken && kind !== null && source === 'feed' && paper.day !== null) {
        forgetSlices(paper.soort, paper.day, state.slices)
      }
      return
    }
    case 'DocumentVersie':
      if (isNews(state.versions.get(guid))) state.versions.set(guid, { ...entity.version, updated })
      return
    case 'Zaak':
      if (isNews(state.zaken.get(guid))) state.zaken.set(guid, { ...entity.zaak, updated })
      return
    case 'ZaakActor':
    case 'DocumentActor':
      if (isNews(state.actors.get(guid))) {
        state.actors.set(guid, { ...entity.actor, of: entity.kind, updated })
      }
  }
}

function mapOf(category: Category, state: State): Map<string, Said<object>> {
  switch (category) {
    case 'Document':
      return state.papers
    case 'DocumentVersie':
      return state.versions
    case 'Zaak':
      return state.zaken
    case 'ZaakActor':
    case 'DocumentActor':
      return state.actors
  }
}

/** Drops records that point at nothing kept, once all sources were read to the end. */
export function prune(state: State): void {
  const used = new Set([...state.papers.values()].flatMap(({ zaken }) => zaken))
  for (const [guid, { soort }] of state.zaken) {
    if (soort !== QUESTIONS_MATTER && !used.has(guid)) state.zaken.delete(guid)
  }
  for (const [guid, { paper }] of state.versions) {
    if (paper === null || !state.papers.has(paper)) state.versions.delete(guid)
  }
  for (const [guid, { owner, of }] of state.actors) {
    const owners = of === 'ZaakActor' ? state.zaken : state.papers
    if (owner === null || !owners.has(owner)) state.actors.delete(guid)
  }
}
