import { countryName, legalContactsFrom } from './legal-contacts.ts'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Type, { type Static } from 'typebox'
import Value from 'typebox/value'
import { refuseShared } from './db/data-folder.ts'
import { StartProblem } from './db/start-problem.ts'
import { say, type Message } from './messages/message.ts'

/** Settings that only a rehearsal (demo, development, tests) may change. `npm start` accepts only the default. */
const rehearsal = { rehearsal: true }
/** Settings whose values are secrets. They are never printed. `NAME_FILE` may name a file that holds the value. */
const secret = { secret: true }

/** A sender that works only for trials on one machine. */
const localSender = 'Round Robin <letters@localhost>'

/**
 * The single schema of the configuration: each environment variable with its meaning and default.
 * The descriptions are for engineers and not in the message files. docs/operating.md contains them as a table (`npm run settings`).
 */
export const Settings = Type.Object(
  {
    PUBLIC_URL: Type.String({
      default: 'http://localhost:3000',
      description:
        'Origin under which people reach the server, without a path. It must be https, unless it is localhost. Default: http://localhost and PORT.',
    }),
    HOST: Type.String({ default: '127.0.0.1', description: 'Address to listen on.' }),
    PORT: Type.Integer({ default: 3000, minimum: 0, maximum: 65535, description: 'Port to listen on.' }),
    TRUST_PROXY: Type.Integer({
      default: 0,
      minimum: 0,
      maximum: 10,
      description: 'Number of reverse proxies in front of the server. It believes as many entries of X-Forwarded-For.',
    }),
    REDEEM_ORIGIN: Type.Optional(
      Type.String({
        description:
          'Another origin of this server, for example an onion service. Pages send anonymous signatures to it. Default: PUBLIC_URL.',
      }),
    ),
    DATA_DIR: Type.String({ default: '.roundrobin/data', description: 'Folder of the embedded PostgreSQL.' }),
    KEYS_DIR: Type.String({
      default: '.roundrobin/keys',
      description:
        'Folder of the key files. Keep it apart from DATA_DIR and out of every backup that holds the database.',
    }),
    LOGS_DIR: Type.Optional(
      Type.String({
        description:
          'Folder of the copies of the letters’ logs, for the time after a restore. Keep it out of DATA_DIR and of every backup. Default: the folder `logs` beside KEYS_DIR.',
      }),
    ),
    DATABASE_URL: Type.Optional(
      Type.String({ ...secret, description: 'A PostgreSQL 18 of your own instead of the embedded one.' }),
    ),
    DATABASE_DIRECT_URL: Type.Optional(
      Type.String({
        ...secret,
        description: 'Address of the same database without a transaction-pooling proxy, for LISTEN and session locks.',
      }),
    ),
    SMTP_URL: Type.Optional(
      Type.String({
        ...secret,
        description: 'Mail server for codes and deliveries: smtps://user:password@host. Without it no letter can open.',
      }),
    ),
    MAIL_FROM: Type.String({
      default: localSender,
      description: 'Sender of deliveries and of mail to organizers.',
    }),
    CODE_MAIL_FROM: Type.Optional(
      Type.String({ description: 'Neutral sender of codes. Default: the address of MAIL_FROM without its name.' }),
    ),
    CODE_SMTP_URL: Type.Optional(
      Type.String({
        ...secret,
        description: 'Another mail server for codes, so that its log is separate. Default: SMTP_URL.',
      }),
    ),
    BOUNCE_ADDRESS: Type.Optional(
      Type.String({
        description:
          'Mailbox for returned mail, like bounces@letters.example.org. Each mail then has its own envelope sender: bounces+TOKEN@….',
      }),
    ),
    BOUNCE_SECRET: Type.Optional(
      Type.String({
        ...secret,
        pattern: '^[!-~]{24,500}$',
        description:
          'Secret of the program that sends returned mail to /api/v1/bounces: 24 to 500 characters without spaces. Without it, only the command npm run bounce accepts returned mail.',
      }),
    ),
    ATTACHMENT_LIMIT_MB: Type.Number({
      default: 7,
      exclusiveMinimum: 0,
      maximum: 40,
      description:
        'A larger PDF is not attached. The recipient’s page links it for two weeks. Many mail servers accept at most ten megabytes, counted as Base64.',
    }),
    PDF_MEMORY_MB: Type.Integer({
      default: 2000,
      minimum: 300,
      maximum: 100_000,
      description:
        'Memory limit of one process that makes a PDF. Up to two run at once. A process that exceeds the limit is ended, and its PDF is not made. A PDF shows at most 25 names per megabyte: 2000 allow 50,000.',
    }),
    DKIM_DOMAIN: Type.Optional(Type.String({ description: 'Domain that signs outgoing mail (DKIM).' })),
    DKIM_SELECTOR: Type.Optional(Type.String({ description: 'DKIM selector.' })),
    DKIM_KEY_FILE: Type.Optional(Type.String({ description: 'File with the DKIM private key, PEM, mode 0600.' })),
    ORGANIZERS: Type.Union([Type.Literal('invited'), Type.Literal('open')], {
      default: 'invited',
      description: '`invited`: only invited people may organize. `open`: anybody with a personal address may.',
    }),
    LEGAL_CONTACT: Type.Optional(
      Type.String({
        maxLength: 5000,
        description:
          'Whom people can ask in an emergency, after a legal demand, or when their employer questions them: name, and address or telephone number. Shown to everybody, under “If you are questioned”, and to organizers. Several are separated by `|`, and may begin with their country: `Helpline, +49 30 123 | FR: Syndicat, 01 23 45`.',
      }),
    ),
    WORKER: Type.Union([Type.Literal('on'), Type.Literal('off')], {
      default: 'on',
      description: 'Whether this process also carries out jobs (mail, batches, closings).',
    }),
    DRAIN_SECONDS: Type.Integer({
      default: 5,
      minimum: 0,
      maximum: 300,
      description:
        'Time between SIGTERM and the stop. During this time /readyz reports `stopping`, so that a load balancer sends no more requests.',
    }),
    LIMITS: Type.Union([Type.Literal('on'), Type.Literal('off')], {
      ...rehearsal,
      default: 'on',
      description: 'Limits on mails and requests. Only a rehearsal can switch them off.',
    }),
    UNIT_MINUTE_SECONDS: Type.Number({
      ...rehearsal,
      default: 60,
      exclusiveMinimum: 0,
      description: 'Length of a minute for everything that a letter counts in minutes (batches).',
    }),
    UNIT_HOUR_SECONDS: Type.Number({
      ...rehearsal,
      default: 3600,
      exclusiveMinimum: 0,
      description: 'Length of an hour for everything that a letter counts in hours (notices).',
    }),
    UNIT_SILENCE_SECONDS: Type.Number({
      ...rehearsal,
      default: 86400,
      exclusiveMinimum: 0,
      description: 'Length of a day in the count of days without an answer.',
    }),
    UNIT_DAY_SECONDS: Type.Number({
      ...rehearsal,
      default: 86400,
      exclusiveMinimum: 0,
      description: 'Length of a day for everything that a letter counts in days (closing, purging).',
    }),
  },
  { additionalProperties: false },
)

type Values = Static<typeof Settings>
export type SettingName = keyof Values

export interface Config {
  values: Values
  /** Folder of the copies of the letters' logs. */
  logsDir: string
  /** Origin without a trailing slash. */
  origin: string
  host: string
  secure: boolean
  limits: boolean
  /** In bytes. */
  largestAttachment: number
  /** In bytes, of one process. */
  pdfMemory: number
  /** Lengths in milliseconds. */
  units: { minute: number; hour: number; day: number; silence: number }
}

/**
 * Reads the settings from the environment. Ignores variables that are not settings.
 * @throws StartProblem if a value is missing, malformed or unreadable
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given: Record<string, string> = Object.fromEntries(
    Object.entries(Settings.properties).flatMap(([name, schema]) => {
      const value = 'secret' in schema ? secretOf(environment, name) : environment[name]
      return value === undefined || value === '' ? [] : [[name, value]]
    }),
  )
  if (!given['PUBLIC_URL'] && given['PORT']) given['PUBLIC_URL'] = `http://localhost:${given['PORT']}`
  const values = Value.Default(Settings, Value.Convert(Settings, given))
  if (!Value.Check(Settings, values)) throw new StartProblem(settingProblem(values))
  for (const name of ['DATABASE_URL', 'DATABASE_DIRECT_URL'] as const) refuseUnreadableUrl(name, values[name])
  const url = originIn('PUBLIC_URL', values.PUBLIC_URL)
  refuseUnknownCountries(values.LEGAL_CONTACT)
  if (values.REDEEM_ORIGIN !== undefined) values.REDEEM_ORIGIN = originIn('REDEEM_ORIGIN', values.REDEEM_ORIGIN).origin
  return {
    values,
    logsDir: values.LOGS_DIR ?? join(dirname(values.KEYS_DIR), 'logs'),
    origin: url.origin,
    host: url.host,
    secure: url.protocol === 'https:',
    limits: values.LIMITS === 'on',
    largestAttachment: values.ATTACHMENT_LIMIT_MB * 1_000_000,
    pdfMemory: values.PDF_MEMORY_MB * 1_000_000,
    units: {
      minute: values.UNIT_MINUTE_SECONDS * 1000,
      hour: values.UNIT_HOUR_SECONDS * 1000,
      day: values.UNIT_DAY_SECONDS * 1000,
      silence: values.UNIT_SILENCE_SECONDS * 1000,
    },
  }
}

/**
 * Refuses settings that are valid but unsafe or wrong in production.
 * @throws StartProblem
 */
export function refuseDangerous(
  { values, secure }: Config,
  environment: Record<string, string | undefined> = {},
): void {
  const local = isLocalhost(new URL(values.PUBLIC_URL).hostname)
  if (!secure && !local) throw new StartProblem(say('start-without-https', { url: values.PUBLIC_URL }))
  if (!local && values.SMTP_URL !== undefined && values.MAIL_FROM === localSender)
    throw new StartProblem(say('start-sender-at-localhost'))
  for (const [name, schema] of Object.entries(Settings.properties)) {
    if (!('rehearsal' in schema) || !('default' in schema)) continue
    const value = values[name as SettingName]
    if (value !== schema.default) throw new StartProblem(say('start-rehearsal-setting', { name, value: String(value) }))
  }
  refuseRevealing(environment)
}

/** Refuses switches of Node.js that would break what the server promises: they disable TLS checks or log what people send. */
function refuseRevealing(environment: Record<string, string | undefined>): void {
  if (environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') throw new StartProblem(say('start-tls-unchecked'))
  if (environment['NODE_DEBUG']) throw new StartProblem(say('start-node-debug'))
}

/** Reads a secret from its variable, or from the file that `NAME_FILE` names. Containers and systemd pass secrets as files. */
function secretOf(environment: Record<string, string | undefined>, name: string): string | undefined {
  const path = environment[`${name}_FILE`]
  if (path === undefined || path === '') return environment[name]
  if (environment[name]) throw new StartProblem(say('setting-given-twice', { name }))
  let text: string
  try {
    text = readFileSync(path, 'utf8').trim()
  } catch (error) {
    throw new StartProblem(say('setting-file-unreadable', { name, path, reason: (error as Error).message }), {
      cause: error,
    })
  }
  refuseShared(path)
  return text
}

/** The URL may contain a password, so the message does not repeat the URL. */
function refuseUnreadableUrl(name: SettingName, text: string | undefined): void {
  if (text === undefined) return
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url && /^postgres(ql)?:$/.test(url.protocol) && isDecodable(url.username) && isDecodable(url.password)) return
  throw new StartProblem(say('setting-database-url-unreadable', { name }))
}

/** A typing error would hide from people whom they can call. */
function refuseUnknownCountries(contacts: string | undefined): void {
  for (const { country } of legalContactsFrom(contacts))
    if (country !== null && countryName(country, 'en') === undefined)
      throw new StartProblem(say('setting-unknown-country', { name: 'LEGAL_CONTACT', value: country }))
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

export function isLocalhost(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '127.0.0.1' || hostname === '[::1]'
}

function originIn(name: SettingName, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search !== '' || url.username !== '')
    throw new StartProblem(say('setting-no-origin', { name, value: text.replace(/\/\/.*@/, '//…@') }))
  return url
}

function settingProblem(values: unknown): Message {
  const [error] = Value.Errors(Settings, values)
  const name = error?.instancePath.replace('/', '') ?? ''
  const schema = (Settings.properties as Record<string, { description?: string }>)[name]
  return say('setting-wrong', { name, problem: error?.message ?? '', meaning: schema?.description ?? '' })
}
