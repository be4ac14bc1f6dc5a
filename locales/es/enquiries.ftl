### Preguntar sobre una lección, avisar que algo está mal, y responder.

## Preguntar

enquiries-ask = Preguntar sobre esta lección
enquiries-say-wrong = Algo está mal aquí
enquiries-words-question = Su pregunta
enquiries-words-fault = ¿Qué está mal?
enquiries-words-hint = { $count } letras como máximo.
enquiries-photo = Foto
enquiries-photo-hint = 8 MB como máximo. No se guarda dónde ni cuándo se tomó.
enquiries-photo-again = Si tenía una foto, elíjala otra vez.
enquiries-who-reads = Primero se le pregunta a quien guía su grupo y después a las personas expertas del curso. La respuesta llega a sus mensajes. Si sirve a otras personas, la pregunta y la respuesta pueden aparecer debajo de la lección, sin su nombre y sin su foto.
enquiries-send = Enviar
enquiries-words-missing = Escriba algo o elija una foto
enquiries-words-long = El texto es demasiado largo. Use { $count } letras como máximo
enquiries-sent-before = Esta página ya se usó con otro contenido. Revísela y envíela otra vez
enquiries-too-many = { $count } de sus preguntas esperan respuesta. Pregunte otra vez cuando algunas tengan respuesta, o mañana
enquiries-photo-large = La foto pesa más de 8 MB. Elija una más pequeña o envíe su texto sin ella
enquiries-photo-pixels = La foto tiene demasiados píxeles. Elija una más pequeña o envíe su texto sin ella
enquiries-photo-unreadable = Este archivo no es una foto que podamos leer. Elija un archivo JPEG, PNG o WebP
enquiries-asked = Enviado. La respuesta llegará a sus mensajes.

## Lo que una persona preguntó

enquiries-mine = Mis preguntas
enquiries-none = Todavía no ha preguntado nada. Puede hacerlo al final de cada lección.
enquiries-waits = espera respuesta
enquiries-answer = Respuesta
enquiries-see-photo = Ver la foto
enquiries-photo-only = Una foto sin texto
enquiries-shown-title = Preguntas sobre esta lección

## Responder

enquiries-title = Preguntas
enquiries-count = Preguntas ({ $count })
enquiries-kind-question = Pregunta
enquiries-kind-fault = Algo está mal
enquiries-waiting = Esperan respuesta
enquiries-nothing-waits = Ninguna pregunta espera respuesta.
enquiries-settled = Respondidas o enviadas a las personas expertas
enquiries-passed-on-to-experts = enviada a las personas expertas
enquiries-is-answered = respondida
enquiries-your-answer = Su respuesta
enquiries-answer-in = Escriba en este idioma: { $language }. En él se hizo la pregunta.
enquiries-show-tick = Mostrar la pregunta y la respuesta debajo de la lección, sin nombres y sin la foto
enquiries-send-answer = Enviar la respuesta
enquiries-answer-missing = Escriba la respuesta
enquiries-answered-already = Alguien respondió mientras tanto. Se envió esa respuesta y no la suya
enquiries-not-sent = Lo que usted escribió
enquiries-pass-on = Enviar a las personas expertas
enquiries-pass-on-text = Si no sabe la respuesta, las personas expertas del curso pueden ayudar.
enquiries-answered = La respuesta se envió.
enquiries-passed-on = Se preguntó a las personas expertas del curso.
enquiries-is-shown = aparece debajo de la lección
enquiries-show = Mostrarla debajo de la lección
enquiries-hide = Quitarla de la lección
enquiries-correct = Corregir esta lección
enquiries-checked = Cursos que usted revisa
