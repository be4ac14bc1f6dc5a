import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { back, comeIn, newPhone, openBrowser, press } from './support/browser.mjs'
import { enrol } from './support/learning.mjs'
import { slug, theSchool } from './support/school.mjs'

const school = theSchool()
let browser
before(async () => (browser = await openBrowser()))
after(() => browser.close())

for (const scripts of [true, false]) {
  const how = scripts ? 'with' : 'without'

  test(`two people share a phone ${how} scripts`, async () => {
    const amina = await school.addPerson('Amina Mora')
    const bela = await school.addPerson('Bela Ponce')
    const phone = await newPhone(browser, school, { scripts })
    const { page } = phone
    await comeIn(page, amina.card, '111222')
    await page.goto('/learning')
    await press(page, 'form[action="/change-person"] button')
    assert.deepEqual(await peopleHere(page), ['Amina Mora'])

    await comeIn(page, bela.card, '333444')
    assert.equal(await signedIn(page), 'Bela Ponce')
    await press(page, 'form[action="/change-person"] button')
    assert.deepEqual(await peopleHere(page), ['Amina Mora', 'Bela Ponce'])

    await choose(page, 'Amina Mora', '333444')
    assert.equal(await page.locator('.emsg').count(), 1, "another person's PIN is not hers")
    await choose(page, 'Amina Mora', '111222')
    assert.equal(await signedIn(page), 'Amina Mora')
    await phone.close()
  })

  test(`signing out leaves nothing of a person on the phone ${how} scripts`, async () => {
    const name = `Celia ${how} Rastro`
    const { card } = await school.addPerson(name)
    const phone = await newPhone(browser, school, { scripts })
    const { page, context } = phone
    await comeIn(page, card)
    await enrol(page.request, school)
    const hers = ['/learning', `/courses/${slug}`, `/courses/${slug}/lessons/look-at-the-field`, '/inbox', '/profile']
    for (const address of hers) await page.goto(address)

    await press(page, 'form[action="/sign-out"] button')
    assert.equal(await signedIn(page), null)
    const left = (await context.cookies()).map(({ name }) => name)
    assert.deepEqual(left, ['v'], 'only the mark of the style sheet stays')
    await page.goto('/people-here')
    assert.equal(await page.locator('.person').count(), 0)
    await back(page)

    for (const _ of hers) {
      await back(page)
      await isNotHers(page, name)
    }
    for (const address of hers) {
      await page.goto(address)
      await isNotHers(page, name)
    }
    const kept = await page.evaluate(() => [localStorage.length, sessionStorage.length])
    assert.deepEqual(kept, [0, 0])
    await phone.close()
  })

  test(`whoever has changed the person cannot go back to her pages ${how} scripts`, async () => {
    const name = `Dora ${how} Vuelta`
    const { card } = await school.addPerson(name)
    const phone = await newPhone(browser, school, { scripts })
    const { page } = phone
    await comeIn(page, card)
    await page.goto('/profile')
    await page.goto('/learning')
    // The page that is left is kept whole once the browser has forgotten the others: only a script can send it away.
    if (!scripts) await page.goto('/verify')
    await press(page, 'form[action="/change-person"] button')
    if (!scripts) await back(page)
    for (let times = 0; times < 3; times++) {
      await back(page)
      await isNotHers(page, name)
    }
    await phone.close()
  })

  test(`the secret of a card does not stay in the phone ${how} scripts`, async () => {
    const { card } = await school.addPerson('Elsa Naipe')
    const phone = await newPhone(browser, school, { scripts })
    const { page } = phone
    await comeIn(page, card)
    const secret = card.split('/').at(-1)
    assert.ok(!page.url().includes(secret), page.url())
    await page.goto('/profile')
    await press(page, 'form[action="/sign-out"] button')
    if (scripts) {
      for (let times = 0; times < 3; times++) {
        await back(page)
        assert.ok(!page.url().includes(secret), page.url())
      }
    }
    await phone.close()
  })
}

async function peopleHere(page) {
  await page.goto('/people-here')
  return (await page.locator('.person summary').allInnerTexts()).map((name) => name.trim()).sort()
}

async function choose(page, name, pin) {
  const person = page.locator('.person', { hasText: name })
  if ((await person.getAttribute('open')) === null) await person.locator('summary').click()
  await person.locator('input[name=password]').fill(pin)
  await Promise.all([page.waitForEvent('domcontentloaded'), person.locator('button.btn').click()])
}

/** Whose phone the page says it is; nothing when nobody is signed in. */
async function signedIn(page) {
  await page.goto('/courses')
  const said = page.locator('.not-you')
  if (!(await said.count())) return null
  const text = (await said.innerText()).replace(/[\u2068\u2069]/g, '')
  return text.match(/[A-Z]\w+ (?:\w+ )?(Mora|Ponce|Rastro|Vuelta|Naipe)/)?.[0] ?? text
}

async function isNotHers(page, name) {
  const text = await page.locator('body').innerText()
  assert.ok(!text.includes(name.split(' ')[0]) && !text.includes(name), `${page.url()} shows ${name}`)
  assert.equal(await page.locator('.not-you').count(), 0, `${page.url()} is as she saw it`)
}
