### When something in a lesson is wrong: what experts read and write.

corrections-title = Corrections
corrections-open = Being corrected
corrections-none = No lesson is being corrected.
corrections-since = since { $date }
corrections-class-a = can harm
corrections-mend = It is mended
corrections-mend-text = Publish the corrected lesson first, then press the button. If it was about something that can harm, everybody who completed the lesson gets a letter.
corrections-still-the-same = What is published is still the same. Publish the corrected lesson first
corrections-mended = Mended
corrections-mended-on = mended on { $date }
corrections-new = Correct a lesson
corrections-new-text = From now on the lesson says that it is being corrected.
corrections-reason = What is wrong?
corrections-reason-hint = Learners read this too. At most { $count } letters.
corrections-class-a-tick = It is about a statement that can harm. When it is mended, everybody who completed the lesson gets a letter.
corrections-begin = Start the correction
corrections-reason-missing = Say what is wrong
corrections-reason-long = The text is too long. Use at most { $count } letters
corrections-already = This lesson is being corrected already
