### What learners read on their pages.

learning-continue = Continue:
learning-begin = Begin:
learning-none = You have no course yet.
learning-courses = My courses
learning-certificates = My certificates
learning-done = { $done } of { $total } done
learning-is-done = done
learning-enrol = Take this course
learning-certificate = Show my certificate

course-announced = This course is announced. It cannot be taken yet.
course-production = How far it is
course-project = Country project
course-partner = Content from
course-partner-planned = Content planned with
course-try = Read an open lesson first, without an account
course-outcomes = After this course
course-known = How we know what we teach
course-sources =
    { $count ->
        [one] Written from { $count } source. Each lesson names its own at its end.
       *[other] Written from { $count } sources. Each lesson names its own at its end.
    }
course-missing =
    { $count ->
        [one] { $count } lesson is missing for your certificate.
       *[other] { $count } lessons are missing for your certificate.
    }

lesson-place = { $place } of { $total }
lesson-stale = The lesson was changed after this translation was made.
lesson-listen = Listen
lesson-clip = Clip without sound, { $size }
lesson-sound = Sound, { $size }
lesson-save = Save on this phone
lesson-transcript = What the clip shows, in words
lesson-try = Try it
lesson-officers = More for officers
lesson-china = In China
lesson-here = Here
lesson-check = Check answer
lesson-sources =
    { $count ->
        [one] Source
       *[other] Sources ({ $count })
    }
lesson-next = Next lesson
lesson-finish = Finish
lesson-enrol = Take the whole course

quiz-right = Right
quiz-wrong = Not right yet
quiz-right-answer = (right answer)
quiz-your-answer = (your answer)
quiz-choose = Choose one answer.
quiz-repeated = You answered this before. The first answer counts.
quiz-rule = { $of } questions. { $pass } right answers are needed. You can try as often as you like.
quiz-question = Question { $place } of { $total }
quiz-stop = Go on later
quiz-all = All questions on one page
quiz-passed = Passed
quiz-not-passed = Not passed yet
quiz-result = { $right } of { $of } are right. { $pass } are needed.
quiz-on = Go on
quiz-again = Try again
quiz-review = Read the lessons again
quiz-answers = Your answers

pretest-offer =
    { $count ->
        [one] First see what you know: { $count } question
       *[other] First see what you know: { $count } questions
    }
pretest-send = Send my answers
pretest-skip = Begin without
pretest-open = Choose one answer for each question. What you chose is kept.
pretest-known = You knew { $right } of { $of } before the course.
pretest-on = The course explains them all. At its end you will see what you learned.
pretest-begin = Begin the first lesson
