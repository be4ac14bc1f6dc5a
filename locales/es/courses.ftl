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

## Hasta dónde ha llegado la producción de un curso anunciado.

production-planned = Planeado
production-under-preparation = En preparación
production-materials-completed = Materiales listos
production-video-under-preparation = Videos en preparación
production-recorded = Grabado
production-post-production = Videos en edición
production-translation = En traducción y edición
