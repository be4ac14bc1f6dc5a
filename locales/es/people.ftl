### Entrar, las tarjetas y lo que una persona elige para sí.

## Entrar

people-sign-in = Entrar
people-identifier = Nombre de usuario, código, correo o teléfono
people-identifier-hint = O las 16 letras de su tarjeta; entonces no hace falta nada más.
people-password-or-pin = Contraseña o PIN
people-password-or-pin-hint = El PIN solo funciona en un teléfono donde ya lo ha usado.
people-sign-in-wrong = Estos datos no van juntos. Revíselos e inténtelo otra vez, o use su tarjeta.
people-have-card = ¿Tiene una tarjeta? Apunte la cámara de su teléfono al cuadrado que lleva.
people-new-here = Es mi primera vez: registrarme
people-shared-phone = ¿Quién usa este teléfono?
people-forgotten = Olvidé mi contraseña
people-show = Mostrar
people-signed-out = Ha salido. En este teléfono no queda nada suyo.

## Un teléfono que usan varias personas

people-here = ¿Quién es usted?
people-here-hint = Elija su nombre.
people-here-nobody = Todavía no se conoce a nadie en este teléfono.
people-pin = PIN
people-password-or-card = Contraseña, o las 16 letras de su tarjeta
people-it-is-me = Soy yo
people-somebody-else = Otra persona

## Tarjetas

people-card-title = Su tarjeta
people-card-hello = Hola, { $name }
people-card-known = Su PIN en este teléfono sigue igual.
people-pin-choose = Elija un PIN: 6 dígitos
people-pin-choose-hint = Con él abrirá la escuela en este teléfono la próxima vez. Ahora se ve: tápelo si hay alguien cerca.
people-start = Empezar
people-start-without-pin = Empezar sin PIN
people-card-dead = Esta tarjeta ya no vale
people-card-dead-text = Puede que haya una tarjeta más nueva para usted, o que faltara una letra.
people-card-dead-ask = Pida una tarjeta nueva a su facilitadora o facilitador. Es cosa de un minuto y no se pierde nada de lo aprendido.
people-card-yours = Su tarjeta
people-card-first = ¡Bienvenida, bienvenido! Con esta tarjeta entra en cualquier teléfono.
people-card-again = Esta es ahora su tarjeta. Si tenía otra, ya no funciona.
people-card-shown = Esta es su tarjeta.
people-card-keep = Imprímala, fotografíela o guárdela, y cuídela como una llave: quien la tenga puede entrar como usted.
people-card-save = Guardar imagen
people-card-print = Imprimir
people-card-print-hint = Para imprimirla, use el menú de su navegador.
people-card-qr = Código QR que abre la escuela con su nombre

## Lo que puede estar mal en un formulario

people-name-missing = Escriba su nombre
people-name-long = El nombre es demasiado largo: como máximo 200 caracteres
people-name-strange = Hay un carácter en el nombre que no se puede mostrar
people-user-name-strange = El nombre de usuario empieza por una letra y solo tiene letras, dígitos, puntos y guiones
people-user-name-length = El nombre de usuario tiene de 3 a 40 caracteres
people-user-name-code = Esto parece un código de la escuela. Elija otro
people-user-name-taken = Otra persona tiene este nombre de usuario. Están libres: { $others }
people-email-wrong = Esto no es una dirección de correo
people-phone-wrong = Escriba el teléfono solo con dígitos, por ejemplo +593 99 123 4567
people-password-short = La contraseña es demasiado corta: al menos 8 caracteres
people-password-long = La contraseña es demasiado larga: como máximo 200 caracteres
people-password-common = Mucha gente usa esta contraseña y es fácil de adivinar. Elija otra
people-pin-digits = El PIN son 6 dígitos
people-pin-common = Este PIN es fácil de adivinar. Elija otro

## Registrarse

people-sign-up = Registrarse
people-sign-up-text = Es gratis. Recibe una tarjeta con la que puede entrar en cualquier teléfono.
people-sign-up-do = Registrarme
people-sign-up-known = Ya he estado aquí: entrar
people-name = Su nombre
people-name-hint = Como debe estar en su certificado.
people-password-new = Contraseña
people-password-new-hint = Al menos 8 caracteres. Tres o cuatro palabras están bien.
people-more = Nombre de usuario, correo, teléfono (opcional)
people-user-name = Nombre de usuario
people-user-name-hint = Para entrar. Sin él, entra con el código de su tarjeta.
people-email = Correo electrónico
people-email-hint = Para las cartas, y por si olvida su contraseña.
people-phone = Teléfono

## Una contraseña olvidada

people-reset = Contraseña olvidada
people-reset-text = Si dio una dirección de correo, recibirá una carta con un enlace.
people-reset-send = Envíenme una carta
people-reset-asked = Si conocemos una dirección de correo suya, la carta está en camino. Su enlace funciona una vez, durante una hora.
people-reset-nothing = ¿Sin correo? Entre con su tarjeta o pida una nueva a su facilitadora o facilitador.
people-reset-choose = Elija otra contraseña
people-reset-choose-text = Después saldrá todo el que haya entrado con su nombre.
people-reset-dead = Este enlace ya no funciona
people-reset-dead-text = Un enlace funciona una vez, durante una hora. Pida otro.
people-password-changed = Su contraseña ha cambiado.

## Perfil

people-language-device = Como pide el dispositivo
people-media = Lo que quiere cargar
people-media-picture = Palabras y dibujos
people-media-words = Solo palabras: gasta menos datos
people-theme = Colores
people-theme-device = Como los tiene el dispositivo
people-theme-light = Claros
people-theme-dark = Oscuros
people-zone = Zona horaria
people-zone-hint = Por ejemplo America/Guayaquil.
people-zone-wrong = No hay tal zona horaria. Elija una de la lista
people-choice-wrong = Elija una de las que se ofrecen
people-password = Contraseña y PIN
people-password-change = Cambiar la contraseña
people-password-choose = Elegir una contraseña
people-password-change-hint = Saldrá de los demás lugares donde ha entrado.
people-password-current = Contraseña hasta ahora
people-pin-current = PIN
people-pin-change = Cambiar el PIN en este teléfono
people-pin-choose-here = Elegir un PIN para este teléfono
people-pin-changed = Su PIN ha cambiado.
people-secret = Contraseña o PIN, para mostrar que es usted
people-secret-wrong = No es correcto. Revíselo e inténtelo otra vez
people-card-show = Mostrar mi tarjeta
people-card-another = Hacer una tarjeta nueva
people-card-another-hint = Haga una tarjeta nueva si otra persona puede tener la suya: la anterior deja de valer al momento.
people-addresses = Correo y teléfono
people-addresses-hint = Ahí van las cartas, y puede entrar con ellos.
people-address = Correo o teléfono
people-address-add = Añadir correo o teléfono
people-address-remove = Quitar
people-address-remove-this = Quitar { $address }
people-address-wrong = Esto no es ni un correo ni un teléfono
people-address-many = Ya tiene suficientes direcciones. Quite una primero
people-sign-ins = Dónde ha entrado
people-sign-in-this = aquí
people-sign-in-end = Cerrar
people-sign-in-end-this = Cerrar la sesión: { $browser }
people-sign-in-ended = Esa sesión está cerrada.
people-last-seen = Visto por última vez: { $time }
people-browser-on = { $browser } en { $system }
people-browser-unknown = Navegador desconocido
people-sign-out-text = Nada suyo queda en este teléfono: la próxima vez necesita su tarjeta o contraseña.
