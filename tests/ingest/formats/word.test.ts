import { describe, expect, it } from 'vitest'
import { letter, makeWord, paragraph, run, type WordParts } from '../../support/make-word.ts'
import { answerOf, notesOf, readDocument } from '../../support/read-document.ts'

const field = (instruction: string, result: string | null): string =>
  [
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
    `<w:r><w:instrText xml:space="preserve"> ${instruction} </w:instrText></w:r>`,
    result === null ? '' : `<w:r><w:fldChar w:fldCharType="separate"/></w:r>${result}`,
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
  ].join('')
const box = (content: string): string =>
  `<wps:wsp><wps:txbx><w:txbxContent>${content}</w:txbxContent></wps:txbx></wps:wsp>`
const drawing = (content: string): string =>
  `<w:drawing><wp:inline><a:graphic><a:graphicData>${content}</a:graphicData></a:graphic>` +
  '</wp:inline></w:drawing>'
const vml = (content: string): string =>
  `<w:pict><v:shape><v:textbox><w:txbxContent>${content}</w:txbxContent></v:textbox></v:shape>` +
  '</w:pict>'
const cell = (content: string): string => `<w:tc><w:tcPr/>${content}</w:tc>`
const row = (...cells: string[]): string =>
  `<w:tr>${cells.map((text) => cell(paragraph(text))).join('')}</w:tr>`
const level = (text: string, format = 'decimal', more = '', index = 0): string =>
  `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText ` +
  `w:val="${text}"/>${more}</w:lvl>`
const shape = (id: number, ...levels: string[]): string =>
  `<w:abstractNum w:abstractNumId="${id}">${levels.join('')}</w:abstractNum>`
const list = (id: number, shape: number, more = ''): string =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${shape}"/>${more}</w:num>`
const inList = (id: number, index = 0): string =>
  `<w:numPr><w:ilvl w:val="${index}"/><w:numId w:val="${id}"/></w:numPr>`

async function answer(content: string, parts: WordParts = {}) {
  const { document, extracted } = await readDocument(makeWord(letter(content), parts), 'brief.docx')
  expect(document.warnings).toEqual([])
  return { paragraphs: answerOf(document, 1), document, extracted }
}

describe('everything visible in a Word letter is in the answer', () => {
  it.each<[string, string]>([
    ['a simple field', `<w:fldSimple w:instr=" REF besluit ">${run('niet')}</w:fldSimple>`],
    ['the result of a field', field('DOCPROPERTY besluit', run('niet'))],
    ['a field in a field', field(`IF ${field('MERGEFIELD a', run('x'))} = "x"`, run('niet'))],
    [
      'a drop-down list of a form',
      '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result ' +
        'w:val="1"/><w:listEntry w:val="wel"/><w:listEntry ' +
        'w:val="niet"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMDROPDOWN ' +
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
    ],
    ['a button', field('MACROBUTTON Niets niet', null)],
    [
      'a content control',
      `<w:sdt><w:sdtPr><w:dataBinding/></w:sdtPr><w:sdtContent>${run('niet')}</w:sdtContent>` +
        '</w:sdt>',
    ],
    ['another direction', `<w:bdo w:val="ltr">${run('niet')}</w:bdo>`],
    ['a smart tag', `<w:smartTag w:element="a">${run('niet')}</w:smartTag>`],
    ['custom XML', `<w:customXml w:element="a">${run('niet')}</w:customXml>`],
    ['a link', `<w:hyperlink r:id="x">${run('ni')}${run('et')}</w:hyperlink>`],
    ['an insertion', `<w:ins w:id="1">${run('niet')}</w:ins>`],
    ['what was moved here', `<w:moveTo w:id="1">${run('niet')}</w:moveTo>`],
    ['a formula', `<m:oMath><m:r><m:t>niet</m:t></m:r></m:oMath>`],
    [
      'an alternative',
      '<mc:AlternateContent><mc:Choice ' +
        `Requires="x">${run('niet')}</mc:Choice><mc:Fallback>${run('niet')}</mc:Fallback>` +
        '</mc:AlternateContent>',
    ],
    [
      'an alternative for older programs only',
      '<mc:AlternateContent><mc:Choice ' +
        `Requires="x"/><mc:Fallback>${run('niet')}</mc:Fallback></mc:AlternateContent>`,
    ],
    [
      'an alternative within a run',
      '<w:r><mc:AlternateContent><mc:Choice Requires="x"/><mc:Fallback><w:t>niet</w:t>' +
        '</mc:Fallback></mc:AlternateContent></w:r>',
    ],
    ['an element that nobody knows', `<x:y>${run('niet')}</x:y>`],
    [
      'a word in runs',
      `${run('n')}<w:proofErr w:type="spellStart"/>${run('ie', '<w:b/>')}${run('t')}`,
    ],
    ['a ruby', `<w:r><w:ruby><w:rubyBase>${run('niet')}</w:rubyBase></w:ruby></w:r>`],
  ])('%s', async (_, niet) => {
    const content = paragraph(`${run('Het peil wordt ')}${niet}${run(' verlaagd.')}`)
    const { paragraphs } = await answer(content)
    expect(paragraphs).toEqual(['Het peil wordt niet verlaagd.'])
  })

  it.each<[string, string]>([
    ['a text box of today', `<w:r>${drawing(box(paragraph('In de doos.')))}</w:r>`],
    ['a text box of VML', `<w:r>${vml(paragraph('In de doos.'))}</w:r>`],
    [
      'a text box in both forms, once',
      '<w:r><mc:AlternateContent><mc:Choice ' +
        `Requires="wps">${drawing(box(paragraph('In de doos.')))}</mc:Choice><mc:Fallback>${vml(
          paragraph('In de doos.'),
        )}</mc:Fallback></mc:AlternateContent></w:r>`,
    ],
    [
      'a shape of DrawingML',
      `<w:r>${drawing('<a:txBody><a:p><a:r><a:t>In de doos.</a:t></a:r></a:p></a:txBody>')}</w:r>`,
    ],
    [
      'lettering',
      `<w:r><w:pict><v:shape><v:textpath string="In de doos."/></v:shape></w:pict></w:r>`,
    ],
  ])('%s, after the paragraph that it is attached to', async (_, hanging) => {
    const content = `${paragraph(
      `${run('Nee, ')}${hanging}${run('het blijft.')}`,
    )}${paragraph('Slot.')}`
    expect((await answer(content)).paragraphs).toEqual(['Nee, het blijft.', 'In de doos.', 'Slot.'])
  })

  it('special characters: tabs, breaks, hyphens and symbols', async () => {
    const content = paragraph(
      `${run('Van 1')}<w:r><w:noBreakHyphen/></w:r>${run('2')}<w:r><w:tab/>` +
        `</w:r>${run('meter')}<w:r><w:sym ` +
        `w:font="Symbol" w:char="F0B3"/></w:r>${run('3')}<w:r><w:br/></w:r>${run('en verder.')}`,
    )
    expect((await answer(content)).paragraphs).toEqual(['Van 1‑2 meter≥3 en verder.'])
  })

  it('the signs that a symbol font draws for a text', async () => {
    const drawn = (font: string, text: string): string =>
      run(text, `<w:rFonts w:ascii="${font}" w:hAnsi="${font}"/>`)
    const content = paragraph(
      `${run('5 ')}${drawn('Symbol', '\uf06d')}${run('g ')}${drawn('Wingdings', '\uf0e0')}` +
        `${run(' 6')}${drawn('Arial', '\u00b5')}${run('g.')}`,
    )
    expect((await answer(content)).paragraphs).toEqual(['5 μg → 6µg.'])
  })

  it('a large first letter with the rest of its word', async () => {
    const frame = '<w:framePr w:dropCap="drop" w:lines="3" w:wrap="around"/>'
    const content = `${paragraph('J', frame)}${paragraph('a, dat ken ik.')}`
    expect((await answer(content)).paragraphs).toEqual(['Ja, dat ken ik.'])
  })

  it('formulas on one line, so that a power stays one', async () => {
    const math =
      '<m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r>' +
      '</m:sup></m:sSup><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t>' +
      '</m:r></m:den></m:f></m:oMath>'
    const { paragraphs } = await answer(paragraph(`${run('Dat is ')}${math}${run(' meter.')}`))
    expect(paragraphs).toEqual(['Dat is 10^2(a+b)/2 meter.'])
  })

  it('what is set above a word in brackets behind it', async () => {
    const above = `<w:rt>${run('kan')}</w:rt><w:rubyBase>${run('漢')}</w:rubyBase>`
    const ruby = `<w:r><w:ruby><w:rubyPr/>${above}</w:ruby></w:r>`
    const { paragraphs } = await answer(paragraph(`${run('Het teken ')}${ruby}${run('.')}`))
    expect(paragraphs).toEqual(['Het teken 漢 (kan).'])
  })

  it('the boxes of a form as they are checked', async () => {
    const box = (properties: string): string =>
      '<w:r><w:fldChar ' +
      `w:fldCharType="begin"><w:ffData><w:checkBox>${properties}</w:checkBox></w:ffData>` +
      '</w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r>' +
      '<w:fldChar w:fldCharType="end"/></w:r>'
    const { paragraphs } = await answer(
      paragraph(box('<w:default w:val="0"/><w:checked/>') + run(' ja ') + box('') + run(' nee')),
    )
    expect(paragraphs).toEqual(['☒ ja ☐ nee'])
  })

  it('parts in other formats', async () => {
    const { paragraphs } = await answer(
      `${paragraph('Nee.')}<w:altChunk r:id="chunk1"/><w:altChunk ` +
        `r:id="chunk2"/>${paragraph('Slot.')}`,
      {
        chunks: [
          { name: 'a.html', content: '<html><body><p>Uit een <b>pagina</b>.</p></body></html>' },
          { name: 'b.txt', content: 'Uit een tekst.' },
        ],
      },
    )
    expect(paragraphs).toEqual(['Nee.', 'Uit een pagina.', 'Uit een tekst.', 'Slot.'])
  })
})

describe('invisible text is in no answer', () => {
  const styles = [
    '<w:style w:type="character" w:styleId="Intern"><w:rPr><w:vanish/></w:rPr></w:style>',
    '<w:style w:type="character" w:styleId="Dieper"><w:basedOn w:val="Intern"/></w:style>',
    '<w:style w:type="paragraph" w:styleId="Verborgen"><w:rPr><w:vanish/></w:rPr></w:style>',
    '<w:style w:type="character" w:styleId="Stip"><w:rPr><w:sz w:val="2"/></w:rPr></w:style>',
  ].join('')

  it.each<[string, string, string]>([
    ['hidden text', run(' stil', '<w:vanish/>'), 'hidden'],
    ['text of a hidden style', run(' stil', '<w:rStyle w:val="Intern"/>'), 'hidden'],
    ['text of a style that builds on it', run(' stil', '<w:rStyle w:val="Dieper"/>'), 'hidden'],
    ['text as small as a dot', run(' stil', '<w:rStyle w:val="Stip"/>'), 'hidden'],
    ['struck text', run(' stil', '<w:strike/>'), 'deleted'],
    ['text struck twice', run(' stil', '<w:dstrike/>'), 'deleted'],
    ['text struck twice, not once', run(' stil', '<w:strike w:val="0"/><w:dstrike/>'), 'deleted'],
    ['white text', run(' stil', '<w:color w:val="FFFFFF"/>'), 'hidden'],
    [
      'text in the colour of its marker',
      run(' stil', '<w:color w:val="000000"/><w:highlight w:val="black"/>'),
      'hidden',
    ],
    ['deleted text', '<w:del w:id="1"><w:r><w:delText> stil</w:delText></w:r></w:del>', 'deleted'],
    ['what was moved away', `<w:moveFrom w:id="1">${run(' stil')}</w:moveFrom>`, 'deleted'],
    ['an instruction', field('XE "stil"', null), 'field instruction'],
    ['what a field keeps for others', field('SET a', run(' stil')), 'field instruction'],
  ])('%s', async (_, stil, reason) => {
    const content = paragraph(`${run('Het peil blijft')}${stil}${run('.')}`)
    const { paragraphs, extracted } = await answer(content, { styles })
    expect(paragraphs).toEqual(['Het peil blijft.'])
    expect(Object.keys(extracted.account.leftOut)).toEqual([reason])
  })

  it('white text is hidden beside a shade too, and shown in one', async () => {
    const white = '<w:color w:val="FFFFFF"/>'
    const shade = '<w:shd w:val="clear" w:fill="000080"/>'
    const { paragraphs } = await answer(
      paragraph(run('Nee.') + run('stil', white)) +
        paragraph(run('Blijft', white), shade) +
        `<w:tbl><w:tr><w:tc><w:tcPr>${shade}</w:tcPr>${paragraph(run('Wit', white))}</w:tc>` +
        `<w:tc>${paragraph(run('Zwart') + run('stil', white))}</w:tc></w:tr></w:tbl>`,
    )
    expect(paragraphs).toEqual(['Nee.', 'Blijft', 'Wit Zwart'])
  })

  it('and a paragraph can override its style', async () => {
    const shown = paragraph(
      run('Zichtbaar.', '<w:vanish w:val="0"/>'),
      '<w:pStyle w:val="Verborgen"/>',
    )
    const hidden = paragraph('Onzichtbaar.', '<w:pStyle w:val="Verborgen"/>')
    expect((await answer(`${hidden}${shown}`, { styles })).paragraphs).toEqual(['Zichtbaar.'])
  })

  it('headers and comments', async () => {
    const { paragraphs, extracted } = await answer(
      paragraph(`${run('Nee.')}<w:r><w:commentReference w:id="0"/></w:r>`),
      {
        header: paragraph('Ministerie'),
        comments: `<w:comment w:id="0">${paragraph('Klopt dit?')}</w:comment>`,
      },
    )
    expect(paragraphs).toEqual(['Nee.'])
    expect(extracted.account.leftOut).toEqual({ 'header or footer': 10, comment: 9 })
  })

  it('what a content control shows before somebody fills it in', async () => {
    const control = (content: string, mark = '<w:showingPlcHdr/>'): string =>
      `<w:sdt><w:sdtPr>${mark}</w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`
    const invitation = 'Klik of tik om tekst in te voeren.'
    const { paragraphs, extracted } = await answer(
      control(paragraph(invitation)) +
        paragraph(control(run('[Datum]'))) +
        paragraph(control(run('Kies een stuw.'), '')) +
        paragraph(control(run('Het peil zakt.'))) +
        paragraph(run('Op ') + control(run('[datum]')) + run(' ook.')),
    )
    expect(paragraphs).toEqual(['Kies een stuw.', 'Het peil zakt.', 'Op [datum] ook.'])
    expect(extracted.account).toMatchObject({ leftOut: { placeholder: 34 }, flaws: [] })
  })

  it('a paragraph continues in the next one if its end is deleted or hidden', async () => {
    const open = (mark: string): string => paragraph('Het peil', `<w:rPr>${mark}</w:rPr>`)
    for (const mark of ['<w:del w:id="1"/>', '<w:vanish/><w:specVanish/>']) {
      const { paragraphs } = await answer(`${open(mark)}${paragraph(' blijft.')}`)
      expect(paragraphs).toEqual(['Het peil blijft.'])
    }
  })
})

describe('list numbers are those that Word shows', () => {
  const item = (text: string, properties: string): string => paragraph(text, properties)

  it('in digits, letters and Roman numerals, level by level', async () => {
    const numbering = `${shape(
      0,
      level('%1.'),
      level('%2)', 'lowerLetter', '', 1),
      level('%1.%3', 'lowerRoman', '', 2),
    )}${list(1, 0)}`
    const { paragraphs } = await answer(
      [
        paragraph('Als volgt:'),
        item('Een.', inList(1)),
        item('Een a.', inList(1, 1)),
        item('Een b.', inList(1, 1)),
        item('Twee.', inList(1)),
        item('Twee a.', inList(1, 1)),
        item('Diep.', inList(1, 2)),
      ].join(''),
      { numbering },
    )
    expect(paragraphs).toEqual([
      'Als volgt:',
      '* 1. Een.',
      '* a) Een a.',
      '* b) Een b.',
      '* 2. Twee.',
      '* a) Twee a.',
      '* 2.i Diep.',
    ])
  })

  it('restart if a list says so, and otherwise count on', async () => {
    const again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    const numbering = `${shape(0, level('%1.'))}${list(1, 0)}${list(2, 0)}${list(3, 0, again)}`
    const items = [1, 1, 2, 3, 3].map((id) => item('Punt.', inList(id))).join('')
    const { paragraphs } = await answer(`${paragraph('Zie:')}${items}`, { numbering })
    expect(paragraphs.slice(1).map((text) => text.slice(2, 4))).toEqual([
      '1.',
      '2.',
      '3.',
      '1.',
      '2.',
    ])
  })

  it.each(['Ik doe dit:', 'Ik doe twee dingen.'])('of no notes below %j', async (above) => {
    const content =
      [paragraph('Vraag 1'), paragraph('Kent u het bericht? 1)'), paragraph('Antwoord 1')].join(
        '',
      ) +
      [paragraph(above), item('Peil omlaag.', inList(1)), item('Stuw dicht.', inList(1))].join('')
    const numbering = `${shape(0, level('%1.'))}${list(1, 0)}`
    const { document } = await readDocument(makeWord(content, { numbering }), 'brief.docx')
    expect(answerOf(document, 1)).toEqual([above, '* 1. Peil omlaag.', '* 2. Stuw dicht.'])
    expect(document.notes).toEqual([])
  })

  it('come from a style, and a paragraph can be taken out of its list', async () => {
    const styles =
      '<w:style w:type="paragraph" w:styleId="Lijst"><w:pPr><w:numPr><w:numId ' +
      'w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" ' +
      'w:styleId="Lijst2"><w:basedOn w:val="Lijst"/></w:style>'
    const numbering = `${shape(
      0,
      level('%1.', 'upperRoman', '<w:pStyle w:val="Lijst"/>'),
    )}${list(1, 0)}`
    const { paragraphs } = await answer(
      [
        item('Zie.', ''),
        item('Een.', '<w:pStyle w:val="Lijst"/>'),
        item('Los.', '<w:pStyle w:val="Lijst"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
        item('Twee.', '<w:pStyle w:val="Lijst2"/>'),
      ].join(''),
      { styles, numbering },
    )
    expect(paragraphs).toEqual(['Zie.', '* I. Een.', 'Los.', '* II. Twee.'])
  })

  it('bullets are not text, and deleted items do not count', async () => {
    const numbering = `${shape(
      0,
      level('\uf0b7', 'bullet'),
    )}${shape(1, level('%1.'))}${list(1, 0)}${list(2, 1)}`
    const gone = paragraph(
      '<w:del w:id="1"><w:r><w:delText>Weg.</w:delText></w:r></w:del>',
      `${inList(2)}<w:rPr><w:del w:id="2"/></w:rPr>`,
    )
    const { paragraphs } = await answer(
      [paragraph('Zie.'), item('Bol.', inList(1)), gone, item('Een.', inList(2))].join(''),
      { numbering },
    )
    expect(paragraphs).toEqual(['Zie.', '* Bol.', '* 1. Een.'])
  })

  it('in words too, and before "Vraag" and "Antwoord"', async () => {
    const head = (text: string, id: number): string => paragraph(text, inList(id))
    const read = await readDocument(
      makeWord(
        [
          ...[head('Vraag', 1), paragraph('Klopt dat?'), head('Antwoord', 2), paragraph('Ja.')],
          ...[head('Vraag', 1), paragraph('En dit?'), head('Antwoord', 2), paragraph('Nee.')],
        ].join(''),
        {
          numbering: shape(1, level('%1.')) + shape(2, level('%1.')) + list(1, 1) + list(2, 2),
        },
      ),
      'brief.docx',
    )
    expect([answerOf(read.document, 1), answerOf(read.document, 2)]).toEqual([['Ja.'], ['Nee.']])
    const { paragraphs } = await answer(
      paragraph('Peil', inList(1)) + paragraph('Stuw', inList(1)),
      {
        numbering: shape(1, level('%1:', 'cardinalText')) + list(1, 1),
      },
    )
    expect(paragraphs).toEqual(['* Een: Peil', '* Twee: Stuw'])
  })

  it('head questions and answers', async () => {
    const numbering = `${shape(0, level('Vraag %1'))}${shape(
      1,
      level('Antwoord op vraag %1:'),
    )}${list(1, 0)}${list(2, 1)}`
    const body = [1, 2].map(() =>
      [item('Klopt dat?', inList(1)), item('Ja, dat klopt.', inList(2)), paragraph('Zeker.')].join(
        '',
      ),
    )
    const { document } = await readDocument(makeWord(body.join(''), { numbering }), 'brief.docx')
    expect(document.questions.map(({ numbers }) => numbers.join())).toEqual(['1', '2'])
    expect([answerOf(document, 1), answerOf(document, 2)]).toEqual([
      ['Ja, dat klopt.', 'Zeker.'],
      ['Ja, dat klopt.', 'Zeker.'],
    ])
  })
})

describe('tables', () => {
  it('of data are read row by row, whatever wraps a row or a cell', async () => {
    const wrapped = `<w:sdt><w:sdtContent>${row('Linschoten', '0,90')}</w:sdtContent></w:sdt>`
    const gone =
      '<w:tr><w:trPr><w:del ' +
      'w:id="1"/></w:trPr><w:tc><w:p><w:del><w:r><w:delText>Weg</w:delText></w:r></w:del></w:p>' +
      '</w:tc></w:tr>'
    const control =
      `<w:tr><w:sdt><w:sdtContent>${cell(paragraph('Gouda'))}</w:sdtContent></w:sdt>` +
      `${cell(`${paragraph('1,10')}${paragraph('(winter)')}`)}</w:tr>`
    const { paragraphs } = await answer(
      `${paragraph('Zie:')}<w:tbl>${row('Stuw', 'Peil')}${wrapped}${gone}${control}</w:tbl>` +
        paragraph('Slot.'),
    )
    expect(paragraphs).toEqual([
      'Zie:',
      'Stuw Peil',
      'Linschoten 0,90',
      'Gouda 1,10 (winter)',
      'Slot.',
    ])
  })

  it('that only lay out a letter are read paragraph by paragraph', async () => {
    const body = `<w:tbl><w:tr>${cell(paragraph('Vraag 1'))}${cell(
      paragraph('Wordt het verlaagd?'),
    )}</w:tr><w:tr>${cell(paragraph('Antwoord 1'))}${cell(
      `${paragraph('Nee.')}${paragraph('Het blijft.')}`,
    )}</w:tr></w:tbl>`
    const { document } = await readDocument(makeWord(body), 'brief.docx')
    expect(document.questions.map(({ reading }) => reading.text)).toEqual(['Wordt het verlaagd?'])
    expect(answerOf(document, 1)).toEqual(['Nee.', 'Het blijft.'])
  })
})

describe('notes', () => {
  const call = (kind: string, id: number): string => `<w:r><w:${kind}Reference w:id="${id}"/></w:r>`
  const note = (kind: string, id: number, text: string): string =>
    `<w:${kind} w:id="${id}"><w:p><w:r><w:${kind}Ref/></w:r>${run(text)}</w:p></w:${kind}>`
  const separators =
    '<w:footnote w:type="separator" ' +
    'w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote ' +
    'w:type="continuationSeparator" w:id="1"><w:p/></w:footnote>'

  it('are found by their references, in the order of the text', async () => {
    const { paragraphs, document, extracted } = await answer(
      paragraph(
        `${run('Ja')}${call('footnote', 9)}${run(', en nee')}${call('endnote', 2)}` +
          `${run(', ja')}${call('footnote', 4)}${run('.')}`,
      ),
      {
        footnotes: `${separators}${note(
          'footnote',
          4,
          ' Tweede.',
        )}${note('footnote', 9, ' Eerste.')}${note('footnote', 12, ' Nergens genoemd.')}`,
        endnotes: note('endnote', 2, ' Achterin.'),
      },
    )
    expect(paragraphs).toEqual(['Ja, en nee, ja.'])
    expect(notesOf(document, extracted.text)).toEqual([
      '1 Eerste. @1\n\nJa'.replace('1\n\n', ''),
      'i Achterin. @nee',
      '2 Tweede. @, ja',
    ])
    expect(extracted.account.leftOut).toEqual({ 'note that is not shown': 15 })
  })

  it('lose their mark where a field calls them again', async () => {
    const { paragraphs, document } = await answer(
      paragraph(
        `${run('Ja')}<w:r><w:footnoteReference w:id="2"/></w:r>${run(' en weer')}` +
          field('NOTEREF _Ref1 \\h', run('1', '<w:vertAlign w:val="superscript"/>')) +
          `<w:fldSimple w:instr="NOTEREF _Ref1">${run('1')}</w:fldSimple>${run('.')}`,
      ),
      { footnotes: `<w:footnote w:id="2">${paragraph('Noot.')}</w:footnote>` },
    )
    expect(paragraphs).toEqual(['Ja en weer.'])
    expect(document.notes.map(({ mark }) => mark)).toEqual(['1'])
  })

  it('keep the mark that an author typed', async () => {
    const { paragraphs, document, extracted } = await answer(
      paragraph(
        `${run('Ja')}<w:r><w:footnoteReference w:customMarkFollows="1" ` +
          `w:id="4"/><w:t>*</w:t></w:r>${run(', dat klopt.')}`,
      ),
      { footnotes: `${separators}${note('footnote', 4, '* Voetnoot.')}` },
    )
    expect(paragraphs).toEqual(['Ja, dat klopt.'])
    expect(notesOf(document, extracted.text)).toEqual(['* Voetnoot. @Ja'])
  })
})

it('the mark of a note behind a heading is no part of it', async () => {
  const call = (id: number): string => `<w:r><w:footnoteReference w:id="${id}"/></w:r>`
  const body =
    paragraph(`${run('Vraag 1')}${call(2)}`) +
    paragraph('Klopt dat?') +
    paragraph(`${run('Antwoord 1', '<w:b/>')}${call(3)}`) +
    paragraph('Ja.')
  const note = (id: number, text: string): string =>
    `<w:footnote w:id="${id}">${paragraph(text)}</w:footnote>`
  const { document } = await readDocument(
    makeWord(body, { footnotes: note(2, 'De Krant.') + note(3, 'Mede namens een ander.') }),
    'brief.docx',
  )
  expect(document.questions.map(({ reading }) => reading.text)).toEqual(['Klopt dat?'])
  expect(answerOf(document, 1)).toEqual(['Ja.'])
})

describe('headings', () => {
  const styles =
    '<w:style w:type="paragraph" w:styleId="Kop1">' +
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>' +
    '<w:style w:type="paragraph" w:styleId="Kop"><w:basedOn w:val="Kop1"/></w:style>'
  const headed = (text: string): string => paragraph(text, '<w:pStyle w:val="Kop"/>')
  const levelled = (text: string): string => paragraph(text, '<w:outlineLvl w:val="0"/>')
  const pair = (number: number, heading: (text: string) => string): string =>
    heading(`Vraag ${number}`) +
    paragraph('Klopt dat?') +
    heading(`Antwoord ${number}`) +
    paragraph('Ja.')

  it.each([
    ['style', headed],
    ['level', levelled],
  ])('by %s stand in no answer', async (_, heading) => {
    const body = pair(1, heading) + heading('Kosten') + pair(2, heading) + heading('Tot slot')
    const { document } = await readDocument(
      makeWord(body + paragraph('De brief is weg.'), { styles }),
      'brief.docx',
    )
    expect(answerOf(document, 1)).toEqual(['Ja.'])
    expect(answerOf(document, 2)).toEqual(['Ja.'])
  })

  it.each([
    ['by a field', (text: string) => paragraph(text)],
    ['by style', (text: string) => paragraph(text, '<w:pStyle w:val="Inh"/>')],
  ])('are asked once where a table of contents lists them %s', async (how, entry) => {
    const entries = ['Vraag 1: Klopt dat?', 'Vraag 2: En nu?'].map((text, at) =>
      entry(run(text) + '<w:r><w:tab/></w:r>' + run(String(at + 1))),
    )
    const [begin, end] =
      how === 'by style'
        ? ['', '']
        : field('TOC \\o "1-3"', 'X')
            .split('X')
            .map((part) => paragraph(part))
    const asked = headed('Vraag 1: Klopt dat?') + headed('Antwoord') + paragraph('Ja.')
    const body = begin + entries.join('') + end + asked + asked.replace('1: Klopt dat', '2: En nu')
    const toc = '<w:style w:type="paragraph" w:styleId="Inh"><w:name w:val="toc 1"/></w:style>'
    const { document, extracted } = await readDocument(
      makeWord(body, { styles: styles + toc }),
      'brief.docx',
    )
    expect(document.warnings).toEqual([])
    expect(extracted.account.flaws).toEqual([])
    expect(document.questions.map(({ reading }) => reading.text)).toEqual(['Klopt dat?', 'En nu?'])
    expect(document.answers.map(({ numbers }) => numbers)).toEqual([[1], [2]])
  })

  it('of a text within a broken table of contents are read', async () => {
    const open = field('TOC', '').replace(/<w:r><w:fldChar w:fldCharType="end"\/><\/w:r>$/, '')
    const { document } = await readDocument(
      makeWord(paragraph(open) + pair(1, headed), { styles }),
      'brief.docx',
    )
    expect(answerOf(document, 1)).toEqual(['Ja.'])
  })

  it('leave an answer its first line', async () => {
    const body = pair(1, headed).replace(paragraph('Ja.'), headed('Ja'))
    const { document } = await readDocument(makeWord(body, { styles }), 'brief.docx')
    expect(answerOf(document, 1)).toEqual(['Ja'])
  })

  it('are no text, whatever its style', async () => {
    const body = pair(1, headed) + headed('Het peil blijft, want dat is besloten.')
    const { document } = await readDocument(makeWord(body, { styles }), 'brief.docx')
    expect(answerOf(document, 1)).toEqual(['Ja.', 'Het peil blijft, want dat is besloten.'])
  })
})

it('puts a bold heading on a line of its own, whatever follows it', async () => {
  const headed = (heading: string, text: string): string =>
    paragraph(
      `${run(heading.slice(0, 3), '<w:b/>')}${run(heading.slice(3), '<w:b/>')}${run(` ${text}`)}`,
    )
  const body = [
    headed('Vraag 1', 'Klopt dat?'),
    headed('Antwoord 1', 'Ja.'),
    headed('Vraag 2', 'En dit?'),
    headed('Antwoord 2', 'Nee.'),
  ]
  const { document } = await readDocument(makeWord(body.join('')), 'brief.docx')
  expect([answerOf(document, 1), answerOf(document, 2)]).toEqual([['Ja.'], ['Nee.']])
})

describe('lost text', () => {
  const lost = (content: string, chunk?: string) =>
    readDocument(
      makeWord(
        letter(
          `${paragraph(content)}${paragraph(
            run('Vraag 2', '<w:b/>'),
          )}${paragraph('En nu?')}${paragraph(run('Antwoord 2', '<w:b/>'))}${paragraph('Niets.')}`,
        ),
        chunk === undefined ? {} : { chunks: [{ name: chunk, content: '{\\rtf1 a}' }] },
      ),
      'brief.docx',
    )

  it.each<[string, string]>([
    ['text in no run', `${run('Het peil wordt ')}<w:r><x:y>niet</x:y></w:r>${run(' verlaagd.')}`],
    [
      'a sign that nobody knows',
      `${run('Het is ')}<w:r><w:sym w:font="Eigen" w:char="F041"/></w:r>${run(' groot.')}`,
    ],
    [
      'a field that Word draws by its instruction',
      `${run('Het is ')}${field(String.raw`EQ \f(1;2)`, null)}${run(' groot.')}`,
    ],
    [
      'the result of a field without a result',
      `${run('Het is ')}<w:subDoc r:id="a"/>${run(' groot.')}`,
    ],
  ])('%s withholds the answer, with the reason and the line', async (_, content) => {
    const { document } = await lost(content)
    expect(answerOf(document, 1)).toEqual([])
    expect(answerOf(document, 2)).toEqual(['Niets.'])
    expect(document.warnings[0]).toMatchObject({
      message: /^withheld: answer 1, since the file shows/,
    })
  })

  it('a part in an unsupported format withholds its answer', async () => {
    const { document } = await readDocument(
      makeWord(
        letter(
          `${paragraph('Nee.')}<w:altChunk ` +
            `r:id="chunk1"/>${paragraph(run('Vraag 2', '<w:b/>'))}${paragraph('En?')}${paragraph(
              run('Antwoord 2', '<w:b/>'),
            )}${paragraph('Niets.')}`,
        ),
        { chunks: [{ name: 'a.rtf', content: '{\\rtf1 a}' }] },
      ),
      'brief.docx',
    )
    expect(document.answers.map(({ numbers }) => numbers)).toEqual([[2]])
  })

  it('from the only answer refuses the document', async () => {
    const content = letter(
      paragraph(`${run('Het wordt ')}<w:r><x:y>niet</x:y></w:r>${run(' lager.')}`),
    )
    await expect(readDocument(makeWord(content), 'brief.docx')).rejects.toMatchObject({
      code: 'unreadable_document',
      message: expect.stringMatching(/cannot be read without loss: .*"niet"/),
    })
  })
})

it('a note that was pasted from an official page stands below its raised number', async () => {
  const raised = (text: string) => run(text, '<w:vertAlign w:val="superscript"/>')
  const below = ['X Noot', raised('1'), 'Kamerstuk 12.'].map((text) => paragraph(text)).join('')
  const body = letter(paragraph(run('Ja') + raised('1') + run('.'))) + below
  const { document, extracted } = await readDocument(makeWord(body), 'a.docx')
  expect(answerOf(document, 1)).toEqual(['Ja.'])
  expect(notesOf(document, extracted.text)).toEqual(['1 Kamerstuk 12. @Ja'])
  expect(extracted.account.flaws).toEqual([])
})

it('raised numbers that an author typed are marks if a note below begins with them', async () => {
  const raised = (text: string) => run(text, '<w:vertAlign w:val="superscript"/>')
  const body =
    letter(
      paragraph(
        run('Ja') + raised('1') + run(', 12 km') + raised('2') + run(' en 10') + raised('6'),
      ),
    ) + paragraph(raised('1') + run('Kamerstuk 12.'))
  const { document, extracted } = await readDocument(makeWord(body), 'a.docx')
  expect(answerOf(document, 1)).toEqual(['Ja, 12 km2 en 10^6'])
  expect(notesOf(document, extracted.text)).toEqual(['1 Kamerstuk 12. @Ja'])
  expect(extracted.account.flaws).toEqual([])
})
