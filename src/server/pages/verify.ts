import { html as markup } from 'hono/html'
import type { CheckedApart } from '../../quote/apart.ts'
import type { Checked as QuoteCheck } from '../../quote/check.ts'
import { editingOf } from '../../quote/editing.ts'
import type { Match } from '../../quote/match.ts'
import { isTold } from '../../quote/attribution.ts'
import type { Answer } from '../../domain/document.ts'
import { sayLabel } from '../../answer/card.ts'
import { besideResult } from './beside-result.ts'
import { layout } from './layout.ts'
import { fill, sayAsker, sayNumbers } from '../../text/say.ts'
import { segmentsOf } from '../../text/segments.ts'
import { pageText, type PageText } from '../../words/page.ts'
import type { DocumentLink } from '../../wire/document-head.ts'
import { LIMITS } from '../../wire/scalars.ts'
import type { Html } from '../http/html.ts'
import type { Language } from '../../text/language.ts'

/** The citation and address of a matching answer. */
export interface CitedAnswer {
  readonly numbers: Answer['numbers']
  readonly text: string
  readonly page: string
  /** the correction that answers the same again */
  readonly replacedBy: DocumentLink | null
}

interface VerifyData {
  readonly language: Language
  readonly origin: string
  /** the quote as submitted; empty before that */
  readonly quote: string
  readonly outcome:
    | { readonly kind: 'none' }
    | { readonly kind: 'rejected' }
    | {
        readonly kind: 'checked'
        readonly check: QuoteCheck
        /** the parts of a text that is more than one quote */
        readonly apart: CheckedApart | null
        /** by answer id, for all of them */
        readonly cited: ReadonlyMap<string, CitedAnswer>
      }
}

/** Checks whether a minister wrote a pasted quote. */
export function verifyPage({ language, origin, quote, outcome }: VerifyData): Html {
  const text = pageText[language]
  const rejected = fill(text.invalidQuote, { max: LIMITS.quote })
  return layout(
    {
      language,
      origin,
      path: '/verify',
      title: `${text.verify} · Letterlijk`,
      isPrivate: outcome.kind !== 'none',
    },
    markup`<h1>${text.verify}</h1>
<p class="lead">${text.verifyIntro}</p>
<form method="post" action="/verify?lang=${language}#result" class="quote-check">
<label for="quote">${text.quote}</label>
<textarea id="quote" name="quote" rows="5" dir="auto" required>${quote}</textarea>
<button class="solid">${text.check}</button>
</form>
${outcome.kind === 'rejected' ? markup`<p class="note bad" role="alert">${rejected}</p>` : ''}
${outcome.kind === 'checked' ? results(outcome, quote, language) : ''}`,
  )
}

type Checked = Extract<VerifyData['outcome'], { kind: 'checked' }>

function results({ check, apart, cited }: Checked, quote: string, language: Language): Html {
  const text = pageText[language]
  if (apart === null) return result({ check, cited, id: 'result' }, quote, language)
  const { headedApart: headed, listedApart: listed, quotedApart: quotations } = text
  const note = { headed, listed, quotations }[apart.kind]
  return markup`<p id="result" class="note verdict">${fill(note, { n: apart.parts.length })}</p>
${apart.parts.map((part, nth) =>
  result({ check: part.check, cited, id: `result-${nth + 1}` }, part.quote, language),
)}`
}

interface Result extends Pick<Checked, 'check' | 'cited'> {
  readonly id: string
}

function result({ check, cited, id }: Result, quote: string, language: Language): Html {
  const text = pageText[language]
  const [verdict, explanation] = verdictOn(check, text)
  const spaced = check.matches.some(({ differences }) => differences.some(isSpaces))
  const title = check.verdict === 'verbatim' && spaced ? text.verbatimSpaced : verdict
  const heading = `${id}-verdict`
  const isPart = id !== 'result'
  // Several landmarks with the name of one verdict would not be told apart.
  const label = isPart ? '' : markup` aria-labelledby="${heading}"`
  return markup`<section id="${id}" class="verdict ${check.verdict}"${label}>
<h2 id="${heading}">${title}</h2>
${isPart ? markup`<p class="quoted" lang="nl">${quote}</p>` : ''}
<p>${explanation}</p>
${remarks(check, text)}
${check.matches.map((match) => found(match, cited.get(match.answerId), quote, language))}
${check.elsewhere.length === 0 ? '' : markup`<h3 class="quiet">${text.elsewhere}</h3>`}
${check.elsewhere.map(
  (match) => markup`<article class="sheet card">
<p class="quiet">${besideResult(
    `/documents/${encodeURIComponent(match.documentId)}`,
    match.documentId,
    language,
  )}, ${place(match, text)}</p>
${
  match.kind === 'question' && match.askers.length > 0
    ? markup`<p class="note">${fill(text.saidBy, {
        askers: match.askers.map(sayAsker).join(', '),
      })}</p>`
    : ''
}
${compared(match, quote, text)}</article>`,
)}
</section>`
}

function isSpaces({ kind }: Match['differences'][number]): boolean {
  return kind === 'spaces'
}

/** The comma before "aldus", and the full stop at its end */
const outerStops = /^[,.;:] ?(?=\S)|(?<=\S)[,.;:]$/g

/** What a reader must know about a quote besides its words. */
function remarks({ takenOff, attribution, reference, places }: QuoteCheck, text: PageText): Html {
  const told = takenOff.filter(isTold)
  const off = told.map(({ text: words }) => words.replace(outerStops, '')).join(' · ')
  return markup`${
    off === '' ? '' : markup`<p class="note">${fill(text.notCompared, { texts: off })}</p>`
  }
${
  attribution?.agrees === false
    ? markup`<p class="note bad">${fill(text.otherMinister, { named: attribution.named })}</p>`
    : ''
}
${
  reference?.agrees === false
    ? markup`<p class="note bad">${fill(text.otherReference, { named: reference.named })}</p>`
    : ''
}
${
  places.length === 0
    ? ''
    : markup`<h3 class="quiet">${fill(text.putTogether, { n: places.length })}</h3>
<ol class="places">${places.map(
        ({ quoted, answerId, documentId }) =>
          markup`<li><q lang="nl">${quoted.text}</q> ${answerId ?? documentId}</li>`,
      )}</ol>`
}`
}

function verdictOn(check: QuoteCheck, text: PageText): [title: string, text: string] {
  switch (editingOf(check)) {
    case null:
      return verdicts(text)[check.verdict]
    case 'marked':
      return [text.leftOut, text.markedText]
    case 'sentences':
      return [text.leftOut, text.sentencesText]
    case 'inserted':
      return [text.inserted, text.insertedText]
  }
}

function verdicts(text: PageText): Record<QuoteCheck['verdict'], [title: string, text: string]> {
  return {
    verbatim: [text.verbatim, text.verbatimText],
    cut: [text.cut, text.cutText],
    altered: [text.altered, text.alteredText],
    not_found: [text.notQuoted, text.notQuotedText],
  }
}

function place(match: QuoteCheck['elsewhere'][number], text: PageText): string {
  switch (match.kind) {
    case 'question':
      return fill(text.inQuestion, { numbers: sayNumbers(match.numbers, text.and) })
    case 'note':
      return fill(text.inNote, { mark: match.mark })
    case 'remark':
      return text.inRemark
  }
}

function found(
  match: Match,
  answer: CitedAnswer | undefined,
  quote: string,
  language: Language,
): Html {
  const text = pageText[language]
  return markup`<article class="sheet card">
${
  answer === undefined
    ? ''
    : markup`<header class="card-head"><h3>${sayLabel(answer.numbers, language)}</h3></header>`
}
${compared(match, quote, text)}
${match.whole || match.verdict === 'cut' ? '' : markup`<p class="note">${text.cutShort}</p>`}
${
  answer === undefined
    ? ''
    : markup`<p class="cite" lang="nl">${answer.text}</p>
${answer.replacedBy === null ? '' : replaced(answer.replacedBy, language)}
<p class="actions">${besideResult(answer.page, text.open, language)}</p>`
}
</article>`
}

function replaced({ id, page }: DocumentLink, language: Language): Html {
  const link = besideResult(page, id, language)
  return markup`<p class="note bad">${pageText[language].replacedBy} ${link}.</p>`
}

/** The words of the source; if they differ, both sides, and each difference in words. */
function compared(match: Match, quote: string, text: PageText): Html {
  const { verdict, parts, sentence, differences } = match
  const source = (verdict === 'cut' ? sentence : parts).map((part) => {
    const said = differences
      .map((difference) => difference.said)
      .filter(({ paragraphId }) => paragraphId === part.paragraphId)
    return markup`<p>${marked(part.text, part.start, said, 'ins')}</p>`
  })
  if (differences.length === 0)
    return markup`<blockquote class="quote" lang="nl">${source}</blockquote>`
  const quoted = differences.map((difference) => difference.quoted)
  return markup`<h4 class="quiet">${verdict === 'cut' ? text.wholeSentence : text.theSource}</h4>
<blockquote class="quote" lang="nl">${source}</blockquote>
<h4 class="quiet">${text.yourQuote}</h4>
<p class="quoted" lang="nl">${marked(quote, 0, quoted, 'del')}</p>
<ul class="differences">${differences.map(
    ({ kind, quoted: ours, said }) =>
      markup`<li><span>${text[kind]}</span> ${words(ours, 'del')} ${words(said, 'ins')}</li>`,
  )}</ul>`
}

function words({ text }: Pick<Stretch, 'text'>, tag: 'del' | 'ins'): Html | string {
  if (text.trim() === '') return ''
  return tag === 'del' ? markup`<del lang="nl">${text}</del>` : markup`<ins lang="nl">${text}</ins>`
}

/** `[start, end)` of the quote or of a paragraph */
type Stretch = Match['differences'][number]['quoted']

/** A text that begins at `offset`, with stretches marked as removed or inserted. */
function marked(
  text: string,
  offset: number,
  stretches: readonly Stretch[],
  tag: 'del' | 'ins',
): Html {
  const ranges = stretches.map(({ start, end }) => ({ start: start - offset, end: end - offset }))
  const pieces = segmentsOf(text, ranges).map((segment) => {
    if (segment.ranges.length === 0) return segment.text
    return tag === 'del' ? markup`<del>${segment.text}</del>` : markup`<ins>${segment.text}</ins>`
  })
  return markup`${pieces}`
}
