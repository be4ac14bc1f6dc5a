### Certificates: what learners show, and what others check.

## On the certificate itself, as page and on paper

certificates-heading = Certificate of completion
# The name of the document: whose it is, and what for.
certificates-document = { $name }: { $course }
certificates-awarded = This is to certify that
certificates-completed = has completed the course
certificates-time = Learning time
certificates-hours = { $hours } h
certificates-hours-minutes = { $hours } h { $minutes } min
certificates-learned = How it was learned
certificates-learned-alone =
    { $count ->
        [one] { $count } lesson alone
       *[other] { $count } lessons alone
    }
certificates-learned-group =
    { $count ->
        [one] { $count } lesson in a group with a facilitator
       *[other] { $count } lessons in a group with a facilitator
    }
certificates-learned-both =
    { $alone ->
        [one] { $alone } lesson alone, { $group } in a group with a facilitator
       *[other] { $alone } lessons alone, { $group } in a group with a facilitator
    }
certificates-quiz = Quiz result
certificates-quiz-result = { $right } of { $of } answers right
certificates-completed-on = Completed on
certificates-issued-on = Issued on
certificates-issuer = Issued by
certificates-programme = Programme
certificates-known = How the content is known
certificates-review-draft = Draft · AI-assisted · not yet checked by an expert
certificates-review-checked = Checked by a named expert
certificates-review-approved = Approved by an organisation
certificates-code = Code
# One word, written large.
certificates-trial-mark = TRIAL
certificates-trial = TRIAL · an example that proves nothing
# Below the word TRIAL.
certificates-trial-text = This is an example. It proves nothing.
certificates-check-at = Check this certificate at
certificates-symbol = QR code that checks this certificate

## The owner's page

certificates-title = Certificate: { $course }
certificates-yours = Your certificate
certificates-save = Save as PDF · { $size }
certificates-no-pdf = This certificate cannot be made into a PDF yet. You can show or print this page instead.
certificates-share = Show it to others
certificates-share-text = Whoever has the link or the code can see this certificate and check that it is real.
certificates-share-message = My certificate for { $course }: { $address }
certificates-share-whatsapp = Send by WhatsApp
certificates-others-see = See what others see
certificates-withdrawn-on = This certificate was withdrawn on { $date }. It does not count any more.
certificates-withdrawn-reason = Reason:
certificates-unconfirmed-text = The school has this certificate in its records, but its signature does not fit. Something may have been changed, so do not rely on it. Please ask the school.

## No PDF

unprintable-title = There is no PDF of this certificate
unprintable-not-valid = The certificate does not count any more, or the school cannot confirm it.
unprintable-letter = We do not have the letter { $letter } for printing yet.
unprintable-machine = The school cannot print now. Please try again later.
unprintable-use-page = Your certificate is still there: you can show its page, or print it from your browser.
unprintable-back = Go to the certificate

## Checking

verify-title = Check a certificate
verify-code = Code on the certificate
verify-hint = 12 letters and digits, like ABCD-EFGH-JKMN. Dashes, spaces and small letters do not matter.
verify-check = Check
verify-malformed = This cannot be a code. Please type the 12 letters and digits that stand on the certificate.
verify-unknown = The school does not know this code
verify-unknown-text = No certificate has the code { $code }. Compare it letter by letter with the paper. If it is the same, the paper is not from this school.
verify-valid = Valid
verify-valid-text = The school issued this certificate, and nothing in it was changed. Compare each line with the paper you hold.
verify-valid-trial = But it is a trial: it shows how certificates will work, and proves nothing about anybody.
verify-withdrawn = Withdrawn
verify-unconfirmed = Not confirmed
verify-another = Check another one
verify-how = How we know
verify-how-record = What you see here comes from the records of the school, not from the paper. The records were frozen on the day of issue.
verify-how-signature = The school signed these facts with a secret key (Ed25519). The QR code on the paper holds the facts and the signature, so it can also be checked without the internet by anybody who has the public key of the school.
verify-how-key-id = Name of the key
verify-how-key = Public key
