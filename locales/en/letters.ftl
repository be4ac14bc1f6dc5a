### Letters to one person, by e-mail and in the inbox.

letters-hello = Hello { $name },

## The card, in the letters that bring one

letters-card-link = Open this link on your phone or computer. It signs you in:
letters-card-letters = If the link does not open, go to the sign-in page and type these 16 letters and digits:
letters-card-keep = Keep this letter to yourself. Whoever has your card can learn in your name.
letters-card-profile = Your card is in your profile.

## Welcome

letters-welcome-subject = Welcome to Cloud School
letters-welcome-text = Welcome! You now have a place in the school. Your courses are free, and you can take them on a phone.

## A new card

letters-new-card-subject = Your new card
letters-new-card-text = You have a new card. The old one does not work any more.

## A forgotten password

letters-password-reset-subject = Choose a new password
letters-password-reset-text = Somebody asked for a new password for your place in the school.
letters-password-reset-link = If it was you, open this link within one hour and choose a new password:
letters-password-reset-by-mail = The link to choose one is in the e-mail that went to you. It works for one hour.
letters-password-reset-not-you = If it was not you, do nothing. Your password stays as it is.

## Enrolled

letters-enrolled-subject = You are in the course { $course }
letters-enrolled-text = You are now enrolled in this course:
letters-enrolled-link = Start here:
letters-enrolled-pace = Learn at your own pace. What you have done is kept, and you can go on at any time.

## Certificate

letters-certificate-subject = Your certificate for { $course }
letters-certificate-text = Well done! You have completed this course:
letters-certificate-link = Your certificate is here. You can show it, print it and send this link to others:
letters-certificate-code = Anybody can check that it is real with this code:

## A question about a lesson, to those who can answer

letters-enquiry-subject = A question about { $lesson }
letters-enquiry-fault-subject = Somebody says that something is wrong in { $lesson }
letters-enquiry-text = A learner asks something about this lesson:
letters-enquiry-fault-text = A learner says that something is wrong in this lesson:
letters-enquiry-link = Read and answer it here:

## The answer, to the one who asked

letters-answer-subject = The answer to your question about { $lesson }
letters-answer-text = You asked about the lesson { $lesson }:
letters-answer-answer = The answer:
letters-answer-link = All your questions are here:

## A corrected lesson, to those who had learnt it

letters-correction-subject = Corrected: { $lesson }
letters-correction-text = You completed this lesson. Something in it was wrong, and it could do harm:
letters-correction-reason = What was wrong:
letters-correction-link = The lesson is corrected now. Read it again:

## Around every letter

letters-footer = The school wrote this letter by itself. Please do not answer it: nobody reads the answers. You find all your letters in your inbox in the school.

## A letter to try out whether letters arrive

letters-test-subject = Letters from the school arrive
letters-test-text = This letter was sent to try out the mail server. There is nothing to do.
