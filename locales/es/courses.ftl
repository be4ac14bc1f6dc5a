### Lo que leen las visitas sobre los cursos.

landing-title = Aprenda técnicas agrícolas en su teléfono
landing-text = Cursos gratuitos de academias agrícolas. Funcionan con redes lentas y gastan pocos datos.
landing-start = Ver los cursos
landing-card = Tengo una tarjeta o un nombre
landing-open = Abiertos ahora
landing-announced = Más adelante
landing-verify = Comprobar un certificado
landing-verify-code = Código del certificado
landing-verify-check = Comprobar

catalogue-title = Cursos
catalogue-filter = Elegir por tema, país o idioma
catalogue-theme = Tema
catalogue-country = País
catalogue-language = Idioma
catalogue-all = Todos
catalogue-show = Mostrar
catalogue-show-all = Mostrar todos los cursos
catalogue-none = Todavía no hay un curso así.
catalogue-count =
    { $count ->
        [one] { $count } curso
       *[other] { $count } cursos
    }

course-lessons =
    { $count ->
        [one] { $count } lección
       *[other] { $count } lecciones
    }

country-CG = República del Congo
country-EC = Ecuador
country-KE = Kenia
country-LK = Sri Lanka

## Cómo está revisado lo que se enseña: la línea debajo del título y las notas que siguen.

known-draft = Borrador · hecho con ayuda de IA · consulte a su técnico antes de actuar
known-checked = Revisado por { $who }, { $date }
# Quién responde por una revisión.
known-who = { $name }, { $function }, { $organisation }
known-approved = Aprobado para { $place } por { $organisation }
known-approved-until = Aprobado para { $place } por { $organisation } hasta el { $date }
known-correcting = En corrección desde el { $date }
# Después de una de las líneas de arriba.
known-translation = { $known } · traducción aún sin revisar por un hablante
known-ended = La revisión terminó el { $date }. Alguien debe revisar esto de nuevo.
known-preview = Vista previa: un error aquí puede hacer daño a alguien, y nadie ha revisado la seguridad de esta lección. Consulte a su técnico antes de actuar.
known-preview-translation = Vista previa: un error aquí puede hacer daño a alguien, y ningún hablante ha revisado esta traducción. Consulte a su técnico antes de actuar.
known-course-approved = Todas las lecciones están aprobadas por organizaciones con nombre
known-course-checked = Todas las lecciones están revisadas por expertos con nombre
known-course-partly = Borrador · { $checked } de { $lessons } lecciones revisadas · consulte a su técnico antes de actuar
known-course-preview =
    { $count ->
        [one] { $count } lección es una vista previa: un error en ella puede hacer daño a alguien, y su revisión no está completa. Consulte a su técnico antes de actuar.
       *[other] { $count } lecciones son vistas previas: un error en ellas puede hacer daño a alguien, y su revisión no está completa. Consulte a su técnico antes de actuar.
    }

## Hasta dónde ha llegado la producción de un curso anunciado.

production-planned = Planeado
production-under-preparation = En preparación
production-materials-completed = Materiales listos
production-video-under-preparation = Videos en preparación
production-recorded = Grabado
production-post-production = Videos en edición
production-translation = En traducción y edición

## Lo que quien escribe el curso debería mirar

check-title = Revisión del texto del curso
check-nothing = Nada que mirar.
check-count =
    { $count ->
        [one] { $count } cosa que mirar en la versión publicada
       *[other] { $count } cosas que mirar en la versión publicada
    }
check-waiting =
    { $count ->
        [one] { $count } lección con afirmaciones que pueden hacer daño espera a quienes revisan.
       *[other] { $count } lecciones con afirmaciones que pueden hacer daño esperan a quienes revisan.
    }
check-stale = La traducción ({ $language }) es de un texto anterior.
check-numbers = Los números difieren: { $source } en el original, { $translated } en la traducción ({ $language }).
check-units = Las unidades difieren: { $source } en el original, { $translated } en la traducción ({ $language }).
check-denial = No hay tantas oraciones con «no» o «nunca» en la traducción ({ $language }) como en el original.
check-number = El número { $number } no está en ninguna afirmación sobre este texto.
check-unit = La unidad { $unit } no está en ninguna afirmación sobre este texto.
check-unbound = Una afirmación o un ejemplo no dice de qué texto trata.
check-older = El texto cambió después de comprobarse esto: { $what }
check-not-reviewed = Esto puede hacer daño y nadie lo revisó: { $what }
check-long-steps = Los pasos tienen { $words } palabras ({ $language }).
check-long-sentences = Las oraciones ({ $language }) tienen { $average } palabras en promedio.
check-hard = El inglés pide el año escolar { $grade }.
check-same-key = En { $share } de { $of } preguntas la respuesta correcta es «{ $option }».
check-longest = En { $share } de { $of } preguntas la respuesta correcta es la más larga.
check-same-options = Dos opciones dicen lo mismo ({ $language }).
check-captions = A un video o sonido le faltan subtítulos ({ $language }).
check-uncited = Ninguna afirmación cita la fuente { $source }.
check-expired = La fuente { $source } debía mirarse de nuevo hasta el { $day }.
check-gone = La fuente { $source } ya no se pudo abrir el { $day }.
check-review-ended = Una revisión terminó el { $day }.
check-not-approved = Quien revisó no aprobó: { $remark }
