import { describe, expect, it } from 'vitest'
import { htmlDraft } from '../../src/quote/html-draft.ts'
import { expectLinear } from '../support/cost-of.ts'

const text = (html: string) => htmlDraft(html).text.trim()

describe('htmlDraft', () => {
  it.each([
    ['<p>“Een begin.</p><p>“En het\n  einde.”</p>', '“Een begin.\n\n“En het einde.”'],
    ['<ul>\n<li>Een\n<li>Twee</ul><div>Drie</div>Vier', 'Een \n\nTwee\n\nDrie\n\nVier'],
    ['Een<br>regel', 'Een\nregel'],
    ['o<b class="x">nge</b>wenst, <a href="a>b">zei</a> hij', 'ongewenst, zei hij'],
    ['<q cite="x">Ja</q> in <cite>De Wet</cite>', '<q>Ja</q> in <cite>De Wet</cite>'],
    ['&#8220;co&ouml;rdinatie&#x201d; &lt;b&gt; &amp;lt;', '“coördinatie” &lt;b&gt; &amp;lt;'],
  ])('reads %j as a page shows it', (html, expected) => {
    expect(text(html)).toBe(expected)
  })

  it('leaves out what a page does not show', () => {
    const hidden = '<title>“a”</title><script>"b"</script><style>q{quotes:"c"}</style><!-- "d" -->'
    expect(text(`<!doctype html>${hidden}<p title='"e"'>Ja`)).toBe('Ja')
    expect(text('Ja <!-- nooit gesloten <p>Nee</p>')).toBe('Ja')
  })

  it('leaves out what is struck out or hidden', () => {
    expect(text('<p>Het kan <del>niet</del> <s>nooit</s> <span hidden>geen</span>zo.')).toBe(
      'Het kan zo.',
    )
  })

  it('leaves out the raised marks of notes, and no other raised figures', () => {
    const marks = '<sup><a href="#n1">1</a></sup><a href="#n2"><sup>[2]</sup></a>'
    expect(text(`<p>Een brug${marks} van 3 m<sup>2</sup><a href="/3">3</a>.`)).toBe(
      'Een brug van 3 m²3.',
    )
  })

  it('tells the block quotes, and the lines of the file', () => {
    const html =
      '<p>Een</p>\n<style>\n</style>\n<blockquote\n>Twee<footer>Zand</footer></blockquote>'
    const { text: read, blocks, lineAt } = htmlDraft(html)
    expect(blocks.map(({ start, end }) => read.slice(start, end).trim())).toEqual([
      'Twee\n\n<cite>Zand</cite>',
    ])
    expect(['Een', 'Twee', 'Zand'].map((word) => lineAt(read.indexOf(word)))).toEqual([1, 5, 5])
  })

  it('tells the caption of a block quote as its speaker', () => {
    const html =
      '<figure><blockquote>Twee</blockquote><figcaption>Zand</figcaption></figure>' +
      '<figure><img alt="Een brug"><figcaption>Bos</figcaption></figure>'
    const { text: read, blocks } = htmlDraft(html)
    expect(blocks.map(({ start, end }) => read.slice(start, end).trim())).toEqual([
      'Twee\n\n<cite>Zand</cite>',
    ])
    expect(read).toContain('\n\nBos')
  })

  it.each(
    [
      ['<!--', '<script>', '<script', '</script', '<a "', "<a '", '<a "\'', '<p>', '<blockquote>'],
      ['</blockquote>', '&#', ' \n', '<footer>', '<![', '<a b="c"'],
    ].flat(),
  )('takes linear time for a run of %j', async (run) => {
    await expectLinear((length) => htmlDraft(run.repeat(length)), 2_500)
  })
})
