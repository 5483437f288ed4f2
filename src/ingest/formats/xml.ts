import { AppError } from '../../domain/errors.ts'
import { officialId } from '../../domain/publication.ts'
import { takeAccount } from '../extraction/account.ts'
import type { Extracted } from '../extraction/extraction.ts'
import { mattersIn } from '../extraction/matters-in.ts'
import { packageVersion } from '../extraction/package-version.ts'
import { parseXml } from '../extraction/parse-xml.ts'
import { createTextBuilder } from '../extraction/text-builder.ts'
import { type Element, findAll } from '../extraction/tree.ts'
import { heldByXml, writeXml } from './write-xml.ts'

/**
 * The text of an official publication in KOOP's XML: `kamervragen`, the layout since 2011, and
 * `vragen` with `reactie`, the one before, with and without a header. Throws `unreadable_document`
 * if the XML is not well-formed, declares entities or nests too deeply.
 */
export function extractXml(xml: string, fileName: string): Extracted {
  const root = parseXml(xml, fileName, 'download the publication again')
  const builder = createTextBuilder()
  writeXml(root, builder)
  const { text, layout, made } = builder.finish()
  if (text === '') {
    throw new AppError(
      'unreadable_document',
      `${fileName} cannot be read: it has no text; hand in the whole publication`,
    )
  }
  return {
    format: 'xml',
    text,
    extractor: `saxes ${packageVersion('saxes')}`,
    pages: [],
    layout,
    identifier: identifierOf(root),
    matters: mattersIn(root),
    account: takeAccount(text, made, heldByXml(root)),
  }
}

/** `<meta name="DC.identifier" content="ah-tk-20232024-2210">`, or the root element's attribute. */
function identifierOf(root: Element): string | null {
  const meta = findAll(root, 'meta').find(({ attributes }) =>
    /^(?:DC|DCTERMS)\.identifier$/i.test(attributes['name'] ?? ''),
  )
  const first = root.children.find((child) => typeof child !== 'string')
  return officialId(meta?.attributes['content'] ?? first?.attributes['identifier'] ?? '')
}
