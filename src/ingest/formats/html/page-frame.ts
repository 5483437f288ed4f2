import { isHeadingText } from '../../extraction/heading-text.ts'
import { type Element, elementsOf, findAll, textOf } from '../../extraction/tree.ts'

/** Ids and classes of what pages older than `<nav>` and `<footer>` have around their text. */
const NAMES = new Set(
  (
    'footer site-footer page-footer breadcrumb breadcrumbs navigation navbar skiplink skip-link ' +
    'skiplinks skip-links cookie-bar cookie-banner cookie-notice cookie-consent'
  ).split(' '),
)

const ROLES = new Set(['navigation', 'contentinfo', 'search', 'banner', 'dialog', 'alertdialog'])

/** Elements that hold the whole page. */
const WHOLE = new Set(['html', 'body', 'main', 'article', 'form'])

/** Characters on a button at most. */
const LONGEST_BUTTON = 40

/** True for an element of the page around the publication. */
export function isOfFrame(element: Element): boolean {
  const { name, attributes } = element
  if (WHOLE.has(name)) return false
  const { id = '', class: classes = '', role = '' } = attributes
  const isNamed = [id, ...classes.split(/\s+/)].some((each) => NAMES.has(each.toLowerCase()))
  if ((isNamed || ROLES.has(role)) && !PART.test(textOf(element))) return true
  return isPageEdge(element) || isButton(element) || isWayBack(element) || isContents(element)
}

/** "Antwoord 1", "Vragen van het lid": what holds it is the publication, whatever it is called. */
const PART = /(?:^|\s)(?:Vra(?:ag|gen)|Antwoord(?:en)?)\s(?:\d|van\s|op\s)/

/** What LibreOffice writes of the head and foot of each page. */
function isPageEdge({ name, attributes }: Element): boolean {
  return name === 'div' && /^(?:header|footer)$/.test(attributes['title'] ?? '')
}

/** A link or another element that is a button: "Kopieer link". */
function isButton(element: Element): boolean {
  if (element.attributes['role'] !== 'button') return false
  const text = textOf(element).trim()
  return text.length <= LONGEST_BUTTON && !/[.?!]$/.test(text) && !isHeadingText(text)
}

/** What stands beside the main part of a page and is no target of a link, as a note is. */
export function besideMain(root: Element): Set<Element> {
  const mains = findAll(root, 'main')
  if (mains.length === 0) return new Set()
  const within = new Set(mains.flatMap((main) => findAll(main, 'aside')))
  const targets = new Set(findAll(root, 'a').map((link) => link.attributes['href']))
  const isTarget = ({ attributes: { id } }: Element) => id !== undefined && targets.has(`#${id}`)
  const hasTarget = (element: Element): boolean =>
    isTarget(element) || elementsOf(element).some(hasTarget)
  return new Set(findAll(root, 'aside').filter((each) => !within.has(each) && !hasTarget(each)))
}

/** A list of links to headings of questions and answers on the page. */
function isContents(element: Element): boolean {
  const items = elementsOf(element)
  if ((element.name !== 'ul' && element.name !== 'ol') || items.length === 0) return false
  return items.every((item) => {
    const [link] = findAll(item, 'a')
    const text = textOf(item).trim()
    return (
      link?.attributes['href']?.startsWith('#') === true &&
      textOf(link).trim() === text &&
      isHeadingText(text)
    )
  })
}

/** A link from a note back to its mark, or up the page: "↑", "Naar boven". */
function isWayBack(element: Element): boolean {
  if (element.name !== 'a') return false
  const text = textOf(element).slice(0, 30).trim()
  if (/^[\^↑⏎↩⤴]\ufe0e?$/.test(text)) return true
  const isOfPage = element.attributes['href']?.startsWith('#') ?? false
  return isOfPage && /^(?:terug )?naar (?:boven|top)$/i.test(text)
}
