import { type Element, findAll, hasClass, textOf } from '../../extraction/tree.ts'
import { patternOf } from '../../../text/pattern.ts'

/** Finds the declarations of a page's style sheets for an element, in their order. */
type StyleSheet = (element: Element) => readonly string[]

/** `p`, `.intern`, `#noot`, `[aria-hidden="true"]`, `:not([open])` alone or together. */
const COMPOUND =
  /^(?<tag>[a-z][a-z\d]*|\*)?(?<rest>(?:#[\w-]+|\.[\w-]+|\[[a-z-]+(?:="?[\w-]+"?)?\])*)$/i

const SIMPLE = /#(?<id>[\w-]+)|\.(?<class>[\w-]+)|\[(?<name>[a-z-]+)(?:="?(?<value>[\w-]+)"?)?\]/gi

/** A longer style sheet is not read. */
const LONGEST_SHEET = 200_000

/** Comparisons of a rule with an element, at most; further rules of a larger page are dropped. */
const MOST_LOOKS = 10_000_000

/** Conditions that hold on every screen. */
const EVERYWHERE = /^@(?:media\s+(?:all|screen)\s*|layer\b[^{]*|supports\b[^{]*)$/i

/** Only properties that may hide words, raise them or number them matter. */
const TELLING = new RegExp(
  patternOf`
    display|visibility|opacity|font|indent|position|clip|overflow|transform|color|background
    |decoration|vertical-align|list-style
  `,
  'i',
)

interface Rule {
  /** the parts of a selector from the last to the first */
  readonly compounds: readonly Compound[]
  readonly declarations: string
}

interface Compound {
  readonly tag: string | null
  readonly ids: readonly string[]
  readonly classes: readonly string[]
  readonly attributes: readonly (readonly [name: string, value: string | null])[]
  /** the element is a direct child of the part before */
  readonly child: boolean
}

/** Reads the style sheets in a page. Only a few usual kinds of selector are supported. */
export function readStyleSheet(root: Element): StyleSheet {
  const written = findAll(root, 'style')
    .map(textOf)
    .flatMap((sheet) => (sheet.length > LONGEST_SHEET ? [] : rulesOf(withoutComments(sheet))))
  if (written.length === 0) return () => []
  const parents = parentsOf(root)
  const names = namesIn(parents.keys())
  const rules = written
    .filter(({ compounds }) => compounds.every((each) => isNamed(each, names)))
    .slice(0, Math.floor(MOST_LOOKS / parents.size))
  return (element) =>
    rules
      .filter(({ compounds }) => matches(compounds, element, parents))
      .map(({ declarations }) => declarations)
}

/** The names that selectors may use: "p", ".intern", "#noot", "[hidden]". */
function namesIn(elements: Iterable<Element>): ReadonlySet<string> {
  const names = new Set<string>()
  for (const { name, attributes } of elements) {
    names.add(name)
    for (const attribute of Object.keys(attributes)) names.add(`[${attribute}]`)
    names.add(`#${attributes['id'] ?? ''}`)
    for (const each of (attributes['class'] ?? '').split(/\s/)) names.add(`.${each}`)
  }
  return names
}

/** True if a page has each of the names in a part of a selector. */
function isNamed({ tag, ids, classes, attributes }: Compound, names: ReadonlySet<string>): boolean {
  return (
    (tag === null || names.has(tag)) &&
    ids.every((id) => names.has(`#${id}`)) &&
    classes.every((each) => names.has(`.${each}`)) &&
    attributes.every(([name]) => names.has(`[${name}]`))
  )
}

function parentsOf(root: Element): Map<Element, Element> {
  const parents = new Map<Element, Element>()
  const open = [root]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const child of next.children) {
      if (typeof child === 'string') continue
      parents.set(child, next)
      open.push(child)
    }
  }
  return parents
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

/** The rules of a sheet that apply on every screen. */
function rulesOf(sheet: string): Rule[] {
  const rules: Rule[] = []
  /** what the open braces belong to */
  const open: string[] = []
  let from = 0
  for (let at = 0; at < sheet.length; at++) {
    const sign = sheet[at]
    if (sign === ';' && !(open.at(-1) ?? '@').startsWith('@')) continue
    if (sign === ';') from = at + 1
    else if (sign === '{') {
      open.push(sheet.slice(from, at).trim())
      from = at + 1
    } else if (sign === '}') {
      const selectors = open.pop() ?? '@'
      const declarations = sheet.slice(from, at)
      const everywhere = open.every((around) => EVERYWHERE.test(around))
      if (everywhere && !selectors.startsWith('@') && TELLING.test(declarations)) {
        for (const selector of selectors.split(',')) {
          const compounds = compoundsOf(selector)
          if (compounds !== null) rules.push({ compounds, declarations })
        }
      }
      from = at + 1
    }
  }
  return rules
}

/** A selector in its parts, the last first; null for an unsupported one. */
function compoundsOf(selector: string): Compound[] | null {
  const compounds: Compound[] = []
  let child = false
  for (const part of selector.trim().replaceAll('>', ' > ').split(/\s+/)) {
    if (part === '>') {
      child = true
      continue
    }
    const { tag, rest } = COMPOUND.exec(part)?.groups ?? {}
    if (part === '' || (tag === undefined && rest === undefined)) return null
    const simple = [...(rest ?? '').matchAll(SIMPLE)].map(({ groups }) => groups!)
    compounds.unshift({
      tag: tag === undefined || tag === '*' ? null : tag.toLowerCase(),
      ids: simple.flatMap(({ id }) => id ?? []),
      classes: simple.flatMap((each) => each['class'] ?? []),
      attributes: simple.flatMap(({ name, value }) =>
        name === undefined ? [] : [[name.toLowerCase(), value ?? null] as const],
      ),
      child,
    })
    child = false
  }
  return compounds
}

function matches(
  [last, ...before]: readonly Compound[],
  element: Element,
  parents: ReadonlyMap<Element, Element>,
): boolean {
  if (last === undefined || !isMatch(last, element)) return false
  // All ways at once, part by part: each on its own would take exponentially many in a deep page.
  let reached = new Set([element])
  let { child } = last
  for (const part of before) {
    const seen = new Set<Element>()
    for (const from of reached) {
      for (let at = parents.get(from); at !== undefined && !seen.has(at); at = parents.get(at)) {
        seen.add(at)
        if (child) break
      }
    }
    reached = new Set([...seen].filter((at) => isMatch(part, at)))
    child = part.child
  }
  return reached.size > 0
}

function isMatch({ tag, ids, classes, attributes }: Compound, element: Element): boolean {
  if (tag !== null && tag !== element.name) return false
  if (ids.some((id) => id !== element.attributes['id'])) return false
  if (!classes.every((name) => hasClass(element, name))) return false
  return attributes.every(([name, value]) => {
    const own = element.attributes[name]
    return own !== undefined && (value === null || own === value)
  })
}
