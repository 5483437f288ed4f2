import { patternOf } from '../../text/pattern.ts'
import { kindBeside, type NamedBefore } from './kind-beside.ts'
import { nameParts, type PersonNamed } from './known-people.ts'
import { followsRole, type IsWord } from './name-forms.ts'
import { speaks } from './speakers.ts'

/**
 * Somebody whose name no document has, if the words before it leave no doubt: "het lid Pietersen",
 * "minister Jansen". `last` is whom the query names before.
 */
export function strangerAt(
  query: string,
  start: number,
  { last, isWord }: { readonly last: NamedBefore | undefined; readonly isWord: IsWord },
): PersonNamed | null {
  const [said] = STRANGER.exec(query.slice(start)) ?? []
  if (said === undefined || !followsRole(query, start)) return null
  const before = query.slice(0, start)
  // "Het lid Van Dijk" is somebody, whatever a "dijk" is, and so is "premier Groen"; "het lid
  // Groen" may be a title's case.
  const isName = (PARTICLE.test(said) && MEMBER.test(before)) || HEADS.test(before)
  const isOther = (part: string) => isWord(part.toLowerCase())
  if (!isName && nameParts(said).some(isOther)) return null
  const surname = SURNAME.exec(query.slice(start + said.length))?.[0] ?? ''
  const name = nameParts(surname).some(isOther) ? said : said + surname
  const end = start + name.length
  const isSpeaker = speaks(query, start, end)
  const kind = isSpeaker ? 'minister' : kindBeside(query, { start, end, said: name }, last)
  return kind === null || kind === 'topic' ? null : { kind, start, end, name, sure: true }
}

/** "Pietersen", "Van der Berg"; after "minister", "van Financiën" is a ministry. */
const STRANGER = new RegExp(
  patternOf`
    ^(?:(?:Van|De|Den|Het|Ten|Ter|El)\s+(?:(?:de|der|den|het)\s+)?)?(?!(?:Van|De|Den|Het|Ten|Ter
    |El)\s)\p{Lu}\p{Ll}[\p{L}'’-]+
  `,
  'u',
)
/** " Pietersen", " van der Berg": what follows a given name */
const SURNAME = /^ (?:(?:van|de|den|ten|ter|el) (?:(?:de|der|den|het) )?)?\p{Lu}\p{Ll}[\p{L}'’-]+/u
const PARTICLE = /^(?:Van|De|Den|Het|Ten|Ter|El) /u
const MEMBER = /(?:^|vra(?:ag|gen) van )(?:[Hh]et )?(?:[Kk]amer)?lid $/u
const HEADS = /(?<![\p{L}-])(?:[Mm]inister-[Pp]resident|premier)\s+$/u
