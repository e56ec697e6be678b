/* "Leave this page quickly": goes at once, and leaves no way back to where she was. */
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-leave]");
  if (!link) return;
  event.preventDefault();
  location.replace(link.href);
});
