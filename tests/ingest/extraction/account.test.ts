import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { takeAccount } from '../../../src/ingest/extraction/account.ts'
import { extract } from '../../../src/ingest/formats/extract.ts'
import { letter, makeWord, paragraph, run } from '../../support/make-word.ts'

const shown = (...texts: string[]) => texts.map((text) => ({ text, leftOut: null }))

describe('the account of a file', () => {
  it('balances if each character was read, in any order, white space aside', () => {
    const source = 'Het peil blijft.\n\nDe noot.\nIn de doos.\n'
    const blocks = [shown('Het ', 'peil  blijft.'), shown('In de\tdoos.'), shown('De noot.')]
    expect(takeAccount(source, [], blocks)).toEqual({ held: 30, leftOut: {}, flaws: [] })
  })

  it('names lost characters, and their place', () => {
    const blocks = [shown('Het peil wordt ', 'niet', ' verlaagd.'), shown('Slot.')]
    const { flaws } = takeAccount('Het peil wordt verlaagd.\nSlot.', [], blocks)
    expect(flaws).toEqual([{ kind: 'lost', at: 'Het peil wordt'.length, text: 'niet' }])
  })

  it('names added characters: each character of the file counts once', () => {
    const { flaws } = takeAccount('Het peil.\nHet peil.', [], [shown('Het peil.')])
    expect(flaws).toEqual([{ kind: 'added', at: 9, text: 'Hetpeil.' }])
  })

  it('balances although notes with the same few words stand below their paragraphs', () => {
    const source = 'In 2023, 2024.\n1 Idem.\n2 Idem.\nEn nu.\n3 Idem.'
    const noted = (text: string, mark: string, rest: string) =>
      [text, mark, 'Idem.', rest].map((each) => shown(each))
    const blocks = [...noted('In 2023', '1', ', 2024'), ...noted('', '2', '.')]
    const flaws = takeAccount(source, [], [...blocks, ...noted('En nu', '3', '.')]).flaws
    expect(flaws).toEqual([])
  })

  it('balances although a short block begins like a longer one that comes later', () => {
    const blocks = ['In het jaar daarna.', '2', 'Kamer.', '2025D1'].map((each) => shown(each))
    const source = 'In het jaar daarna.\n2025D1\n2 Kamer.'
    expect(takeAccount(source, [], blocks).flaws).toEqual([])
  })

  it('lets a reader write the numbers of lists, and counts omissions by reason', () => {
    const blocks = [[...shown('De stuw.'), { text: 'stil', leftOut: 'hidden' as const }]]
    expect(takeAccount('1. De stuw.', [{ start: 0, end: 3 }], blocks)).toEqual({
      held: 7,
      leftOut: { hidden: 4 },
      flaws: [],
    })
  })
})

const word = [
  letter(paragraph('Nee, het blijft.')),
  paragraph(
    `${run('Een ')}<w:fldSimple w:instr="REF a">${run('twee')}</w:fldSimple><w:ins ` +
      `w:id="1">${run('drie')}</w:ins><w:del ` +
      'w:id="2"><w:r><w:delText>weg</w:delText></w:r></w:del><w:sdt><w:sdtPr/><w:sdtContent>' +
      `${run('vier')}</w:sdtContent></w:sdt>${run('stil', '<w:vanish/>')}<m:oMath><m:f><m:num>` +
      '<m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>',
  ),
  '<w:p><w:r><w:fldChar ' +
    'w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar ' +
    'w:fldCharType="separate"/></w:r><w:r><w:t>5</w:t></w:r><w:r><w:fldChar ' +
    'w:fldCharType="end"/></w:r></w:p>',
  `<w:tbl><w:tr><w:trPr/><w:tc><w:tcPr/>${paragraph('A')}</w:tc><w:tc>${paragraph('B')}</w:tc>` +
    '</w:tr></w:tbl>',
  '<w:p><w:r><mc:AlternateContent><mc:Choice ' +
    `Requires="wps"><w:drawing><wps:txbx><w:txbxContent>${paragraph('doos')}</w:txbxContent>` +
    '</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>' +
    `<w:txbxContent>${paragraph('doos')}</w:txbxContent></v:textbox></w:pict></mc:Fallback>` +
    '</mc:AlternateContent></w:r></w:p>',
].join('')

const html =
  '<html><head><title>x</title><style>.weg{display:none}</style></head><body><form><div ' +
  'class="vraag"><h2 class="nummer">Vraag 1</h2><p>Kent u <b>het</b>?</p></div><div ' +
  'class="antwoord"><h2 class="nummer">Antwoord 1</h2><p>Ja<a class="nootnum" ' +
  'href="#n1">1</a>.</p><ol ' +
  'start="2"><li>Een</li><li><p>Twee</p></li></ol><table><tbody><tr><td>A</td><td><p>B</p></td>' +
  '</tr></tbody></table><p ' +
  'hidden>stil</p><details><summary>Meer</summary><del>weg</del></details></div></form><div ' +
  'class="noot" id="n1"><sup>1</sup><p>Noot.</p></div><footer>Over</footer></body></html>'

const xml =
  '<officiele-publicatie><metadata><meta ' +
  'name="a"/></metadata><kamervragen><kamervraagkop><tekstregel>Kop</tekstregel>' +
  '</kamervraagkop><vraag><nr>1</nr><al>Kent ' +
  'u ' +
  '<nadruk>het</nadruk>?</al></vraag><antwoord><nr>1</nr><tussenkop>Kop</tussenkop><al>Ja<noot ' +
  'id="n1"><noot.nr>1</noot.nr><noot.al>Noot.</noot.al></noot>.</al><lijst><li>' +
  '<li.nr>a.</li.nr><al>Een</al></li></lijst><table><title>T</title><tgroup><tbody><row><entry>' +
  '<al>A</al></entry><entry>B</entry></row></tbody></tgroup></table></antwoord></kamervragen>' +
  '</officiele-publicatie>'

/** Any text of a line, as markup may contain it. */
const anyText = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 25 })
  .filter((text) => !/[<>&{}]/.test(text) && condensed(text) !== '')

function condensed(text: string): string {
  return text.replace(/[\s\u00ad\u200b]/g, '')
}

/** Puts a text between two tags, the `place`th of all. */
function put(markup: string, place: number, text: string): string {
  const ends = [...markup.matchAll(/>/g)].map(({ index }) => index + 1).slice(0, -1)
  const at = ends[place % ends.length]!
  return markup.slice(0, at) + text + markup.slice(at)
}

async function accountOf(bytes: Uint8Array) {
  const { text, account } = await extract(bytes, 'x')
  const left = Object.values(account.leftOut).reduce((sum, each) => sum + each, 0)
  return { text: condensed(text), left, all: account.held + left, flaws: account.flaws }
}

describe.each<[string, string, (markup: string) => Uint8Array, (text: string) => string]>([
  ['Word', word, (markup) => makeWord(markup), (text) => text],
  ['Word, in a run', word, (markup) => makeWord(markup), (text) => run(text)],
  ['HTML', html, (markup) => new Uint8Array(Buffer.from(markup)), (text) => text],
  ['XML', xml, (markup) => new Uint8Array(Buffer.from(markup)), (text) => text],
  [
    'XML, in an element',
    xml,
    (markup) => new Uint8Array(Buffer.from(markup)),
    (text) => `<y>${text}</y>`,
  ],
])('any text in any place of a file of %s', (_, markup, bytesOf, wrap) => {
  it('is read, is left out for a reason, or is a flaw', async () => {
    const before = await accountOf(bytesOf(markup))
    expect(before.flaws).toEqual([])
    await fc.assert(
      fc.asyncProperty(fc.nat(1000), anyText, async (place, text) => {
        const after = await accountOf(bytesOf(put(markup, place, wrap(text))))
        const words = condensed(text)
        expect(after.all).toBeGreaterThanOrEqual(before.all + words.length)
        const found =
          after.text.includes(words) ||
          after.left >= before.left + words.length ||
          after.flaws.some((flaw) => flaw.text.includes(words))
        expect(found, `${text} at ${place}`).toBe(true)
        if (after.left === before.left) {
          expect(after.text.length).toBeGreaterThanOrEqual(
            before.text.length + (after.flaws.length > 0 ? 0 : words.length),
          )
        }
      }),
      { numRuns: 300 },
    )
  })
})

/** A text in Markdown; "@" is where words may stand. */
const markdown = [
  ...['# @Antwoorden@ op vragen', '', '**@Vraag 1@**@ Klopt dat@?[^bron]@', '', '@## Antwoord 1'],
  ...['', '@Ja, *@dat* kl@opt, ge**@weld**@ig: [het @bericht](https://a.nl/b "t")@ &amp;@ 10<sup>'],
  ...['7</sup>@.', 'Regel@ twee ~~@weg~~ <span hidden>@stil</span>.', '', '- een@', '  - @diep'],
  ...['1) @twee', '', '> @Citaat', '> loopt @door.', '', '| A@ | B |', '|---|---|', '| @c | d@ |'],
  ...[
    '',
    '<div>@blok <b>@vet</b></div>',
    '',
    '```text',
    '@code',
    '```',
    '',
    '[^bron]: De @noot.',
    '',
  ],
].join('\n')

it('accounts for any words in any place of a Markdown text', async () => {
  const words = fc.stringMatching(/^[\p{L}\d]{1,8}( [\p{L}\d]{1,8}){0,2}$/u)
  const gaps = markdown.split('@')
  await fc.assert(
    fc.asyncProperty(fc.nat(gaps.length - 2), words, async (place, text) => {
      const written = gaps.slice(0, place + 1).join('') + text + gaps.slice(place + 1).join('')
      const { text: source, account } = await extract(Buffer.from(written), 'x.md')
      const before = await extract(Buffer.from(gaps.join('')), 'x.md')
      const hidden = (each: typeof account): number =>
        (each.leftOut.hidden ?? 0) + (each.leftOut.deleted ?? 0)
      const found =
        condensed(source).includes(condensed(text)) ||
        hidden(account) >= hidden(before.account) + condensed(text).length ||
        account.flaws.length > 0
      expect(found, `${text} at ${place}`).toBe(true)
      expect(account.flaws).toEqual([])
    }),
    { numRuns: 150 },
  )
})
