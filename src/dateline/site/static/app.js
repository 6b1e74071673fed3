// An app: the worker keeps the shell and the items read last; the browser says when it can be installed.
navigator.serviceWorker?.register("/service-worker.js").catch(() => {});
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  const button = document.querySelector("#install");
  button.hidden = false;
  button.addEventListener("click", () => event.prompt(), { once: true });
});
