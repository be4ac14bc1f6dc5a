import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { back, comeIn, newPhone, openBrowser, press } from './support/browser.mjs'
import { answersOf, lessons, quiz } from './support/course.mjs'
import { enrol, pass, read } from './support/learning.mjs'
import { slug, theSchool } from './support/school.mjs'

const school = theSchool()
const course = `/courses/${slug}`
let browser
before(async () => (browser = await openBrowser()))
after(() => browser.close())

test('a double click on any button does a thing once', async () => {
  const { person, phone } = await learner('Fina Doble')
  const { page } = phone

  await page.goto(course)
  await doubleClick(page, `form[action="${course}/enrolment"] button`)
  assert.equal(await count('enrolments', 'person', person), 1)

  await page.goto(`${course}/lessons/${lessons[0]}`)
  await doubleClick(page, 'form.next button')
  assert.equal(await completions(person), 1)
  assert.ok(page.url().endsWith(lessons[1]), page.url())

  await read(page.request, school)
  const [answeredBefore, attemptsBefore] = [await events(person, 'answered'), await count('attempts', 'learner', person)]
  await page.goto(`${course}/lessons/${quiz}`)
  const [[name, { right }]] = answersOf(quiz)
  await page.check(`input[name=${name}][value=${right}]`)
  await doubleClick(page, 'form[action$="/answers"] button')
  assert.equal(await events(person, 'answered'), answeredBefore + 1)
  assert.equal(await count('attempts', 'learner', person), attemptsBefore + 1)

  await pass(page.request, school)
  await page.goto(course)
  await doubleClick(page, `form[action="${course}/certificate"] button`)
  assert.equal(await count('certificates', 'person', person), 1)
  await phone.close()
})

test('whoever goes back in the quiz and answers again keeps the first answer', async () => {
  const { person, phone } = await learner('Gloria Vuelta')
  const { page } = phone
  await enrol(page.request, school)
  await read(page.request, school)
  const [answeredBefore, attemptsBefore] = [await events(person, 'answered'), await count('attempts', 'learner', person)]
  await page.goto(`${course}/lessons/${quiz}`)
  const [[name, { right, wrong }]] = answersOf(quiz)
  await answer(page, name, wrong)
  assert.equal(await page.locator('.answered .opt.wrong').count(), 1)

  await back(page)
  await answer(page, name, right)
  assert.equal(await events(person, 'answered'), answeredBefore + 1)
  assert.equal(await page.locator('.answered .opt.wrong').count(), 1, 'the page shows the answer that counts')

  await page.reload()
  assert.equal(await events(person, 'answered'), answeredBefore + 1)
  assert.equal(await count('attempts', 'learner', person), attemptsBefore + 1)
  await phone.close()
})

test('whoever goes back after the quiz and sends its last answer again stays with one attempt', async () => {
  const { person, phone } = await learner('Hilda Final')
  const { page } = phone
  await enrol(page.request, school)
  await read(page.request, school)
  const [answeredBefore, attemptsBefore] = [await events(person, 'answered'), await count('attempts', 'learner', person)]
  await page.goto(`${course}/lessons/${quiz}`)
  const answers = answersOf(quiz)
  for (let asked = 0; asked < answers.size; asked++) {
    const name = await page.locator('fieldset input').first().getAttribute('name')
    await answer(page, name, answers.get(name).right)
  }
  await page.reload()
  assert.equal(await events(person, 'answered'), answeredBefore + 10)
  assert.equal(await count('attempts', 'learner', person), attemptsBefore + 1)
  await phone.close()
})

async function learner(name) {
  const { card, code } = await school.addPerson(name)
  const [[person]] = await school.ask(`select person from identifiers where value = '${code}'`)
  const phone = await newPhone(browser, school)
  await comeIn(phone.page, card)
  return { person, phone }
}

async function answer(page, name, option) {
  await page.check(`input[name=${name}][value=${option}]`)
  await press(page, 'form[action$="/answers"] button')
}

async function doubleClick(page, selector) {
  await Promise.all([page.waitForEvent('load'), page.dblclick(selector, { delay: 0 })])
  await page.waitForLoadState('networkidle')
}

async function count(table, column, person) {
  const [[many]] = await school.ask(`select count(*) from ${table} where ${column} = '${person}'`)
  return Number(many)
}

async function events(person, kind) {
  const [[many]] = await school.ask(`select count(*) from events where learner = '${person}' and kind = '${kind}'`)
  return Number(many)
}

async function completions(person) {
  const [[many]] = await school.ask(`select count(*) from lesson_states where learner = '${person}' and completed_at is not null`)
  return Number(many)
}
