import assert from 'node:assert/strict'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { comeIn, newPhone, openBrowser, press } from './support/browser.mjs'
import { addPeople } from './support/people.mjs'
import { courseContent, slug, theSchool } from './support/school.mjs'

const school = theSchool()
const course = `/courses/${slug}`
const lesson = `${course}/lessons/stay-safe` // it states what can harm
const nextYear = `${new Date().getFullYear() + 1}-12-31`
let browser
before(async () => (browser = await openBrowser()))
after(() => browser.close())

test('a lesson is reviewed, asked about, answered and corrected, and people are told', async () => {
  const { learner, facilitator, reviewer, cohort } = await people()
  const page = learner.page

  // Nobody has checked it.
  await page.goto(course)
  const enrol = `form[action="${course}/enrolment"] button`
  if (await page.locator(enrol).count()) await press(page, enrol)
  await page.goto(lesson)
  const draft = await known(page)
  assert.equal(await page.locator('.note.err').count(), 1, 'the preview warns')

  // Three kinds of review.
  await sign(reviewer.page, 'en', 'facts', { place: 'EC' })
  await page.goto(lesson)
  assert.equal(await page.locator('.note.err').count(), 1, 'facts alone are not safety')
  await sign(reviewer.page, 'en', 'safety')
  await page.goto(lesson)
  const approved = await known(page)
  assert.notEqual(approved, draft)
  assert.match(approved, /INIAP/)
  assert.equal(await page.locator('.note.err').count(), 0)
  await page.goto(`${lesson}?lang=es`)
  assert.equal(await page.locator('.note.err').count(), 1, 'nobody has checked the translation')
  await sign(reviewer.page, 'es', 'language')
  await page.goto(`${lesson}?lang=es`)
  assert.equal(await page.locator('.note.err').count(), 0)

  // A review ends with its last day.
  await school.ask("update reviews set valid_until = current_date - 1 where kind = 'safety'; update courses set trust_changes = trust_changes + 1")
  await page.goto(lesson)
  assert.equal(await known(page), draft)
  assert.ok((await page.locator('.note.warn, .note.err').count()) === 2, 'it says that a review ended, and warns')
  await reviewer.page.goto('/reviews')
  assert.ok(await reviewer.page.locator(`main a[href^="${lesson}/review"]`).count(), 'the ended review is a task')

  // A question by photo: first to the facilitator, who passes it on, then to the expert.
  await page.goto(lesson)
  await press(page, `a[href="${lesson}/enquiries/new"]`)
  await page.fill('#words', 'May I step over this shaft?')
  await page.setInputFiles('#photo', { name: 'shaft.png', mimeType: 'image/png', buffer: await page.screenshot() })
  await press(page, 'form[action$="/enquiries"] button')
  assert.equal(await page.locator('.note.ok').count(), 1)

  await facilitator.page.goto(`/cohorts/${cohort}/enquiries`)
  await press(facilitator.page, 'main li a:has-text("May I step over")')
  const photo = await facilitator.page.request.get(await facilitator.page.getAttribute('main a[href$="/photo"]', 'href'))
  assert.equal(photo.headers()['content-type'], 'image/jpeg')
  await press(facilitator.page, 'form[action$="/passing-on"] button')

  await reviewer.page.goto(`${course}/enquiries`)
  await press(reviewer.page, 'main li a:has-text("May I step over")')
  await reviewer.page.fill('#answer', 'Never. Walk around the tractor.')
  await reviewer.page.check('input[name=shown]')
  await press(reviewer.page, 'form[action$="/answer"] button')

  await page.goto(lesson)
  const shown = page.locator('details', { hasText: 'May I step over this shaft?' })
  await shown.locator('summary').click()
  assert.ok(await shown.getByText('Never. Walk around the tractor.').isVisible(), 'the answer stands under the lesson')
  assert.match(await newestLetter(page), /Never\. Walk around the tractor\./)

  // A correction, told to who had completed the lesson.
  await page.goto(lesson)
  await press(page, 'form.next button')
  await reviewer.page.goto(`${lesson}/corrections/new`)
  await reviewer.page.fill('#reason', 'A step was missing.')
  await reviewer.page.check('input[name=class_a]')
  await press(reviewer.page, 'form[action$="/corrections"] button')
  await page.goto(lesson)
  const correcting = await known(page)
  assert.ok(![draft, approved].includes(correcting))
  await press(reviewer.page, `section:has(a[href="${lesson}"]) form[action$="/mending"] button`)
  assert.equal(await reviewer.page.locator('.note.err').count(), 1, 'nothing was mended yet')

  await importAnother()
  await reviewer.page.goto(`${course}/corrections`)
  await press(reviewer.page, `section:has(a[href="${lesson}"]) form[action$="/mending"] button`)
  await page.goto(lesson)
  assert.equal(await known(page), draft, 'what was mended has to be reviewed again')
  assert.match(await newestLetter(page), /A step was missing\./)

  for (const phone of [learner, facilitator, reviewer]) await phone.close()
})

/** The line under the title. */
const known = async (page) => (await page.locator('h1 + p').first().innerText()).trim()

async function newestLetter(page) {
  await page.goto('/inbox')
  await press(page, 'a[href^="/inbox/"]')
  return page.locator('main').innerText()
}

async function sign(page, language, kind, { place } = {}) {
  await page.goto(`${lesson}/review?language=${language}`)
  await page.check(`input[name=kind][value=${kind}]`)
  await page.check('input[name=verdict][value=approved]')
  if (place) await page.selectOption('#place', place)
  await page.fill('#until', nextYear)
  await page.fill('#function', 'Agronomist')
  await page.fill('#organisation', 'INIAP')
  await press(page, 'form[action$="/reviews"] button.btn')
  assert.equal(await page.locator('.note.ok').count(), 1, await page.locator('main').innerText())
}

/** A learner of a cohort, its facilitator and an expert of the course, each with a phone. */
async function people() {
  const cohort = await school.addCohort('Babahoyo')
  const [facilitator, reviewer] = [await phoneOf('Ana Robles', (ana) => school.giveRole(ana, 'facilitator', '--cohort', cohort)), await phoneOf('Inés Paz', (ines) => school.giveRole(ines, 'reviewer', '--course', slug))]
  const [{ card }] = await addPeople({ request: facilitator.page.request }, school, cohort, ['Rosa Mora'])
  const learner = await newPhone(browser, school)
  await comeIn(learner.page, card)
  return { learner, facilitator, reviewer, cohort }
}

async function phoneOf(name, before) {
  const person = await school.addPerson(name)
  await before(person)
  const phone = await newPhone(browser, school)
  await comeIn(phone.page, person.card)
  return phone
}

/** The folder of the course with one more word in the lesson. */
async function importAnother() {
  const folder = await mkdtemp(join(tmpdir(), 'cloud-school-course.'))
  await cp(join(courseContent, slug), folder, { recursive: true })
  const file = join(folder, 'lessons/stay-safe/en.md')
  const text = await readFile(file, 'utf8')
  const [block] = text.match(/^\S.*\. \{#\w+\}$/m)
  await writeFile(file, text.replace(block, block.replace('. {#', ' now. {#')))
  await school.command('import', folder, '--publish')
  await rm(folder, { recursive: true })
}
