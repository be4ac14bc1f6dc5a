### What those who lead groups read: lists, people and cards, tables, group sessions.

facilitation-people =
    { $count ->
        [one] { $count } person
       *[other] { $count } people
    }
facilitation-groups =
    { $count ->
        [one] { $count } group
       *[other] { $count } groups
    }
facilitation-pages = Pages
facilitation-page-of = Page { $number } of { $all }
facilitation-earlier = Page before
facilitation-later = Next page

## Groups and programmes

facilitation-no-groups = You do not lead a group. When a coordinator gives you one, it stands here.
facilitation-lessons-done = { $share } of lessons done
facilitation-no-cohorts = This programme has no groups yet.
facilitation-from = from { $date }
facilitation-until = until { $date }
facilitation-completed-of = { $done } of { $all } completed
facilitation-not-published = not published yet
facilitation-no-courses = This group has no courses yet.

## People and cards

facilitation-people-title = People
facilitation-nobody-yet = Nobody is in this group yet. Type the names above.
facilitation-add-people = Add people
facilitation-names = Names, one in each line
facilitation-names-hint = Type them or paste a list, at most { $count } names. Nobody needs an e-mail address: each person gets a card.
facilitation-add-and-print = Add and show cards
facilitation-names-missing = Type at least one name
facilitation-names-many = This list has { $count } names. Add at most { $most } at once
facilitation-names-faulty =
    { $count ->
        [one] { $count } line cannot be used. Nobody was added
       *[other] { $count } lines cannot be used. Nobody was added
    }
facilitation-line = Line { $number }: { $reason }
facilitation-more-lines =
    { $count ->
        [one] and { $count } more line
       *[other] and { $count } more lines
    }
facilitation-name-without-letters = there is no name in the first column
facilitation-names-doubled =
    { $count ->
        [one] { $count } name stands twice, in this list or in the group. Nobody was added
       *[other] { $count } names stand twice, in this list or in the group. Nobody was added
    }
facilitation-doubled-meant = These are different people with the same name
facilitation-names-sent-before = This page was used before, with other names. Check the list and send it again
facilitation-print-cards = Print cards
facilitation-card-used = card used
facilitation-card-never-used = card not used yet
facilitation-new-card = New card
facilitation-new-card-text = The old card stops working at once, and so does everything that is open with it. The person is told.
facilitation-make-new-card = Make a new card
facilitation-cards = Cards
facilitation-cards-text = Print this page and cut the cards. Whoever holds a card can use it, so give each one only to its owner.
facilitation-were-added =
    { $count ->
        [one] { $count } person was added
       *[other] { $count } people were added
    }
facilitation-were-added-before = This list was added before. Nobody was added again. Here are the cards that nobody has used yet.
facilitation-card-replaced = Here is the new card. The old one does not work any more.
facilitation-no-cards = Everybody has used her card. There is nothing to print.

## The table

facilitation-record-session = Record a group session
facilitation-show = Who
facilitation-show-everyone = everyone
facilitation-show-unfinished = those who have not finished
facilitation-show-not-started = those who have not started
facilitation-filter = Show
facilitation-nobody-here = Nobody is in this list.
facilitation-table = Table of people and lessons
facilitation-name = Name
facilitation-done = Done
facilitation-of = { $done } of { $all }
facilitation-lessons = Lessons
facilitation-completed = Completed
facilitation-certificate = Certificate
facilitation-known = How the course is known
facilitation-certificate-legend = has a certificate
facilitation-done-alone = done alone
facilitation-done-in-group = done in a group
facilitation-begun = begun
facilitation-nothing-yet = not begun
facilitation-csv = Save as a spreadsheet

## Group sessions

facilitation-which-lesson = Which lesson did you do together?
facilitation-done-by = { $done } of { $all } have done it
facilitation-latest = Recorded so far
facilitation-another-lesson = Another lesson
facilitation-quiz-note = This is a quiz. You can count hands here, but each person answers it alone to complete it.
facilitation-day = Day
facilitation-day-missing = Give the day of the session
facilitation-day-to-come = The day is still to come
facilitation-day-long-ago = The day is more than a year ago
facilitation-place = Place
facilitation-place-missing = Give the place of the session
facilitation-place-strange = The place holds signs that cannot be shown
facilitation-place-long = The place is too long. Use at most 200 letters
facilitation-who-came = Who came?
facilitation-tick-everybody =
    { $count ->
        [one] Tick everybody ({ $count } person)
       *[other] Tick everybody ({ $count } people)
    }
facilitation-nobody-ticked = Tick at least one person
facilitation-not-here = Somebody you ticked is no longer in this group. Check the list and send it again
facilitation-hands = Show of hands
facilitation-hands-hint = How many hands went up for each answer? Leave it empty if you did not count.
facilitation-hands-strange = Count hands in whole numbers from 0 to 10,000
facilitation-hands-unknown = The questions of this lesson have changed. Count again
facilitation-session-sent-before = This page was used before, for another session. Check it and send it again
facilitation-record = Record the session
facilitation-recorded = The session is recorded
facilitation-credited =
    { $count ->
        [one] { $count } person credited
       *[other] { $count } people credited
    }
facilitation-quiz-recorded =
    { $count ->
        [one] { $count } person was there. The quiz is answered by each person alone.
       *[other] { $count } people were there. The quiz is answered by each person alone.
    }
facilitation-session-kept-before = It was recorded before and is counted once.
facilitation-to-table = Back to the table
facilitation-another-session = Record another one
