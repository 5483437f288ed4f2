import { describe, expect, it } from 'vitest'
import { HELP, helpFor, readArguments } from '../../src/commands/arguments.ts'

describe('readArguments', () => {
  it.each([
    [['index'], { kind: 'index', paths: [], remove: [], json: false }],
    [['index', 'a', 'b', '--json'], { kind: 'index', paths: ['a', 'b'], remove: [], json: true }],
    [
      ['ask', 'en', 'chips?'],
      {
        ...{ kind: 'ask', query: 'en chips?', filters: {} },
        ...{ limit: 5, weak: false, explain: false, json: false },
      },
    ],
    [
      ['ask', 'x', '--limit', '2', '--weak'],
      {
        ...{ kind: 'ask', query: 'x', filters: {} },
        ...{ limit: 2, weak: true, explain: false, json: false },
      },
    ],
    [
      ['ask', 'x', '--party', 'D66', '--to', '2022-01-01'],
      {
        ...{ kind: 'ask', query: 'x', filters: { parties: ['D66'], to: '2022-01-01' } },
        ...{ limit: 5, weak: false, explain: false, json: false },
      },
    ],
    [
      ['verify', 'Ja.', '--document', 'a'],
      { kind: 'check-quote', quote: 'Ja.', documents: ['a'], json: false },
    ],
    [['verify'], { kind: 'verify', json: false }],
    [['verify', '--stored'], { kind: 'verify', stored: true, json: false }],
    [['verify', 'Dat', 'is zo.'], { kind: 'check-quote', quote: 'Dat is zo.', json: false }],
    [['verify', '--quote', 'Ja.'], { kind: 'check-quote', quote: 'Ja.', json: false }],
    [['verify', '--file', 'a.md'], { kind: 'check-file', path: 'a.md', json: false }],
    [['proof', 'a.1', '--out', 'p.html'], { kind: 'proof', answerId: 'a.1', out: 'p.html' }],
    [['export'], { kind: 'export', format: 'jsonl', filters: {}, out: null }],
    [
      ['export', '--format', 'csv', '--party', 'D66', '--party', 'SP', '--to', '2022-01-01'],
      {
        ...{ kind: 'export', format: 'csv', out: null },
        filters: { parties: ['D66', 'SP'], to: '2022-01-01' },
      },
    ],
    [['sign'], { kind: 'sign' }],
    [['status', '--json'], { kind: 'status', json: true }],
    [['pack-edge', 'x'], { kind: 'pack-edge', target: 'x' }],
    [[], { kind: 'help' }],
    [['ask', '--help'], { kind: 'help' }],
  ])('reads %j', (argv, command) => {
    expect(readArguments(argv)).toEqual(command)
  })

  it.each([
    [['fly'], /no command fly/],
    [['ask'], /no question/],
    [['proof'], /id of one answer/],
    [['proof', 'a.1', 'a.2'], /id of one answer/],
    [['ask', 'x', '--limit', '0'], /--limit 0/],
    [['ask', 'x', '--lmit', '3'], /--lmit/],
    [['verify', '--quote', ' '], /no quote/],
    [['verify', 'Ja.', '--quote', 'Nee.'], /two quotes/],
    [['verify', 'Ja.', '--file', 'a.md'], /not both/],
    [['verify', 'Ja.', '--stored'], /by itself/],
    [['export', '--format', 'xls'], /xls is not one of/],
    [['export', '--from', 'gisteren'], /not a day/],
    [['export', '--to', '2023-02-30'], /2023-02-30 is not a day/],
    [['export', '--from', '2023-1-1'], /not a day/],
    [['export', 'answers.csv'], /takes no answers/],
    [['index', '--remove', 'a', '--dry-run'], /index takes no --dry-run. It takes --remove/],
    [['import', '--from', '2020-01-01'], /import takes no --from. It takes --since/],
    [['verify', 'Ja.', '--minister', 'Bos'], /verify takes no --minister/],
    [['verify', '--file', 'a.md', '--document', 'a'], /there is none/],
    [['ask', 'x', '--from', '2020-13-01'], /not a day/],
    [['sign', '--json'], /sign takes no --json. It takes no options/],
    [['pack-edge'], /one folder/],
  ])('refuses %j with the usage of its command', (argv, message) => {
    expect(() => readArguments(argv)).toThrow(message)
    expect(() => readArguments(argv)).toThrow(`\n\n${helpFor(argv)}`)
  })

  it.each(['index', 'import', 'example', 'ask', 'verify', 'proof', 'export', 'sign', 'mcp'])(
    'has help of its own for %s, and for it alone',
    (kind) => {
      const help = helpFor([kind, '--help'])
      expect(help).toMatch(new RegExp(`^npm run (?:--silent )?${kind}\\b`))
      const commands = [...help.matchAll(/^npm run (?:--silent )?(\S+)/gm)].map(([, name]) => name)
      expect(new Set(commands)).toEqual(new Set([kind]))
    },
  )

  it('shows the help of all commands if none is named', () => {
    for (const argv of [[], ['--help'], ['toString', '--help']]) expect(helpFor(argv)).toBe(HELP)
  })
})
