### Cuando algo en una lección está mal: lo que leen y escriben las personas expertas.

corrections-title = Correcciones
corrections-open = En corrección
corrections-none = Ninguna lección está en corrección.
corrections-since = desde el { $date }
corrections-class-a = puede causar daño
corrections-mend = Ya está corregida
corrections-mend-text = Primero publique la lección corregida y después presione el botón. Si se trataba de algo que puede causar daño, cada persona que completó la lección recibe una carta.
corrections-still-the-same = Lo publicado sigue igual. Primero publique la lección corregida
corrections-mended = Corregidas
corrections-mended-on = corregida el { $date }
corrections-new = Corregir una lección
corrections-new-text = Desde ahora la lección dirá que está en corrección.
corrections-reason = ¿Qué está mal?
corrections-reason-hint = También lo leen quienes aprenden. { $count } letras como máximo.
corrections-class-a-tick = Se trata de una afirmación que puede causar daño. Cuando esté corregida, cada persona que completó la lección recibe una carta.
corrections-begin = Empezar la corrección
corrections-reason-missing = Diga qué está mal
corrections-reason-long = El texto es demasiado largo. Use { $count } letras como máximo
corrections-already = Esta lección ya está en corrección
