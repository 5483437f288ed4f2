import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { scalePlot } from './scale-plot.ts'
import {
  conditions,
  searchTable,
  startTable,
  storeNotes,
  storeTable,
  type ScaleFigures,
} from './scale-report.ts'

/** The page with the figures in it, each part between `<!-- name -->` and `<!-- end -->`. */
export function withTables(markdown: string, figures: ScaleFigures): string {
  const parts = {
    conditions: conditions(figures),
    search: searchTable(figures.search),
    start: startTable(figures.start),
    stores: storeTable(figures.stores),
    engines: storeNotes(figures.stores),
  }
  return Object.entries(parts).reduce((text, [name, part]) => {
    const place = new RegExp(`(<!-- ${name} -->\n).*?(<!-- end -->)`, 's')
    if (!place.test(text)) throw new Error(`the document has no place for ${name}`)
    return text.replace(place, (_, before: string, after: string) => `${before}${part}\n${after}`)
  }, markdown)
}

/**
 * `node bench/growth-notes.ts`: writes growth.json's figures into growth-notes.md and
 * growth.svg.
 */
if (import.meta.main) {
  const at = (name: string) => fileURLToPath(new URL(`${name}`, import.meta.url))
  const figures = JSON.parse(readFileSync(at('growth.json'), 'utf8')) as ScaleFigures
  writeFileSync(
    at('growth-notes.md'),
    withTables(readFileSync(at('growth-notes.md'), 'utf8'), figures),
  )
  writeFileSync(at('growth.svg'), scalePlot(figures))
}
