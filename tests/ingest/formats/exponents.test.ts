import { describe, expect, it } from 'vitest'
import { letter, makeWord, paragraph, run } from '../../support/make-word.ts'
import { makePdf } from '../../support/make-pdf.ts'
import { answerOf, readDocument } from '../../support/read-document.ts'

const page = (answer: string): string =>
  '<!doctype html><html><body><div class="vraag"><h2 class="nummer">Vraag 1</h2><p>Klopt dat?</p>' +
  `</div><div class="antwoord"><h2 class="nummer">Antwoord 1</h2>${answer}</div></body></html>`

const xml = (answer: string): string =>
  '<officiele-publicatie><kamervragen><kamervraagkop><tekstregel>Kop</tekstregel></kamervraagkop>' +
  `<vraag><nr>1</nr><al>Klopt dat?</al></vraag><antwoord><nr>1</nr><al>${answer}</al></antwoord>` +
  '</kamervragen></officiele-publicatie>'

const raised = (text: string): string => run(text, '<w:vertAlign w:val="superscript"/>')

const lowered = (text: string): string => run(text, '<w:vertAlign w:val="subscript"/>')

describe('a raised or lowered number is read as the same in each format', () => {
  const READ = 'Ruim 10^6 liter op 12 km2, CO2 en 10^-3 mol, de 1e keer.'

  it.each<[string, string | Uint8Array]>([
    [
      'a.html',
      page(
        '<p>Ruim 10<sup>6</sup> liter op 12 km<sup>2</sup>, CO<sub>2</sub> en 10<sup>-3</sup> ' +
          'mol, de 1<sup>e</sup> keer.</p>',
      ),
    ],
    [
      'a.xml',
      xml(
        'Ruim 10<sup>6</sup> liter op 12 km<sup>2</sup>, CO<inf>2</inf> en 10<sup>-3</sup> mol, ' +
          'de 1<sup>e</sup> keer.',
      ),
    ],
    [
      'a.xml',
      xml(
        'Ruim 10<nadruk type="sup">6</nadruk> liter op <nadruk type="doorhaal">11</nadruk> 12 ' +
          'km<nadruk type="sup">2</nadruk>, CO<nadruk type="inf">2</nadruk> en 10<sup>-3</sup> ' +
          'mol, de 1<sup>e</sup> keer.',
      ),
    ],
    [
      'a.docx',
      makeWord(
        letter(
          paragraph(
            [
              run('Ruim 10') + raised('6') + run(' liter op 12 km') + raised('2') + run(', CO'),
              run('2', '<w:vertAlign w:val="subscript"/>') + run(' en 10') + raised('-3'),
              run(' mol, de 1') + raised('e') + run(' keer.'),
            ].join(''),
          ),
        ),
      ),
    ],
  ])('%s', async (name, content) => {
    const { document } = await readDocument(content, name)
    expect(answerOf(document, 1)).toEqual([READ])
  })

  it('in pieces, where Word parted it', async () => {
    const whole = run('Ruim 10') + raised('1') + raised('2') + run(' liter C')
    const parted = makeWord(letter(paragraph(whole + lowered('1') + lowered('2') + run('.'))))
    const { document } = await readDocument(parted, 'a.docx')
    expect(answerOf(document, 1)).toEqual(['Ruim 10^12 liter C12.'])
  })

  const KEPT = 'Dus log2 8 = 3, 10^0,5 en 2^n, 16_10, 1ste en x2y.'

  it.each<[string, string | Uint8Array]>([
    [
      'a.html',
      page(
        '<p>Dus log<sub>2</sub>8 = 3, 10<span style="vertical-align: super">0,5</span> en ' +
          '2<sup>n</sup>, 16<sub>10</sub>, 1<sup>ste</sup> en x<sup>2</sup>y.</p>',
      ),
    ],
    [
      'a.md',
      '**Vraag 1** Klopt dat?\n\n**Antwoord 1**\n\nDus log~2~8 = 3, 10<sup>0,5</sup> en 2^n^, ' +
        '16~10~, 1^ste^ en x^2^y.',
    ],
    [
      'a.xml',
      xml(
        'Dus log<inf>2</inf>8 = 3, 10<sup>0,5</sup> en 2<sup>n</sup>, 16<inf>10</inf>, ' +
          '1<sup>ste</sup> en x<sup>2</sup>y.',
      ),
    ],
    [
      'a.docx',
      makeWord(
        letter(
          paragraph(
            [
              run('Dus log') + lowered('2') + run('8 = 3, 10'),
              run('0,5', '<w:position w:val="6"/>') + run(' en 2') + raised('n') + run(', 16'),
              lowered('10') + run(', 1') + raised('ste') + run(' en x') + raised('2') + run('y.'),
            ].join(''),
          ),
        ),
      ),
    ],
  ])('and runs into no other: %s', async (name, content) => {
    const { document, extracted } = await readDocument(content, name)
    expect(answerOf(document, 1)).toEqual([KEPT])
    expect(extracted.account.flaws).toEqual([])
  })

  it('of a page whose notes begin with raised numbers, which are not exponents', async () => {
    const { document } = await readDocument(
      page(
        '<p>De polder is 12 km<sup>2</sup> groot<sup>1</sup> en telt stuwen<sup>2</sup>.</p>' +
          '<p><sup>1</sup> NOS, 3 maart.</p><p><sup>2</sup> Kamerstuk 12.</p>',
      ),
      'a.html',
    )
    expect(answerOf(document, 1)).toEqual(['De polder is 12 km2 groot en telt stuwen.'])
    expect(document.notes.map(({ mark, reading }) => `${mark} ${reading.text}`)).toEqual([
      '1 NOS, 3 maart.',
      '2 Kamerstuk 12.',
    ])
  })
})

describe('invisible text', () => {
  it.each<[string, string | Uint8Array]>([
    ['white.html', page('<p>Ja.<span style="color: #FFF">stil</span></p>')],
    ['small.html', page('<p>Ja.<span style="font-size:1px">stil</span></p>')],
    ['away.html', page('<p>Ja.<span style="position:absolute;left:-9999px">stil</span></p>')],
    [
      'white.docx',
      makeWord(letter(paragraph(run('Ja.') + run('stil', '<w:color w:val="FFFFFF"/>')))),
    ],
    ['small.docx', makeWord(letter(paragraph(run('Ja.') + run('stil', '<w:sz w:val="2"/>'))))],
    [
      'small.pdf',
      makePdf([
        [
          ...['Vraag 1', 'Klopt dat?', 'Antwoord 1', 'Ja.'].map((text, at) => {
            return { text, x: 60, y: 700 - 14 * at, size: 10 }
          }),
          { text: 'stil', x: 60, y: 600, size: 0.5 },
        ],
      ]),
    ],
  ])('is left out of %s as hidden', async (name, content) => {
    const { document, extracted } = await readDocument(content, name)
    expect(answerOf(document, 1)).toEqual(['Ja.'])
    expect(extracted.account).toMatchObject({ leftOut: { hidden: 4 }, flaws: [] })
  })

  it.each<[string, string | Uint8Array]>([
    ['a.html', page('<p style="background: navy"><span style="color:#fff">Ja.</span></p>')],
    [
      'a.docx',
      makeWord(letter(paragraph(run('Ja.', '<w:color w:val="FFFFFF"/><w:shd w:fill="000080"/>')))),
    ],
  ])('does not include white on another background: %s', async (name, content) => {
    expect(answerOf((await readDocument(content, name)).document, 1)).toEqual(['Ja.'])
  })
})
