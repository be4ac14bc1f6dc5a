### Lo que leen quienes revisan lo que enseña un curso.

reviews-text = Abra una lección, compare lo que dice con sus fuentes y firme lo que encontró.
reviews-no-course = Usted no revisa ningún curso. Cuando un administrador le confíe uno, sus lecciones aparecerán aquí.
reviews-nothing-waits = Aquí no hay nada pendiente para usted
reviews-all-lessons = Todas las lecciones

## Lo pendiente

reviews-due-first = { $kind }: aún sin revisar
reviews-due-changed = { $kind }: cambió después de su revisión
reviews-due-asked = { $kind }: { $name } hizo una pregunta
reviews-due-refused = { $kind }: { $name } no lo aprobó
reviews-due-ended = { $kind }: la revisión terminó el { $date }
reviews-due-ends = { $kind }: la revisión termina el { $date }
reviews-due-source = Fuente «{ $title }»: hay que consultarla de nuevo desde el { $date }

## Clases de revisiones y sus resultados

reviews-facts = Contenido
reviews-language = Idioma
reviews-safety = Seguridad
reviews-about-facts = Lo que afirma es cierto en este lugar, y sus fuentes lo dicen.
reviews-about-language = La traducción dice lo mismo que el original, con palabras que la gente usa.
reviews-about-safety = Nadie se hace daño si hace lo que dice.
reviews-approved = aprobado
reviews-asked = con una pregunta
reviews-refused = no aprobado
reviews-choose-approved = Lo apruebo
reviews-choose-asked = Antes tengo una pregunta
reviews-choose-refused = No lo apruebo: podría engañar o hacer daño a alguien

## Una lección ante quien la revisa

reviews-review-of = Revisión: { $lesson }
reviews-how-source = Abajo está todo lo que dice la lección. Al lado, lo que afirma, con las palabras de la fuente. Marque lo que ponga en duda y firme al final.
reviews-how-translation = El original y la traducción están uno al lado del otro. Marque lo que ponga en duda y firme al final.
reviews-title = Título
reviews-step = Paso
reviews-drawing = Dibujo, y sus palabras para quien no lo ve
reviews-text-block = Texto
reviews-question = Pregunta
reviews-right-answer = Respuesta correcta
reviews-wrong-answer = Respuesta equivocada
reviews-explanation = Explicación
reviews-stale = El original cambió después de esta traducción.
reviews-not-translated = Sin traducir
reviews-class = Clase { $class }
reviews-seen-on = consultada el { $date }
reviews-valid-until = vigente hasta el { $date }
reviews-doubt = Lo pongo en duda
reviews-doubted-by = { $name } lo pone en duda
reviews-so-far = Revisiones hasta ahora
reviews-of-before = de una versión anterior
reviews-for-place = para { $place }
reviews-until-day = hasta el { $date }

## El formulario

reviews-yours = Su revisión
reviews-what = ¿Qué revisó?
reviews-kind-missing = Elija qué revisó
reviews-found = ¿Qué encontró?
reviews-verdict-missing = Elija qué encontró
reviews-approved-but-doubted = Arriba pone algo en duda. Pregunte o no lo apruebe, o quite la marca
reviews-remark = Pregunta u observación
reviews-remark-hint = Hace falta, salvo que lo apruebe. La leen otros revisores y quienes escriben el curso.
reviews-remark-missing = Escriba qué pregunta o por qué no lo aprueba
reviews-remark-long = La observación es demasiado larga. Use como máximo 2000 letras
reviews-place = Aprobado para
reviews-no-place = Ningún lugar: solo revisado
reviews-place-unknown = Elija un lugar de la lista
reviews-until = Hasta
reviews-until-hint = El último día. Después alguien debe revisar la lección de nuevo.
reviews-until-missing = Indique el último día de su aprobación
reviews-until-past = Ese día ya pasó
reviews-until-far = Una aprobación dura como máximo cinco años
reviews-function = Su función
reviews-function-missing = Indique su función, por ejemplo agrónoma
reviews-organisation = Su organización
reviews-organisation-missing = Indique su organización
reviews-line-long = Es demasiado largo. Use como máximo 120 letras
reviews-strange = Contiene signos que no se pueden mostrar
reviews-sign-text = Firma como { $name }. Si lo aprueba, todos verán su nombre, función y organización debajo del título de la lección.
reviews-sign = Firmar
reviews-signed = Su revisión quedó guardada. Vale desde ahora.
reviews-signed-before = Esta revisión ya estaba guardada y cuenta una sola vez.
reviews-sent-before = Esta página ya se usó para otra revisión. Compruébela y firme de nuevo
reviews-lesson-changed = La lección cambió mientras usted la miraba. Mírela como está ahora y firme de nuevo. Lo que escribió sigue abajo
