// The finder suggests communes while typing: a combobox with a listbox, after the ARIA Authoring Practices.
// Without this file, or when the server does not answer, the form is sent as any other.
(() => {
  const DELAY = 150;
  const MIN_LENGTH = 2;
  let serial = 0;

  const enhance = (form) => {
    const input = form.querySelector("input[data-finder-input]");
    const status = form.querySelector("[data-finder-status]");
    const url = form.dataset.suggestUrl;
    if (!input || !url || form.dataset.enhanced) return;
    form.dataset.enhanced = "true";

    const list = document.createElement("div");
    list.className = "suggestions";
    list.id = `suggestions-${(serial += 1)}`;
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", form.dataset.listLabel || "Suggestions");
    // The input keeps the focus while the mouse is in the list.
    list.addEventListener("mousedown", (event) => event.preventDefault());

    for (const [name, value] of Object.entries({
      role: "combobox",
      autocomplete: "off",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
    })) {
      input.setAttribute(name, value);
    }

    let suggestions = [];
    let active = -1;
    let timer = 0;
    let request = null;

    const say = (text) => {
      if (status) status.textContent = text;
    };
    const close = () => {
      list.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const activate = (index) => {
      active = index;
      [...list.children].forEach((option, position) => {
        option.setAttribute("aria-selected", String(position === active));
      });
      if (active < 0) {
        input.removeAttribute("aria-activedescendant");
      } else {
        input.setAttribute("aria-activedescendant", list.children[active].id);
        list.children[active].scrollIntoView({ block: "nearest" });
      }
    };
    const choose = (index) => {
      const suggestion = suggestions[index];
      if (!suggestion) return;
      input.value = suggestion.value || suggestion.label;
      close();
      if (suggestion.url) window.location.assign(suggestion.url);
      else form.requestSubmit();
    };
    const show = () => {
      // The list is part of the page from the first letters on: until then there is nothing to control.
      if (!list.isConnected) {
        input.parentElement.append(list);
        input.setAttribute("aria-controls", list.id);
      }
      list.replaceChildren(
        ...suggestions.map((suggestion, index) => {
          const option = document.createElement("div");
          option.id = `${list.id}-${index}`;
          option.setAttribute("role", "option");
          option.setAttribute("aria-selected", "false");
          option.append(suggestion.label);
          if (suggestion.detail) {
            const detail = document.createElement("small");
            detail.textContent = suggestion.detail;
            option.append(" ", detail);
          }
          option.addEventListener("click", () => choose(index));
          return option;
        }),
      );
      active = -1;
      input.removeAttribute("aria-activedescendant");
      list.hidden = !suggestions.length;
      input.setAttribute("aria-expanded", String(suggestions.length > 0));
      const { sayNone, sayOne, sayMany } = form.dataset;
      if (!suggestions.length) say(sayNone || "");
      else if (suggestions.length === 1) say(sayOne || "");
      else say((sayMany || "").replace("%s", suggestions.length));
    };
    const ask = async () => {
      request?.abort();
      const query = input.value.trim();
      if (query.length < MIN_LENGTH) {
        suggestions = [];
        say("");
        close();
        return;
      }
      request = new AbortController();
      try {
        const address = new URL(url, document.baseURI);
        address.searchParams.set("q", query);
        const response = await fetch(address, {
          signal: request.signal,
          headers: { Accept: "application/json" },
        });
        if (!response.ok) throw new Error(String(response.status));
        const answer = await response.json();
        if (document.activeElement !== input) return;
        suggestions = Array.isArray(answer.suggestions) ? answer.suggestions : [];
        show();
      } catch (error) {
        if (error.name === "AbortError") return;
        suggestions = [];
        close();
      }
    };

    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, DELAY);
    });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const open = !list.hidden;
      const last = suggestions.length - 1;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (!suggestions.length) return;
        event.preventDefault();
        if (!open) {
          list.hidden = false;
          input.setAttribute("aria-expanded", "true");
        }
        if (event.key === "ArrowDown") activate(active >= last ? 0 : active + 1);
        else activate(active <= 0 ? last : active - 1);
      } else if (event.key === "Enter" && open && active >= 0) {
        event.preventDefault();
        choose(active);
      } else if (event.key === "Escape") {
        if (open) {
          event.preventDefault();
          close();
        } else {
          input.value = "";
        }
      } else if (event.key === "Tab") {
        close();
      }
    });
    input.addEventListener("blur", () => {
      clearTimeout(timer);
      close();
    });
    form.addEventListener("submit", () => {
      clearTimeout(timer);
      request?.abort();
    });
  };

  document.querySelectorAll("form[data-suggest-url]").forEach(enhance);
})();
