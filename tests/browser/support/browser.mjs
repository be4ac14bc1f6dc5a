// A browser, and the phones that people hold.
import { chromium } from 'playwright-core'
import assert from 'node:assert/strict'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

export const phone = { width: 360, height: 740 }

/** The system's own Chromium. It keeps whole pages for the button Back, as it does on phones. */
export function openBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: flags,
    chromiumSandbox: false,
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  })
}

/**
 * Somebody's phone, with nothing on it. Pages that break the rules of the school, or whose scripts fail, fail the test that
 * closes it.
 */
export async function newPhone(browser, school, { language = 'en', scripts = true, viewport = phone, ...rest } = {}) {
  const context = await browser.newContext({
    baseURL: school.url,
    viewport,
    javaScriptEnabled: scripts,
    // Transitions between pages are for the eye only, and make a noise of errors when a page comes too soon.
    reducedMotion: 'reduce',
    locale: language.startsWith('es') ? 'es-EC' : 'en-GB',
    ...rest,
  })
  context.setDefaultTimeout(15_000)
  const troubles = []
  context.on('weberror', (error) => troubles.push(`script: ${error.error()}`))
  context.on('console', (message) => {
    // What a refused form says by its status is no trouble.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) troubles.push(`console: ${message.text()}`)
  })
  const page = await context.newPage()
  return {
    context,
    page,
    async close() {
      await context.close()
      assert.deepEqual(troubles, [])
    },
  }
}

/** Chooses a language as a visitor does, on the page that lists them. */
export async function chooseLanguage(page, tag) {
  await page.goto('/language?back=/')
  await Promise.all([page.waitForURL('/'), page.click(`button[name=language][value="${tag}"]`)])
}

/** Presses what leads to another page, and waits until that page is there. */
export async function press(page, selector) {
  await Promise.all([page.waitForEvent('domcontentloaded'), page.click(selector)])
}

/** Comes in with a card for the first time, choosing a PIN. */
export async function comeIn(page, card, pin = '246810') {
  await page.goto(card)
  await page.fill('input[name=pin]', pin)
  await press(page, 'form[action="/card"] button.big')
}

/** The button Back. A page that the browser has kept whole does not load again, so that its coming is all there is to wait for. */
export async function back(page) {
  await page.goBack({ waitUntil: 'commit' })
  do await page.waitForTimeout(300)
  while ((await page.evaluate(() => document.readyState)) !== 'complete')
}
