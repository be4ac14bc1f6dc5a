### Certificates: what learners show, and what others check.

## On the certificate itself, as page and on paper

certificates-heading = Certificado de finalización
# The name of the document: whose it is, and what for.
certificates-document = { $name }: { $course }
certificates-awarded = Se certifica que
certificates-completed = ha terminado el curso
certificates-time = Tiempo de estudio
certificates-hours = { $hours } h
certificates-hours-minutes = { $hours } h { $minutes } min
certificates-learned = Cómo se aprendió
certificates-learned-alone =
    { $count ->
        [one] { $count } lección por cuenta propia
       *[other] { $count } lecciones por cuenta propia
    }
certificates-learned-group =
    { $count ->
        [one] { $count } lección en un grupo con facilitador
       *[other] { $count } lecciones en un grupo con facilitador
    }
certificates-learned-both =
    { $alone ->
        [one] { $alone } lección por cuenta propia, { $group } en un grupo con facilitador
       *[other] { $alone } lecciones por cuenta propia, { $group } en un grupo con facilitador
    }
certificates-quiz = Resultado de la prueba
certificates-quiz-result = { $right } de { $of } respuestas correctas
certificates-completed-on = Terminado el
certificates-issued-on = Emitido el
certificates-issuer = Emitido por
certificates-programme = Programa
certificates-known = Cómo se sabe lo que enseña
certificates-review-draft = Borrador · hecho con ayuda de IA · ningún experto lo ha revisado todavía
certificates-review-checked = Revisado por un experto con nombre
certificates-review-approved = Aprobado por una organización
certificates-code = Código
# One word, written large.
certificates-trial-mark = MUESTRA
certificates-trial = MUESTRA · un ejemplo que no demuestra nada
# Below the word TRIAL.
certificates-trial-text = Esto es un ejemplo. No demuestra nada.
certificates-check-at = Compruebe este certificado en
certificates-symbol = Código QR que comprueba este certificado

## The owner's page

certificates-title = Certificado: { $course }
certificates-yours = Su certificado
certificates-save = Guardar como PDF · { $size }
certificates-no-pdf = Todavía no se puede hacer un PDF de este certificado. En su lugar puede mostrar o imprimir esta página.
certificates-share = Muéstrelo a otros
certificates-share-text = Quien tiene el enlace o el código puede ver este certificado y comprobar que es auténtico.
certificates-share-message = Mi certificado de { $course }: { $address }
certificates-share-whatsapp = Enviar por WhatsApp
certificates-others-see = Ver lo que ven otros
certificates-withdrawn-on = Este certificado se retiró el { $date }. Ya no vale.
certificates-withdrawn-reason = Motivo:
certificates-unconfirmed-text = La escuela tiene este certificado en sus registros, pero la firma no corresponde. Puede que algo se haya cambiado, así que no se fíe de él. Pregunte a la escuela.

## No PDF

unprintable-title = No hay un PDF de este certificado
unprintable-not-valid = El certificado ya no vale, o la escuela no puede confirmarlo.
unprintable-letter = Todavía no tenemos la letra { $letter } para imprimir.
unprintable-machine = La escuela no puede imprimir ahora. Inténtelo más tarde.
unprintable-use-page = Su certificado sigue ahí: puede mostrar su página o imprimirla desde su navegador.
unprintable-back = Ir al certificado

## Checking

verify-title = Comprobar un certificado
verify-code = Código del certificado
verify-hint = 12 letras y cifras, como ABCD-EFGH-JKMN. No importan los guiones, los espacios ni las minúsculas.
verify-check = Comprobar
verify-malformed = Esto no puede ser un código. Escriba las 12 letras y cifras que están en el certificado.
verify-unknown = La escuela no conoce este código
verify-unknown-text = Ningún certificado tiene el código { $code }. Compárelo letra por letra con el papel. Si es igual, el papel no es de esta escuela.
verify-valid = Válido
verify-valid-text = La escuela emitió este certificado y nada en él se ha cambiado. Compare cada línea con el papel que tiene.
verify-valid-trial = Pero es una muestra: enseña cómo serán los certificados y no demuestra nada sobre nadie.
verify-withdrawn = Retirado
verify-unconfirmed = Sin confirmar
verify-another = Comprobar otro
verify-how = Cómo lo sabemos
verify-how-record = Lo que ve aquí viene de los registros de la escuela, no del papel. Los registros quedaron fijados el día de la emisión.
verify-how-signature = La escuela firmó estos datos con una clave secreta (Ed25519). El código QR del papel lleva los datos y la firma; por eso también puede comprobarlo sin internet quien tenga la clave pública de la escuela.
verify-how-key-id = Nombre de la clave
verify-how-key = Clave pública
