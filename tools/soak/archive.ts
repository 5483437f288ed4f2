import { spawn } from 'node:child_process'
import { join } from 'node:path'
import {
  bodyOf,
  guidOf,
  koopXml,
  officialArchive,
  type Archive,
} from '../../tests/support/official/archive.ts'
import { seeded } from '../../tests/support/invent-document.ts'
import { serveOfficial } from '../../tests/support/official/serve.ts'

const root = join(import.meta.dirname, '../..')

interface ImportedArchive {
  /** Changes the services' data, and imports them in a process of its own. */
  importAgain(): Promise<void>
  readonly imports: () => number
  /** imports that ended with another status than 0, with what they said */
  readonly failures: readonly string[]
  close(): Promise<void>
}

/** The stand-in for the official services, and an index that `npm run import` makes from it. */
export async function importedArchive(folder: {
  readonly files: string
  readonly index: string
}): Promise<ImportedArchive> {
  const archive = officialArchive()
  const services = await serveOfficial(archive.world)
  const failures: string[] = []
  let imports = 0

  async function run(): Promise<void> {
    const args = ['import', '--since', '2017-01-01', '--rate', '1000', '--dir', folder.files]
    const { status, said } = await runNode(['src/cli.ts', ...args], {
      ...services.env,
      INDEX_DIR: folder.index,
    })
    imports++
    if (status !== 0) failures.push(`import ${imports} ended with ${status}: ${said.slice(-500)}`)
  }

  await run()
  return {
    async importAgain() {
      change(archive, imports)
      await run()
    },
    imports: () => imports,
    failures,
    close: () => services.close(),
  }
}

/**
 * Another version of a letter and of a publication; every third time an answer disappears or
 * returns.
 */
function change({ world, answers, letters }: Archive, round: number): void {
  const at = answers.indexOf(letters[round % letters.length]!)
  const letter = letters[round % letters.length]!
  world.resources.set(
    letter,
    bodyOf('answer', at, `proef ${round} van deze soak`, seeded(7_919 + round)),
  )
  world.put('DocumentVersie', guidOf('answerv', round), {
    document: letter,
    versienummer: String(2 + round),
  })
  world.change(letter, { huidigeDocumentVersie: guidOf('answerv', round) })
  const published = [...world.publications.keys()].filter((name) => name.startsWith('ah-'))
  const name = published[round % published.length]!
  const xml = koopXml(name.replace('.xml', ''), 100 + round, true, seeded(7_919 + round))
  world.publications.set(name, new TextEncoder().encode(xml))
  const guest = answers[1]!
  if (round % 3 === 1) world.remove('Document', guest)
  if (round % 3 === 2) world.resend(answers[2]!)
}

/** Yields to the processes that answer people, as a scheduled import should. */
function runNode(args: readonly string[], env: Readonly<Record<string, string>>) {
  const child = spawn('nice', ['-n', '10', process.execPath, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  return new Promise<{ status: number | null; said: string }>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (status) => resolve({ status, said }))
  })
}
