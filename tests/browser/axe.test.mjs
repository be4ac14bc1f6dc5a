import axe from 'axe-core'
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { chooseLanguage, newPhone, openBrowser, phone as phoneSize, press } from './support/browser.mjs'
import { answersOf, lessons, quiz } from './support/course.mjs'
import { settle } from './support/people.mjs'
import { slug, theSchool } from './support/school.mjs'

const school = theSchool()
const course = `/courses/${slug}`
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const COLOURS = ['color-contrast', 'link-in-text-block']
const NARROW = { width: 320, height: 640 }

let browser, people
before(async () => {
  browser = await openBrowser()
  people = await settle(browser, school)
})
after(() => browser.close())

// Where the walk through each person's pages begins; links lead to the rest. A function presses what answers without a redirect.
const begins = {
  visitor: () => [
    '/',
    '/courses?country=LK',
    `${course}/lessons/${lessons[0]}`,
    people.cards[0].card,
    '/card/AAAAAAAAAAAAAAAA',
    '/people-here',
    '/password-reset/no-such-token',
    '/verify?code=nonsense',
    '/verify?code=AAAA-BBBB-CCCC',
    `/v/${people.code}`,
    '/learning',
    '/no-such-page',
    wrongSignIn,
    wrongSignUp,
  ],
  learner: () => ['/learning', `${course}/lessons/find-the-lost-grain`, '/people-here', '/groups', practised, chosenNothing, answered, wrongPin, wrongQuestion],
  graduate: () => ['/learning', `/certificates/${people.code}`, `${course}/lessons/${quiz}`, '/inbox'],
  facilitator: () => ['/groups', '/learning', wrongNames, wrongSession, sheetOfCards],
  coordinator: () => ['/groups', '/programmes/ecuador'],
  reviewer: () => ['/groups', '/reviews', `${course}/lessons/${lessons[0]}/review?language=es`, wrongReview, wrongCorrection, wrongMending],
}

for (const language of ['en', 'ar-XB']) {
  // What one of those who are signed in has seen is the same for the others.
  const seenTogether = new Set()
  for (const role of Object.keys(begins)) {
    test(`all that a ${role} can open is for everybody, in ${language}`, async (t) => {
      const phone = await newPhone(browser, school, { language })
      await chooseLanguage(phone.page, language)
      if (role !== 'visitor') await phone.context.addCookies(people[role].cookies)
      const faults = []
      const known = role === 'visitor' ? new Set() : seenTogether
      const seen = await walk(phone.page, begins[role](), known, (where) => examine(phone.page, where, language, faults))
      t.diagnostic(`${seen.length} pages: ${seen.join(' ')}`)
      await phone.context.close()
      assert.deepEqual([...new Set(faults)], [])
    })
  }
}

/** Opens what it begins with, and one page of every other kind that links lead to. */
async function walk(page, begin, known, examine) {
  const seen = new Set()
  const queue = [...begin]
  for (const it of begin) if (typeof it === 'string') known.add(kindOf(it))
  while (queue.length) {
    const next = queue.shift()
    if (typeof next === 'string') await page.goto(next)
    else await next(page)
    const kind = typeof next === 'string' ? kindOf(next) : next.name
    seen.add(kind)
    await examine(kind)
    const links = await page.$$eval('a[href]:not([href^="#"])', (all) => all.map((a) => a.href))
    for (const link of links) {
      const url = new URL(link)
      if (url.origin !== school.url || /\/media\/|\/photo$|\.pdf$|\.csv$|^\/static\//.test(url.pathname)) continue
      const address = url.pathname + url.search
      if (known.has(kindOf(address))) continue
      known.add(kindOf(address))
      queue.push(address)
    }
  }
  return [...seen]
}

/** Pages of one kind differ in their content only. */
function kindOf(address) {
  const { pathname, searchParams } = new URL(address, school.url)
  const path = pathname
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…')
    .replace(/^(\/cohorts\/…)?\/courses\/([^/]+)/, (_, cohort = '', name) => `${cohort}/courses/${name === slug ? '…' : '… announced'}`)
    .replace(/\/lessons\/([^/]+)/, (_, name) => `/lessons/${name === quiz ? 'quiz' : '…'}`)
    .replace(/^\/(certificates|v|V|card|programmes)\/[^/]+/, '/$1/…')
  return [path, ...searchParams.keys()].join(' ?')
}

async function examine(page, where, language, faults) {
  const fault = (what) => faults.push(`${where}: ${what}`)
  await page.emulateMedia({ colorScheme: 'light' })
  if (!(await page.title()).replace('– Cloud School', '').trim()) fault('has no title')
  const headings = await page.locator('h1').count()
  if (headings !== 1) fault(`has ${headings} h1`)
  const [lang, dir] = await page.$eval('html', (html) => [html.lang, html.dir])
  if (lang !== language || dir !== (language === 'ar-XB' ? 'rtl' : 'ltr')) fault(`speaks ${lang} ${dir}`)

  // As high as the page: what a bar at the lower edge hides by chance can be scrolled to.
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ ...phoneSize, height: Math.max(phoneSize.height, height) })
  await page.evaluate(axe.source)
  const run = (options) =>
    page.evaluate(async (options) => {
      const { violations } = await window.axe.run(document, { ...options, resultTypes: ['violations'] })
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html, any }) => `${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ''}`))
    }, options)
  for (const found of await run({ runOnly: { type: 'tag', values: TAGS }, rules: { 'target-size': { enabled: true } } })) fault(found)
  await page.emulateMedia({ colorScheme: 'dark' })
  for (const found of await run({ runOnly: { type: 'rule', values: COLOURS } })) fault(`in the dark ${found}`)

  await page.setViewportSize(NARROW)
  const wide = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return null
    const outside = [...document.querySelectorAll('main *')].find((it) => {
      const { left, right } = it.getBoundingClientRect()
      return right > clientWidth + 1 || left < -1
    })
    return `is ${scrollWidth} px wide at ${clientWidth}: ${outside?.outerHTML.slice(0, 120)}`
  })
  if (wide) fault(wide)
  await page.setViewportSize(phoneSize)
}

async function wrongSignIn(page) {
  await page.goto('/sign-in')
  await page.fill('#identifier', 'nobody')
  await page.fill('#password', 'not her password')
  await press(page, 'form[action="/sign-in"] button.btn')
}

async function wrongSignUp(page) {
  await page.goto('/sign-up')
  await page.fill('#name', 'Ada')
  await page.fill('#password', 'short')
  await press(page, 'form[action="/sign-up"] button.btn')
}

async function wrongPin(page) {
  await page.goto('/profile')
  await page.click('details:has(#pin) summary')
  await page.fill('#pin', '1')
  await press(page, 'form[action="/profile/pin"] button.btn')
}

async function practised(page) {
  const [[name, { wrong }]] = answersOf(lessons[0])
  await page.goto(`${course}/lessons/${lessons[0]}`)
  await page.check(`input[name=${name}][value=${wrong}]`)
  await press(page, 'form[action$="/practice"] button')
}

async function chosenNothing(page) {
  await page.goto(`${course}/lessons/${quiz}`)
  await page.$eval('form[action$="/answers"]', (form) => (form.noValidate = true))
  await press(page, 'form[action$="/answers"] button')
}

async function answered(page) {
  await page.goto(`${course}/lessons/${quiz}`)
  const name = await page.locator('fieldset input').first().getAttribute('name')
  await page.check(`input[name=${name}][value=${answersOf(quiz).get(name).wrong}]`)
  await press(page, 'form[action$="/answers"] button')
}

async function wrongNames(page) {
  await page.goto(`/cohorts/${people.cohort}`)
  await page.fill('#names', 'x'.repeat(300))
  await press(page, 'form[action$="/people"] button')
}

async function wrongSession(page) {
  await page.goto(`/cohorts/${people.cohort}${course}/group-sessions?lesson=${lessons[0]}`)
  await page.$eval('form[method=post]', (form) => (form.noValidate = true))
  await press(page, 'form[action$="/group-sessions"] button.btn')
}

async function wrongReview(page) {
  await page.goto(`${course}/lessons/${lessons[0]}/review`)
  await page.$eval('form[action$="/reviews"]', (form) => (form.noValidate = true))
  await press(page, 'form[action$="/reviews"] button.btn')
}

async function sheetOfCards(page) {
  await page.goto(`/cohorts/${people.cohort}`)
  await page.fill('#names', 'Juana Bailón')
  await press(page, 'form[action$="/people"] button')
}

async function wrongQuestion(page) {
  await page.goto(`${course}/lessons/${lessons[0]}/enquiries/new`)
  await press(page, 'form[action$="/enquiries"] button.btn')
}

async function wrongCorrection(page) {
  await page.goto(`${course}/lessons/${lessons[1]}/corrections/new`)
  await page.$eval('form[action$="/corrections"]', (form) => (form.noValidate = true))
  await press(page, 'form[action$="/corrections"] button.btn')
}

/** Each time of another lesson: one that is being corrected cannot begin to be. */
let corrected = 1
async function wrongMending(page) {
  await page.goto(`${course}/lessons/${lessons[corrected++]}/corrections/new`)
  await page.fill('#reason', 'The drawing shows a dry field.')
  await press(page, 'form[action$="/corrections"] button.btn')
  await press(page, 'form[action$="/mending"] button')
}
