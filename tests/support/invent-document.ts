/** A generator of numbers in [0, 1): the same sequence for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const WORDS = (
  'het kabinet de minister onderzoekt maatregel sanctie uitvoer ambtenaar gemeente stikstof ' +
  'woning zorg onderwijs energie water verkeer veiligheid subsidie regeling voortgang overleg ' +
  'partner Europese nationale lokale komende jaar brief Kamer budget miljoen euro gevolgen ' +
  'burgers bedrijven ondernemers toezicht handhaving wet besluit advies rapport cijfers'
).split(' ')

/**
 * A document laid out like the committed one, with invented words; the same seed yields the same
 * text.
 */
export function inventDocument({ seed, answers = 5 }: { seed: number; answers?: number }): string {
  const random = seeded(seed)
  const pick = () => WORDS[Math.floor(random() * WORDS.length)]!
  const sentence = (end: string) => {
    const words = Array.from({ length: 8 + Math.floor(random() * 10) }, pick).join(' ')
    return `${words[0]!.toUpperCase()}${words.slice(1)}${end}`
  }
  const pairs = Array.from({ length: answers }, (_, at) => {
    const text = Array.from({ length: 1 + Math.floor(random() * 4) }, () => sentence('.')).join(' ')
    return `Vraag ${at + 1}\n${wrap(sentence('?'))}\n\nAntwoord ${at + 1}\n${wrap(text)}\n`
  })
  return [
    `Vragen van het lid Jansen (ABC) aan de Minister van Proefzaken over ${pick()} en ` +
      `${pick()} (ingezonden 1 maart 2024).`,
    'Antwoord van Minister De Boer (Proefzaken) (ontvangen 20 maart 2024).',
    ...pairs,
  ].join('\n\n')
}

/** Lines of at most 78 characters. */
function wrap(text: string): string {
  return text.replace(/(?<line>.{1,78})(?: |$)/g, '$<line>\n').trimEnd()
}
