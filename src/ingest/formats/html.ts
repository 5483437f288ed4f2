import { AppError } from '../../domain/errors.ts'
import { officialId } from '../../domain/publication.ts'
import { takeAccount } from '../extraction/account.ts'
import type { Extracted } from '../extraction/extraction.ts'
import { heldByHtml } from './html/all-text.ts'
import { mattersIn } from '../extraction/matters-in.ts'
import { packageVersion } from '../extraction/package-version.ts'
import { createTextBuilder } from '../extraction/text-builder.ts'
import { type Element, findAll } from '../extraction/tree.ts'
import { parseHtml } from './html/parse-html.ts'
import { writeHtml } from './html/write-html.ts'

/**
 * The text of a page of officielebekendmakingen.nl or tweedekamer.nl, without what surrounds the
 * publication (navigation, buttons, scripts).
 */
export function extractHtml(html: string, fileName: string): Extracted {
  const builder = createTextBuilder()
  const root = parseHtml(html, fileName)
  writeHtml(root, builder)
  const { text, layout, made } = builder.finish()
  if (text === '') {
    throw new AppError(
      'unreadable_document',
      `${fileName} cannot be read: the page has no text; save the publication itself, not its ` +
        'frame',
    )
  }
  return {
    format: 'html',
    text,
    extractor: `parse5 ${packageVersion('parse5')}`,
    pages: [],
    layout,
    identifier: identifierOf(root),
    matters: mattersIn(root),
    account: takeAccount(text, made, heldByHtml(root)),
  }
}

/** `<meta name="dcterms.identifier" content="ah-tk-20232024-2210">` */
function identifierOf(root: Element): string | null {
  const meta = findAll(root, 'meta').find(({ attributes }) =>
    /^dc(?:terms)?\.identifier$/i.test(attributes['name'] ?? ''),
  )
  return officialId(meta?.attributes['content'] ?? '')
}
