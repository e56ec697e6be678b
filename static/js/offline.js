/* Lets the browser keep the warning signs for when there is no network. Browsers allow a
   worker only over https or on this very machine; elsewhere the page works as before. */
if (window.isSecureContext && "serviceWorker" in navigator) {
  navigator.serviceWorker.register("/service-worker.js", { updateViaCache: "none" }).catch(() => {});
}
