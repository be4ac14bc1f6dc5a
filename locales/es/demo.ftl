### Probar la escuela: ser alguien inventado.

demo-title = Sea otra persona
demo-text = Esta escuela es para probar. Todas sus personas son inventadas: usted puede ser cualquiera de ellas y cambiar lo que quiera.
demo-try = Pruebe esto:
demo-be = Ser { $name }

demo-part-new-farmer = Una agricultora nueva
demo-is-new-farmer = tiene un teléfono y todavía no ha empezado ningún curso.
demo-try-new-farmer = abra el curso de arroz, inscríbase y termine la primera lección.

demo-part-farmer-half-way = Un agricultor a medio camino
demo-is-farmer-half-way = ha terminado la mitad del curso de arroz.
demo-try-farmer-half-way = siga donde se quedó y responda la pregunta al final de la lección.

demo-part-farmer-finished = Una agricultora que terminó
demo-is-farmer-finished = ha terminado todas las lecciones y aprobó la prueba.
demo-try-farmer-finished = abra su certificado y compruébelo.

demo-part-facilitator = Un facilitador
demo-is-facilitator = aprende con un grupo de 12 personas en Daule.
demo-try-facilitator = abra el grupo y registre una reunión.

demo-part-coordinator = Una coordinadora
demo-is-coordinator = dirige el programa de Ecuador con sus dos grupos.
demo-try-coordinator = agregue tres personas a un grupo y mire sus tarjetas.

demo-part-reviewer = Una revisora
demo-is-reviewer = revisa lo que enseña el curso de arroz.
demo-try-reviewer = abra una lección, compare lo que afirma con sus fuentes y firme lo que encontró. Después mire la lección como agricultora.

demo-part-administrator = Una administradora
demo-is-administrator = dirige la escuela y ve todos los grupos de todos los países.
demo-try-administrator = abra un grupo de Kenia que todavía no tiene personas.
