### Lo que leen quienes guían grupos: listas, personas y tarjetas, tablas, sesiones de grupo.

facilitation-people =
    { $count ->
        [one] { $count } persona
       *[other] { $count } personas
    }
facilitation-groups =
    { $count ->
        [one] { $count } grupo
       *[other] { $count } grupos
    }
facilitation-pages = Páginas
facilitation-page-of = Página { $number } de { $all }
facilitation-earlier = Página anterior
facilitation-later = Página siguiente

## Grupos y programas

facilitation-no-groups = Usted no guía ningún grupo. Cuando la coordinación le dé uno, aparecerá aquí.
facilitation-lessons-done = { $share } de las lecciones hechas
facilitation-no-cohorts = Este programa todavía no tiene grupos.
facilitation-from = desde el { $date }
facilitation-until = hasta el { $date }
facilitation-completed-of = { $done } de { $all } lo completaron
facilitation-not-published = todavía no publicado
facilitation-no-courses = Este grupo todavía no tiene cursos.

## Personas y tarjetas

facilitation-people-title = Personas
facilitation-nobody-yet = Todavía no hay nadie en este grupo. Escriba los nombres arriba.
facilitation-add-people = Agregar personas
facilitation-names = Nombres, uno en cada línea
facilitation-names-hint = Escríbalos o pegue una lista, con { $count } nombres como máximo. Nadie necesita correo electrónico: cada persona recibe una tarjeta.
facilitation-add-and-print = Agregar y mostrar las tarjetas
facilitation-names-missing = Escriba al menos un nombre
facilitation-names-many = Esta lista tiene { $count } nombres. Agregue { $most } como máximo a la vez
facilitation-names-faulty =
    { $count ->
        [one] { $count } línea no se puede usar. No se agregó a nadie
       *[other] { $count } líneas no se pueden usar. No se agregó a nadie
    }
facilitation-line = Línea { $number }: { $reason }
facilitation-more-lines =
    { $count ->
        [one] y { $count } línea más
       *[other] y { $count } líneas más
    }
facilitation-name-without-letters = no hay un nombre en la primera columna
facilitation-names-doubled =
    { $count ->
        [one] { $count } nombre está dos veces, en esta lista o en el grupo. No se agregó a nadie
       *[other] { $count } nombres están dos veces, en esta lista o en el grupo. No se agregó a nadie
    }
facilitation-doubled-meant = Son personas distintas con el mismo nombre
facilitation-names-sent-before = Esta página ya se usó con otros nombres. Revise la lista y envíela otra vez
facilitation-print-cards = Imprimir tarjetas
facilitation-card-used = tarjeta usada
facilitation-card-never-used = tarjeta sin usar
facilitation-new-card = Tarjeta nueva
facilitation-new-card-text = La tarjeta anterior deja de funcionar enseguida, y también todo lo que se abrió con ella. Se le avisa a la persona.
facilitation-make-new-card = Hacer una tarjeta nueva
facilitation-cards = Tarjetas
facilitation-cards-text = Imprima esta página y corte las tarjetas. Quien tenga una tarjeta puede usarla: entregue cada una solo a su dueña o dueño.
facilitation-were-added =
    { $count ->
        [one] Se agregó { $count } persona
       *[other] Se agregaron { $count } personas
    }
facilitation-were-added-before = Esta lista ya se había agregado. No se agregó a nadie otra vez. Aquí están las tarjetas que nadie ha usado todavía.
facilitation-card-replaced = Aquí está la tarjeta nueva. La anterior ya no funciona.
facilitation-no-cards = Todas las personas ya usaron su tarjeta. No hay nada que imprimir.

## La tabla

facilitation-record-session = Registrar una sesión de grupo
facilitation-show = Quiénes
facilitation-show-everyone = todas las personas
facilitation-show-unfinished = quienes no han terminado
facilitation-show-not-started = quienes no han empezado
facilitation-filter = Mostrar
facilitation-nobody-here = No hay nadie en esta lista.
facilitation-table = Tabla de personas y lecciones
facilitation-name = Nombre
facilitation-done = Hechas
facilitation-of = { $done } de { $all }
facilitation-lessons = Lecciones
facilitation-completed = Completado
facilitation-certificate = Certificado
facilitation-known = Cómo está revisado el curso
facilitation-certificate-legend = tiene certificado
facilitation-done-alone = hecha por su cuenta
facilitation-done-in-group = hecha en grupo
facilitation-begun = empezada
facilitation-nothing-yet = sin empezar
facilitation-csv = Guardar como hoja de cálculo

## Sesiones de grupo

facilitation-which-lesson = ¿Qué lección hicieron juntos?
facilitation-done-by = { $done } de { $all } la han hecho
facilitation-latest = Registradas hasta ahora
facilitation-another-lesson = Otra lección
facilitation-quiz-note = Esta es una prueba. Aquí puede contar manos, pero cada persona la responde por su cuenta para completarla.
facilitation-day = Día
facilitation-day-missing = Escriba el día de la sesión
facilitation-day-to-come = Ese día todavía no ha llegado
facilitation-day-long-ago = Ese día fue hace más de un año
facilitation-place = Lugar
facilitation-place-missing = Escriba el lugar de la sesión
facilitation-place-strange = El lugar tiene signos que no se pueden mostrar
facilitation-place-long = El lugar es demasiado largo. Use 200 letras como máximo
facilitation-who-came = ¿Quiénes vinieron?
facilitation-tick-everybody =
    { $count ->
        [one] Marcar a todos ({ $count } persona)
       *[other] Marcar a todos ({ $count } personas)
    }
facilitation-nobody-ticked = Marque al menos a una persona
facilitation-not-here = Alguien que marcó ya no está en este grupo. Revise la lista y envíela otra vez
facilitation-hands = Manos levantadas
facilitation-hands-hint = ¿Cuántas manos se levantaron por cada respuesta? Déjelo vacío si no las contó.
facilitation-hands-strange = Cuente las manos en números enteros de 0 a 10.000
facilitation-hands-unknown = Las preguntas de esta lección han cambiado. Cuente otra vez
facilitation-session-sent-before = Esta página ya se usó para otra sesión. Revísela y envíela otra vez
facilitation-record = Registrar la sesión
facilitation-recorded = La sesión quedó registrada
facilitation-credited =
    { $count ->
        [one] { $count } persona acreditada
       *[other] { $count } personas acreditadas
    }
facilitation-quiz-recorded =
    { $count ->
        [one] Estuvo { $count } persona. Cada persona responde la prueba por su cuenta.
       *[other] Estuvieron { $count } personas. Cada persona responde la prueba por su cuenta.
    }
facilitation-session-kept-before = Ya se había registrado y cuenta una sola vez.
facilitation-to-table = Volver a la tabla
facilitation-another-session = Registrar otra
