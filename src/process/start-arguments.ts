import { SETTINGS } from '../config.ts'
import { AppError } from '../domain/errors.ts'

type Env = Readonly<Record<string, string | undefined>>

/** Everybody on the machine can read a program's arguments, and this one contains a password. */
const SECRET = 'DATABASE_URL'

const USAGE = `npm start -- [--port 3000] [--index-dir index] [...]
  serves the index. Settings (docs/settings.md) can be arguments, which count before the
  environment: PORT is --port, INDEX_DIR is --index-dir. ${SECRET} cannot.

${SETTINGS.filter(({ name }) => name !== SECRET)
  .map(({ name, meaning }) => `${optionOf(name).padEnd(30)}${meaning}`)
  .join('\n')}
`

/**
 * The environment merged with the settings of the command line, or the requested help. Throws
 * `invalid_setting` for an unknown setting.
 */
export function readStart(argv: readonly string[], env: Env): { env: Env } | { help: string } {
  if (argv.includes('--help') || argv.includes('-h')) return { help: USAGE }
  const given: Record<string, string> = {}
  for (let at = 0; at < argv.length; at++) {
    const [option, ...rest] = argv[at]!.split('=')
    const setting = SETTINGS.find(({ name }) => optionOf(name) === option)
    if (setting === undefined) throw unknown(argv[at]!)
    if (setting.name === SECRET) {
      throw refused(`${option} is not taken here, since others could read it. Set ${SECRET}.`)
    }
    const value = rest.length > 0 ? rest.join('=') : argv[++at]
    if (value === undefined || value.startsWith('--')) {
      throw refused(`${option} has no value. What it sets: ${setting.meaning}.`)
    }
    given[setting.name] = value
  }
  return { env: { ...env, ...given } }
}

/** "--index-dir" of "INDEX_DIR" */
function optionOf(name: string): string {
  return `--${name.toLowerCase().replaceAll('_', '-')}`
}

function unknown(argument: string): AppError {
  return refused(
    `There is no setting ${argument}. Write \`npm start -- --port 3000\` or ` +
      '`PORT=3000 npm start`; `npm start -- --help` lists all settings.',
  )
}

function refused(what: string): AppError {
  return new AppError('invalid_setting', what)
}
