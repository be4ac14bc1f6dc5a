### Coming in, cards, and what a person chooses for herself.

## Signing in

people-sign-in = Sign in
people-identifier = User name, code, e-mail or phone
people-identifier-hint = Or the 16 letters of your card; then nothing else is needed.
people-password-or-pin = Password or PIN
people-password-or-pin-hint = A PIN works only on a phone where you have used it before.
people-sign-in-wrong = These do not fit together. Check both and try again, or use your card.
people-have-card = Do you have a card? Point the camera of your phone at the square on it.
people-new-here = I am new here: sign up
people-shared-phone = Who uses this phone?
people-forgotten = I have forgotten my password
people-show = Show
people-signed-out = You are signed out. Nothing of yours is left on this phone.

## A phone that several people use

people-here = Who are you?
people-here-hint = Choose your name.
people-here-nobody = Nobody is known on this phone yet.
people-pin = PIN
people-password-or-card = Password, or the 16 letters of your card
people-it-is-me = It is me
people-somebody-else = Somebody else

## Cards

people-card-title = Your card
people-card-hello = Hello, { $name }
people-card-known = Your PIN on this phone stays as it is.
people-pin-choose = Choose a PIN: 6 digits
people-pin-choose-hint = With it you open the school on this phone next time. Others can see it now, so cover it.
people-start = Start
people-start-without-pin = Start without a PIN
people-card-dead = This card is no longer in force
people-card-dead-text = There may be a newer card for you, or a letter was missing.
people-card-dead-ask = Ask your facilitator for a new card. It takes her a minute, and nothing that you have learned is lost.
people-card-yours = Your card
people-card-first = Welcome! This card lets you in, on any phone.
people-card-again = This is your card now. If you had another one, it no longer works.
people-card-shown = This is your card.
people-card-keep = Print it, photograph it or save it, and keep it like a key: whoever has it can come in as you.
people-card-save = Save picture
people-card-print = Print
people-card-print-hint = To print it, use the menu of your browser.
people-card-qr = QR code that opens the school as you

## What can be wrong in a form

people-name-missing = Write your name
people-name-long = The name is too long: at most 200 characters
people-name-strange = There is a character in the name that cannot be shown
people-user-name-strange = A user name begins with a letter and has only letters, digits, dots and dashes
people-user-name-length = A user name has 3 to 40 characters
people-user-name-code = This looks like a code of the school. Choose another one
people-user-name-taken = Somebody else has this user name. Free are: { $others }
people-email-wrong = This is not an e-mail address
people-phone-wrong = Write the phone number with digits only, for example +254 712 345 678
people-password-short = The password is too short: at least 8 characters
people-password-long = The password is too long: at most 200 characters
people-password-common = Many people use this password, so it is easy to guess. Choose another one
people-pin-digits = A PIN is 6 digits
people-pin-common = This PIN is easy to guess. Choose another one

## Signing up

people-sign-up = Sign up
people-sign-up-text = It is free. You get a card with which you can come in on any phone.
people-sign-up-do = Sign up
people-sign-up-known = I have been here before: sign in
people-name = Your name
people-name-hint = As it shall stand on your certificate.
people-password-new = Password
people-password-new-hint = At least 8 characters. Three or four words are good.
people-more = User name, e-mail, phone (optional)
people-user-name = User name
people-user-name-hint = To sign in with. Without one, you sign in with the code on your card.
people-email = E-mail
people-email-hint = For letters, and for when you forget your password.
people-phone = Phone

## A forgotten password

people-reset = Forgotten password
people-reset-text = If you gave an e-mail address, you get a letter with a link.
people-reset-send = Send me a letter
people-reset-asked = If we know an e-mail address of yours, a letter is on its way. Its link works once, for an hour.
people-reset-nothing = No e-mail address? Come in with your card, or ask your facilitator for a new one.
people-reset-choose = Choose another password
people-reset-choose-text = Afterwards everybody who is signed in as you is signed out.
people-reset-dead = This link no longer works
people-reset-dead-text = A link works once, for an hour. Ask for another one.
people-password-changed = Your password is changed.

## Profile

people-language-device = As the device asks
people-media = What you want to load
people-media-picture = Words and drawings
people-media-words = Words only: costs the least data
people-theme = Colours
people-theme-device = As the device has them
people-theme-light = Light
people-theme-dark = Dark
people-zone = Time zone
people-zone-hint = For example Africa/Nairobi.
people-zone-wrong = There is no such time zone. Choose one from the list
people-choice-wrong = Choose one of those that are offered
people-password = Password and PIN
people-password-change = Change password
people-password-choose = Choose a password
people-password-change-hint = Wherever else you are signed in, you will be signed out.
people-password-current = Password until now
people-pin-current = PIN
people-pin-change = Change the PIN on this phone
people-pin-choose-here = Choose a PIN for this phone
people-pin-changed = Your PIN is changed.
people-secret = Password or PIN, to show that it is you
people-secret-wrong = This is not right. Check it and try again
people-card-show = Show my card
people-card-another = Make a new card
people-card-another-hint = Make a new card when somebody else may have yours: the old one dies at once.
people-addresses = E-mail and phone
people-addresses-hint = Letters go there, and you can sign in with them.
people-address = E-mail or phone
people-address-add = Add e-mail or phone
people-address-remove = Remove
people-address-remove-this = Remove { $address }
people-address-wrong = This is neither an e-mail address nor a phone number
people-address-many = You have enough addresses. Remove one first
people-sign-ins = Where you are signed in
people-sign-in-this = here
people-sign-in-end = End
people-sign-in-end-this = End the sign-in: { $browser }
people-sign-in-ended = That sign-in is ended.
people-last-seen = Last seen { $time }
people-browser-on = { $browser } on { $system }
people-browser-unknown = Unknown browser
people-sign-out-text = Nothing of yours stays on this phone: next time you need your card or password.
