### Palabras que comparten todas las páginas.

-brand = Cloud School

frame-brand = { -brand }
frame-skip = Ir al contenido
frame-menu = Menú
frame-language = Idioma

## Cabecera y pie

frame-sign-in = Entrar
frame-sign-out = Salir
frame-signed-in-as = Sesión de { $name }
frame-not-you = ¿No es usted?
frame-change-person = Cambiar de persona
frame-my-learning = Mi aprendizaje
frame-courses = Cursos
frame-profile = Perfil
frame-inbox = Mensajes
frame-groups = Grupos
frame-programmes = Programas
frame-reviews = Revisiones

## Formularios

frame-yes = Sí
frame-no = No
frame-save = Guardar
frame-saved = Guardado
frame-back = Volver
frame-cancel = Cancelar
frame-continue = Continuar
frame-optional = opcional
frame-problem = Hay un problema
# Va antes del título de una página cuyo formulario tiene un error.
frame-error-title = Error: { $title }

## Estados

frame-as-of = actualizado: { $time }
frame-trial = Prueba
frame-trial-text = Esto es una prueba. La conexión todavía no es segura: no escriba nombres reales.
frame-demo = Esta escuela es para probar. Sus personas son inventadas.
frame-be-somebody = Ser otra persona

## Unidades

unit-percent = { $number } %
unit-minutes =
    { $count ->
        [one] { $count } minuto
       *[other] { $count } minutos
    }
unit-kilobytes = { $number } KB
unit-megabytes = { $number } MB
unit-gigabytes = { $number } GB

## Cuando algo sale mal. Cada página dice qué pasó y qué se puede hacer.

error-400-title = No pudimos leer lo que llegó
error-400-text = Algo faltó o se dañó en el camino. Vuelva atrás e intente otra vez.
error-401-title = Primero hay que entrar
error-401-text = Esta página es para personas que entraron con su cuenta. Lo que escribió queda guardado.
error-403-title = Esta página no es suya
error-403-text = Su función no abre esta página. Si la necesita, hable con su coordinadora o coordinador.
error-404-title = No encontramos esta página
error-404-text = Puede que la dirección tenga un error o que la página haya cambiado de lugar. Revise la dirección o empiece desde la primera página.
error-409-title = Esto cambió mientras tanto
error-409-text = Otra persona, o esta misma en otra ventana, fue más rápida. Abra la página de nuevo para ver cómo está ahora.
error-410-title = Esto ya no está aquí
error-410-text = Se retiró o ya terminó. Puede buscar algo parecido en los cursos.
error-413-title = Esto es demasiado grande
error-413-text = El archivo o el texto pasa el límite de la escuela. Redúzcalo e intente otra vez.
error-422-title = No pudimos guardar esto
error-422-text = Algo en el formulario no está bien. Vuelva atrás, revíselo e intente otra vez.
error-429-title = Espere un momento, por favor
error-429-text =
    { $seconds ->
        [one] Hubo muchos intentos en poco tiempo. Puede intentar otra vez en { $seconds } segundo.
       *[other] Hubo muchos intentos en poco tiempo. Puede intentar otra vez en { $seconds } segundos.
    }
error-500-title = Algo salió mal
error-500-text = El error es nuestro, no suyo. Intente otra vez. Si se repite, díganos este número: { $reference }
error-503-title = La escuela no está disponible ahora
error-503-text = Intente otra vez en unos minutos. Lo que se guardó está a salvo.
error-elsewhere-title = Esto vino de otra página
error-elsewhere-text = Para su seguridad, la escuela solo recibe formularios de sus propias páginas. Abra la página aquí y envíe el formulario otra vez.
error-home = Ir a la primera página
error-retry = Intentar otra vez
