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

  // Scripts that hold what a page alone does not: pages from a folder cannot fetch.
  const loaded = (name) => {
    if (one(`script[src$="${name}"]`)) return;
    const script = element("script");
    script.src = `${root}${name}`;
    document.head.append(script);
  };

  // Filters: `#severity=critical&rule=contradiction`, or the same after `?`. The rows of one sheet are hidden and shown;
  // those of several sheets come out of an index.
  const MOST_ROWS = 200, form = one("#filters");
  if (form) {
    const list = one("#list"), items = every("#list [data-item]"), selects = every("select", form), output = one("#shown");
    const { words: counted, all, index: file } = output.dataset;
    const holder = list && (one("tbody", list) || list), found = holder?.cloneNode(false), pagers = every(".pager");
    const more = element("button", words.show_more, "more");
    let rows = null, hits = [], drawn = 0;
    const local = (number) => Number(number).toLocaleString(document.documentElement.lang);
    const tell = (shown) => { output.textContent = counted.replace("##", local(all)).replace("#", local(shown)); };
    const named = (name, value) => one(`select[name="${name}"] option[value="${value}"]`, form)?.textContent || value;
    const told = (facets, name) => rows.facets[name][facets[Object.keys(rows.facets).indexOf(name)][0]];
    const linked = (text, href, lang, kind) => Object.assign(element("a", text, kind, lang), { href });
    const drawFinding = ([facets, message, link, where, id, sheet]) => {
      const severity = told(facets, "severity"), item = element("li", "", `card ${severity}`);
      item.append(element("span", named("severity", severity), `severity ${severity}`), " ", linked(named("rule", told(facets, "rule")), sheetOf(sheet, id), "", "rule"), ` ${message} `);
      const place = link ? linked(where, link, "", "where") : element("span", where, "where");
      if (link) place.dataset.open = "";
      item.append(place);
      return item;
    };
    const drawQuantity = ([facets, name, lang, about, link, value, independent, figures]) => {
      const state = told(facets, "state"), item = element("tr"), head = element("th"), open = linked(name, link, lang);
      open.dataset.open = "";
      head.scope = "row";
      head.append(open, about ? element("small", about) : "");
      const cell = (text) => element("td", text, "number"), shown = element("td");
      shown.append(element("span", named("state", state), `state ${state}`));
      item.append(head, shown, cell(value || "–"), cell(local(independent)), cell(local(figures)));
      return item;
    };
    const stem = file?.replace(".js", "");
    const sheetOf = (sheet, id) => `${stem}${sheet > 1 ? `-${sheet}` : ""}.html#${id}`;
    const draw = () => {
      for (const row of hits.slice(drawn, drawn += MOST_ROWS)) {
        const item = stem === "findings" ? drawFinding(row) : drawQuantity(row);
        item.dataset.item = "";
        found.append(item);
      }
      more.hidden = drawn >= hits.length;
    };
    const across = (asked) => {
      const some = asked.length > 0;
      if (some && !rows) return loaded(file);
      holder.hidden = some;
      found.hidden = !some;
      for (const pager of pagers) pager.hidden = some;
      found.replaceChildren();
      hits = [];
      drawn = 0;
      if (some) {
        const wanted = asked.map((select) => [Object.keys(rows.facets).indexOf(select.name), rows.facets[select.name].indexOf(select.value)]);
        hits = rows.rows.filter((row) => wanted.every(([facet, value]) => row[0][facet].includes(value)));
      }
      draw();
      tell(some ? hits.length : items.length);
    };
    const here = (asked) => {
      let shown = 0;
      for (const item of items) {
        item.hidden = asked.some((select) => !(item.dataset[select.name] || "").split("\n").includes(select.value));
        shown += !item.hidden;
      }
      tell(shown);
    };
    const apply = () => {
      const asked = selects.filter((select) => select.value);
      if (file) across(asked); else here(asked);
    };
    const read = () => {
      const hash = location.hash.slice(1), kept = hash && !hash.includes("=");
      const given = new URLSearchParams(hash.includes("=") ? hash : kept ? "" : location.search);
      for (const select of selects) {
        const value = given.get(select.name) || "";
        select.value = [...select.options].some((option) => option.value === value) ? value : "";
      }
      if (kept && file && !document.getElementById(hash)) {
        const row = rows?.rows.find((one) => one[4] === hash);
        if (row && stem === "findings") location.replace(sheetOf(row[5], hash)); else if (!rows) loaded(file);
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
    globalThis.auditList = (given) => { rows = given; read(); };
    if (file) {
      found.hidden = more.hidden = true;
      found.removeAttribute("id");
      holder.after(found);
      more.type = "button";
      more.addEventListener("click", draw);
      (list === holder ? found : list).after(more);
    }
    form.hidden = false;
    form.addEventListener("change", write);
    form.addEventListener("reset", () => setTimeout(write));
    form.addEventListener("submit", (event) => event.preventDefault());
    addEventListener("hashchange", read);
    read();
  }

  // Search: its index is loaded when somebody searches.
  const MOST = 50;
  const folded = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
  let index = null;
  globalThis.auditIndex = (data) => {
    const sentences = data.sentences.map(folded), articles = data.articles.map((row) => folded(`${row[1]} ${row[2]}`));
    index = { ...data, keys: data.figures.map((row) => `${folded(row[0])} ${folded(row[1])} ${sentences[row[3]]} ${articles[row[2]]}`) };
    find();
  };
  const load = () => loaded("search.js");
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
    const items = panel.hidden ? every("[data-keys] :is([data-item], .mark[id])").filter((item) => !item.closest("[hidden]")) : every("a", panel);
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
