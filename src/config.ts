import { given } from './domain/optional-fields.ts'
import { z } from 'zod'
import { AppError } from './domain/errors.ts'

const flag = z
  .enum(['true', 'false'], 'is neither true nor false')
  .transform((value) => value === 'true')

const number = (min: number, max: number) =>
  z.coerce.number('is not a number').min(min, `is below ${min}`).max(max, `is above ${max}`)
const count = (min: number, max: number) => number(min, max).int('is not a whole number')
const seconds = (max: number) => number(0, max)
const port = count(0, 65_535)

const network = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])
const isNetwork = (value: string) => network.safeParse(value).success

/**
 * An origin as browsers send it: "https://intranet.example.nl", without a path. None has an
 * asterisk: such a one would allow frames, and no question.
 */
const origin = z
  .string()
  .refine(
    (value) => /^https?:[^*]+$/.test(value) && URL.parse(value)?.origin === value,
    'is not an origin such as https://intranet.example.nl',
  )

/** Words separated by commas or spaces. */
const list = z
  .string()
  .default('')
  .transform((value) => value.split(/[\s,]+/).filter((each) => each !== ''))

/** An http(s) address to which paths are added; without a slash at its end. */
const httpBase = z
  .url({ protocol: /^https?$/, error: 'is not a http(s) address' })
  .transform((value) => value.replace(/\/+$/, ''))

// "Team answers <answers@example.nl>"
const CONTACT = /^(?<name>[^<>]{1,100}) <(?<email>[^\s@<>]{1,64}@[^\s@<>]{1,190})>$/
/** What RFC 9116 accepts: the address of a mailbox or a page. */
const contact = z
  .string()
  .transform((value) => (/^[^\s:@]+@[^\s:@]+$/.test(value) ? `mailto:${value}` : value))
  .refine(
    (value) => /^(?:mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/.test(value),
    'is neither an e-mail address nor an https: one',
  )

const Settings = z.object({
  PORT: port.default(8787).describe('port the server listens on; 0 picks a free one'),
  HOST: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe('address the server listens on; `0.0.0.0` for all addresses of the machine'),
  INDEX_DIR: z
    .string()
    .min(1)
    .default('index')
    .describe('folder with the documents, the index and its manifest'),
  STORE: z
    .enum(['vectra', 'postgres'], 'is not one of the stores')
    .default('vectra')
    .describe(
      'where the index is kept: `vectra`, files in `INDEX_DIR`; `postgres`, the database of ' +
        '`DATABASE_URL`',
    ),
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: 'does not have the form postgres://user@host/database',
    })
    .optional()
    .describe('address of a PostgreSQL database with pgvector, for `STORE=postgres`'),
  SIGNING_KEY: z
    .string()
    .optional()
    .describe(
      'PEM file of an Ed25519 key: the private one signs the index (`npm run sign`), either ' +
        'checks it (`npm run verify`)',
    ),
  MODEL: z
    .string()
    .regex(/^[\w.-]+\/[\w.-]+$/, 'does not have the form owner/name')
    .default('letterlijk/kamer-384')
    .describe('embedding model, `owner/name`, for example `Xenova/multilingual-e5-small`'),
  MODEL_DIR: z
    .string()
    .min(1)
    .default('index/model')
    .describe('folder with models, searched before any hub'),
  MODEL_CACHE: z
    .string()
    .min(1)
    .default('node_modules/.cache/letterlijk')
    .describe('folder that keeps downloaded models'),
  MODEL_HOST: z
    .url({ protocol: /^https?$/, error: 'is not a http(s) address' })
    .optional()
    .describe('address of a mirror of the model hub'),
  MODEL_OFFLINE: flag.default(false).describe('`true`: never download a model'),
  ALLOWED_ORIGINS: list
    .pipe(z.array(origin))
    .describe('origins that may embed the widget, separated by commas'),
  CONTACT: z
    .string()
    .regex(CONTACT, 'does not have the form Name <address@example.nl>')
    .transform((value) => CONTACT.exec(value)!.groups as { name: string; email: string })
    .optional()
    .describe('who runs the server, for users of the API: `Team Answers <answers@example.nl>`'),
  PUBLIC_URL: origin.optional().describe('public origin of the server behind a proxy'),
  TRUST_PROXY: list
    .refine(
      (list) => (list.length === 1 && /^\d$/.test(list[0]!)) || list.every(isNetwork),
      'is neither a number of proxies from 0 to 9 nor a list of networks such as 10.0.0.0/8',
    )
    .describe(
      'trusted proxies in front of the server: their number, or their networks; the server ' +
        'believes no other one about a client',
    ),
  SIGN_IN_HEADER: z
    .string()
    .regex(/^[A-Za-z][\w-]{1,63}$/, 'is not the name of a header')
    .optional()
    .describe(
      'header in which the proxies of `TRUST_PROXY` name the signed-in user: everybody else ' +
        'gets 403',
    ),
  RATE_LIMIT: count(0, 1_000_000)
    .default(300)
    .describe('requests a minute from one client address; 0 for no limit'),
  MAX_ACTIVE: count(1, 1_000).default(8).describe('requests handled at once'),
  MAX_WAITING: count(0, 100_000)
    .default(25)
    .describe('requests that may wait beyond those; the next one gets 503'),
  REQUEST_TIMEOUT: number(0.05, 600)
    .default(5)
    .describe('seconds a request may take, a fifth of them waiting, before it gets 503'),
  MAX_CONNECTIONS: count(1, 1_000_000)
    .default(1_000)
    .describe(
      'open connections at once, a tenth of them from one client address; the next one is closed',
    ),
  STOP_DELAY: seconds(300)
    .default(0)
    .describe('seconds the server still accepts connections after it is told to stop'),
  STOP_TIMEOUT: seconds(3_600)
    .default(25)
    .describe('seconds after which a stopping server ends, even with requests unanswered'),
  LOG_LEVEL: z
    .enum(['info', 'warn', 'error', 'silent'], 'is not one of the levels')
    .default('info')
    .describe('what is logged: `info` (a line for each request), `warn`, `error` or `silent`'),
  METRICS_PORT: port
    .optional()
    .describe('separate port for `/metrics`; without it, only this machine may read them'),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpBase
    .optional()
    .describe(
      'address of an OpenTelemetry collector for requests, without their words; needs the SDK',
    ),
  SECURITY_CONTACT: contact
    .optional()
    .describe(
      'e-mail or https address for `/.well-known/security.txt`, which is absent without one',
    ),
  IMPORT_TK: httpBase
    .default('https://gegevensmagazijn.tweedekamer.nl')
    .describe("address of the Tweede Kamer's data, or of a mirror, for `npm run import`"),
  IMPORT_KOOP: httpBase
    .default('https://zoek.officielebekendmakingen.nl')
    .describe('address of the official publications, or of a mirror, for `npm run import`'),
  IMPORT_SRU: httpBase
    .default('https://repository.overheid.nl/sru')
    .describe('address of the register of publications, or of a mirror, for `--source koop`'),
})

/** The share of a request's time that it may wait for its turn: the work needs the rest. */
const WAITING_SHARE = 0.2

/** The kinds of index store. */
type StoreSetting =
  { readonly kind: 'vectra' } | { readonly kind: 'postgres'; readonly url: string }

export interface Config {
  readonly port: number
  readonly host: string
  readonly indexDir: string
  readonly store: StoreSetting
  /** path of a PEM file */
  readonly signingKey?: string
  readonly model: {
    readonly name: string
    readonly folder: string
    readonly cache: string
    readonly host?: string
    readonly offline: boolean
  }
  readonly allowedOrigins: readonly string[]
  readonly contact?: { readonly name: string; readonly email: string }
  readonly publicUrl?: string
  /** the number of trusted proxies, or their addresses and networks */
  readonly trustProxy: number | readonly string[]
  /** header in which a trusted proxy names the signed-in user */
  readonly signInHeader?: string
  readonly rateLimit: { readonly perMinute: number }
  /** patience is in milliseconds */
  readonly turns: { readonly active: number; readonly waiting: number; readonly patience: number }
  /** milliseconds that a request may take */
  readonly requestTimeout: number
  readonly maxConnections: number
  /** in seconds */
  readonly stop: { readonly delay: number; readonly timeout: number }
  readonly logLevel: 'info' | 'warn' | 'error' | 'silent'
  readonly metricsPort?: number
  /** address of an OpenTelemetry collector */
  readonly telemetry?: string
  readonly securityContact?: string
  /** the services that `npm run import` queries */
  readonly services: { readonly tk: string; readonly koop: string; readonly sru: string }
}

/** Each setting with its default and meaning; a test holds docs/settings.md to it. */
export const SETTINGS = Object.entries(Settings.shape).map(([name, schema]) => ({
  name,
  meaning: schema.description!,
  default: schema.parse(undefined),
}))

/**
 * Reads the settings; an empty variable counts as not set. Throws `invalid_setting`, naming every
 * wrong variable, its value and the values that it takes.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const { success, data, error } = Settings.safeParse(set)
  if (!success) throw invalid(error, env)
  return {
    port: data.PORT,
    host: data.HOST,
    indexDir: data.INDEX_DIR,
    store: storeOf(data.STORE, data.DATABASE_URL),
    ...given({ signingKey: data.SIGNING_KEY }),
    model: {
      name: data.MODEL,
      folder: data.MODEL_DIR,
      cache: data.MODEL_CACHE,
      ...given({ host: data.MODEL_HOST }),
      offline: data.MODEL_OFFLINE,
    },
    allowedOrigins: data.ALLOWED_ORIGINS,
    ...given({ contact: data.CONTACT, publicUrl: data.PUBLIC_URL }),
    trustProxy: hopsOrNetworks(data.TRUST_PROXY),
    ...given({ signInHeader: signInHeaderOf(data) }),
    rateLimit: { perMinute: data.RATE_LIMIT },
    turns: {
      active: data.MAX_ACTIVE,
      waiting: data.MAX_WAITING,
      patience: data.REQUEST_TIMEOUT * WAITING_SHARE * 1000,
    },
    requestTimeout: data.REQUEST_TIMEOUT * 1000,
    maxConnections: data.MAX_CONNECTIONS,
    stop: { delay: data.STOP_DELAY, timeout: data.STOP_TIMEOUT },
    logLevel: data.LOG_LEVEL,
    services: { tk: data.IMPORT_TK, koop: data.IMPORT_KOOP, sru: data.IMPORT_SRU },
    ...given({
      telemetry: data.OTEL_EXPORTER_OTLP_ENDPOINT,
      metricsPort: metricsPortOf(data),
      securityContact: data.SECURITY_CONTACT,
    }),
  }
}

function hopsOrNetworks(list: readonly string[]): number | readonly string[] {
  return list.length === 1 && /^\d$/.test(list[0]!) ? Number(list[0]) : list
}

/** A number of proxies does not identify them: anybody could then write the header. */
function signInHeaderOf(data: z.infer<typeof Settings>): string | undefined {
  const trust = hopsOrNetworks(data.TRUST_PROXY)
  const known = typeof trust !== 'number' && trust.length > 0
  if (data.SIGN_IN_HEADER === undefined || known) return data.SIGN_IN_HEADER
  throw new AppError(
    'invalid_setting',
    'SIGN_IN_HEADER needs TRUST_PROXY with the addresses of the proxies that write it, such as ' +
      'TRUST_PROXY=127.0.0.1: anybody else could write it too.',
  )
}

/** Two servers cannot share a port; 0 picks another one for each. */
function metricsPortOf({ PORT, METRICS_PORT }: z.infer<typeof Settings>): number | undefined {
  if (METRICS_PORT !== PORT || PORT === 0) return METRICS_PORT
  throw new AppError(
    'invalid_setting',
    `Wrong settings. METRICS_PORT=${METRICS_PORT} is the port of PORT too. Choose another one.`,
  )
}

function storeOf(kind: StoreSetting['kind'], url: string | undefined): StoreSetting {
  if (kind !== 'postgres') return { kind }
  if (url !== undefined) return { kind, url }
  throw new AppError(
    'invalid_setting',
    'STORE=postgres needs DATABASE_URL, the address of the database: ' +
      'postgres://user@host/database.',
  )
}

function invalid(error: z.ZodError, env: Readonly<Record<string, string | undefined>>): AppError {
  const lines = error.issues.map(({ path, message }) => {
    const name = String(path[0])
    const { meaning } = SETTINGS.find((setting) => setting.name === name)!
    // An address may contain a password.
    const value = name === 'DATABASE_URL' ? '(not shown)' : env[name]
    return `${name}=${value} ${message}. What it sets: ${meaning}.`
  })
  return new AppError('invalid_setting', `Wrong settings. ${lines.join(' ')}`, { cause: error })
}
