import type { SeeAlso } from '../src/answer/card.ts'
import type { ChatContext } from './chat-context.ts'
import { element } from './element.ts'

/** Named places, each linked if it is here. */
export function places(seeAlso: readonly SeeAlso[], context: ChatContext): (string | Node)[] {
  return seeAlso.flatMap(({ page, name }, index) => {
    const place =
      page === null
        ? element('span', { lang: 'nl' }, name)
        : context.link(name, page, { lang: 'nl' })
    return index === 0 ? [place] : ['; ', place]
  })
}
