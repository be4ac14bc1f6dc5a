### What those read who check what a course teaches.

reviews-text = Open a lesson, compare what it says with its sources, and sign what you found.
reviews-no-course = You do not review a course. When an administrator chooses you for one, its lessons stand here.
reviews-nothing-waits = Nothing waits for you here
reviews-all-lessons = All lessons

## What waits

reviews-due-first = { $kind }: not reviewed yet
reviews-due-changed = { $kind }: changed since it was reviewed
reviews-due-asked = { $kind }: { $name } asked something
reviews-due-refused = { $kind }: refused by { $name }
reviews-due-ended = { $kind }: the review ended on { $date }
reviews-due-ends = { $kind }: the review ends on { $date }
reviews-due-source = Source “{ $title }”: to be looked at again since { $date }

## Kinds of reviews and what they found

reviews-facts = Facts
reviews-language = Language
reviews-safety = Safety
reviews-about-facts = What it states is true in this place, and its sources say so.
reviews-about-language = The translation says what the source says, in words that people use.
reviews-about-safety = Nobody is hurt who does as it says.
reviews-approved = approved
reviews-asked = question asked
reviews-refused = refused
reviews-choose-approved = I approve it
reviews-choose-asked = I have a question first
reviews-choose-refused = I refuse it: people could be misled or hurt

## A lesson before a reviewer

reviews-review-of = Review: { $lesson }
reviews-how-source = Below is everything the lesson says. Beside it stands what it states, with the words of the source. Tick what you doubt, then sign at the end.
reviews-how-translation = The source and the translation stand side by side. Tick what you doubt, then sign at the end.
reviews-title = Title
reviews-step = Step
reviews-drawing = Drawing, and its words for those who do not see it
reviews-text-block = Text
reviews-question = Question
reviews-right-answer = Right answer
reviews-wrong-answer = Wrong answer
reviews-explanation = Explanation
reviews-stale = The source was changed after this was translated.
reviews-not-translated = Not translated
reviews-class = Class { $class }
reviews-seen-on = seen on { $date }
reviews-valid-until = good until { $date }
reviews-doubt = I doubt this
reviews-doubted-by = Doubted by { $name }
reviews-so-far = Reviews so far
reviews-of-before = of an earlier version
reviews-for-place = for { $place }
reviews-until-day = until { $date }

## The form

reviews-yours = Your review
reviews-what = What did you check?
reviews-kind-missing = Choose what you checked
reviews-found = What did you find?
reviews-verdict-missing = Choose what you found
reviews-approved-but-doubted = You doubt something above. Ask or refuse, or take the tick away
reviews-remark = Question or remark
reviews-remark-hint = Needed unless you approve. Other reviewers and those who write the course read it.
reviews-remark-missing = Write what you ask, or why you refuse
reviews-remark-long = The remark is too long. Use at most 2,000 letters
reviews-place = Approved for
reviews-no-place = No place: checked, and no more
reviews-place-unknown = Choose a place from the list
reviews-until = Until
reviews-until-hint = The last day. Somebody has to check the lesson again then.
reviews-until-missing = Give the last day of your approval
reviews-until-past = This day is over
reviews-until-far = An approval lasts at most five years
reviews-function = Your function
reviews-function-missing = Give your function, such as agronomist
reviews-organisation = Your organisation
reviews-organisation-missing = Give your organisation
reviews-line-long = This is too long. Use at most 120 letters
reviews-strange = This holds signs that cannot be shown
reviews-sign-text = You sign as { $name }. If you approve, everybody sees your name, function and organisation under the title of the lesson.
reviews-sign = Sign
reviews-signed = Your review is kept. It counts from now on.
reviews-signed-before = This review was kept before and counts once.
reviews-sent-before = This page was used before, for another review. Check it and sign again
reviews-lesson-changed = The lesson was changed while you looked at it. Look at it as it is now, and sign again. What you typed is below
