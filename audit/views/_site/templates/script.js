"use strict";
// What the pages can do beyond being read: theme, filters kept in the address, search, keyboard. Text of articles is
// only ever set as text.
(() => {
  const body = document.body, root = body.dataset.root;
  const one = (selector, from = document) => from.querySelector(selector);
  const every = (selector, from = document) => [...from.querySelectorAll(selector)];

  const THEME = "audit-theme";
  const kept = (value) => {
    try { return value === undefined ? localStorage.getItem(THEME) : localStorage.setItem(THEME, value); }
    catch { return null; }
  };
  const show = (theme) => { if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme; };
  const element = (tag, text, kind, lang) => {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    if (kind) made.className = kind;
    if (lang) made.lang = lang;
    return made;
  };
  const words = globalThis.auditWords, tools = element("div", "", "tools"), box = element("input"), button = element("button", "◐");
  const panel = element("div");
  Object.assign(box, { type: "search", id: "search", autocomplete: "off", spellcheck: false, placeholder: words.search, title: words.search_hint });
  Object.assign(button, { type: "button", id: "theme", title: words.theme });
  Object.assign(panel, { id: "results", hidden: true });
  for (const [made, label] of [[box, words.search], [button, words.theme], [panel, words.search]]) made.setAttribute("aria-label", label);
  box.setAttribute("aria-controls", "results");
  panel.setAttribute("role", "region");
  panel.setAttribute("aria-live", "polite");
  tools.append(box, button);
  one(".bar").append(tools, panel);
  show(kept());
  one("#theme").addEventListener("click", () => {
    const dark = document.documentElement.dataset.theme
      ? document.documentElement.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    show(dark ? "light" : "dark");
    kept(dark ? "light" : "dark");
  });

  // Filters: `#severity=critical&rule=contradiction`, or the same after `?`.
  const form = one("#filters");
  if (form) {
    const items = every("#list [data-item]"), selects = every("select", form), output = one("#shown");
    const counted = output.dataset.words;
    const wanted = () => {
      const hash = location.hash.slice(1);
      return new URLSearchParams(hash.includes("=") ? hash : location.search);
    };
    const apply = () => {
      const asked = selects.filter((select) => select.value);
      let shown = 0;
      for (const item of items) {
        item.hidden = asked.some((select) => item.dataset[select.name] !== select.value);
        shown += !item.hidden;
      }
      output.textContent = counted.replace("##", items.length).replace("#", shown);
    };
    const read = () => {
      const hash = location.hash.slice(1);
      if (hash && !hash.includes("=")) { for (const select of selects) select.value = ""; }
      else {
        const given = wanted();
        for (const select of selects) {
          const value = given.get(select.name) || "";
          select.value = [...select.options].some((option) => option.value === value) ? value : "";
        }
      }
      apply();
    };
    const write = () => {
      const given = new URLSearchParams();
      for (const select of selects) if (select.value) given.set(select.name, select.value);
      const text = given.toString();
      history.replaceState(null, "", text ? `#${text}` : location.pathname.split("/").pop() + "#");
      apply();
    };
    form.hidden = false;
    form.addEventListener("change", write);
    form.addEventListener("reset", () => setTimeout(write));
    form.addEventListener("submit", (event) => event.preventDefault());
    addEventListener("hashchange", read);
    read();
  }

  // Search: the index is a script that is loaded when somebody searches, since pages from a folder cannot fetch.
  const MOST = 50;
  const folded = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
  let index = null;
  globalThis.auditIndex = (data) => {
    const sentences = data.sentences.map(folded), articles = data.articles.map((row) => folded(`${row[1]} ${row[2]}`));
    index = { ...data, keys: data.figures.map((row) => `${folded(row[0])} ${folded(row[1])} ${sentences[row[3]]} ${articles[row[2]]}`) };
    find();
  };
  const load = () => {
    if (index || one("#index")) return;
    const script = element("script");
    script.id = "index";
    script.src = `${root}search.js`;
    document.head.append(script);
  };
  const find = () => {
    const words = folded(box.value).split(/\s+/).filter(Boolean);
    panel.replaceChildren();
    panel.hidden = !words.length || !index;
    if (panel.hidden) return;
    const hits = [];
    for (let at = 0; at < index.keys.length && hits.length < MOST; at++) {
      if (words.every((word) => index.keys[at].includes(word))) hits.push(index.figures[at]);
    }
    const list = element("ol");
    for (const [quote, read, article, sentence, key, state] of hits) {
      const [page, title, source, lang] = index.articles[article];
      const link = element("a"), item = element("li");
      link.href = `${root}${page}#m-${key}`;
      link.append(element("b", quote, "", lang), " ", element("span", read, "quiet"), " ", element("span", index.states[state], `state ${state}`));
      link.append(element("q", index.sentences[sentence], "", lang), element("span", `${source} · ${title}`, "quiet"));
      item.append(link);
      list.append(item);
    }
    panel.append(hits.length ? list : element("p", index.none));
  };
  box.addEventListener("focus", load);
  box.addEventListener("input", () => { load(); find(); });
  const leave = () => { box.value = ""; find(); box.blur(); };

  // Keyboard: / searches; j and k move; Enter opens; Esc leaves.
  const move = (step) => {
    const items = panel.hidden ? every("[data-keys] [data-item]").filter((item) => !item.hidden) : every("a", panel);
    if (!items.length) return;
    const mark = panel.hidden ? "now" : "here";
    const now = items.findIndex((item) => item.classList.contains(mark));
    const next = Math.min(items.length - 1, Math.max(0, now < 0 ? (step > 0 ? 0 : items.length - 1) : now + step));
    if (now >= 0) items[now].classList.remove(mark);
    items[next].classList.add(mark);
    const target = items[next].matches("a") ? items[next] : one("[data-open]", items[next]) || one("a", items[next]);
    target?.focus({ preventScroll: true });
    items[next].scrollIntoView({ block: "center" });
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const writing = event.target.matches("input, select, textarea");
    if (event.key === "Escape") {
      if (!panel.hidden || event.target === box) leave();
      every(".now").forEach((item) => item.classList.remove("now"));
      if (!writing) document.activeElement?.blur();
    } else if (event.target === box && (event.key === "ArrowDown" || event.key === "Enter")) {
      const first = one("a", panel);
      if (first && event.key === "Enter") location.href = first.href;
      else if (first) move(1);
      event.preventDefault();
    } else if (!writing && event.key === "/") { box.focus(); event.preventDefault(); }
    else if (!writing && (event.key === "j" || event.key === "k")) { move(event.key === "j" ? 1 : -1); event.preventDefault(); }
  });
})();
