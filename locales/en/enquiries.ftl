### Asking about a lesson, saying that something is wrong, and answering.

## Asking

enquiries-ask = Ask about this lesson
enquiries-say-wrong = Something is wrong here
enquiries-words-question = Your question
enquiries-words-fault = What is wrong?
enquiries-words-hint = At most { $count } letters.
enquiries-photo = Photo
enquiries-photo-hint = At most 8 MB. Where and when it was taken is not kept.
enquiries-photo-again = Choose your photo again, if you had one.
enquiries-who-reads = Your facilitator is asked first, then the experts of the course. The answer comes to your inbox. If it helps others, question and answer can stand under the lesson, without your name and your photo.
enquiries-send = Send
enquiries-words-missing = Write something, or choose a photo
enquiries-words-long = This is too long. Use at most { $count } letters
enquiries-sent-before = This page was used before, with something else in it. Check it and send it again
enquiries-too-many = { $count } of your questions wait for an answer. Ask again when some are answered, or tomorrow
enquiries-photo-large = The photo is larger than 8 MB. Choose a smaller one, or send your words without it
enquiries-photo-pixels = The photo has too many pixels. Choose a smaller one, or send your words without it
enquiries-photo-unreadable = This file is no photo that we can read. Choose a JPEG, PNG or WebP file
enquiries-asked = Sent. The answer comes to your inbox.

## What one asked

enquiries-mine = My questions
enquiries-none = You have not asked anything yet. You can do so at the end of every lesson.
enquiries-waits = waits for an answer
enquiries-answer = Answer
enquiries-see-photo = See the photo
enquiries-photo-only = A photo without words
enquiries-shown-title = Asked about this lesson

## Answering

enquiries-title = Questions
enquiries-count = Questions ({ $count })
enquiries-kind-question = Question
enquiries-kind-fault = Something is wrong
enquiries-waiting = Waiting for an answer
enquiries-nothing-waits = No question is waiting.
enquiries-settled = Answered or passed on
enquiries-passed-on-to-experts = passed on to the experts
enquiries-is-answered = answered
enquiries-your-answer = Your answer
enquiries-answer-in = Write in { $language }. The learner asked in this language.
enquiries-show-tick = Show question and answer under the lesson, without names and without the photo
enquiries-send-answer = Send the answer
enquiries-answer-missing = Write the answer
enquiries-answered-already = Somebody answered in the meantime. That answer was sent, and yours was not
enquiries-not-sent = What you wrote
enquiries-pass-on = Pass on to the experts
enquiries-pass-on-text = If you do not know the answer, the experts of the course can help.
enquiries-answered = The answer was sent.
enquiries-passed-on = The experts of the course were asked.
enquiries-is-shown = stands under the lesson
enquiries-show = Show it under the lesson
enquiries-hide = Take it away from the lesson
enquiries-correct = Correct this lesson
enquiries-checked = Courses that you check
