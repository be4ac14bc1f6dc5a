// A small school full of people, for whoever only looks.
import { comeIn, newPhone } from './browser.mjs'
import { lessons } from './course.mjs'
import { complete, read, send } from './learning.mjs'
import { slug } from './school.mjs'

const course = `/courses/${slug}`

/**
 * A learner with a certificate, another one half-way, a facilitator whose cohort has learners, a coordinator, an expert of the
 * course; some asked questions. Each comes with the cookies of a phone on which she is signed in.
 */
export async function settle(browser, school) {
  const cohort = await school.addCohort('Agricultores de Vinces')
  const facilitator = await come(browser, school, 'Ana Vera', (ana) => school.giveRole(ana, 'facilitator', '--cohort', cohort))
  const coordinator = await come(browser, school, 'Luis Cedeño', (luis) => school.giveRole(luis, 'coordinator', '--programme', 'ecuador'))
  const reviewer = await come(browser, school, 'Leonor Vásquez', (leonor) => school.giveRole(leonor, 'reviewer', '--course', slug))

  const names = ['Rosa Elena Zambrano', 'José Manuel Cevallos', 'Carmen Intriago', 'Segundo Macías', 'Wilmer Ñauñay', 'Blanca Andrade', 'Ángel Moreira', 'Mercedes Loor']
  const sheet = await addPeople(facilitator, school, cohort, names)
  const [first, second, third] = sheet
  const graduate = await come(browser, school, first)
  const code = await complete(graduate.request, school)
  const learner = await come(browser, school, second)
  await read(learner.request, school, 4)
  const newcomer = await come(browser, school, third)
  await read(newcomer.request, school, 1)

  const [[id]] = await school.ask(`select lesson from lesson_revisions where slug = '${lessons[1]}' limit 1`)
  const present = await school.ask(`select person from memberships where cohort = '${cohort}' order by person limit 5`)
  const form = new URLSearchParams({ id: crypto.randomUUID(), lesson: id, held_on: new Date().toISOString().slice(0, 10), place: 'Casa comunal de Vinces' })
  for (const [person] of present) form.append('person', person)
  const session = `/cohorts/${cohort}${course}/group-sessions`
  const recorded = await facilitator.request.post(session, {
    data: form.toString(),
    headers: { Origin: school.url, 'Content-Type': 'application/x-www-form-urlencoded' },
  })
  if (!recorded.ok()) throw new Error(`the group session was not recorded: ${recorded.status()}`)

  await ask(learner, school, lessons[0], 'question', 'Why must the field be level?')
  await ask(learner, school, lessons[0], 'fault', 'The drawing shows a dry field.')
  await ask(reviewer, school, lessons[0], 'question', 'Who asks here?') // without a cohort: the experts are asked at once

  return { cohort, code, facilitator, coordinator, graduate, learner, newcomer, reviewer, cards: sheet.slice(3) }
}

/** The facilitator of a cohort adds people by their names alone: their cards, from the sheet. */
export async function addPeople(facilitator, school, cohort, names) {
  const page = await (await facilitator.request.get(`/cohorts/${cohort}`)).text()
  const id = page.match(/name="id" value="([^"]+)"/)[1]
  const answer = await send(facilitator.request, school, `/cohorts/${cohort}/people`, { id, names: names.join('\n') })
  const sheet = await answer.text()
  return [...sheet.matchAll(/<h2><bdi>([^<]+)<\/bdi>.*?class="letters"[^>]*>([^<]+)</gs)].map(([, name, letters]) => ({
    name,
    card: `${school.url}/card/${letters.replace(/[^A-Z0-9]/g, '')}`,
  }))
}

/** Somebody asks about a lesson that everybody may read. */
export async function ask(person, school, lesson, kind, words) {
  await send(person.request, school, `${course}/lessons/${lesson}/enquiries`, { id: crypto.randomUUID(), kind, words })
}

/** Somebody comes in for the first time, with what she is given before. */
export async function come(browser, school, person, before = async () => {}) {
  const who = typeof person === 'string' ? await school.addPerson(person) : person
  await before(who)
  const phone = await newPhone(browser, school)
  await comeIn(phone.page, who.card)
  return { ...who, cookies: await phone.context.cookies(), request: phone.page.request }
}

