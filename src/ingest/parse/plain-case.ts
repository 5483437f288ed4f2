import { MONTHS } from '../../domain/months.ts'

/** Words that names and titles write small. */
const SMALL = new Set([
  ...(
    'aan als bij dat de den der die door een en het in ingezonden leden lid mede met naar namens ' +
    'of om onder ontvangen op over te ten ter tot uit uw van voor'
  ).split(' '),
  ...MONTHS,
])

/** A text of fewer letters may be an abbreviation. */
const FEWEST = 8

/** "MINISTER VAN WEEL (": a name, not an office */
const NAMED =
  /(?<=\b(?:[Mm]inister|[Ss]taatssecretaris) )(?:van|de|der|den|ten|ter)(?= [^(),]{1,40}\()/g

/**
 * A line in capitals as one would otherwise write it, to be searched for names and dates: "Minister
 * van Justitie en Veiligheid" for "MINISTER VAN JUSTITIE EN VEILIGHEID". Any other line stays.
 */
export function plainCase(text: string, fewest = FEWEST): string {
  const letters = text.replace(/\P{L}/gu, '')
  if (letters.length < fewest || letters !== letters.toUpperCase()) return text
  const plain = text.replace(/\p{L}[\p{L}\p{M}’'-]*/gu, (word, at: number) => {
    const small = word.toLowerCase()
    if (at > 0 && SMALL.has(small)) return small
    const isParty = text[at - 1] === '(' && word.length <= MOST_OF_PARTY
    return isParty && text[at + word.length] === ')' ? word : word[0]! + small.slice(1)
  })
  return plain.replace(NAMED, (particle) => particle[0]!.toUpperCase() + particle.slice(1))
}

/** Letters of a party's abbreviation at most: "(NSC)". */
const MOST_OF_PARTY = 5
