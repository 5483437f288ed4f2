import { childOf, type Element, findAll } from '../../extraction/tree.ts'
import { attribute, valueOf } from './attribute.ts'

/** A colour as six lower-case digits; null if it cannot be determined. */
type Colour = string | null

/** What determines the backgrounds of a document. */
interface Look {
  /** the properties of a style and its ancestors, the nearest first */
  readonly chain: (style: string | null) => readonly Element[]
  readonly plain: string | null
  readonly unseen: Set<Element>
}

/**
 * The runs whose letters have their background's colour, such as white on a white page. Letters
 * that may lie on a picture or a pattern count as visible.
 */
export function runsOnTheirGround(
  parts: readonly Element[],
  chain: Look['chain'],
  plain: string | null,
): ReadonlySet<Element> {
  const look = { chain, plain, unseen: new Set<Element>() }
  const isCovered = parts.some((part) =>
    findAll(part, 'anchor').some((anchor) => attribute(anchor, 'behindDoc') === '1'),
  )
  if (isCovered) return look.unseen
  for (const part of parts) visit(part, 'ffffff', null, look)
  return look.unseen
}

function visit(element: Element, around: Colour, style: string | null, look: Look): void {
  const { name } = element
  let ground = around
  let own = style
  if (name === 'document') ground = coloured(childOf(element, 'background'), 'color', ground)
  else if (name === 'tbl') {
    const properties = childOf(element, 'tblpr')
    const patterned = look
      .chain(valueOf(properties, 'tblstyle'))
      .some((each) => findAll(each, 'shd').length > 0)
    ground = patterned ? null : shaded(properties, ground)
  } else if (name === 'tc') ground = shaded(childOf(element, 'tcpr'), ground)
  else if (name === 'p') {
    const properties = childOf(element, 'ppr')
    own = valueOf(properties, 'pstyle') ?? look.plain
    for (const each of look.chain(own).toReversed()) ground = shaded(childOf(each, 'ppr'), ground)
    ground = shaded(properties, ground)
  } else if (name === 'r') {
    const properties = childOf(element, 'rpr')
    const styles = [...look.chain(valueOf(properties, 'rstyle')), ...look.chain(own)]
    const runs = [properties, ...styles.map((each) => childOf(each, 'rpr'))]
    for (const each of runs.toReversed()) ground = lit(each, shaded(each, ground))
    const colour = runs.flatMap((each) => valueOf(each, 'color') ?? [])[0]?.toLowerCase()
    if (colour !== undefined && colour === ground) look.unseen.add(element)
  } else if (FILLED.has(name) && hasFill(element)) ground = null
  for (const child of element.children) {
    if (typeof child !== 'string') visit(child, ground, own, look)
  }
}

/** Shapes, which may have a fill. */
const FILLED = new Set(['wsp', 'wgp', 'wpc', 'shape', 'rect', 'roundrect', 'oval', 'group', 'sp'])

function hasFill(shape: Element): boolean {
  if (attribute(shape, 'fillcolor') !== null || attribute(shape, 'style') !== null) return true
  return ['solidfill', 'gradfill', 'blipfill', 'pattfill', 'fill', 'fillref'].some(
    (name) => findAll(shape, name).length > 0,
  )
}

/** The background that these properties set: `<w:shd w:val="clear" w:fill="000080"/>`. */
function shaded(properties: Element | null, ground: Colour): Colour {
  const shade = properties === null ? null : childOf(properties, 'shd')
  if (shade === null) return ground
  if (!['clear', 'nil'].includes(attribute(shade, 'val') ?? 'clear')) return null
  return coloured(shade, 'fill', attribute(shade, 'themeFill') === null ? ground : null)
}

function coloured(element: Element | null, name: string, otherwise: Colour): Colour {
  const value = element === null ? null : attribute(element, name)
  if (value === null || value === 'auto') return otherwise
  return /^[\da-f]{6}$/i.test(value) ? value.toLowerCase() : null
}

/** The background of highlighted text. */
function lit(properties: Element | null, ground: Colour): Colour {
  const pen = valueOf(properties, 'highlight')
  if (pen === null || pen === 'none') return ground
  return pen === 'white' ? 'ffffff' : pen === 'black' ? '000000' : null
}
