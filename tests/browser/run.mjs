// Opens one school for all tests, runs the files one after another (they measure time), and closes it.
//
//   node run.mjs            all
//   node run.mjs journey    only journey.test.mjs
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { fileURLToPath } from 'node:url'
import { openSchool } from './support/school.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const wanted = process.argv.slice(2)
const files = readdirSync(here)
  .filter((name) => name.endsWith('.test.mjs'))
  .filter((name) => wanted.length === 0 || wanted.some((word) => name.startsWith(word)))
  .map((name) => join(here, name))

const school = await openSchool()
Object.assign(process.env, school.settings)
try {
  const tests = run({ files, concurrency: 1, timeout: 240_000 })
  tests.on('test:fail', () => (process.exitCode = 1))
  const ended = new Promise((resolve) => tests.once('end', resolve))
  tests.compose(new spec()).pipe(process.stdout)
  await ended
} finally {
  await school.close()
}
