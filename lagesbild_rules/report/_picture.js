// Filters the areas of a picture and lays out the rest of their explanations. Without it everything is there to read
// but that rest, of which each area then shows the truths and facts alone. It makes elements and text, never markup.
"use strict";
(() => {
  const at = id => document.getElementById(id);
  const words = JSON.parse(at("words").textContent);
  const areas = [...document.querySelectorAll("details.area")];
  const list = at("areas");

  // --- elements
  const el = (name, attributes, ...parts) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) if (value) made.setAttribute(key, value);
    made.append(...parts.flat().filter(part => part !== null && part !== undefined && part !== ""));
    return made;
  };
  const items = (texts, of) => texts.length ? el("ul", { class: of }, texts.map(text => el("li", null, text))) : null;
  const folded = (summary, of, ...parts) =>
    el("details", { class: of }, el("summary", null, summary), el("div", { class: "inside" }, ...parts));
  const signs = { true: "✔", false: "✘", unknown: "?", passed: "–" };
  const mark = (truth, shown) => el("span", { class: `mark ${truth}` },
    el("span", { "aria-hidden": "true", class: "sign" }, signs[truth]),
    el("span", { class: shown ? "" : "heard" }, words[truth]));
  const drawn = (name, attributes, ...parts) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...parts);
    return made;
  };
  const bar = (part, whole) => drawn(
    "svg", { viewBox: "0 0 100 4", preserveAspectRatio: "none", "aria-hidden": "true", class: "split" },
    drawn("rect", { x: "0", y: "0", width: "100", height: "4", class: "rest" }),
    drawn("rect", { x: "0", y: "0", width: String(100 * part / whole), height: "4", class: "part" }));
  const table = (headings, rows) => el("table", { role: "table" },
    el("thead", { role: "rowgroup" }, el("tr", { role: "row" },
      headings.map(it => el("th", { scope: "col", role: "columnheader" }, it)))),
    el("tbody", { role: "rowgroup" }, rows.map(([first, ...rest]) => el("tr", { role: "row" },
      el("th", { scope: "row", role: "rowheader" }, first),
      rest.map((cell, number) => el("td", { role: "cell" },
        el("span", { class: "name", "aria-hidden": "true" }, headings[number + 1]), el("span", null, cell)))))));

  // --- the rest of an explanation
  const TRUTHS = ["true", "false", "unknown"];
  const STANDINGS = ["class", "possible", "passed", "excluded"];
  const OF_STANDING = { class: "true", possible: "unknown", passed: "passed", excluded: "false" };
  let data = null;
  const text = number => number < 0 ? null : data.texts[number];
  const row = number => data.rows[number];

  const linked = (said, thresholds) => {
    if (!thresholds.length) return [said];
    const names = thresholds.map(it => it.replace(/[^\w]/g, "\\$&")).join("|");
    return said.split(new RegExp(`(?<![\\p{L}\\p{N}_])(${names})(?![\\p{L}\\p{N}_])`, "u")).map(part =>
      thresholds.includes(part) ? el("a", { href: `#threshold-${part}`, class: "id" }, part) : part);
  };
  const steps = (number, seen) => el("ul", { class: "steps" }, step(number, seen));
  const step = (number, seen) => {
    const [truth, compare, said, criterion, thresholds, ...members] = row(number);
    const id = text(criterion);
    const parts = [mark(TRUTHS[truth]), " ", ...linked(text(said), thresholds.map(text))];
    if (!compare) parts.push(el("span", { "aria-hidden": "true", class: "truth" }, ` – ${words[TRUTHS[truth]]}`));
    if (id) parts.push(" ", el("a", { href: `#criterion-${id}`, class: "id" }, id));
    const known = id && seen.has(id);
    if (id) seen.add(id);
    const under = known || !members.length ? null : el("ul", null, members.map(it => step(it, seen)));
    return el("li", null, el("span", { class: "said" }, ...parts), under);
  };
  const level = (number, title) => {
    const [standing, said, path] = row(number);
    const name = STANDINGS[standing];
    const summary = [el("h5", null, mark(OF_STANDING[name]), " ", title), el("span", { class: "standing" }, text(said))];
    return path < 0
      ? el("div", { class: `level ${name}` }, summary)
      : folded(summary, `level ${name}`, steps(path, new Set()));
  };
  const criterion = (number, [id, claim, asked, supports]) => {
    const [truth, mattered, first] = row(number);
    const summary = [
      el("h5", null, claim),
      el("span", { class: "standing" }, mark(TRUTHS[truth], true), " ", el("span", null, text(mattered))),
    ];
    const notes = [["l_asked_by", asked], ["l_supports", supports]].filter(([, said]) => said);
    return folded(summary, `criterion ${TRUTHS[truth]}`, steps(first, new Set([id])),
      el("p", { class: "quiet" },
        notes.map(([name, said]) => `${words[name]}: ${said}. `),
        el("a", { href: `#criterion-${id}` }, words.p_wording)));
  };
  const fact = number => {
    const [title, said, grounds, ...seen] = row(number);
    const known = grounds < 0 ? text(said) : `${text(said)} (${text(grounds)})`;
    const told = seen.map(row).map(([counts, ...parts]) =>
      el("li", { class: counts ? "" : "aside" }, parts.map(text).join("; ")));
    return { title: text(title), known, told: grounds < 0 ? null : told };
  };
  const headed = (heading, ...parts) => el("section", null, el("h4", null, heading), ...parts);
  const answer = (number, [title, levels], several) => {
    const [more, reasons, envelope, grounding, each] = row(number);
    const named = id => several ? `${title}: ${words[id]}` : words[id];
    const parts = [];
    if (row(reasons).length) parts.push(headed(text(more) || named("h_rests_on"), items(row(reasons).map(text))));
    if (envelope >= 0) {
      const [all, outcomes, changes] = row(envelope);
      const told = outcomes.map(row).map(([said, of]) => [
        text(said),
        bar(of, all),
      ]);
      parts.push(headed(named("h_envelope"), items(told, "outcomes"), items(changes.map(text))));
    }
    if (grounding >= 0) {
      const [said, ...ways] = row(grounding);
      const rows = way => way.map(row).map(pair => pair.map(text));
      parts.push(headed(named("h_grounding"), items(said.map(text)),
        ways.map(way => table([words.c_counted, words.c_outcome], rows(way)))));
    }
    parts.push(headed(named("h_levels"), row(each).map((it, place) => level(it, levels[place]))));
    return parts;
  };
  const whole = number => {
    data = data || JSON.parse(at("explained").textContent);
    const [answers, ledger, facts, withheld, note] = data.areas[number];
    const parts = row(answers).flatMap((it, place) => answer(it, data.classes[place], data.classes.length > 1));
    const criteria = row(ledger);
    if (criteria.length) {
      const truths = criteria.map(it => TRUTHS[row(it)[0]]);
      const counts = TRUTHS.map(it => el("span", null, mark(it, true), ` ${truths.filter(one => one === it).length}`));
      parts.push(headed(words.h_ledger, el("p", { class: "counts" }, counts),
        criteria.map((it, place) => criterion(it, data.criteria[place]))));
    }
    const known = row(facts).map(fact);
    parts.push(headed(words.h_facts, table([words.c_indicator, words.c_known], known.map(it => [it.title, it.known])),
      note < 0 ? null : el("p", { class: "quiet" }, text(note))));
    const behind = known.filter(it => it.told);
    if (behind.length) {
      parts.push(headed(words.h_observations, behind.map(it => folded(
        [el("h5", null, it.title), el("span", { class: "standing" }, it.known)], "fact",
        el("ul", { class: "observations" }, it.told)))));
    }
    if (row(withheld).length) {
      const rows = row(withheld).map(row).map(pair => pair.map(text));
      parts.push(headed(words.h_withheld, el("p", null, words.withheld_note), table([words.c_indicator, words.c_handling], rows)));
    }
    return parts;
  };
  list.addEventListener("toggle", event => {
    const it = event.target;
    if (!it.open || !it.classList.contains("deep") || it.dataset.full) return;
    it.dataset.full = "1";
    it.lastElementChild.replaceChildren(...whole(it.dataset.area));
  }, true);

  // --- filters
  const find = at("find");
  const search = at("find-text");
  const selects = [...find.querySelectorAll("select")];
  const plain = said => said.normalize("NFC").toLowerCase();
  const said = areas.map(it => plain([
    it.querySelector("h3").textContent, it.querySelector(".where").textContent, it.dataset.id,
  ].filter(Boolean).join("\n")));
  const chosen = select => {
    const name = select.dataset.find.replace(/_(.)/g, (_, letter) => letter.toUpperCase());
    const several = name === "level" || name === "state";
    return it => {
      const own = it.dataset[name] || "";
      return several ? own.split(" ").includes(select.value) : own === select.value;
    };
  };
  const filter = () => {
    const asked = plain(search.value).split(/\s+/).filter(Boolean);
    const wanted = selects.filter(it => it.value).map(chosen);
    let shown = 0;
    areas.forEach((it, number) => {
      const fits = asked.every(word => said[number].includes(word)) && wanted.every(test => test(it));
      it.hidden = !fits;
      shown += fits;
    });
    at("shown").textContent = words.p_shown.replace("{n}", shown).replace("{all}", areas.length);
    at("none").hidden = shown > 0;
  };
  const clear = () => {
    search.value = "";
    selects.forEach(it => { it.value = ""; });
  };
  find.hidden = false;
  search.addEventListener("input", filter);
  find.addEventListener("change", filter);
  at("clear").addEventListener("click", () => { clear(); filter(); search.focus(); });
  const turn = open => areas.filter(it => !it.hidden).forEach(it => { it.open = open; });
  at("open-all").addEventListener("click", () => turn(true));
  at("close-all").addEventListener("click", () => turn(false));
  document.addEventListener("click", event => {
    const link = event.target.closest("a[data-show]");
    const select = link && at(`find-${link.dataset.show}`);
    if (!select) {
      if (link) { clear(); search.value = link.textContent; filter(); }
      return;
    }
    clear();
    select.value = link.dataset.value;
    filter();
  });

  // --- links and keys
  const reveal = () => {
    const target = at(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.matches("details.area") && target.hidden) { clear(); filter(); }
    for (let it = target; it; it = it.parentElement) if (it.matches("details")) it.open = true;
    target.scrollIntoView();
    if (target.matches("details")) target.querySelector("summary").focus({ preventScroll: true });
  };
  window.addEventListener("hashchange", reveal);
  document.addEventListener("click", event => {
    const link = event.target.closest("a[href^='#']");
    if (link && link.hash === location.hash) reveal();
  });
  list.addEventListener("keydown", event => {
    const open = event.key === "Escape" && event.target.closest("details[open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
  filter();
  if (location.hash) reveal();
})();
