### Lo que leen las personas que aprenden.

learning-continue = Continuar:
learning-begin = Empezar:
learning-none = Todavía no tiene ningún curso.
learning-courses = Mis cursos
learning-certificates = Mis certificados
learning-done = { $done } de { $total } terminadas
learning-is-done = terminada
learning-enrol = Tomar este curso
learning-certificate = Ver mi certificado

course-announced = Este curso está anunciado. Todavía no se puede tomar.
course-production = Estado
course-project = Proyecto de país
course-partner = Contenido de
course-partner-planned = Contenido previsto con
course-try = Leer primero una lección abierta, sin cuenta
course-outcomes = Después de este curso
course-known = Cómo sabemos lo que enseñamos
course-sources =
    { $count ->
        [one] Escrito a partir de { $count } fuente. Cada lección nombra las suyas al final.
       *[other] Escrito a partir de { $count } fuentes. Cada lección nombra las suyas al final.
    }
course-missing =
    { $count ->
        [one] Falta { $count } lección para su certificado.
       *[other] Faltan { $count } lecciones para su certificado.
    }

lesson-place = { $place } de { $total }
lesson-stale = La lección cambió después de hacerse esta traducción.
lesson-listen = Escuchar
lesson-clip = Video sin sonido, { $size }
lesson-sound = Sonido, { $size }
lesson-save = Guardar en este teléfono
lesson-transcript = Lo que muestra el video, en palabras
lesson-try = Pruébelo
lesson-officers = Más para técnicos
lesson-china = En China
lesson-here = Aquí
lesson-check = Comprobar respuesta
lesson-sources =
    { $count ->
        [one] Fuente
       *[other] Fuentes ({ $count })
    }
lesson-next = Lección siguiente
lesson-finish = Terminar
lesson-enrol = Tomar el curso completo

quiz-right = Correcto
quiz-wrong = Todavía no
quiz-right-answer = (respuesta correcta)
quiz-your-answer = (su respuesta)
quiz-choose = Elija una respuesta.
quiz-repeated = Ya respondió esta pregunta. Cuenta la primera respuesta.
quiz-rule = { $of } preguntas. Se necesitan { $pass } respuestas correctas. Puede intentarlo las veces que quiera.
quiz-question = Pregunta { $place } de { $total }
quiz-stop = Seguir más tarde
quiz-all = Todas las preguntas en una página
quiz-passed = Aprobado
quiz-not-passed = Todavía no aprobado
quiz-result = { $right } de { $of } son correctas. Se necesitan { $pass }.
quiz-on = Seguir
quiz-again = Intentar de nuevo
quiz-review = Leer otra vez las lecciones
quiz-answers = Sus respuestas

pretest-offer =
    { $count ->
        [one] Primero vea lo que ya sabe: { $count } pregunta
       *[other] Primero vea lo que ya sabe: { $count } preguntas
    }
pretest-send = Enviar mis respuestas
pretest-skip = Empezar sin ellas
pretest-open = Elija una respuesta en cada pregunta. Lo que eligió se conserva.
pretest-known = Antes del curso usted sabía { $right } de { $of }.
pretest-on = El curso las explica todas. Al final verá lo que aprendió.
pretest-begin = Empezar la primera lección
