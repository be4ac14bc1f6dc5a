### Trying the school out: being somebody who is made up.

demo-title = Be somebody
demo-text = This school is for trying out. Everybody in it is made up, so you may be any of them and change whatever you like.
demo-try = Try this:
demo-be = Be { $name }

demo-part-new-farmer = A farmer who is new
demo-is-new-farmer = has a phone and has not started a course yet.
demo-try-new-farmer = open the rice course, join it and finish the first lesson.

demo-part-farmer-half-way = A farmer half way
demo-is-farmer-half-way = has finished half of the rice course.
demo-try-farmer-half-way = continue where you stopped, and answer the question at the end of the lesson.

demo-part-farmer-finished = A farmer who has finished
demo-is-farmer-finished = has finished all lessons and passed the quiz.
demo-try-farmer-finished = open your certificate and check it.

demo-part-facilitator = A facilitator
demo-is-facilitator = learns with a group of 12 people in Daule.
demo-try-facilitator = open the group and record a meeting.

demo-part-coordinator = A coordinator
demo-is-coordinator = leads the programme in Ecuador with its two groups.
demo-try-coordinator = add three people to a group and look at their cards.

demo-part-reviewer = A reviewer
demo-is-reviewer = checks what the rice course teaches.
demo-try-reviewer = open a lesson, compare what it states with its sources, and sign what you found. Then look at the lesson as a farmer.

demo-part-administrator = An administrator
demo-is-administrator = runs the school and sees all groups in all countries.
demo-try-administrator = open a group in Kenya that has no people yet.
