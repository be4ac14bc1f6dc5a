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

## How far the making of an announced course has come.

production-planned = Planned
production-under-preparation = In preparation
production-materials-completed = Materials are ready
production-video-under-preparation = Videos in preparation
production-recorded = Recorded
production-post-production = Videos are being edited
production-translation = Being translated and edited
