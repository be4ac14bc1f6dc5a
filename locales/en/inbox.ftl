### The letters of a person, in the school.

inbox-empty = No letters yet. When something concerns you, you will find it here.
inbox-back = All letters
