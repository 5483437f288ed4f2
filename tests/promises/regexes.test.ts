import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { check, type Diagnostics } from 'recheck'
import { analyse } from 'scslre'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { dutchWords } from '../../src/ingest/parse/dictionary.ts'
import { extractPlain } from '../../src/ingest/formats/plain.ts'
import { parseDocument } from '../../src/ingest/parse/parse.ts'
import { costOf } from '../support/cost-of.ts'
import { openApp, type OpenApp } from '../support/open-app.ts'
import { escapeMarkdown } from '../../src/text/escape-markdown.ts'
import { postJson } from '../support/post-json.ts'

const root = join(import.meta.dirname, '../..')

/**
 * Patterns that take more than linear time for some text (never exponential), and why nobody can
 * exploit that: how long their text can be, or who writes it. Below, the worst text for each of
 * them goes through the whole program.
 */
const BOUNDED: readonly { file: string; begins: string; because: string }[] = [
  { file: 'src/commands/write-proof.ts', begins: '<[^>]*>', because: 'our own, closed tags' },
  { file: 'src/config.ts', begins: '\\/+$', because: 'a setting' },
  { file: 'src/answer/explanation.ts', begins: '\\.?0+$', because: 'a number of ours' },
  {
    file: 'src/ingest/parse/inline-notes.ts',
    begins: '(?:https?:\\/\\/|www',
    because: 'a line end, 240 characters',
  },
  {
    file: 'src/ingest/parse/subject-line.ts',
    begins: '',
    because: 'a line, cut at 400 characters',
  },
  { file: 'src/search/query/people.ts', begins: '', because: 'a query of 1,000 characters' },
  { file: 'src/search/query/roles.ts', begins: '', because: 'a query of 1,000 characters' },
  {
    file: 'src/search/query/documents-named.ts',
    begins: '',
    because: 'a query of 1,000 characters',
  },
  { file: 'src/quote/wording.ts', begins: '^(?!.*\\.{3})', because: 'a word of a quote' },
  {
    file: 'src/ingest/parse/hyphens.ts',
    begins: "[\\p{L}\\p{N}’']+$",
    because: 'a line end, 240 characters',
  },
  { file: 'src/ingest/parse/identify.ts', begins: '(?:\\.(?:pdf|docx|', because: 'a file name' },
  {
    file: 'src/ingest/parse/join-lines.ts',
    begins: '(?:https?:\\/\\/|www',
    because: 'a line end, 240 characters',
  },
  {
    file: 'src/ingest/parse/introduction.ts',
    begins: '',
    because: 'a head, cut at 3,000 characters and fewer',
  },
  {
    file: 'src/ingest/parse/askers.ts',
    begins: '',
    because: 'a head, cut at 3,000 characters and fewer',
  },
  {
    file: 'src/ingest/parse/ministers.ts',
    begins: '',
    because: 'a head, cut at 8,000 characters and fewer',
  },
  { file: 'src/search/query/reference.ts', begins: '', because: 'a query of 1,000 characters' },
  { file: 'web/client.ts', begins: '\\/+$', because: 'an attribute that the page itself sets' },
]

interface Pattern {
  readonly file: string
  readonly source: string
  readonly flags: string
}

/**
 * Patterns that an examination of 30 s each found to take linear time, which takes minutes; that
 * depends on nothing but the pattern. After a change of many patterns:
 *
 *  RECORD_LINEAR=1 npx vitest run -c tests/vitest.config.ts tests/promises/regexes.test.ts
 */
const RECORD = join(import.meta.dirname, 'linear-patterns.json')
const isRecording = process.env['RECORD_LINEAR'] === '1'
const linear = new Set(JSON.parse(readFileSync(RECORD, 'utf8')) as string[])

/** Bounds the search for a pattern's worst text, which leaves some of those tried undecided. */
const EFFORT = {
  ...{ timeout: 150, incubationLimit: 2_000, maxGeneStringSize: 1_000 },
  ...{ maxGenerationSize: 8, seedingLimit: 100, mutationSize: 6 },
}

const QUERY = 1_000
const QUOTE = 10_000
/** characters in a line of a hostile document */
const LINE = 50_000

const files = ['src', 'web'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`),
)

/** The literals, and the places that assemble a pattern. */
function patternsIn(file: string): { literals: Pattern[]; assembled: number } {
  const text = readFileSync(join(root, file), 'utf8')
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const literals: Pattern[] = []
  let assembled = 0
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/')
      literals.push({ file, source: node.text.slice(1, end), flags: node.text.slice(end + 1) })
    }
    if (
      (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
      node.expression.getText(source) === 'RegExp'
    ) {
      assembled++
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return { literals, assembled }
}

/**
 * Assembled patterns are caught when they are made: at import, and while reading and querying a
 * document.
 */
async function assembledPatterns(): Promise<Pattern[]> {
  // The modules that this test itself imports are already loaded.
  vi.resetModules()
  const caught = new Map<string, Pattern>()
  const Original = globalThis.RegExp
  globalThis.RegExp = new Proxy(Original, {
    construct(target, [pattern, flags]: [string | RegExp, string?]) {
      const made = new target(pattern, flags)
      const file = /\/(src\/[\w/-]+\.ts)/.exec(new Error().stack?.split('\n')[2] ?? '')?.[1]
      if (file !== undefined) {
        const { source } = made
        caught.set(`${file} ${source}`, { file, source, flags: made.flags })
      }
      return made
    },
  })
  try {
    const { extract } = await import('../../src/ingest/formats/extract.ts')
    const { parseDocument: read } = await import('../../src/ingest/parse/parse.ts')
    await Promise.all(files.filter(isImported).map((file) => import(join(root, file))))
    const { partyFinder } = await import('../../src/search/query/parties.ts')
    partyFinder(['ABC'])('vragen van ABC')
    const { pointsIn } = await import('../../src/search/query/period-points.ts')
    pointsIn('in maart 2024', undefined)
    const { fullText } = await import('../../src/search/full-text.ts')
    fullText('elke "letter voor letter" één-op-één')
    const name = '2022D35172.txt'
    const letter = 'De minister van Buitenlandse Zaken,\n\nW.B. Hoekstra\n'
    const bytes = readFileSync(join(root, 'index/documents', name))
    read(await extract(new Uint8Array([...bytes, ...Buffer.from(letter)]), name), facts)
    read(await extract(new TextEncoder().encode(document('Ja.')), 'a.txt'), facts)
  } finally {
    globalThis.RegExp = Original
  }
  return [...caught.values()]
}

const isImported = (file: string) => patternsIn(file).assembled > 0 && file.startsWith('src/')

const digest = '0'.repeat(64)
const facts = { id: 'a', file: 'a.txt', sha256: digest, fileSha256: digest, words: dutchWords }

/** A document with the text in every possible place. */
const document = (text: string) =>
  `Vragen van het lid ${text} (ABC) aan de Minister van ${text} over ${text} (ingezonden 3 april 2023).

Antwoord van Minister ${text} (${text}), mede namens de Minister van ${text} (ontvangen 1 mei 2023).

Vraag 1
Kent u ${text}?1

1 ${text}

Antwoord 1
${text} (1)
${text}- zie het antwoord op vraag 1 ${text}
`

let app: OpenApp
const patterns: Pattern[] = []
const weak: { pattern: Pattern; found: Diagnostics }[] = []

beforeAll(async () => {
  const literals = files.flatMap((file) => patternsIn(file).literals)
  const assembled = await assembledPatterns()
  // Each module that assembles a pattern was caught doing so.
  const expected = files.filter(isImported)
  expect([...new Set(assembled.map(({ file }) => file))].sort()).toEqual(expected.sort())
  expect(literals.length).toBeGreaterThan(200)
  patterns.push(...literals, ...assembled)
  if (isRecording) await record()
  const decided = new Map<string, Diagnostics>()
  // One by one: in parallel they take each other's time.
  for (const pattern of patterns) {
    const { source, flags } = pattern
    if (!repeats(source)) continue
    const same = nameOf(pattern)
    if (linear.has(same)) continue
    const found = decided.get(same) ?? (await check(source, flags, EFFORT))
    decided.set(same, found)
    if (found.status === 'vulnerable') weak.push({ pattern, found })
  }
  app = await openApp()
}, 3_600_000)
afterAll(() => app.close())

const nameOf = ({ source, flags }: Pattern) => `/${source}/${flags}`

/** Drops patterns that are gone, adds linear ones, and fails if one is exponential. */
async function record(): Promise<void> {
  const found = new Set<string>()
  const exponential = new Set<string>()
  for (const pattern of patterns) {
    const { source, flags } = pattern
    const name = nameOf(pattern)
    if (!repeats(source) || found.has(name)) continue
    if (linear.has(name)) {
      found.add(name)
      continue
    }
    const diagnostics = await check(source, flags, { timeout: 30_000 })
    if (diagnostics.status === 'safe') found.add(name)
    else if (isExponential(diagnostics)) exponential.add(name)
  }
  expect([...exponential]).toEqual([])
  writeFileSync(RECORD, `${JSON.stringify([...found].sort(), null, 2)}\n`)
}

/**
 * Whether any part repeats more than nine times: no text takes long to match otherwise. A sign in a
 * class, or behind a backslash, counts too, which only costs time.
 */
const repeats = (source: string) => /[*+]|\{\d*,\}|\{\d{2,}|,\d{2,}\}/.test(source)

const isOf = ({ file, begins }: (typeof BOUNDED)[number], pattern: Pattern) =>
  file === pattern.file && pattern.source.startsWith(begins)

/** `(?-i:…)`, `(?s:…)` */
const CHANGES_FLAGS = /(?<!\\)\(\?[a-z-]+:/

const isExponential = (found: Diagnostics) =>
  'complexity' in found && found.complexity?.type === 'exponential'

const isDoubling = ({ exponential }: { readonly exponential: boolean }) => exponential

describe('the regular expressions of the program', () => {
  it('are examined: some turn out to take more than linear time', () => {
    expect(weak.length).toBeGreaterThan(5)
  })

  it('never take exponential time', () => {
    const exponential = weak.filter(({ found }) => isExponential(found))
    expect(exponential.map(({ pattern }) => pattern)).toEqual([])
  })

  // The search for a worst text passed over one in a query, which held up the server.
  it('never take exponential time, as their structure shows', () => {
    const reportsOn = ({ source, flags }: Pattern) =>
      analyse(new RegExp(source, flags), { reportTypes: { Move: false } }).reports
    expect(reportsOn({ file: '', source: '(?:a+ ?)*$', flags: 'u' }).some(isDoubling)).toBe(true)
    expect(patterns.filter((pattern) => reportsOn(pattern).some(isDoubling))).toEqual([])
  })

  // After much other work V8 (13.6, Node 24.21) reads such a pattern wrongly: "Antwoord 2-bis" no
  // longer matched /vraag|antwoord/ with a group `(?-i:)` behind it.
  it('change no flags within a pattern', () => {
    const changing = patterns.filter(({ source }) => CHANGES_FLAGS.test(source))
    expect(changing).toEqual([])
  })

  it('still include each one with a reason written down', () => {
    const gone = BOUNDED.filter((entry) => !patterns.some((pattern) => isOf(entry, pattern)))
    expect(gone).toEqual([])
  })

  it('take more than linear time only on bounded text, with the reason written down', () => {
    const unexplained = weak.filter(({ pattern }) => !BOUNDED.some((entry) => isOf(entry, pattern)))
    expect(unexplained.map(({ pattern }) => pattern)).toEqual([])
  })
})

/** The worst text for a pattern, repeated to `length` characters. */
function attack(
  { attack: found }: Diagnostics & { attack?: Attack },
  length: number,
): string | null {
  if (found === undefined) return null
  const fixed =
    found.suffix.length + found.pumps.reduce((sum, { prefix }) => sum + prefix.length, 0)
  const share = (length - fixed) / found.pumps.length
  return (
    found.pumps
      .map(({ prefix, pump }) => prefix + pump.repeat(Math.max(1, Math.floor(share / pump.length))))
      .join('') + found.suffix
  )
}

interface Attack {
  readonly pumps: readonly { readonly prefix: string; readonly pump: string }[]
  readonly suffix: string
}

/** Other texts that are slow to match: long runs of one character. */
const RUNS = [
  '\t',
  ' ',
  '0',
  '!',
  '.',
  "'",
  '1 ',
  '1) ',
  '(',
  ' en ',
  ' over ',
  'nr ',
  'zie vraag 1 ',
]

function attacks(length: number): string[] {
  const found = weak
    .map((each) => attack(each.found as never, length))
    .filter((each) => each !== null)
  return [...new Set([...found, ...RUNS.map((run) => run.repeat(length / run.length))])]
}

describe('their worst text, at its greatest length', () => {
  it('is a harmless question', async () => {
    for (const query of attacks(QUERY)) {
      const cost = await costOf(() => app.request('/v1/ask', postJson({ query, history: [query] })))
      expect(cost, JSON.stringify(query.slice(0, 40))).toBeLessThan(1_000)
    }
  })

  it('is a harmless quote', async () => {
    await app.request('/v1/verify', postJson({ quote: 'the first check makes its tables' }))
    for (const quote of attacks(QUOTE)) {
      const cost = await costOf(() => app.request('/v1/verify', postJson({ quote })))
      expect(cost, JSON.stringify(quote.slice(0, 40))).toBeLessThan(2_000)
    }
  })

  it('is a harmless document, as text and as Markdown', async () => {
    for (const text of attacks(LINE)) {
      const cost = await costOf(() => {
        // Past the check for control characters, which some of the attacks contain.
        const plain = extractPlain({ text: document(text), encoding: 'utf-8' })
        parseDocument(plain, facts)
        escapeMarkdown(text)
      })
      expect(cost, JSON.stringify(text.slice(0, 40))).toBeLessThan(4_000)
    }
  })
})
