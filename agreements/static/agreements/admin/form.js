// Asks before a form is left that was changed and not saved, and sends it once however often one clicks.
"use strict";

addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("#content-main form[method=post]");
  if (!form) return;

  const held = () => new URLSearchParams(new FormData(form)).toString();
  const asShown = held();
  const cameBack = form.querySelector(".errornote") !== null;
  let isSent = false;

  form.addEventListener("submit", (event) => {
    if (isSent) event.preventDefault();
    isSent = true;
  });
  addEventListener("beforeunload", (event) => {
    if (!isSent && (cameBack || held() !== asShown)) event.preventDefault();
  });
  // Whoever comes back to the form by the browser's own way may send it again.
  addEventListener("pageshow", () => { isSent = false; });
});
