import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { withTables } from '../growth-notes.ts'
import { scalePlot } from '../scale-plot.ts'
import { NO_FIGURES, withFigures, type ScaleFigures } from '../scale-report.ts'

const notes = join(import.meta.dirname, '..')
const read = (name: string) => readFileSync(join(notes, name), 'utf8')
const figures = JSON.parse(read('growth.json')) as ScaleFigures

it('growth-notes.md and its picture say what was measured', () => {
  expect(withTables(read('growth-notes.md'), figures)).toBe(read('growth-notes.md'))
  expect(scalePlot(figures)).toBe(read('growth.svg'))
})

it('a repeated figure replaces the earlier one, and smaller sizes come first', () => {
  const here = { machine: 'this one', load: 1 }
  const rows = [
    { paragraphs: 10_000, readyS: 1 },
    { paragraphs: 998, readyS: 2 },
    { paragraphs: 9_994, readyS: 3 },
  ]
  const measured = rows.reduce(
    (all, figure) => withFigures(all, { part: 'start', figure }, here),
    NO_FIGURES,
  )
  expect(measured.start).toEqual([rows[1], rows[2]])
  const other = withFigures(measured, { part: 'start', figure: rows[0] }, { ...here, load: 5 })
  expect(other.load).toEqual([1, 5])
})
