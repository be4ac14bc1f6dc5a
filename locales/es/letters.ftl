### Letters to one person, by e-mail and in the inbox.

letters-hello = Hola, { $name }:

## The card, in the letters that bring one

letters-card-link = Abra este enlace en su teléfono o computadora. Con él entra a la escuela:
letters-card-letters = Si el enlace no se abre, vaya a la página para entrar y escriba estas 16 letras y cifras:
letters-card-keep = No comparta esta carta. Quien tiene su tarjeta puede estudiar en su nombre.
letters-card-profile = Su tarjeta está en su perfil.

## Welcome

letters-welcome-subject = Le damos la bienvenida a Cloud School
letters-welcome-text = ¡Qué alegría que esté aquí! Ya tiene su lugar en la escuela. Los cursos son gratis y puede seguirlos en un teléfono.

## A new card

letters-new-card-subject = Su nueva tarjeta
letters-new-card-text = Tiene una nueva tarjeta. La anterior ya no funciona.

## A forgotten password

letters-password-reset-subject = Elija una nueva contraseña
letters-password-reset-text = Alguien pidió una nueva contraseña para su cuenta en la escuela.
letters-password-reset-link = Si fue usted, abra este enlace dentro de una hora y elija una nueva contraseña:
letters-password-reset-by-mail = El enlace para elegirla está en el correo que le enviamos. Funciona durante una hora.
letters-password-reset-not-you = Si no fue usted, no haga nada. Su contraseña sigue igual.

## Enrolled

letters-enrolled-subject = Ya está en el curso { $course }
letters-enrolled-text = Su inscripción en este curso está hecha:
letters-enrolled-link = Empiece aquí:
letters-enrolled-pace = Aprenda a su ritmo. Lo que ya hizo queda guardado y puede seguir cuando quiera.

## Certificate

letters-certificate-subject = Su certificado de { $course }
letters-certificate-text = ¡Felicitaciones! Usted completó este curso:
letters-certificate-link = Aquí está su certificado. Puede mostrarlo, imprimirlo y enviar este enlace a otras personas:
letters-certificate-code = Con este código, cualquier persona puede comprobar que es auténtico:

## Una pregunta sobre una lección, a quienes pueden responder

letters-enquiry-subject = Una pregunta sobre { $lesson }
letters-enquiry-fault-subject = Alguien avisa que algo está mal en { $lesson }
letters-enquiry-text = Una persona que aprende pregunta algo sobre esta lección:
letters-enquiry-fault-text = Una persona que aprende avisa que algo está mal en esta lección:
letters-enquiry-link = Léalo y respóndalo aquí:

## La respuesta, a quien preguntó

letters-answer-subject = La respuesta a su pregunta sobre { $lesson }
letters-answer-text = Usted preguntó sobre la lección { $lesson }:
letters-answer-answer = La respuesta:
letters-answer-link = Todas sus preguntas están aquí:

## Una lección corregida, a quienes la habían aprendido

letters-correction-subject = Corregida: { $lesson }
letters-correction-text = Usted completó esta lección. Algo en ella estaba mal y podía causar daño:
letters-correction-reason = Lo que estaba mal:
letters-correction-link = La lección ya está corregida. Léala otra vez:

## Around every letter

letters-footer = La escuela escribió esta carta de forma automática. No la responda, por favor: nadie lee las respuestas. Todas sus cartas están en su buzón en la escuela.

## A letter to try out whether letters arrive

letters-test-subject = Las cartas de la escuela llegan
letters-test-text = Esta carta se envió para probar el servidor de correo. No tiene que hacer nada.
