import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { chooseLanguage, comeIn, newPhone, openBrowser, press } from './support/browser.mjs'
import { answersOf, lessons, quiz, quizzes } from './support/course.mjs'
import { slug, theSchool } from './support/school.mjs'

const school = theSchool()
const course = `/courses/${slug}`
let browser
before(async () => (browser = await openBrowser()))
after(() => browser.close())

describe('with a card', { concurrency: 2 }, () => {
  for (const language of ['es', 'ar-XB']) {
    for (const scripts of [true, false]) {
      test(`a farmer goes from her card to a certificate in ${language} ${scripts ? 'with' : 'without'} scripts`, async () => {
        const farmer = `Rosa ${language} ${scripts ? 'con' : 'sin'} Ñandú`
        const cohort = await school.addCohort(`Vinces ${language} ${scripts}`)
        const ana = await school.addPerson('Ana Vera')
        await school.giveRole(ana, 'facilitator', '--cohort', cohort)

        const hers = await phoneIn(language, scripts)
        await comeIn(hers.page, ana.card)
        const card = await addFarmer(hers.page, cohort, farmer)

        const phone = await phoneIn(language, scripts)
        await comeIn(phone.page, card, '135790')
        await enrol(phone.page)
        await readAll(phone.page)
        await answerAll(phone.page, quiz)
        const { code, facts } = await takeCertificate(phone.page)
        await downloads(phone.page, code)

        const stranger = await phoneIn(language, scripts)
        await verify(stranger.page, code, facts, farmer)

        await hers.page.goto(`/cohorts/${cohort}${course}`)
        await speaks(hers.page, language)
        const row = hers.page.locator('tbody tr', { has: hers.page.locator('th', { hasText: farmer }) })
        assert.match(await row.innerText(), /★/, 'the table shows her certificate')

        for (const one of [hers, phone, stranger]) await one.close()

        async function addFarmer(page, cohort, name) {
          await page.goto('/groups')
          await press(page, `a[href="/cohorts/${cohort}"]`)
          await speaks(page, language)
          await page.fill('#names', name)
          await press(page, `form[action="/cohorts/${cohort}/people"] button`)
          const sheet = page.locator('.id-card', { hasText: name })
          const secret = (await sheet.locator('.letters').innerText()).replace(/[^A-Z0-9]/g, '')
          return `/card/${secret}`
        }

        async function enrol(page) {
          await speaks(page, language)
          await page.goto(course)
          await speaks(page, language)
          const form = `form[action="${course}/enrolment"] button`
          if (await page.locator(form).count()) await press(page, form)
          await press(page, 'main a.btn.block')
          assert.equal(at(page), `${course}/lessons/${lessons[0]}`)
        }

        async function readAll(page) {
          for (const lesson of lessons.slice(0, -1)) {
            assert.equal(at(page), `${course}/lessons/${lesson}`)
            await speaks(page, language)
            if (quizzes.includes(lesson)) {
              await answerAll(page, lesson)
              await press(page, 'main a.btn.block')
              continue
            }
            assert.ok((await page.locator('ol.steps li').count()) >= 3, `${lesson} has its steps`)
            if (lesson === lessons[0]) await practise(page, lesson)
            await press(page, 'form.next button')
          }
          assert.equal(at(page), `${course}/lessons/${quiz}`)
        }

        async function practise(page, lesson) {
          for (const [name, { right }] of answersOf(lesson)) {
            await page.check(`input[name=${name}][value=${right}]`)
            await press(page, `form:has(input[name=${name}]) button`)
            assert.equal(await page.locator('.note.ok').count(), 1, `${lesson}: the right answer is right`)
          }
        }

        /** To the course, which offers what comes next. */
        async function answerAll(page, which) {
          const answers = answersOf(which)
          for (let asked = 0; asked < answers.size; asked++) {
            const name = await page.locator('fieldset input').first().getAttribute('name')
            await page.check(`input[name=${name}][value=${answers.get(name).right}]`)
            await press(page, `form[action$="/answers"] button`)
            await speaks(page, language)
            assert.equal(await page.locator('.answered .note.ok').count(), 1, `${name}: the right answer is right`)
          }
          assert.equal(await page.locator('ol.results > li').count(), answers.size)
          await press(page, 'main a.btn.block')
        }

        async function takeCertificate(page) {
          await press(page, `form[action="${course}/certificate"] button`)
          await speaks(page, language)
          const code = at(page).replace('/certificates/', '')
          return { code, facts: await factsOn(page) }
        }

        async function downloads(page, code) {
          const address = await page.getAttribute(`a[download][href^="/certificates/${code}/"]`, 'href')
          const answer = await page.request.get(address)
          assert.equal(answer.status(), 200)
          assert.equal((await answer.body()).subarray(0, 5).toString('latin1'), '%PDF-')
        }

        async function verify(page, code, facts, name) {
          await page.goto('/')
          await page.fill('#code', code.toLowerCase())
          await press(page, 'form[action="/verify"] button')
          await speaks(page, language)
          assert.equal(await page.locator('h1.verdict:not(.err)').count(), 1)
          assert.deepEqual(await factsOn(page), facts)
          assert.equal(await page.locator('.cert .name').innerText(), name)
          assert.ok(facts.length >= 4)
        }
      })
    }
  }
})

async function phoneIn(language, scripts) {
  const phone = await newPhone(browser, school, { language, scripts })
  if (language !== 'es') await chooseLanguage(phone.page, language)
  return phone
}

const at = (page) => new URL(page.url()).pathname

/** Everything that a certificate says, in order. */
const factsOn = (page) => page.locator('.cert .name, .cert .course, .cert dt, .cert dd').allInnerTexts()

async function speaks(page, language) {
  const html = page.locator('html')
  assert.equal(await html.getAttribute('lang'), language, page.url())
  assert.equal(await html.getAttribute('dir'), language === 'ar-XB' ? 'rtl' : 'ltr')
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  assert.ok(overflow <= 0, `${page.url()} is ${overflow} px too wide`)
}
