import type { SourceDocument } from '../../domain/document.ts'
import { isPerson, withoutInitials } from '../../domain/names.ts'
import { fold } from '../../domain/fold.ts'
import { wordsOf } from '../../text/words.ts'

/** Whether somebody asks or answers. */
export type PersonKind = 'asker' | 'minister'

/**
 * A person named in a query. `name` is the form on documents, or the query's own if no document has
 * it.
 */
export interface PersonNamed {
  readonly kind: PersonKind
  readonly start: number
  readonly end: number
  readonly name: string
  /** the context makes it certain; otherwise it may be another word */
  readonly sure: boolean
}

/** What begins a surname or stands within it. */
export const PARTICLES = new Set('van de der den het ten ter te el al von du da in t s'.split(' '))

/** The words of a name but for its particles. */
export function nameParts(name: string): string[] {
  return wordsOf(name)
    .map(({ text }) => text)
    .filter((part) => !PARTICLES.has(fold(part)))
}

/** Somebody who asks or answers on documents. */
export interface KnownPerson {
  readonly name: string
  readonly kinds: Set<PersonKind>
  /** as people call them: the whole name, or the first half of a double one */
  readonly whole: boolean
}

interface OneKnown extends Omit<KnownPerson, 'kinds'> {
  readonly kind: PersonKind
}

/** "van der Plas" */
export const PARTICLE_FIRST = new RegExp(`^(?:${[...PARTICLES].join('|')}) `, 'iu')

/** "Van Dijk" in "Inge van Dijk", "Dijk" in "Jimmy Dijk"; a name that begins "Van" is one. */
function surnameIn(name: string): string {
  const parts = name.split(/\s+/u)
  const isParticle = (part: string | undefined) => PARTICLES.has(fold(part ?? '').replace("'", ''))
  if (parts.length === 1 || isParticle(parts[0]) || parts[0]!.includes('-')) return name
  const at = parts.findIndex(isParticle)
  const surname = parts.slice(at < 0 ? -1 : at).join(' ')
  return surname.charAt(0).toUpperCase() + surname.slice(1)
}

function withoutParticles(name: string): string {
  const words = foldedWords(name)
  const first = words.findIndex((word) => !PARTICLES.has(word))
  return words.slice(Math.max(0, first)).join(' ')
}

function foldedWords(name: string): string[] {
  return wordsOf(name).map(({ text }) => fold(text))
}

/**
 * People by each of their names, in lower case: the last name, without "van", its first half, and
 * without a given name.
 */
export function knownPeople(
  documents: Iterable<Pick<SourceDocument, 'askers' | 'ministers' | 'onBehalfOf'>>,
): ReadonlyMap<string, KnownPerson> {
  const known = new Map<string, KnownPerson>()
  // The same hundreds of people ask and answer in tens of thousands of documents.
  const added = { asker: new Set<string>(), minister: new Set<string>() }
  const addAs = (said: string, { name, kind, whole }: OneKnown): void => {
    const key = foldedWords(said).join(' ')
    if (key.length < 3) return
    const own = known.get(key)
    if (own === undefined) known.set(key, { name, kinds: new Set([kind]), whole })
    else {
      own.kinds.add(kind)
      // Of "Van Dijk" and "Inge van Dijk", either may be meant.
      const both = isPerson(own.name, name) && !isPerson(name, own.name) ? name : own.name
      known.set(key, { name: both, kinds: own.kinds, whole: own.whole || whole })
    }
  }
  const add = (full: string, kind: PersonKind): void => {
    if (added[kind].has(full)) return
    added[kind].add(full)
    const name = withoutInitials(full)
    const surname = surnameIn(name)
    addAs(name, { name, kind, whole: true })
    addAs(withoutParticles(name), { name, kind, whole: false })
    addAs(name.split('-')[0]!, { name, kind, whole: true })
    if (surname === name) return
    addAs(surname, { name: surname, kind, whole: PARTICLE_FIRST.test(surname) })
    addAs(withoutParticles(surname), { name: surname, kind, whole: false })
  }
  for (const { askers, ministers, onBehalfOf } of documents) {
    for (const { name } of askers) add(name, 'asker')
    for (const { name } of [...ministers, ...onBehalfOf]) if (name !== null) add(name, 'minister')
  }
  return known
}
