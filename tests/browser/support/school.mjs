// A real school to look at: the program itself on a free port, with a database and a data folder of its own.
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..')
const program = process.env.CLOUD_SCHOOL_PROGRAM ?? join(root, 'target/debug/cloud-school')

export const courseContent = join(root, 'course_content')
export const slug = 'rice-full-mechanized-production'

/**
 * Opens a school on the Postgres server that `DATABASE_URL` names. The settings that make it up can be passed on to other
 * processes, which `join` it.
 */
export async function openSchool() {
  const server = process.env.DATABASE_URL
  if (!server) throw new Error('DATABASE_URL names no Postgres; bin/test browser brings one')
  const name = `browser_${process.pid}_${Date.now()}`
  await sql(server, `create database ${name}`)

  const folder = await mkdtemp(join(tmpdir(), 'cloud-school-browser.'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const settings = {
    DATABASE_URL: server.replace(/\/[^/]*$/, `/${name}`),
    CLOUD_SCHOOL_DATA_DIR: join(folder, 'data'),
    CLOUD_SCHOOL_PORT: String(port),
    CLOUD_SCHOOL_PUBLIC_URL: url,
    CLOUD_SCHOOL_PSEUDO_LANGUAGES: '1',
    CLOUD_SCHOOL_CONTENT_DIR: courseContent,
    CLOUD_SCHOOL_LOG: 'error',
  }

  let serving, closed
  const close = () => (closed ??= end())
  const end = async () => {
    if (serving && serving.exitCode === null) {
      const gone = once(serving, 'exit')
      serving.kill('SIGTERM')
      await gone
    }
    await sql(server, `drop database ${name} with (force)`)
    await rm(folder, { recursive: true, force: true })
  }

  // Whoever interrupts the tests leaves nothing running.
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => close().finally(() => process.exit(1)))
  }
  try {
    await run(program, ['migrate'], { env: { ...process.env, ...settings } })
    serving = spawn(program, ['serve'], { env: { ...process.env, ...settings }, stdio: ['ignore', 'pipe', 'inherit'] })
    await isOpen(serving)
  } catch (failure) {
    await close()
    throw failure
  }
  return { settings, close, ...joined(settings) }
}

/** The school that somebody else opened. */
export function theSchool() {
  if (!process.env.CLOUD_SCHOOL_PUBLIC_URL) throw new Error('there is no school: node run.mjs opens one')
  return joined(process.env)
}

function joined(settings) {
  const env = { ...process.env, ...settings }
  const url = settings.CLOUD_SCHOOL_PUBLIC_URL

  return {
    url,

    /** What an administrator types. */
    async command(...words) {
      const { stdout } = await run(program, words, { env })
      return stdout
    },

    /** What the database answers: rows of texts. */
    async ask(query) {
      return sql(settings.DATABASE_URL, query)
    },

    /** Adds somebody by name alone: her code and the address of her card. */
    async addPerson(name) {
      const said = await this.command('person', 'add', name)
      return { name, code: said.match(/^code +(\S+)/m)[1], card: said.match(/^http\S+/m)[0] }
    },

    /** Adds a cohort that learns the course: its id. */
    async addCohort(name) {
      const said = await this.command('cohort', 'add', '--programme', 'ecuador', '--place', 'Vinces', '--course', slug, name)
      return said.match(/^[0-9a-f-]{36}$/m)[0]
    },

    /** Gives a role over a cohort or a programme: `giveRole(ana, 'facilitator', '--cohort', id)`. */
    async giveRole(person, role, ...over) {
      await this.command('role', 'give', person.code, role, ...over)
    },
  }
}

async function sql(database, query) {
  const words = ['--no-psqlrc', '--quiet', '--no-align', '--tuples-only', '--set', 'ON_ERROR_STOP=1', '--command', query, database]
  const { stdout } = await run('psql', words)
  return stdout.split('\n').filter(Boolean).map((row) => row.split('|'))
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}

async function isOpen(serving) {
  const greeting = (async () => {
    for await (const said of serving.stdout) if (String(said).includes('is open')) break
  })()
  const ended = once(serving, 'exit').then(([code]) => {
    throw new Error(`the school did not open: it ended with ${code}`)
  })
  await Promise.race([greeting, ended])
  ended.catch(() => {})
}
