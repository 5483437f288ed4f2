import { AppError } from '../../domain/errors.ts'
import { takeAccount } from '../extraction/account.ts'
import type { Decoded } from '../extraction/decode.ts'
import type { Extracted } from '../extraction/extraction.ts'
import { packageVersion } from '../extraction/package-version.ts'
import { createTextBuilder } from '../extraction/text-builder.ts'
import { heldByHtml } from './html/all-text.ts'
import { parseHtml } from './html/parse-html.ts'
import { writeHtml } from './html/write-html.ts'
import { lostByRendering } from './markdown/lost-words.ts'
import { markdownToHtml } from './markdown/render.ts'

/**
 * The visible text of a Markdown file, by the rules for web pages: HTML in it means what it means
 * there. Its letters are also counted in the text itself, as a check on the rendering.
 */
export function extractMarkdown({ text, encoding }: Decoded, fileName: string): Extracted {
  const root = parseHtml(rendered(text, fileName), fileName)
  const builder = createTextBuilder()
  writeHtml(root, builder)
  const { text: shown, layout, made } = builder.finish()
  if (shown === '') {
    throw new AppError('unreadable_document', `${fileName} cannot be read: it shows no text`)
  }
  const account = takeAccount(shown, made, heldByHtml(root))
  const lost = lostByRendering(text, root, shown)
  return {
    format: 'text',
    text: shown,
    extractor: `marked ${packageVersion('marked')}, ${encoding}`,
    pages: [],
    layout,
    identifier: null,
    matters: [],
    account: { ...account, flaws: [...account.flaws, ...lost].sort((a, b) => a.at - b.at) },
  }
}

function rendered(text: string, fileName: string): string {
  try {
    return markdownToHtml(text)
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    // The renderer calls itself for each quotation or list within another.
    throw new AppError(
      'unreadable_document',
      `${fileName} cannot be read: its quotations or lists nest too deeply; write them out`,
      { cause },
    )
  }
}
