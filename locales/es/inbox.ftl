### The letters of a person, in the school.

inbox-empty = Todavía no hay cartas. Cuando haya algo para usted, estará aquí.
inbox-back = Todas las cartas
