// What the course folder says: the lessons in order, and the right answers.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { courseContent, slug } from './school.mjs'

const folder = join(courseContent, slug)

/** The slugs of all lessons, in order; the last one is the final quiz. */
export const lessons = readFileSync(join(folder, 'course.toml'), 'utf8')
  .split('[[modules]]')
  .slice(1)
  .flatMap((module) => module.match(/lessons = \[([^\]]*)\]/)[1].match(/[a-z0-9-]+/g))

export const quiz = lessons.at(-1)

/** The slugs of all quizzes, the final one among them. */
export const quizzes = lessons.filter((lesson) => /^kind = "quiz"$/m.test(readFileSync(join(folder, 'lessons', lesson, 'en.md'), 'utf8')))

/** Question → the option that is right, and one that is not. */
export function answersOf(lesson) {
  const answers = new Map()
  for (const question of readFileSync(join(folder, 'lessons', lesson, 'questions.toml'), 'utf8').split('[[questions]]').slice(1)) {
    const name = question.match(/^id = "(\w+)"/m)[1]
    const options = question.match(/^ +\{ id = "\w+".*$/gm)
    const id = (option) => option.match(/id = "(\w+)"/)[1]
    const isRight = (option) => option.includes('right = true')
    answers.set(name, { right: id(options.find(isRight)), wrong: id(options.find((option) => !isRight(option))) })
  }
  return answers
}
