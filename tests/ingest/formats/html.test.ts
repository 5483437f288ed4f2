import { describe, expect, it } from 'vitest'
import { answerOf, notesOf, readDocument } from '../../support/read-document.ts'

const page = (answer: string, more = '', head = ''): string =>
  `<!doctype html><html><head>${head}</head><body><div class="vraag"><h2 class="nummer">Vraag ` +
  '1</h2><p>Klopt dat?</p></div><div class="antwoord"><h2 class="nummer">Antwoord ' +
  `1</h2>${answer}</div>${more}</body></html>`

async function read(html: string) {
  const { document, extracted } = await readDocument(html, 'pagina.html')
  expect(document.warnings).toEqual([])
  return { document, extracted, paragraphs: answerOf(document, 1) }
}

describe('what stands beside the main part of a page', () => {
  const around = (aside: string, answer = '') =>
    page(`<p>Nee.${answer}</p>`, '</main>' + aside).replace('<body>', '<body><main>')

  it('is in no answer', async () => {
    const { paragraphs } = await read(around('<aside>Meer over het peil</aside>'))
    expect(paragraphs).toEqual(['Nee.'])
  })

  it.each(['class="cookie-consent"', 'role="dialog"'])('may be a window: %s', async (kind) => {
    const { paragraphs } = await read(page('<p>Nee.</p>', `<div ${kind}><p>Cookies?</p></div>`))
    expect(paragraphs).toEqual(['Nee.'])
  })

  it('may be a note', async () => {
    const mark = '<sup><a href="#n1">1</a></sup>'
    const html = around('<aside id="n1" role="doc-footnote">1 De Waterkrant.</aside>', mark)
    const { document, extracted, paragraphs } = await read(html)
    expect(paragraphs).toEqual(['Nee.'])
    expect(notesOf(document, extracted.text)).toEqual(['1 De Waterkrant. @Nee.'])
  })
})

it.each([
  [
    'in Word',
    '<a class="msocomanchor" id="_anchor_1" href="#_msocom_1">[J1]</a>',
    '<div style="mso-element:comment-list"><div class="msocomtxt" id="_com_1">' +
      '<p>Klopt dit?</p></div></div>',
  ],
  [
    'in Google Docs',
    '<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup>',
    '<div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Klopt dit?</span></p><p>Nee.</p></div>',
  ],
  ['below a page', '', '<div class="comments-area"><h3>Reacties</h3><p>Klopt dit?</p></div>'],
])('what somebody said of a text %s is neither answer nor note', async (_, mark, comment) => {
  const { document, extracted, paragraphs } = await read(page(`<p>Nee.${mark}</p>`, comment))
  expect(paragraphs).toEqual(['Nee.'])
  expect(notesOf(document, extracted.text)).toEqual([])
  expect(extracted.account.leftOut.comment ?? 0).toBeGreaterThan(0)
})

describe('invisible text of a page is in no answer', () => {
  it.each([
    ['hidden', '<span hidden>stil</span>'],
    ['not displayed', '<span style="color:red; display: none">stil</span>'],
    ['invisible', '<span style="visibility:hidden">stil</span>'],
    ['without size', '<span style="font-size:0">stil</span>'],
    ['said to screen readers only', '<span class="sr-only">stil</span>'],
    ['hidden by a class of the page', '<span class="a intern">stil</span>'],
    ['hidden by a place of the page', '<span id="geheim">stil</span>'],
    ['deleted', '<del>stil</del>'],
    ['a template', '<template>stil</template>'],
    ['for browsers without scripts', '<noscript>stil</noscript>'],
    ['a script', '<script>stil</script>'],
    ['a button', '<button>stil</button>'],
    ['a link that is a button', '<a role="button" href="#">stil</a>'],
    ['a way through the site', '<span role="navigation">stil</span>'],
    ['a footer by its class', '<div class="wide site-footer"><p>stil</p></div>'],
  ])('%s', async (_, stil) => {
    const head =
      '<style>/* .zicht{} */ .intern, p.weg { display:none } #geheim{visibility:hidden} ' +
      '@media print{.zicht{display:none}}</style>'
    const { paragraphs } = await read(page(`<p>Het peil ${stil} blijft.</p>`, '', head))
    expect(paragraphs).toEqual(['Het peil blijft.'])
  })

  it.each([
    'font-size: 0.03em',
    'font: 0/0 a',
    'opacity: 0.0',
    'clip: rect(0 0 0 0)',
    'position: absolute; clip: rect(1px, 1px, 1px, 1px)',
    'position: absolute; left: -9999px',
    'text-indent: -9999px',
    'color: rgba(0, 0, 0, 0)',
    'color: #FF0; background: #ffff00',
    'max-height: 0; overflow: hidden',
    'display: inline !important; display: none !important',
  ])('in this style: %s', async (style) => {
    const { paragraphs } = await read(page(`<p>Het <i style="${style}">stil</i> blijft.</p>`))
    expect(paragraphs).toEqual(['Het blijft.'])
  })

  it.each([
    'font-size: 0.9em',
    'width: 5%; overflow: hidden',
    'font-size: .875rem',
    'font: bold 0.9em/1 Arial',
    'opacity: .05',
    'clip: rect(0px, 100px, 50px, 0px)',
    'position: absolute; left: -9px',
    'text-indent: -120px; padding-left: 120px',
    'color: #fff; background: #000',
    'overflow: hidden; width: 100px',
    'font-size: 0; font-size: 12px',
    'display: contents',
  ])('but not in this one: %s', async (style) => {
    const { paragraphs } = await read(page(`<p>Het peil <i style="${style}">blijft</i>.</p>`))
    expect(paragraphs).toEqual(['Het peil blijft.'])
  })

  it.each([
    [
      'size',
      '<p style="font-size:0">x <b><i style="font-size:12px">Het peil blijft.</i> x</b></p>',
    ],
    [
      'visibility',
      '<div style="visibility:hidden">x<p style="visibility:visible">Het peil blijft.</p></div>',
    ],
  ])('nor what has a %s of its own again', async (_, answer) => {
    expect((await read(page(answer))).paragraphs).toEqual(['Het peil blijft.'])
  })

  it('follows a long selector through a deep page', async () => {
    const sheet = `<style>.z ${'.a '.repeat(9)}i, .a > .a .a > p > i > b { display: none }</style>`
    const deep = `${'<div class="a">'.repeat(100)}<p class="z">Het peil <i>blijft<b>niet</b></i>.</p>`
    const { paragraphs } = await read(page(sheet + deep + '</div>'.repeat(100)))
    expect(paragraphs).toContain('Het peil blijft.')
  })

  it('follows the selectors of a style sheet', async () => {
    const head =
      '<style>@import "x.css"; .a > p .b, [data-x="1"] { display: none } .c .b { color: red }' +
      '.d { display: none } @media screen { .e { display: none } }</style>'
    const { paragraphs } = await read(
      page(
        '<div class="a"><p>Het <i class="b">stil</i><i data-x="1">stil</i> peil</p></div><p ' +
          'class="c"><i class="b">blijft</i> <i class="d" style="display:inline">nu</i><i ' +
          'class="e">stil</i></p>',
        '',
        head,
      ),
    )
    expect(paragraphs).toEqual(['Het peil blijft nu'])
  })

  it.each([
    ['hidden from screen readers only', '<span aria-hidden="true">niet</span>'],
    ['hidden on paper only', '<span class="zicht">niet</span>'],
    ['inserted', '<ins>niet</ins>'],
    ['a footer with an answer', '<span class="footer">niet<i hidden> Antwoord 1</i></span>'],
    ['an element of its own making', '<mijn-woord>niet</mijn-woord>'],
    ['a label', '<label>niet</label>'],
  ])('but not what is %s', async (_, niet) => {
    const head = '<style>@media print { .zicht { display: none } }</style>'
    const { paragraphs } = await read(page(`<p>Het peil wordt ${niet} lager.</p>`, '', head))
    expect(paragraphs).toEqual(['Het peil wordt niet lager.'])
  })
})

describe('what stands on a page in other words than text', () => {
  it.each<[string, string, string[]]>([
    ['quotation marks', '<p>Hij zei <q>nee</q>.</p>', ['Hij zei “nee”.']],
    ['a reading', '<p>Het <ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>.</p>', ['Het 漢 (kan).']],
    ['a box', '<p><input type="checkbox" checked> ja <input type=radio> nee</p>', ['☒ ja ☐ nee']],
    [
      'a field',
      '<p>Peil: <input value="1,20"> m<input type="hidden" value="x">.</p>',
      ['Peil: 1,20 m.'],
    ],
    ['lines', '<pre>Het peil\nblijft.\n\nEn de stuw.</pre>', ['Het peil blijft.', 'En de stuw.']],
    ['a list of terms', '<dl><dt>Peil</dt><dd>1,20 m</dd></dl>', ['Peil', '1,20 m']],
    [
      'a quotation',
      '<blockquote>Nee.<footer>De minister</footer></blockquote>',
      ['Nee.', 'De minister'],
    ],
    [
      'letters of a style sheet',
      '<style>.x { list-style-type: lower-alpha }</style><ol ' +
        'class="x"><li>een</li><li>twee</li></ol>',
      ['* a. een', '* b. twee'],
    ],
    [
      'a formula',
      '<p><math><msup><mn>10</mn><mn>6</mn></msup><msqrt><mi>x</mi></msqrt><mfrac><mrow>' +
        '<mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac></math></p>',
      ['10^6√(x)(a+b)/2'],
    ],
  ])('%s', async (_, answer, expected) => {
    const { paragraphs, extracted } = await read(page(answer))
    expect(paragraphs).toEqual(expected)
    expect(extracted.account.flaws).toEqual([])
  })
})

describe('the notes of a page', () => {
  it.each([
    ['i', 'ii'],
    ['*', '**'],
  ])('%s and %s of a page of LibreOffice are no words, nor is its foot', async (one, two) => {
    const note = (mark: string, at: number, text: string) =>
      `<div id="sdendnote${at}"><p><a name="e${at}sym" href="#e${at}anc">${mark}</a>${text}</p></div>`
    const call = (mark: string, at: number) =>
      `<a name="e${at}anc" href="#e${at}sym"><sup>${mark}</sup></a>`
    const { document } = await readDocument(
      `<p><b>Vraag 1</b></p><p>Klopt dat?</p><p><b>Antwoord 1</b></p><p>Nee${call(one, 1)}, niet` +
        `${call(two, 2)}.</p>${note(one, 1, 'Bron een.')}${note(two, 2, 'Bron twee.')}` +
        '<div title="footer"><p>3</p></div>',
      'a.html',
    )
    expect(answerOf(document, 1)).toEqual(['Nee, niet.'])
    expect(document.notes.map(({ reading }) => reading.text)).toEqual(['Bron een.', 'Bron twee.'])
  })

  it.each([
    [
      'of Word',
      '<p>Nee<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a>, zoals gemeld<a href="#_ftn2" ' +
        'name="_ftnref2">[2]</a><a href="#_ftn1">[1]</a>.</p>',
      '<div><hr><div id=ftn1><p><a href="#_ftnref1" name="_ftn1">[1]</a> Bron een.</p></div><div ' +
        'id=ftn2><p><a href="#_ftnref2" name="_ftn2">[2]</a> Bron</p><p>twee.</p></div></div>',
    ],
    [
      'of LibreOffice',
      '<p>Nee<a name="n1anc" href="#n1sym"><sup>1</sup></a>, zoals gemeld<a name="n2anc" ' +
        'href="#n2sym"><sup>2</sup></a>.</p>',
      '<div id="sdfootnote1"><p><a name="n1sym" href="#n1anc">1</a>Bron een.</p></div><div ' +
        'id="sdfootnote2"><p><a name="n2sym" href="#n2anc">2</a>Bron twee.</p></div>',
    ],
    [
      'in the markup of today',
      '<p>Nee<a class="nootnum supernote-click-ID-1" href="#ID-1">1</a>, zoals gemeld<a ' +
        'class="nootnum" href="#ID-2">2</a>.</p>',
      '<div id="noten"><div class="voet noot" id="supernote-note-ID-1"><h5 ' +
        'class="note-close"><a class="note-close" href="#close-ID-1">X</a> Noot</h5><sup><span ' +
        'class="nootnum"><a id="ID-1" name="ID-1"></a>1</span></sup><p>Bron een.</p></div><div ' +
        'class="voet noot" id="supernote-note-ID-2"><h5 class="note-close"><a href="#x">X</a> ' +
        'Noot</h5><sup><span class="nootnum"><a id="ID-2"></a>2</span></sup><p>Bron ' +
        'twee.</p></div></div>',
    ],
    [
      'as items of a list with links back',
      '<p>Nee<sup><a href="#fn1" id="r1">1</a></sup>, zoals gemeld<sup><a href="#fn2" ' +
        'id="r2">2</a></sup>.</p>',
      '<section class="footnotes"><ol><li id="fn1"><p>Bron een. <a ' +
        'href="#r1">↩</a></p></li><li id="fn2"><p>Bron twee. <a ' +
        'href="#r2">↩</a></p></li></ol></section>',
    ],
    [
      'as paragraphs that begin with their numbers',
      '<p>Nee<a href="#n1">[1]</a>, zoals gemeld<a href="#n2">[2]</a>.</p>',
      '<div id="voetnoten"><p id="n1">[1] Bron een.</p><p id="n2">[2] Bron twee.</p></div>',
    ],
    [
      'as paragraphs that only raised links lead to',
      '<p>Nee<sup><a href="#n1">1</a></sup>, zoals gemeld<sup><a href="#n2">2</a></sup>.</p>',
      '<p id="n1">1 Bron een.</p><p id="n2">2 Bron twee.</p>',
    ],
    [
      'by the roles of their marks alone',
      '<p>Nee<a href="#n1" role="doc-noteref"><sup>1</sup></a>, zoals gemeld<a href="#n2" ' +
        'role="doc-noteref"><sup>2</sup></a>.</p>',
      '<ol><li id="n1">Bron een.</li><li id="n2">Bron twee.</li></ol>',
    ],
    [
      'by their roles, although the marks are not raised',
      '<p>Nee<a href="#n1" role="doc-noteref">1</a>, zoals gemeld<a href="#n2">2</a>.</p>',
      '<aside id="n1" role="doc-footnote"><p>1. Bron een.</p></aside><div id="n2" ' +
        'role="doc-endnote"><p><sup>2</sup>Bron twee.</p></div>',
    ],
  ])('%s are not part of the answer, and have their marks', async (_, answer, notes) => {
    const { paragraphs, document, extracted } = await read(page(answer, notes))
    expect(paragraphs).toEqual(['Nee, zoals gemeld.'])
    expect(notesOf(document, extracted.text)).toEqual(['1 Bron een. @Nee', '2 Bron twee. @meld'])
  })
})

describe('lists and tables', () => {
  it('have the numbers that the page shows, once', async () => {
    const { paragraphs } = await read(
      page(
        '<p>Zie:</p><ol start="3"><li>Drie.</li><li value="7"><p>Zeven.</p><p>En ' +
          'meer.</p></li><li>Acht:<ol ' +
          'type="a"><li>een;</li><li>twee.</li></ol></li></ol><ol><li>1. Zelf ' +
          'genummerd.</li></ol><ol style="list-style: ' +
          'none"><li>Zonder.</li></ol><ul><li>Bol.</li></ul><ol ' +
          'reversed><li>Twee.</li><li>Een.</li></ol>',
      ),
    )
    expect(paragraphs).toEqual([
      'Zie:',
      '* 3. Drie.',
      '* 7. Zeven.',
      'En meer.',
      '* 8. Acht:',
      '* a. een;',
      '* b. twee.',
      '* 1. Zelf genummerd.',
      '* Zonder.',
      '* Bol.',
      '* 2. Twee.',
      '* 1. Een.',
    ])
  })

  it('have numbers in elements of their own beside the text', async () => {
    const { paragraphs } = await read(
      page(
        '<ul><li><p class="nr">1.</p><p>Een.</p></li><li><span>2.</span><p>Twee,</p><p>en ' +
          'meer.</p></li><li><p>Tien.</p><p>Elf.</p></li></ul>',
      ),
    )
    expect(paragraphs).toEqual(['* 1. Een.', '* 2. Twee,', 'en meer.', '* Tien.', 'Elf.'])
  })

  it('are read row by row, whatever a cell contains', async () => {
    const { paragraphs } = await read(
      page(
        '<table><caption>Tabel ' +
          '1</caption><thead><tr><th>Stuw</th><th><p>Peil</p></th></tr></thead><tbody><tr>' +
          '<td>gouda</td><td><p>1,20</p><p>(winter)</p></td></tr><tr><td>delft</td><td></td>' +
          '</tr></tbody></table><p>Slot.</p>',
      ),
    )
    expect(paragraphs).toEqual(['Tabel 1', 'Stuw Peil', 'gouda 1,20 (winter)', 'delft', 'Slot.'])
  })
})

it.each([
  ['behind a space', '<p><strong>Vraag 1</strong> Klopt dat?</p><p><b>Antwoord 1</b> Ja.</p>'],
  ['behind a line break', '<p><b>Vraag 1</b><br>Klopt dat?<br><b>Antwoord 1</b><br>Ja.</p>'],
  [
    'behind a hard space',
    '<p><b>Vraag&nbsp;1</b>&nbsp;Klopt dat?</p><p><b>Antwoord 1:</b>&nbsp;Ja.</p>',
  ],
  [
    'within other elements',
    '<div><em><strong>Vraag 1</strong></em> Klopt dat?</div><div><span><b>Antwoord ' +
      '1</b></span> Ja.</div>',
  ],
  [
    'in cells',
    '<table><tr><td><b>Vraag 1</b></td><td>Klopt dat?</td></tr><tr><td>Antwoord ' +
      '1</td><td>Ja.</td></tr></table>',
  ],
])('finds headings in bold whose text follows %s, also in a form', async (_, body) => {
  const { document } = await readDocument(
    `<html><body><form>${body}</form></body></html>`,
    'a.html',
  )
  expect(document.questions.map(({ reading }) => reading.text)).toEqual(['Klopt dat?'])
  expect(answerOf(document, 1)).toEqual(['Ja.'])
})

it('shows what is chosen and filled in amid a text, and no field of the page', async () => {
  const options = '<option>hoog</option><option selected>laag</option>'
  const { document, extracted } = await readDocument(
    `<div><select><option>Nederlands</option></select></div><p>Vraag 1</p><p>Klopt dat?</p>` +
      `<p>Antwoord 1</p><p>Het peil is <select>${options}</select>, <textarea>en blijft zo` +
      '</textarea>.</p>',
    'a.html',
  )
  expect(answerOf(document, 1)).toEqual(['Het peil is laag, en blijft zo.'])
  expect(extracted.text).not.toContain('Nederlands')
  expect(extracted.account.flaws).toEqual([])
})

it('reads headings that open and close the text below them', async () => {
  const { document } = await readDocument(
    '<h3><button>Vraag 1</button></h3><div hidden="until-found"><p>Klopt dat?</p></div>' +
      '<h3><button>Antwoord 1</button></h3><div hidden="until-found"><p>Ja.</p></div>' +
      '<p hidden>Niet.</p><button>Deel</button>',
    'a.html',
  )
  expect(answerOf(document, 1)).toEqual(['Ja.'])
})

it('reads no button beside the words of a heading', async () => {
  const { document } = await readDocument(
    '<h3>Vraag 1</h3><p>Klopt dat?</p><h3>Antwoord 1 <button>Kopieer</button></h3><p>Ja.</p>',
    'a.html',
  )
  expect(answerOf(document, 1)).toEqual(['Ja.'])
})

it('reads no list of links to the headings of a page, and headings of any making', async () => {
  const { document } = await readDocument(
    '<ul><li><a href="#v1">Vraag 1</a></li><li><a href="#a1">Antwoord 1</a></li></ul>' +
      '<p>Over de nieuwe stuw van het waterschap in Gouda en omgeving, die in mei opengaat</p>' +
      '<h3 id="v1">Vraag\u200b 1.</h3><p>Klopt dat?</p><h3 id="a1">Antwoord 1.</h3>' +
      '<p>Ja. <a href="#top">Naar boven</a></p>',
    'a.html',
  )
  expect(document.questions.map(({ reading }) => reading.text)).toEqual(['Klopt dat?'])
  expect(answerOf(document, 1)).toEqual(['Ja.'])
})

describe('a heading below the last answer', () => {
  const page = (heading: string, below: string): string =>
    `<main><${heading}>Vraag 1</${heading}><p>Kent u dit?</p>` +
    `<${heading}>Antwoord op vraag 1</${heading}><p>Ja, dat ken ik.</p>${below}</main>`

  it.each([
    ['h2', '<h2>Zie ook</h2><ul><li>Dijken</li></ul>'],
    ['h3', '<h2>Over deze pagina</h2><p>Geplaatst op 3 mei.</p>'],
    ['h4', '<div><h4>Documenten</h4></div><p>Download</p>'],
  ])('ends it, on the level of %s or above it', async (heading, below) => {
    const { document } = await readDocument(page(heading, below), 'pagina.html')
    expect(answerOf(document, 1)).toEqual(['Ja, dat ken ik.'])
    expect(document.warnings).toMatchObject([
      { message: expect.stringContaining('what follows is in no answer') },
    ])
  })

  it('belongs to it on a lower level', async () => {
    const below = '<h3>Onderhoud</h3><p>Dat volgt in mei.</p>'
    const { document } = await readDocument(page('h2', below), 'pagina.html')
    expect(answerOf(document, 1)).toEqual(['Ja, dat ken ik.', 'Onderhoud', 'Dat volgt in mei.'])
    expect(document.warnings).toEqual([])
  })

  it('is told of where bold type makes the headings', async () => {
    const bold = page('p', '<h2>Zie ook</h2>').replace(
      /(Vraag 1|Antwoord op vraag 1)/g,
      '<b>$1</b>',
    )
    const { document } = await readDocument(bold, 'pagina.html')
    expect(answerOf(document, 1)).toEqual(['Ja, dat ken ik.', 'Zie ook'])
    expect(document.warnings).toMatchObject([
      { message: '"Zie ook" may be a heading below the last answer; it was read as an answer' },
    ])
  })

  it('ends it right below the level of the title where bold type makes the headings', async () => {
    const body = page('p', '<h2>Gerelateerd</h2><p>Dijken</p>').replace(
      '<p>Vraag 1',
      '<h1>Peil</h1><p>Vraag 1',
    )
    const { document } = await readDocument(body, 'pagina.html')
    expect(answerOf(document, 1)).toEqual(['Ja, dat ken ik.'])
  })

  it('ends it in Markdown', async () => {
    const text = '## Vraag 1\n\nKent u dit?\n\n## Antwoord 1\n\nJa.\n\n## Meer\n\nDijken\n'
    const { document } = await readDocument(text, 'pagina.md')
    expect(answerOf(document, 1)).toEqual(['Ja.'])
  })
})
