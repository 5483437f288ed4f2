import type { FullDocument } from '../../wire/documents.ts'

/** The pairs as schema.org questions with accepted answers. */
export function structuredData(
  { answers, answered, url, ...document }: FullDocument,
  origin: string,
): object {
  const author = document.ministers.map((name) => ({ '@type': 'Person', name }))
  return {
    '@context': 'https://schema.org',
    '@type': 'WebPage',
    name: document.title,
    inLanguage: 'nl',
    ...(answered !== null && { datePublished: answered }),
    ...(url !== null && { isBasedOn: url }),
    hasPart: answers.map((answer) => ({
      '@type': 'Question',
      name: answer.questions.map(({ text }) => text).join(' '),
      acceptedAnswer: {
        '@type': 'Answer',
        text: answer.paragraphs.map(({ text }) => text).join('\n'),
        url: origin + answer.links.page,
        ...(author.length > 0 && { author }),
      },
    })),
  }
}
