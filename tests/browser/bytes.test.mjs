import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { comeIn, newPhone, openBrowser, press } from './support/browser.mjs'
import { answersOf, lessons, quiz } from './support/course.mjs'
import { certificate, enrol, pass, read } from './support/learning.mjs'
import { addPeople, come } from './support/people.mjs'
import { slug, theSchool } from './support/school.mjs'

const FIRST = { bytes: 14 * 1024, requests: 5 }
const LATER = { bytes: 6 * 1024, requests: 2 }
const PICTURE = 12 * 1024
const PICTURES_OF_A_PAGE = 60 * 1024

const school = theSchool()
const course = `/courses/${slug}`
let browser
before(async () => (browser = await openBrowser()))
after(() => browser.close())

test('what visitors open is small', async (t) => {
  const { card } = await school.addPerson('Nadia Solís')
  const pages = ['/', '/courses', course, `${course}/lessons/${lessons[0]}`, card, '/sign-in', '/sign-up', '/password-reset', '/verify', '/language?back=/']
  await allAreSmall(t, pages, [])
})

test('what learners open is small', async (t) => {
  const { card } = await school.addPerson('Carmen Quispe')
  const phone = await newPhone(browser, school)
  await comeIn(phone.page, card)
  await enrol(phone.page.request, school)
  await read(phone.page.request, school, 3)
  const known = await phone.context.cookies()
  await allAreSmall(
    t,
    ['/learning', '/courses', course, ...lessons.map((lesson) => `${course}/lessons/${lesson}`), '/profile', '/inbox', '/people-here'],
    known,
  )

  await read(phone.page.request, school)
  await pass(phone.page.request, school)
  const code = await certificate(phone.page.request, school)
  await phone.page.goto('/inbox')
  const letter = await phone.page.locator('a[href^="/inbox/"]').first().getAttribute('href')
  await allAreSmall(t, ['/learning', `${course}/lessons/${quiz}`, `/certificates/${code}`, `/v/${code}`, letter], known)
  await phone.close()
})

/** Each page as the first one that this browser ever opens, and as a later one. */
async function allAreSmall(t, pages, cookies) {
  const large = []
  for (const address of pages) {
    const phone = await newPhone(browser, school)
    await phone.context.addCookies(cookies.filter(({ name }) => name !== 'v'))
    const wire = await tap(phone)
    const first = await wire.open(address)
    // The style sheet stood in the first page, and comes as a file with the second one: later pages do without.
    const later = await wire.open(address)
    await phone.close()

    t.diagnostic(`${address.replace(school.url, '').replace(/[A-Z0-9]{12,}/, '…')}: first ${line(first)}; later ${line(later)}, and once the style sheet of ${later.style} B`)
    for (const [visit, limit] of [
      [first, FIRST],
      [later, LATER],
    ]) {
      if (visit.bytes > limit.bytes || visit.requests > limit.requests) large.push(`${address}: ${line(visit)}, ${visit.list}`)
      if (visit.shift !== 0) large.push(`${address} shifts by ${visit.shift}: ${visit.shifted}`)
      if (visit.pictures > PICTURES_OF_A_PAGE || visit.picture > PICTURE) large.push(`${address}: pictures of ${visit.pictures} B, one of ${visit.picture} B`)
    }
  }
  assert.deepEqual(large, [])
}

const line = ({ bytes, requests, pictures }) => `${bytes} B in ${requests}${pictures ? ` + pictures ${pictures} B` : ''}`

/** Listens to what travels, without headers, and to what moves on the screen. */
async function tap({ context, page }) {
  const wire = await context.newCDPSession(page)
  await wire.send('Network.enable')
  const travelled = new Map()
  wire.on('Network.requestWillBeSent', ({ requestId, request, type }) => {
    if (!request.url.startsWith('data:')) travelled.set(requestId, { url: request.url, type, head: 0, bytes: 0, cached: false })
  })
  wire.on('Network.responseReceived', ({ requestId, response }) => {
    const it = travelled.get(requestId)
    if (!it) return
    it.head = response.encodedDataLength
    it.cached ||= response.fromDiskCache
  })
  wire.on('Network.requestServedFromCache', ({ requestId }) => {
    const it = travelled.get(requestId)
    if (it) it.cached = true
  })
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const it = travelled.get(requestId)
    if (it) Object.assign(it, { bytes: Math.max(0, encodedDataLength - it.head), ended: true })
  })
  wire.on('Network.loadingFailed', ({ requestId }) => travelled.delete(requestId))
  await page.addInitScript(() => {
    window.shifts = []
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.shifts.push([entry.value, ...entry.sources.map(({ node }) => node?.outerHTML?.slice(0, 80))])
    }).observe({ type: 'layout-shift', buffered: true })
  })

  /** Nothing travels any more. */
  async function quiet() {
    do await page.waitForTimeout(100)
    while ([...travelled.values()].some(({ ended }) => !ended))
  }

  return {
    async open(address) {
      travelled.clear()
      await page.goto(address)
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
      await quiet()
      const shifts = await page.evaluate(() => window.shifts)
      const moved = [...travelled.values()].filter(({ cached }) => !cached)
      const isPicture = ({ url }) => url.includes('/media/')
      const isStyle = ({ url }) => url.endsWith('.css')
      const pictures = moved.filter(isPicture).map(({ bytes }) => bytes)
      const rest = moved.filter((it) => !isPicture(it))
      const sum = (all) => all.reduce((so, one) => so + one, 0)
      return {
        bytes: sum(rest.filter((it) => !isStyle(it)).map(({ bytes }) => bytes)),
        style: sum(rest.filter(isStyle).map(({ bytes }) => bytes)),
        requests: rest.length,
        list: rest.map(({ url, bytes }) => `${new URL(url).pathname} ${bytes}`).join(', '),
        pictures: sum(pictures),
        picture: Math.max(0, ...pictures),
        shift: sum(shifts.map(([value]) => value)),
        shifted: JSON.stringify(shifts),
      }
    },
  }
}

test('from the card to the first sentence it takes two round trips, and little time on a poor line and a slow phone', async (t) => {
  const cohort = await school.addCohort('Baba')
  const ana = await come(browser, school, 'Ana Vera', (ana) => school.giveRole(ana, 'facilitator', '--cohort', cohort))
  const [{ card }] = await addPeople(ana, school, cohort, ['Lucía Andrade'])

  const phone = await newPhone(browser, school)
  const documents = documentsOf(phone.page)
  const wire = await phone.context.newCDPSession(phone.page)
  await wire.send('Network.enable')
  const line = 240_000 / 8
  await wire.send('Network.emulateNetworkConditions', { offline: false, latency: 800, downloadThroughput: line, uploadThroughput: line })
  await wire.send('Emulation.setCPUThrottlingRate', { rate: 6 })

  const began = performance.now()
  await phone.page.goto(card, { waitUntil: 'commit' })
  await phone.page.fill('input[name=pin]', '246810')
  await phone.page.click('form[action="/card"] button.big', { noWaitAfter: true })
  await phone.page.locator('ol.steps li p').first().waitFor()
  const seconds = (performance.now() - began) / 1000

  t.diagnostic(`card to first sentence: ${seconds.toFixed(1)} s at 240 kbit/s, 800 ms, CPU slowed 6 times: ${documents.join(', ')}`)
  await phone.close()
  assert.equal(documents.length, 2, documents.join(', '))
  assert.ok(seconds < 5, `${seconds} s`)
})

test('a quiz of ten questions takes eleven round trips', async () => {
  const { card } = await school.addPerson('Marta Vega')
  const phone = await newPhone(browser, school)
  await comeIn(phone.page, card)
  await enrol(phone.page.request, school)
  await read(phone.page.request, school)

  const documents = documentsOf(phone.page)
  await phone.page.goto(`${course}/lessons/${quiz}`)
  const answers = answersOf(quiz)
  for (let asked = 0; asked < answers.size; asked++) {
    const name = await phone.page.locator('fieldset input').first().getAttribute('name')
    await phone.page.check(`input[name=${name}][value=${answers.get(name).right}]`)
    await press(phone.page, 'form[action$="/answers"] button')
  }
  assert.equal(await phone.page.locator('ol.results > li').count(), 10)
  assert.equal(documents.length, 11, documents.join(', '))
  await phone.close()
})

/** Each page that this one asks for, redirects counted. */
function documentsOf(page) {
  const documents = []
  page.on('request', (request) => {
    if (request.isNavigationRequest()) documents.push(`${request.method()} ${new URL(request.url()).pathname.replace(/[A-Z0-9]{12,}/, '…')}`)
  })
  return documents
}
