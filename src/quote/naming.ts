import { MONTHS } from '../domain/months.ts'
import { fold } from '../domain/fold.ts'
import { ESCAPE } from './adornments.ts'
import { isBody, ministryAt, namingWords, notNames, offices } from './speakers.ts'
import { besides, months, office, publication, verb } from './naming-patterns.ts'

export function firstOf(patterns: readonly RegExp[], text: string): RegExpExecArray | null {
  for (const pattern of patterns) {
    const match = pattern.exec(text)
    if (match && match[0].trim() !== '' && !isClaim(personOf(match))) return match
  }
  return null
}

/**
 * Words beside a name that tell where, when and to whom it was said. Any other one makes a claim of
 * the quoter's own, which is no attribution: "minister Tieman sluit de brug".
 */
const besideNames = new Set([
  ...notNames,
  ...MONTHS,
  ...months.flatMap((names) => names.split('|')),
  ...(
    'in to at by aan op bij uit over tijdens na naar met namens sinds per om uur als toen ' +
    'volgens zo daarom destijds eerder later onlangs recent recentelijk laatst gisteren ' +
    'eergisteren vandaag vanmorgen vanmiddag zelf ook nog al daarop daarna hierop hierover ' +
    'daarover kort tegen mede vorig vorige afgelopen deze dit dat die jaar jaren maand week ' +
    'weken dag dagen geleden jl zomer winter voorjaar najaar begin eind medio ' +
    'maandag dinsdag woensdag donderdag vrijdag ' +
    'zaterdag zondag kamer kamerleden tweede eerste debat kamerdebat plenair plenaire ' +
    'commissiedebat vragenuur brief kamerbrief antwoord antwoorden beantwoording vraag vragen ' +
    'kamervragen reactie nota verklaring toespraak interview vergadering overleg ' +
    'persconferentie televisie radio krant lid leden nummer nr vergaderjaar kamerstuk ' +
    'kamerstukken aanhangsel handelingen toenmalig toenmalige demissionair demissionaire ' +
    'voormalig voormalige huidig huidige oud kabinet schriftelijk schriftelijke mondelinge ' +
    'aanvullende nader nadere desgevraagd gezamenlijk gezamenlijke ' +
    'yesterday today earlier last year month letter answer answers question questions ' +
    'parliament house debate reply a t zegt zei ' +
    'schrijft schreef antwoordt antwoordde stelt stelde meldt meldde verklaart verklaarde says ' +
    'said writes wrote stated replied belastingdienst douane toeslagen jeugd preventie sport ' +
    'digitalisering participatie integratie rechtsbescherming herstel ambtgenoot ambtsgenoot ' +
    'ex regering verantwoordelijk verantwoordelijke nieuw nieuwe ' +
    'betrokken letterlijk woordelijk volgende ' +
    'volgt alleen nogmaals opnieuw onder meer mij ons net zojuist gewoon ' +
    'min stas collega haar zijn hun heer mevrouw dhr mw nu inmiddels foreign ' +
    'outgoing caretaker former college gemeente gemeentebestuur provincie gedeputeerde staten ' +
    'burgemeester wethouders overheid rijksoverheid ministerraad cabinet government ministry ' +
    'municipality'
  ).split(' '),
])

/** Whether the words that are to name somebody say something besides. */
export function isClaim(person: string): boolean {
  const plain = person
    .replace(endsBesides, '')
    .replace(/\([^()]*\)/gu, (inner) => ' '.repeat(inner.length))
  let reached = 0
  return Array.from(plain.matchAll(/\p{L}[\p{L}\p{M}]*/gu)).some(({ index, 0: word }) => {
    if (index < reached || /^\p{Lu}/u.test(word)) return false
    const ministry = ministryAt(plain, index)
    if (ministry !== null) reached = ministry.end
    const key = fold(word)
    return ministry === null && !besideNames.has(key) && !key.endsWith('minister')
  })
}

const endsBesides = new RegExp(`${besides}$`, 'u')

/** Whom an attribution names; `person` is empty for nobody. */
interface NamedPerson {
  readonly person: string
  /** true for a name alone that may be a topic or a publication */
  readonly mayBeTopic: boolean
}

export function readPerson(match: RegExpExecArray): NamedPerson {
  const person = personOf(match).replace(fromVerb, '').replace(greeting, '')
  return { person, mayBeTopic: match.groups?.['topic'] !== undefined }
}

/** "Minister Zand antwoordt als volgt" */
const fromVerb = new RegExp(` ${verb}(?!\\p{L}).*$`, 'u')
const greeting = new RegExp(`^(?:Hoi|Hallo|Beste|Dag|Ha|Hi|Hello), (?=${office})`, 'u')

/** "minister Zand (Kamerstuk 31 409, nr. 14)" */
const cited = new RegExp(
  ` [([](?:zie |[\\p{L}\\d-]{4,40}, )?${publication}(?!\\p{L})[^()[\\]]*[)\\]]$`,
  'u',
)

const shortOffice = /(?<!\p{L})(?:min|stas)\.(?= )/iu

/** "zegt Zands woordvoerder" */
const genitive = /['’]?s$/u

export function personOf({ groups, 0: words }: RegExpExecArray): string {
  const told = (groups?.['person'] ?? '')
    .replaceAll(ESCAPE, '')
    .trim()
    .replace(/[.,]$/, '')
    .replace(cited, '')
  const named = words.includes(`${told} woordvoerder`) ? told.replace(genitive, '') : told
  const person = named.replace(shortOffice, (short) =>
    /^m/i.test(short) ? 'minister' : 'staatssecretaris',
  )
  // `Over de "…"` and `Antwoord: "…"` name nobody.
  const names = ({ key }: { key: string }) => offices.test(key) || !besideNames.has(key)
  return isBody(person) || namingWords(person).some(names) ? person : ''
}
