// Menu and filters: a real button with aria-expanded; Escape closes and gives the focus back.
// Loaded before the body is read: the class below hides what a button will open, so nothing jumps.
// Without this file everything is simply open.
document.documentElement.classList.add("js");

document.addEventListener("DOMContentLoaded", () => {
  const setOpen = (button, panel, open) => {
    button.setAttribute("aria-expanded", String(open));
    panel.classList.toggle("is-open", open);
  };
  const isOpen = (button) => button.getAttribute("aria-expanded") === "true";

  for (const button of document.querySelectorAll("button[data-disclosure]")) {
    const panel = document.getElementById(button.getAttribute("aria-controls"));
    if (!panel) continue;
    panel.classList.toggle("is-open", isOpen(button));
    button.addEventListener("click", () => setOpen(button, panel, !isOpen(button)));
    for (const element of [button, panel]) {
      element.addEventListener("keydown", (event) => {
        // Only when the button is shown: on wide screens there is nothing to close.
        if (event.key !== "Escape" || !isOpen(button) || !button.offsetParent) return;
        setOpen(button, panel, false);
        button.focus();
      });
    }
    // A link to the panel (skip link) opens it first.
    for (const link of document.querySelectorAll(`a[href="#${panel.id}"]`)) {
      link.addEventListener("click", () => setOpen(button, panel, true));
    }
  }

  // Selects and switches that send their form at once, when they ask for it; the button stays for all.
  for (const form of document.querySelectorAll("form[data-submit-on-change]")) {
    form.addEventListener("change", (event) => {
      if (event.target.matches("[data-submit]")) form.requestSubmit();
    });
  }
});
