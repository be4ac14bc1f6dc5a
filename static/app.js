// What a script can add. Every page works without it.
(() => {
  const all = (selector) => document.querySelectorAll(selector);

  // A secret that was in the address must not stay there.
  if (document.querySelector("[data-forget]")) history.replaceState(null, "", "/sign-in");

  // Where the form was refused, begin with what was wrong.
  document.querySelector("#wrong")?.focus();

  // A browser keeps the page that was left whole: by Back nobody comes to the page of a person who has gone.
  all('form[action="/sign-out"], form[action="/change-person"]').forEach((it) => {
    it.onsubmit = () => addEventListener("pageshow", (e) => e.persisted && location.replace("/learning"));
  });

  all("input[data-zone]").forEach((it) => {
    it.value = Intl.DateTimeFormat().resolvedOptions().timeZone || "";
  });

  all("button[data-print]").forEach((it) => {
    it.hidden = false;
    it.onclick = () => print();
  });

  all("input[data-show]").forEach((it) => {
    const show = document.createElement("button");
    show.type = "button";
    show.className = "show";
    show.textContent = it.dataset.show;
    show.setAttribute("aria-pressed", "false");
    show.setAttribute("aria-controls", it.id);
    show.onclick = () => {
      const hidden = it.type === "password";
      it.type = hidden ? "text" : "password";
      show.setAttribute("aria-pressed", String(hidden));
    };
    it.after(show);
  });

  // The phone's own voice reads the steps, where it has one for their language.
  const listen = document.querySelector("[data-listen]");
  const steps = [...all("[data-say]")];
  const speech = globalThis.speechSynthesis;
  if (listen && speech && steps.length) {
    const voice = () => speech.getVoices().find((v) => v.lang.split(/[-_]/)[0] === steps[0].lang.split("-")[0]);
    const offer = () => (listen.hidden = !voice());
    const say = (step) => {
      const it = new SpeechSynthesisUtterance(step.textContent);
      it.voice = voice();
      it.lang = it.voice.lang;
      it.onstart = () => step.classList.add("said");
      it.onend = it.onerror = () => step.classList.remove("said");
      speech.speak(it);
    };
    offer();
    speech.onvoiceschanged = offer;
    listen.onclick = () => (speech.speaking ? speech.cancel() : steps.forEach(say));
    addEventListener("pagehide", () => speech.cancel());
  }
})();
