import { createHash } from 'node:crypto'
import { sha256 } from '../domain/digest.ts'
import { AppError } from '../domain/errors.ts'
import type { Served } from '../engine/engine.ts'
import { LANGUAGES } from '../text/language.ts'
import { fill } from '../text/say.ts'
import { proofFileWords } from '../words/proof-file.ts'
import type { WireAnswer, WireParagraph } from '../wire/answer.ts'
import { buildProofFile } from '../../web/build.ts'
import { checkProofs } from '../../web/proof.ts'
import type { ProofData } from '../../web/proof-file.ts'

type Word = keyof (typeof proofFileWords)['nl']

/**
 * Makes an HTML file that proves an answer without any server: it contains the source, and its
 * script checks the displayed text. Throws `not_found` if the answer does not exist, and
 * `not_verbatim` if the check would fail.
 */
export async function writeProof({ composer, library }: Served, answerId: string): Promise<string> {
  const located = composer.locate(answerId)
  if (located === undefined) {
    throw new AppError('not_found', `The index has no answer ${answerId}.`)
  }
  const answer = await composer.answer(located)
  const source = new TextEncoder().encode(await library.sourceOf(answer.document.id))
  const outcome = await checkProofs(source, answer.paragraphs)
  if (outcome.kind === 'disproven') {
    throw new AppError(
      'not_verbatim',
      `Paragraph ${outcome.paragraph} of ${answerId} is not what its source says, or its ` +
        `signature is wrong. Run \`npm ` +
        'run verify`.',
    )
  }
  const shown = shownOf(answer)
  const data: ProofData = {
    source: Buffer.from(source).toString('base64'),
    proofs: answer.paragraphs.map(({ proof }) => proof),
    shownSha256: await sha256(shown.text),
  }
  return page(answer.citation.text, { shown: shown.html, data, ...(await buildProofFile()) })
}

interface Parts {
  readonly shown: string
  readonly data: ProofData
  readonly script: string
  readonly style: string
}

function page(title: string, { shown, data, script, style }: Parts): string {
  const policy =
    `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; base-uri ` +
    "'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
  return `<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${inBoth('title', 'span', ' · ')}</h1>
<div class="verdict" role="status">${inBoth('checking', 'p')}</div>
<noscript>${inBoth('noScript', 'p')}</noscript>
<div id="shown">${shown}</div>
${inBoth('limits', 'p')}
<h2>${inBoth('source', 'span', ' · ')}</h2>
<pre id="source" lang="nl"></pre>
</main>
<script type="application/json" id="data">${JSON.stringify(data).replaceAll(
    '<',
    '\\u003c',
  )}</script>
<script>${script}</script>
</body>
</html>
`
}

/**
 * The content that the file's own digest covers, as HTML and as the text that a browser makes of
 * it.
 */
function shownOf(answer: WireAnswer): { html: string; text: string } {
  const [first] = answer.paragraphs
  const ofParagraphs = answer.paragraphs.flatMap(({ proof }, at) => [
    pair('textDigest', proof.textSha256, at + 1),
    pair('spans', proof.spans.map(({ start, end }) => `${start}–${end}`).join(', '), at + 1),
  ])
  const html = [
    `<blockquote lang="nl">`,
    ...answer.paragraphs.map(({ text }) => `<p>${escaped(text)}</p>`),
    `</blockquote><p lang="nl"><cite>${escaped(answer.citation.text)}</cite></p><dl>`,
    ...(first === undefined ? [] : sharedBy(first.proof)),
    ...ofParagraphs,
    '</dl>',
  ].join('')
  return { html, text: unescaped(html.replace(/<[^>]*>/g, '')) }
}

/** What is the same for each paragraph: the source, the index, and who vouches for them. */
function sharedBy({ sourceSha256, indexDigest, signature }: WireParagraph['proof']): string[] {
  return [
    pair('sourceDigest', sourceSha256),
    pair('indexDigest', indexDigest),
    ...(signature === null
      ? []
      : [pair('signature', signature.value), pair('publicKey', signature.publicKey)]),
  ]
}

function pair(word: Word, value: string, paragraph = 0): string {
  return `<dt>${inBoth(word, 'span', ' · ', paragraph)}</dt><dd>${escaped(value)}</dd>`
}

function inBoth(word: Word, tag: string, between = '', paragraph = 0): string {
  return LANGUAGES.map((language) => {
    const text = fill(proofFileWords[language][word], { paragraph })
    return `<${tag} lang="${language}">${escaped(text)}</${tag}>`
  }).join(between)
}

/**
 * Includes control characters: a terminal would obey them, and HTML turns a carriage return into a
 * line feed.
 */
function escaped(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[&<>"'\u0001-\u0008\u000b-\u001f\u007f]/g, (character) => {
    return `&#${character.charCodeAt(0)};`
  })
}

function unescaped(html: string): string {
  return html.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
}

function hashOf(content: string): string {
  return `'sha256-${createHash('sha256').update(content).digest('base64')}'`
}
