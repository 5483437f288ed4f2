import { z } from 'zod'
import { AppError } from './errors.ts'

const flag = z.enum(['true', 'false']).transform((value) => value === 'true')

/** An origin as browsers send it: "https://intranet.example.nl", no path. */
const origin = z
  .string()
  .refine(
    (value) => /^https?:/.test(value) && URL.parse(value)?.origin === value,
    'is not an origin such as https://intranet.example.nl',
  )

// "Team answers <answers@example.nl>"
const CONTACT = /^(?<name>[^<>]{1,100}) <(?<email>[^\s@<>]{1,64}@[^\s@<>]{1,190})>$/

const Settings = z.object({
  PORT: z.coerce
    .number('is not a number')
    .int('is not a whole number')
    .min(0, 'is below 0')
    .max(65_535, 'is above 65535')
    .default(8787)
    .describe('port that the server listens on; 0 takes a free one'),
  HOST: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe('address that the server listens on; `0.0.0.0` for all of the machine'),
  INDEX_DIR: z
    .string()
    .min(1)
    .default('index')
    .describe('folder with the documents, the index and its manifest'),
  STORE: z
    .enum(['vectra'], 'is not a store that there is')
    .default('vectra')
    .describe('where the vectors are kept: `vectra`, files in `INDEX_DIR`'),
  MODEL: z
    .string()
    .regex(/^[\w.-]+\/[\w.-]+$/, 'is not of the form owner/name')
    .default('letterlijk/nl-en-256')
    .describe('embedding model, `owner/name`, for example `Xenova/multilingual-e5-small`'),
  MODEL_DIR: z
    .string()
    .min(1)
    .default('index/model')
    .describe('folder with models, looked at before any hub'),
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
  MODEL_DTYPE: z
    .enum(['q8', 'fp32', 'fp16', 'q4'])
    .default('q8')
    .describe("which of the model's ONNX files to use"),
  ALLOWED_ORIGINS: z
    .string()
    .default('')
    .transform((value) => value.split(/[\s,]+/).filter((each) => each !== ''))
    .pipe(z.array(origin))
    .describe('sites that may embed the widget, separated by commas'),
  CONTACT: z
    .string()
    .regex(CONTACT, 'is not of the form Name <address@example.nl>')
    .transform((value) => CONTACT.exec(value)!.groups as { name: string; email: string })
    .optional()
    .describe('who runs the server, for users of the API: `Team answers <answers@example.nl>`'),
  PUBLIC_URL: origin
    .optional()
    .describe('origin that people know the server by, where a proxy stands before it'),
})

export interface Config {
  readonly port: number
  readonly host: string
  readonly indexDir: string
  readonly store: 'vectra'
  readonly model: {
    readonly name: string
    readonly folder: string
    readonly cache: string
    readonly host?: string
    readonly offline: boolean
    readonly dtype: 'q8' | 'fp32' | 'fp16' | 'q4'
  }
  readonly allowedOrigins: readonly string[]
  readonly contact?: { readonly name: string; readonly email: string }
  readonly publicUrl?: string
}

/** Each setting with its default and meaning; the README's table is tested against it. */
export const SETTINGS = Object.entries(Settings.shape).map(([name, schema]) => ({
  name,
  meaning: schema.description!,
  default: schema.parse(undefined),
}))

/**
 * Reads the settings; an empty variable counts as not set. Throws `invalid_setting` naming every
 * variable that is wrong, its value and what it may be.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const { success, data, error } = Settings.safeParse(set)
  if (!success) throw invalid(error, env)
  return {
    port: data.PORT,
    host: data.HOST,
    indexDir: data.INDEX_DIR,
    store: data.STORE,
    model: {
      name: data.MODEL,
      folder: data.MODEL_DIR,
      cache: data.MODEL_CACHE,
      ...(data.MODEL_HOST === undefined ? {} : { host: data.MODEL_HOST }),
      offline: data.MODEL_OFFLINE,
      dtype: data.MODEL_DTYPE,
    },
    allowedOrigins: data.ALLOWED_ORIGINS,
    ...(data.CONTACT === undefined ? {} : { contact: { ...data.CONTACT } }),
    ...(data.PUBLIC_URL === undefined ? {} : { publicUrl: data.PUBLIC_URL }),
  }
}

function invalid(error: z.ZodError, env: Readonly<Record<string, string | undefined>>): AppError {
  const lines = error.issues.map(({ path, message }) => {
    const name = String(path[0])
    const { meaning } = SETTINGS.find((setting) => setting.name === name)!
    return `${name}=${env[name]}: ${message}. It is the ${meaning}.`
  })
  return new AppError('invalid_setting', `Wrong settings. ${lines.join(' ')}`, { cause: error })
}
