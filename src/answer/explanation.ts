import { escapeMarkdown } from '../text/escape-markdown.ts'
import type { Language } from '../text/language.ts'
import { fill } from '../text/say.ts'
import { explanationWords } from '../words/explanation.ts'
import type { WireExplanation } from '../wire/explanation.ts'

/**
 * How answers were ranked and judged, as Markdown: a table of candidates, with each signal and its
 * weight.
 */
export function explanationAsMarkdown(explanation: WireExplanation, language: Language): string {
  const words = explanationWords[language]
  const { weights, trust, inDutch, alsoAs, candidates, found, thresholds, answers } = explanation
  const signals = Object.keys(weights)
  const said = [
    fill(words.candidates, { n: candidates }),
    ...(found === null || thresholds === null
      ? []
      : [
          fill(words.found, {
            chance: figure(found),
            possible: figure(thresholds.possible),
            strong: figure(thresholds.strong),
            gap: figure(thresholds.gap),
          }),
        ]),
    fill(words.trust, { trust: figure(trust) }),
    ...(inDutch.length === 0 ? [] : [fill(words.inDutch, { words: listed(inDutch) })]),
    ...(alsoAs.length === 0 ? [] : [fill(words.alsoAs, { words: listed(alsoAs) })]),
  ]
  const head = [
    ...[words.answer, words.score, words.chance, words.relevance, words.because],
    ...signals.map((name) => `${name} × ${figure(weights[name]!)}`),
  ]
  const rows = answers.map((answer) => [
    escapeMarkdown(answer.answerId),
    figure(answer.score),
    answer.chance === null ? '' : figure(answer.chance),
    words.verdicts[answer.relevance],
    answer.because === null ? '' : words.reasons[answer.because],
    ...signals.map((name) => figure(answer.signals[name] ?? 0)),
  ])
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
  return [`## ${words.heading}`, said.join(' '), lines.join('\n')].join('\n\n')
}

function listed(read: WireExplanation['inDutch']): string {
  return read.map(({ word, as }) => escapeMarkdown(`${word} = ${as}`)).join(', ')
}

function figure(value: number): string {
  return value.toFixed(3).replace(/\.?0+$/u, '')
}
