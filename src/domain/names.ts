import { fold } from './fold.ts'
import { compareText } from './order.ts'
import type { Minister } from './document.ts'

/**
 * "Minister Hoekstra (Buitenlandse Zaken)", "Minister voor Buitenlandse Handel", "Minister De Boer"
 */
export function ministerLabel({ role, name, preposition, portfolio }: Minister): string {
  if (name === null) {
    return [role, preposition, portfolio].filter((part) => part !== null).join(' ')
  }
  return portfolio === null ? `${role} ${name}` : `${role} ${name} (${portfolio})`
}

/** What stands before names, abbreviated: "drs. P.E. Heerma" */
export const TITLES = ['drs', 'dr', 'mr', 'ir', 'ing', 'prof', 'mw', 'dhr']

/** "D.M.", "Th.J.", "drs. P.E.", "mevrouw", where a name begins or follows a role. */
const BEFORE_NAME = new RegExp(
  [
    String.raw`(?<![\p{L}\p{M}'’-])(?:(?:${TITLES.join('|')})\.\s*|(?:mevrouw|de heer)\s+`,
    String.raw`|(?:\p{Lu}\p{Ll}{0,2}\.\s*(?=\p{Lu}|['’]`,
    String.raw`|(?:van|de|den|der|het|ten|ter|te|el|al|von|du|da|in|op)\s))+)`,
  ].join(''),
  'giu',
)
const INITIAL = /(?<!\p{L})\p{L}{1,3}(?=\.)/gu

/** "D. Yeşilgöz-Zegerius", "drs. P.E. Heerma" */
export function withoutInitials(name: string): string {
  return name.replace(BEFORE_NAME, '').trim()
}

/**
 * A name, or a label with one, normalised for comparison: no case, accents or titles, with its
 * initials separate.
 */
interface NameKey {
  readonly words: string
  /** "d.m.", or empty */
  readonly initials: string
}

export function nameKey(name: string): NameKey {
  const before = [...name.matchAll(BEFORE_NAME)].flatMap(([match]) => match.match(INITIAL) ?? [])
  const initials = before.map(fold).filter((each) => !TITLES.includes(each))
  return {
    words: fold(withoutInitials(name)).replace(/\s+/g, ' '),
    initials: initials.map((each) => `${each}.`).join(''),
  }
}

/** A name may lack initials, all of them or the later ones. */
export function mayShareInitials(a: NameKey, b: NameKey): boolean {
  return a.initials.startsWith(b.initials) || b.initials.startsWith(a.initials)
}

/**
 * "Van Weel", "van Weel" and "D.M. van Weel" are one person; "J. van Weel" is not "D.M. van Weel".
 */
export function isSamePerson(a: string, b: string): boolean {
  const [one, other] = [nameKey(a), nameKey(b)]
  return one.words !== '' && one.words === other.words && mayShareInitials(one, other)
}

/** True if a name on a document is the requested one, or ends in it. */
export function isPerson(name: string | null, asked: string): boolean {
  if (name === null) return false
  const [own, wanted] = [nameKey(name), nameKey(asked)]
  const ends = /\p{L}/u.test(wanted.words) && ` ${own.words}`.endsWith(` ${wanted.words}`)
  return ends && mayShareInitials(own, wanted)
}

/**
 * True if a label contains the requested one: "Minister D.M. van Weel (…)" contains "minister Van
 * Weel".
 */
export function labelHolds(label: string, asked: string): boolean {
  const [own, wanted] = [nameKey(label), nameKey(asked)]
  return own.words.includes(wanted.words) && mayShareInitials(own, wanted)
}

/** The key that `labelHolds` compares, as one string: the words, a tab, the initials. */
export function comparedLabel(label: string): string {
  const { words, initials } = nameKey(label)
  return `${words}\t${initials}`
}

/**
 * Maps each label to the one that it is listed under: the fullest for the same person in the same
 * office. A label that fits two ("Van Weel" beside "D.M. van Weel" and "J. van Weel") stays as it
 * is.
 */
export function listedAs(labels: Iterable<string>): ReadonlyMap<string, string> {
  const distinct = [...new Set(labels)].sort((a, b) => b.length - a.length || compare(a, b))
  const byWords = Map.groupBy(distinct, (label) => nameKey(label).words)
  const listed = new Map<string, string>()
  for (const own of byWords.values()) {
    const fullest: string[] = []
    for (const label of own) {
      const fits = fullest.filter((fuller) => isSamePerson(fuller, label))
      const [only = label] = fits
      if (fits.length === 1) listed.set(label, only)
      else {
        const twin = fullest.find((each) => isTwin(each, label)) ?? label
        listed.set(label, twin)
        if (twin === label) fullest.push(label)
      }
    }
  }
  return listed
}

/** How names of parties and ministries are compared: no case, and one form of each accent. */
export function comparedName(name: string): string {
  return name.normalize('NFC').toLowerCase()
}

/** True for "Kompas" and "KOMPAS", and for an accent written as one character or as two. */
export function isSameName(a: string, b: string): boolean {
  return comparedName(a) === comparedName(b)
}

/** Maps each name to its form in lists: of names that are the same, the most frequent. */
export function listedOnce(names: Iterable<string>): ReadonlyMap<string, string> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  const frequentFirst = [...counts].sort(([a, n], [b, m]) => m - n || compareText(a, b))
  const forms = new Map<string, string>()
  const listed = new Map<string, string>()
  for (const [name] of frequentFirst) {
    const key = comparedName(name)
    const form = forms.get(key) ?? name.normalize('NFC')
    forms.set(key, form)
    listed.set(name, form)
  }
  return listed
}

function isTwin(a: string, b: string): boolean {
  return nameKey(a).initials === nameKey(b).initials
}

/** "Yeşilgöz" before "Yesilgoz", "Van Weel" before "van Weel". */
function compare(a: string, b: string): number {
  const marks = (text: string) => [...text].filter((letter) => letter > '\u007f').length
  return marks(b) - marks(a) || compareText(a, b)
}
