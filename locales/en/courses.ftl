### What visitors read about courses.

landing-title = Learn farming skills on your phone
landing-text = Free courses from agricultural academies. They work on slow networks and cost little data.
landing-start = See the courses
landing-card = I have a card or a name
landing-open = Open now
landing-announced = Coming later
landing-verify = Check a certificate
landing-verify-code = Code on the certificate
landing-verify-check = Check

catalogue-title = Courses
catalogue-filter = Choose by theme, country or language
catalogue-theme = Theme
catalogue-country = Country
catalogue-language = Language
catalogue-all = All
catalogue-show = Show
catalogue-show-all = Show all courses
catalogue-none = No course is like that yet.
catalogue-count =
    { $count ->
        [one] { $count } course
       *[other] { $count } courses
    }

course-lessons =
    { $count ->
        [one] { $count } lesson
       *[other] { $count } lessons
    }

country-CG = Republic of Congo
country-EC = Ecuador
country-KE = Kenya
country-LK = Sri Lanka

## How a lesson or a course is known: the line under its title, and the notes below it.

known-draft = Draft · AI-assisted · ask your officer before you act
known-checked = Checked by { $who }, { $date }
# Who stands for a review.
known-who = { $name }, { $function }, { $organisation }
known-approved = Approved for { $place } by { $organisation }
known-approved-until = Approved for { $place } by { $organisation } until { $date }
known-correcting = Being corrected since { $date }
# After one of the lines above.
known-translation = { $known } · translation not yet checked by a speaker
known-ended = The review ended on { $date }. Somebody has to check this again.
known-preview = Preview: somebody can be hurt by a mistake here, and nobody has checked this lesson for safety. Ask your officer before you act.
known-preview-translation = Preview: somebody can be hurt by a mistake here, and no speaker has checked this translation. Ask your officer before you act.
known-course-approved = All lessons are approved by named organisations
known-course-checked = All lessons are checked by named experts
known-course-partly = Draft · { $checked } of { $lessons } lessons checked · ask your officer before you act
known-course-preview =
    { $count ->
        [one] { $count } lesson is a preview: somebody can be hurt by a mistake in it, and its checks are not complete. Ask your officer before you act.
       *[other] { $count } lessons are previews: somebody can be hurt by a mistake in them, and their checks are not complete. Ask your officer before you act.
    }

## How far the making of an announced course has come.

production-planned = Planned
production-under-preparation = In preparation
production-materials-completed = Materials are ready
production-video-under-preparation = Videos in preparation
production-recorded = Recorded
production-post-production = Videos are being edited
production-translation = Being translated and edited

## What an author should look at

check-title = Check of the course
check-nothing = Nothing to look at.
check-count =
    { $count ->
        [one] { $count } thing to look at in the published version
       *[other] { $count } things to look at in the published version
    }
check-waiting =
    { $count ->
        [one] { $count } lesson with statements that can harm waits for reviewers.
       *[other] { $count } lessons with statements that can harm wait for reviewers.
    }
check-stale = The translation into { $language } is of an older text.
check-numbers = The numbers differ: { $source } in the source, { $translated } in { $language }.
check-units = The units differ: { $source } in the source, { $translated } in { $language }.
check-denial = Not as many sentences say “no” or “never” in { $language } as in the source.
check-number = The number { $number } is in no claim about this text.
check-unit = The unit { $unit } is in no claim about this text.
check-unbound = A claim or an example does not say which text it is about.
check-older = The text was changed after this was checked against it: { $what }
check-not-reviewed = This can harm and was not reviewed: { $what }
check-long-steps = The steps have { $words } words in { $language }.
check-long-sentences = Sentences in { $language } have { $average } words on average.
check-hard = The English needs school year { $grade }.
check-same-key = In { $share } of { $of } questions the right answer is “{ $option }”.
check-longest = In { $share } of { $of } questions the right answer is the longest.
check-same-options = Two options read the same in { $language }.
check-captions = A clip or sound has no captions in { $language }.
check-uncited = No claim cites the source { $source }.
check-expired = The source { $source } was to be looked at again by { $day }.
check-gone = The source { $source } could not be opened any more on { $day }.
check-review-ended = A review ended on { $day }.
check-not-approved = A reviewer did not approve: { $remark }
