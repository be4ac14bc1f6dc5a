// Pictures of sixteen pages, for people who want to see the school before they open it: docs/screens.
//
//   npm run screens
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { newPhone, openBrowser, press } from './support/browser.mjs'
import { answersOf, quiz } from './support/course.mjs'
import { settle } from './support/people.mjs'
import { openSchool, slug } from './support/school.mjs'

const folder = join(dirname(fileURLToPath(import.meta.url)), '../../docs/screens')
const course = `/courses/${slug}`
const phone = { width: 360, height: 740 }
const desk = { width: 1280, height: 800 }
const sheets = [
  { name: 'phone-light', viewport: phone },
  { name: 'phone-dark', viewport: phone, colorScheme: 'dark' },
  { name: 'desk-light', viewport: desk },
  { name: 'desk-dark', viewport: desk, colorScheme: 'dark' },
  { name: 'phone-long-words', viewport: phone, language: 'en-XA' },
  { name: 'phone-right-to-left', viewport: phone, language: 'ar-XB' },
]

const school = await openSchool()
const browser = await openBrowser()
try {
  const people = await settle(browser, school)
  const pages = [
    { who: null, open: '/' },
    { who: null, open: people.cards[0].card },
    { who: 'learner', open: '/learning' },
    { who: 'learner', open: course },
    { who: 'learner', open: `${course}/lessons/find-the-lost-grain` },
    { who: 'learner', open: `${course}/lessons/${quiz}` },
    { who: 'newcomer', open: answered },
    { who: 'graduate', open: `/certificates/${people.code}` },
    { who: null, open: `/v/${people.code}` },
    { who: 'facilitator', open: `/cohorts/${people.cohort}` },
    { who: 'facilitator', open: `/cohorts/${people.cohort}${course}` },
    { who: 'facilitator', open: `/cohorts/${people.cohort}/cards` },
    { who: 'newcomer', open: `${course}/pretest` },
    { who: 'learner', open: `${course}/lessons/stay-safe/enquiries/new?kind=fault` },
    { who: 'reviewer', open: '/reviews' },
    { who: 'reviewer', open: `${course}/lessons/stay-safe/review?language=es` },
  ]
  await mkdir(folder, { recursive: true })
  for (const sheet of sheets) {
    const shots = []
    for (const page of pages) shots.push(await shoot(sheet, page, people))
    await layOut(sheet, shots)
    console.log(`docs/screens/${sheet.name}.webp`)
  }
} finally {
  await browser.close()
  await school.close()
}

async function shoot({ viewport, colorScheme = 'light', language = 'en' }, { who, open }, people) {
  const { page, context } = await newPhone(browser, school, { viewport, colorScheme })
  if (who) await context.addCookies(people[who].cookies)
  await context.addCookies([{ name: 'l', value: language, url: school.url }])
  if (typeof open === 'string') await page.goto(open)
  else await open(page)
  await page.waitForLoadState('networkidle')
  const shot = await page.screenshot()
  await context.close()
  return shot
}

/** A question of the quiz, right after the one before was answered. */
async function answered(page) {
  await page.goto(`${course}/lessons/${quiz}`)
  const name = await page.locator('fieldset input').first().getAttribute('name')
  await page.check(`input[name=${name}][value=${answersOf(quiz).get(name).right}]`)
  await press(page, 'form[action$="/answers"] button')
}

/** Side by side on one picture. */
async function layOut({ name, viewport }, shots) {
  const width = viewport === phone ? 270 : 480
  const columns = viewport === phone ? 8 : 4
  const page = await browser.newPage({ viewport: { width: columns * (width + 12) + 12, height: 600 } })
  const pictures = shots.map((shot) => `<img width="${width}" src="data:image/png;base64,${shot.toString('base64')}">`)
  await page.setContent(`<style>body{margin:12px;background:#8a938d;display:grid;gap:12px;grid-template-columns:repeat(${columns},${width}px)}img{display:block}</style>${pictures.join('')}`)
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  const wire = await page.context().newCDPSession(page)
  const { data } = await wire.send('Page.captureScreenshot', {
    format: 'webp',
    quality: 70,
    captureBeyondViewport: true,
    clip: { x: 0, y: 0, width: columns * (width + 12) + 12, height, scale: 1 },
  })
  await writeFile(join(folder, `${name}.webp`), Buffer.from(data, 'base64'))
  await page.close()
}
