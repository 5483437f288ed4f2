/** Prints how well the parser reads the corpus, by format, and each miss. */
import { hasCorpus, type Score, scoreGold, scoreXml } from '../tests/support/gold.ts'

if (!hasCorpus) {
  process.stdout.write('The corpus is not here: set SHARED_DIR to the folder that holds corpus/.\n')
  process.exit(1)
}
const scores: Score[] = [
  await scoreXml(),
  await scoreGold('pdf'),
  await scoreGold('docx'),
  await scoreGold('text'),
]
for (const { format, documents, right, answers, misses } of scores) {
  const share = ((100 * right) / answers).toFixed(1)
  process.stdout.write(
    `${format}: ${right} of ${answers} answers (${share} %), ${documents} documents\n`,
  )
  for (const miss of misses) process.stdout.write(`  ${miss}\n`)
}
