### Words that every page shares.

-brand = Cloud School

frame-brand = { -brand }
frame-skip = Skip to content
frame-menu = Menu
frame-language = Language

## Header and footer

frame-sign-in = Sign in
frame-sign-out = Sign out
frame-signed-in-as = Signed in as { $name }
frame-not-you = Not you?
frame-change-person = Change person
frame-my-learning = My learning
frame-courses = Courses
frame-profile = Profile
frame-inbox = Inbox
frame-groups = Groups
frame-programmes = Programmes
frame-reviews = Reviews

## Forms

frame-yes = Yes
frame-no = No
frame-save = Save
frame-saved = Saved
frame-back = Back
frame-cancel = Cancel
frame-continue = Continue
frame-optional = optional
frame-problem = There is a problem
# Stands before the title of a page whose form has a mistake.
frame-error-title = Error: { $title }

## States

frame-as-of = as of { $time }
frame-trial = Trial
frame-trial-text = This is a trial. The connection is not secure yet, so do not enter real names.

frame-demo = This school is for trying out. Its people are made up.
frame-be-somebody = Be somebody else

## Units

unit-percent = { $number }%
unit-minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
unit-kilobytes = { $number } KB
unit-megabytes = { $number } MB
unit-gigabytes = { $number } GB

## When something goes wrong. Each page says what happened and what to do next.

error-400-title = We could not read that
error-400-text = Something was missing or broken on the way. Please go back and try again.
error-401-title = Please sign in
error-401-text = This page is for people who are signed in. What you typed is kept.
error-403-title = This page is not yours
error-403-text = Your role does not open this page. If you need it, ask your coordinator.
error-404-title = We cannot find this page
error-404-text = The address may be wrong, or the page has moved. Check it, or start again from the first page.
error-409-title = This was changed in the meantime
error-409-text = Somebody else, or you in another window, was faster. Open the page again to see how it stands now.
error-410-title = This is no longer here
error-410-text = It was taken away or has ended. You can look for something like it in the courses.
error-413-title = This is too large
error-413-text = The file or text is larger than the school can take. Make it smaller and try again.
error-422-title = We could not save this
error-422-text = Something in the form is not right. Please go back, check it and try again.
error-429-title = Please wait a little
error-429-text =
    { $seconds ->
        [one] There were many tries in a short time. You can try again in { $seconds } second.
       *[other] There were many tries in a short time. You can try again in { $seconds } seconds.
    }
error-500-title = Something went wrong
error-500-text = The mistake is ours, not yours. Please try again. If it happens again, tell us this number: { $reference }
error-503-title = The school is not available now
error-503-text = Please try again in a few minutes. What was saved is safe.
error-elsewhere-title = This came from another page
error-elsewhere-text = To keep you safe, the school only takes forms from its own pages. Open the page here and send the form again.
error-home = Go to the first page
error-retry = Try again
