import type { HeldBlock } from '../../extraction/account.ts'
import type { LeftOutReason } from '../../extraction/extraction.ts'
import { heldByTree } from '../../extraction/held-tree.ts'
import { type Element, findAll, hasClass, textOf } from '../../extraction/tree.ts'

const FRAME = 'page around the publication'
const CODE = 'script or style'

/** What a page has besides the publication, by element. */
const SILENT: Readonly<Record<string, LeftOutReason>> = {
  head: 'data about the document',
  script: CODE,
  style: CODE,
  template: 'hidden',
  noscript: 'hidden',
  nav: FRAME,
  footer: FRAME,
  button: FRAME,
  select: FRAME,
  textarea: FRAME,
  iframe: FRAME,
  svg: 'chart',
  // What a browser shows only where it cannot show the thing itself.
  audio: 'hidden',
  video: 'hidden',
  canvas: 'hidden',
  object: 'hidden',
  // The same formula once more, for programs.
  annotation: 'shown once already',
  'annotation-xml': 'shown once already',
  rp: 'hidden',
  del: 'deleted',
}

/** `style="display: none"` and what else makes words invisible. */
const INVISIBLE =
  /(?:^|[;{\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)|font-size\s*:\s*(?:0(?:\.\d{1,3})?(?:px|pt|em|rem|%)?|1(?:px|pt))\s*(?:;|!|$)|text-indent\s*:\s*-\d{3,}|(?:left|top)\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]+[01])/i

/** `style="color: white"` */
const WHITE = /(?:^|[;\s])color\s*:\s*(?:#fff(?:fff)?|white|rgb\(255,\s?255,\s?255\))\s*(?:;|!|$)/i

/** `.verborgen`, `p.intern`, `#noot`: other selectors of a style sheet are not looked at. */
const SELECTOR = /^(?<tag>[a-z][a-z\d]*)?(?<id>#[\w-]+)?(?<classes>(?:\.[\w-]+)*)$/i

/** A style sheet of a page longer than this is not looked at. */
const LONGEST_SHEET = 200_000

/** Tells for each element of a page why its text is left out; null where it is shown. */
export function htmlLeftOut(root: Element): (element: Element) => LeftOutReason | null {
  const rules = findAll(root, 'style').flatMap((sheet) =>
    hidingRules(withoutComments(textOf(sheet))),
  )
  const isPlain = !hasGround(root)
  return (element) => {
    const { name, attributes } = element
    const silent = Object.hasOwn(SILENT, name) ? SILENT[name]! : null
    if (silent !== null) return silent
    if (attributes['hidden'] !== undefined) return 'hidden'
    const style = attributes['style']
    if (style !== undefined && (INVISIBLE.test(style) || (isPlain && WHITE.test(style)))) {
      return 'hidden'
    }
    if (rules.some((rule) => matches(rule, element))) return 'hidden'
    if (hasClass(element, 'note-close') || isWayBack(element)) return FRAME
    return null
  }
}

/** True where something on a page has another ground than white. */
function hasGround({ name, attributes, children }: Element): boolean {
  if (attributes['bgcolor'] !== undefined || attributes['background'] !== undefined) return true
  if (/background/i.test(attributes['style'] ?? '')) return true
  return children.some((child) =>
    typeof child === 'string' ? name === 'style' && /background/i.test(child) : hasGround(child),
  )
}

/** A link from a note back to its mark: "↑". */
function isWayBack(element: Element): boolean {
  if (element.name !== 'a') return false
  return /^\s*[\^↑⏎↩⤴]\ufe0e?\s*$/.test(textOf(element).slice(0, 20))
}

interface Rule {
  readonly tag: string | null
  readonly id: string | null
  readonly classes: readonly string[]
}

function withoutComments(sheet: string): string {
  return sheet
    .split('/*')
    .map((part, index) => {
      const end = index === 0 ? 0 : part.indexOf('*/')
      return end < 0 ? '' : part.slice(index === 0 ? 0 : end + 2)
    })
    .join(' ')
}

/** What a style sheet hides on every screen. */
function hidingRules(sheet: string): Rule[] {
  if (sheet.length > LONGEST_SHEET) return []
  const rules: Rule[] = []
  // What stands in braces within braces holds on some screens only, or on paper.
  let depth = 0
  let from = 0
  let selector = ''
  for (let at = 0; at < sheet.length; at++) {
    const sign = sheet[at]
    if (sign === '{') {
      if (depth === 0) selector = sheet.slice(from, at)
      depth++
      from = at + 1
    } else if (sign === '}') {
      depth = Math.max(0, depth - 1)
      if (depth === 0 && INVISIBLE.test(sheet.slice(from, at))) rules.push(...rulesOf(selector))
      from = at + 1
    }
  }
  return rules
}

function rulesOf(selectors: string): Rule[] {
  return selectors.split(',').flatMap((selector): Rule[] => {
    const match = SELECTOR.exec(selector.trim())
    if (match === null || match[0] === '') return []
    const { tag, id, classes } = match.groups!
    return [
      {
        tag: tag?.toLowerCase() ?? null,
        id: id?.slice(1) ?? null,
        classes: (classes ?? '').split('.').filter((name) => name !== ''),
      },
    ]
  })
}

function matches({ tag, id, classes }: Rule, element: Element): boolean {
  if (tag !== null && tag !== element.name) return false
  if (id !== null && id !== element.attributes['id']) return false
  return classes.every((name) => hasClass(element, name))
}

/** What stands in a line of text; any other element stands apart. */
const INLINE = new Set(
  (
    'a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s ' +
    'samp small span strike strong sub sup time tt u var wbr'
  ).split(' '),
)

/** All text of a page, for its account. */
export function heldByHtml(root: Element): HeldBlock[] {
  return heldByTree(root, { leftOut: htmlLeftOut(root), parts: ({ name }) => !INLINE.has(name) })
}
