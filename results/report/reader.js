/* The reader of a study: finds texts by theme, group, time and words, and shows them.
 *
 * Its data are classic scripts in reader/, which call nordtema.put(name, data): a page from disk
 * may load nothing else. What is shown goes through text nodes alone, since texts, titles, names
 * and addresses may hold anything. The whole state stands in the address, behind #. */
"use strict";
(() => {
  const PAGE = 50, LINES = 5; // texts that are listed at once, and lines in context for each norm
  const AROUND = 60; // letters on each side of a word in context
  const COLOURS = [..."abcdef"], REST = "g"; // of the themes that lead in a text, and of all others
  const PREFIX = 3; // letters from which on a beginning of a word is looked for
  const LEAST = 500; // ten-thousandths, weight of a concept in a theme that is told
  const TOLD = 5; // ten-thousandths, share of a theme that is told beside a text
  const MOST = 8; // concepts that a beginning finds
  const PAUSE = 120; // milliseconds without a key before words are looked for
  const TURNS = /[\u202a-\u202e\u2066-\u2069]/g; // signs that turn what stands behind a name around
  const WORD = /⟨[\p{L}\p{N}_]+⟩|[\p{L}\p{M}]+(?:[-'’][\p{L}\p{M}]+)*/gu;
  const EDGES = /^[.,:;!?()"«»“”„]+|[.,:;!?()"«»“”„]+$/g;
  const DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;
  const ADDRESS = /^[a-z]+\/[\p{L}\p{N}_.~%-]+\.html(#.*)?$/iu;
  const FILTERS = ["theme", "least", "group", "from", "to", "q", "sort"];
  const NAMES = [...FILTERS, "page", "doc", "concept", "keys"]; // all that an address holds

  const root = document.documentElement;
  const at = (id) => document.getElementById(id);
  const intro = [...at("pane").children]; // what the page has there as long as nothing is asked

  // ---------------------------------------------------------------- data
  const arrived = new Map(), kept = new Map(); // data as they came, and what was made of them
  let files = new Set(["index"]); // then those that the index names, and no others

  const remembered = (map, key, make) => (map.has(key) ? map : map.set(key, make())).get(key);

  const createScriptURL = (name) => `reader/${files.has(name) ? name : "unknown"}.js`;
  const trusted = window.trustedTypes?.createPolicy("reader", { createScriptURL }) ?? { createScriptURL };
  window.nordtema = Object.freeze({ put: (name, data) => files.has(name) && arrived.set(name, data) });

  const load = (name) => remembered(kept, name, () => new Promise((resolve, reject) => {
    const failed = () => reject(new Error(`reader/${name}.js is missing or damaged`));
    const script = document.createElement("script");
    script.onload = () => (arrived.has(name) ? resolve(arrived.get(name)) : failed());
    script.onerror = failed;
    script.src = trusted.createScriptURL(name);
    document.head.append(script);
  }));

  function bytes(base64) {
    const raw = atob(base64);
    const out = new Uint8Array(raw.length);
    for (let i = 0; i < raw.length; i++) out[i] = raw.charCodeAt(i);
    return out;
  }
  const words16 = (base64) => new Uint16Array(bytes(base64).buffer);
  const lines = (text) => (text === "" ? [] : text.split("\n"));

  /** The first of so many places for which `before` does not hold any more. */
  function firstNot(before, size) {
    let low = 0;
    for (let high = size; low < high;) {
      const middle = (low + high) >> 1;
      if (before(middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
  const chunkOf = (starts, row) => firstNot((i) => starts[i] <= row, starts.length) - 1;

  let index; // what the page begins with: themes, groups, norms, and columns of the texts
  async function begin() {
    const data = await load("index"), number = (name) => words16(data[name]);
    files = new Set(["index", ...data.files]);
    index = {
      ...data, ids: lines(data.ids), titles: lines(data.titles), dates: new Uint32Array(bytes(data.dates).buffer),
      groupOf: number("groupOf"), normOf: bytes(data.normOf), lead: number("lead"), leadShare: number("leadShare"),
      themeAt: new Map(data.themes.map((theme, place) => [String(theme.topic), place])),
    };
    const option = ([value, text]) => el("option", { value }, text.length > 80 ? text.slice(0, 79) + "…" : text);
    const options = (id, pairs) => at(id).append(...pairs.map(option));
    options("theme", index.themes.map(({ topic }, place) => [String(topic), `${topic}. ${themeName(place)}`]));
    options("group", index.groups.map(([code, name]) => [code, name || code]));
    at("group-row").hidden = index.groups.length < 2;
    listen();
  }

  const made = (name, make) => remembered(kept, `made of ${name}`, async () => make(await load(name)));
  const shares = (place) => made(`shares-${place}`, words16);
  const weights = () => made("weights", words16);
  const vocabulary = () => made("forms", (data) => ({
    ...data, folded: lines(data.folded), forms: lines(data.forms), names: lines(data.names), pages: lines(data.pages),
    words: data.words.map((cells) => cells.split("\n")), opening: new Set(data.opening), met: new Map(),
  }));

  async function textOf(row) {
    const chunk = chunkOf(index.textStarts, row);
    const [source, page, packed, parts] = (await load(`texts-${chunk}`))[row - index.textStarts[chunk]];
    return { source, page, share: words16(packed), parts };
  }

  /** The texts that hold a concept, and how often: numbers in bytes of seven bits, rows as steps. */
  const postings = (concept) => remembered(kept, `concept ${concept}`, async () => {
    const { listStarts } = await vocabulary(), chunk = chunkOf(listStarts, concept);
    const raw = bytes((await load(`words-${chunk}`))[concept - listStarts[chunk]]);
    const rows = [], times = [];
    for (let i = 0, value = 0, shift = 0, row = 0, turn = 0; i < raw.length; i++) {
      value += (raw[i] & 127) << shift;
      shift += 7;
      if (raw[i] > 127) continue;
      if (turn) times.push(value);
      else rows.push((row += value));
      value = shift = 0;
      turn = 1 - turn;
    }
    return { rows, times };
  });

  // ---------------------------------------------------------------- words
  const bare = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  const fold = (text) => bare(text).replaceAll("ø", "o").replaceAll("æ", "ae");

  /** Places of the forms that are spelled so when folded, or that begin so. */
  function placesOf(known, wanted, begins) {
    const first = firstNot((i) => known.folded[i] < wanted, known.folded.length), places = [];
    for (let i = first; begins ? known.folded[i]?.startsWith(wanted) : known.folded[i] === wanted; i++) places.push(i);
    return places;
  }
  const formAt = (known, place) => known.forms[place] || known.folded[place];

  /** Concepts of a form: in one norm as it is spelled, else in all, and if need be as it is folded. */
  const conceptsOf = (known, form, norm) => remembered(known.met, `${norm} ${form}`, () => {
    const places = placesOf(known, fold(form)).filter((i) => norm === undefined || known.normOf[i] === norm);
    const exact = places.filter((i) => formAt(known, i) === form), folded = norm === undefined ? places : [];
    return [...new Set((exact.length ? exact : folded).map((i) => known.concepts[i]))];
  });

  function beginningWith(known, start) {
    if (start.length < PREFIX) return [];
    const found = new Set(placesOf(known, fold(start), true).map((i) => known.concepts[i]));
    return [...found].sort((a, b) => known.frequency[b] - known.frequency[a]).slice(0, MOST);
  }

  /** What is asked for: for each word or multi-word form its concepts, else the title that holds it. */
  async function asTerms(q) {
    const pieces = q.toLowerCase().split(/\s+/).map((piece) => piece.replace(EDGES, "")).filter(Boolean), terms = [];
    if (!pieces.length) return [];
    const known = await vocabulary();
    for (let i = 0; i < pieces.length;) {
      let size = Math.min(known.longest, pieces.length - i), concepts = [];
      for (; size > 0 && !concepts.length; size--) concepts = conceptsOf(known, pieces.slice(i, i + size).join(" "));
      const end = i + size + 1, said = pieces.slice(i, end).join(" ");
      const begins = concepts.length ? [] : beginningWith(known, said);
      terms.push({ said, concepts: concepts.length ? concepts : begins, begins: begins.length > 0 });
      i = end;
    }
    return terms;
  }

  /** How often each text holds a term. */
  async function timesOf(term) {
    const times = new Uint32Array(index.ids.length);
    if (!term.concepts.length) {
      index.foldedTitles ??= lines(fold(index.titles.join("\n")));
      const wanted = fold(term.said);
      for (let i = 0; i < index.ids.length; i++) {
        if (index.foldedTitles[i].includes(wanted) || index.ids[i].toLowerCase().includes(term.said)) times[i] = 1;
      }
    }
    for (const list of await Promise.all(term.concepts.map(postings))) {
      for (let i = 0; i < list.rows.length; i++) times[list.rows[i]] += list.times[i];
    }
    return times;
  }

  /** The concept of each word of a text, multi-word forms first: [from, to, concept]. */
  function wordsOf(known, text, language) {
    const norm = index.norms.findIndex(([code]) => code === language), words = [];
    const found = [...text.matchAll(WORD)].filter((match) => match[0][0] !== "⟨");
    const lower = found.map((match) => match[0].toLowerCase()), form = (i, size) => lower.slice(i, i + size).join(" ");
    for (let i = 0; i < found.length;) {
      let size = known.opening.has(lower[i]) ? Math.min(known.longest, found.length - i) : 1, concepts = [];
      for (; size > 0 && !concepts.length; size--) concepts = conceptsOf(known, form(i, size), norm);
      const last = found[i + size];
      if (concepts.length) words.push([found[i].index, last.index + last[0].length, concepts[0]]);
      i += size + 1;
    }
    return words;
  }

  // ---------------------------------------------------------------- state
  let state; // the value of each of NAMES, "" for none

  /** What may stand in an address under each name; anything else is left out. */
  const FITS = {
    theme: (topic) => index.themeAt.has(topic),
    least: (share) => /^(\d{1,2}|100)$/.test(share),
    group: (code) => index.groups.some(([other]) => other === code),
    from: (date) => DATE.test(date),
    to: (date) => DATE.test(date),
    q: (words) => words.length <= at("q").maxLength,
    sort: (order) => ["new", "old", "less"].includes(order),
    page: (number) => /^[1-9]\d{0,5}$/.test(number),
    doc: (id) => index.ids.includes(id),
    concept: () => true,
    keys: (choice) => choice === "off",
  };

  function stateOf(hash) {
    const given = new URLSearchParams(hash.slice(1));
    return Object.fromEntries(NAMES.map((name) => {
      const value = given.get(name) ?? "";
      return [name, FITS[name](value) ? value : ""];
    }));
  }

  function address(changes) {
    const next = { ...state, ...changes }, out = new URLSearchParams();
    if (FILTERS.some((name) => name in changes)) next.page = "";
    if (!next.theme) next.least = "";
    for (const name of NAMES) if (next[name] !== "") out.set(name, next[name]);
    return "#" + out;
  }

  function go(changes, replace) {
    const next = address(changes);
    if (next === (location.hash || "#")) return null;
    history[replace ? "replaceState" : "pushState"](null, "", next);
    return answer();
  }

  // ---------------------------------------------------------------- what is chosen
  const asNumber = (date, missing) => Number(date.replaceAll("-", "").padEnd(8, missing));

  /** The rows of the texts that fit the state, in its order, and what the list tells of them. */
  async function choose(terms) {
    const place = index.themeAt.get(state.theme), share = place === undefined ? null : await shares(place);
    const times = await Promise.all(terms.map(timesOf)), rows = [];
    const fits = [...tests(share), ...times.map((of) => (i) => of[i] > 0)];
    for (let i = 0; i < index.ids.length; i++) if (fits.every((test) => test(i))) rows.push(i);
    const sum = (i) => times.reduce((total, of) => total + of[i], 0);
    return { rows: ordered(rows, share ? (i) => share[i] : times.length ? sum : null, share), share, times: sum,
      counted: terms.some((term) => term.concepts.length) };
  }

  function tests(share) {
    const { dates, groupOf } = index, group = index.groups.findIndex(([code]) => code === state.group);
    const least = 100 * Number(state.least), from = asNumber(state.from, "0"), to = asNumber(state.to, "9");
    return [share && least && ((i) => share[i] >= least), state.group && ((i) => groupOf[i] === group),
      state.from && ((i) => dates[i] >= from), state.to && ((i) => dates[i] > 0 && dates[i] <= to)].filter(Boolean);
  }

  /** Rows by date, or by a value, the largest first; ties stay in the order of the study. */
  function ordered(rows, given, share) {
    const { dates } = index, less = share && ((i) => 1e4 - share[i]);
    const value = { new: (i) => dates[i], old: (i) => 1e8 - (dates[i] || 1e8), less }[state.sort] ?? given;
    if (!value) return rows;
    const last = 2 ** 24 - 1, keys = new Float64Array(rows.length);
    for (let i = 0; i < keys.length; i++) keys[i] = value(rows[i]) * 2 ** 24 + last - rows[i];
    keys.sort().reverse();
    return Array.from(keys, (key) => last - (key % 2 ** 24));
  }

  // ---------------------------------------------------------------- pieces of the page
  /** An element: its tag and class, then its attributes and what is in it; texts become text nodes. */
  function el(kind, ...parts) {
    const [tag, ...classes] = kind.split(".");
    const node = document.createElement(tag);
    if (classes.length) node.className = classes.join(" ");
    for (const part of parts.flat()) {
      if (typeof part === "string") node.append(part.replace(TURNS, ""));
      else if (part instanceof Node) node.append(part);
      else for (const [name, value] of Object.entries(part ?? {})) if (value) node.setAttribute(name, value);
    }
    return node;
  }
  const bdi = (text, lang) => el("bdi", { lang }, text);
  const link = (changes, ...parts) => el("a", { href: address(changes) }, ...parts);
  const pageLink = (href, text) => (ADDRESS.test(href) ? el("a.more", { href }, text) : null);
  const spaced = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, "\u00a0");
  const count = (n, noun) => `${spaced(n)} ${noun}${n === 1 ? "" : "s"}`;
  const rounded = (x) => (x && x < 9.95 ? (x - (x % 1 === 0.25) / 100).toFixed(1)
    : (x - (x % 2 === 0.5) / 10).toFixed(0)); // as formats.py rounds: halves to the even number
  const percent = (n, x = 100 * (n / 1e4)) => `${x > 0 && x < 0.1 ? "under 0.1" : rounded(x)}\u00a0%`; // of 10,000
  const themeName = (place) => index.themes[place].label || `theme ${index.themes[place].topic}`;
  const titleOf = (row) => index.titles[row] || index.ids[row];
  const normOf = (row) => index.norms[index.normOf[row]] ?? ["", ""];
  const nameOf = (known, concept) => bdi(known.titles[concept] || known.names[concept]);
  const openConcept = (known, concept) => link({ concept: known.names[concept], doc: "" }, nameOf(known, concept));
  const wordsBy = (known, concept, texts) => normList(known.words.map((cells) => cells[concept]), texts);

  function dateOf(row) {
    const digits = String(index.dates[row]).padStart(8, "0");
    return [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)].filter(Number).join("-");
  }

  function about(row, ...more) {
    const facts = [index.groups[index.groupOf[row]]?.[1], dateOf(row), normOf(row)[1], ...more].filter(Boolean);
    return facts.flatMap((fact, i) => [i ? " · " : "", bdi(fact)]);
  }

  /** Words of a theme or concept, and how many texts have them: a line for each norm. */
  function normList(cells, texts) {
    const told = (i) => (texts ? ` (${count(texts[i], "text")})` : "");
    const shown = [...index.norms.keys()].filter((i) => cells[i] || texts?.[i]);
    return el("dl.norms", shown.flatMap((i) => [el("dt", index.norms[i][1]),
      el("dd", bdi(cells[i]?.replaceAll("|", ", ") || "–", index.norms[i][0]), told(i))]));
  }

  function bar(share) {
    const filled = el("span");
    filled.style.width = `${share / 100}%`;
    return el("span.bar", { "aria-hidden": "true" }, filled);
  }

  // ---------------------------------------------------------------- the list
  function item(row) {
    const place = index.themeAt.get(state.theme) ?? index.lead[row];
    const share = hits.share ? hits.share[row] : index.leadShare[row];
    const found = hits.counted ? count(hits.times(row), "hit") : "";
    const current = state.doc === index.ids[row] ? "true" : "";
    return el("li", link({ doc: index.ids[row], concept: "" }, { "aria-current": current, "data-row": String(row) },
      el("bdi.title", { lang: normOf(row)[0], dir: "auto" }, titleOf(row)),
      el("span.meta", about(row, found)),
      index.themes.length ? el("span.share", bdi(themeName(place)), bar(share), percent(share)) : null));
  }

  function showList() {
    const pages = Math.ceil(hits.rows.length / PAGE), page = Math.min(Number(state.page) || 1, pages);
    const first = Math.max(0, page - 1) * PAGE, rows = hits.rows.slice(first, first + PAGE);
    const open = (number, text) => link({ page: String(number), doc: "", concept: "" }, text);
    at("hits").replaceChildren(...rows.map(item));
    at("pages").replaceChildren(...(pages < 2 ? [] : [page > 1 ? open(page - 1, "← Before") : el("span"),
      el("span", `${first + 1}–${first + rows.length}`), page < pages ? open(page + 1, "Further →") : el("span")]));
    const found = count(hits.rows.length, "text"), all = index.ids.length;
    at("told").textContent = hits.rows.length === all ? `All ${found}` : `${found} of ${spaced(all)}`;
  }

  /** What was understood of a word: its concepts, with their words and texts in each norm. */
  async function termBox({ said, concepts, begins }, known) {
    const quoted = bdi(`“${said}”`), none = " is no word of the themes: found are titles and ids";
    if (!concepts.length) return el("div.term", el("p", quoted, none, " that hold it, not texts."));
    const names = concepts.flatMap((concept, i) => [i ? ", " : "", openConcept(known, concept)]);
    if (begins) return el("div.term", el("p", "Words that begin with ", quoted, ": ", names));
    return el("div.term", await Promise.all(concepts.map(async (concept) => {
      const met = index.norms.map(() => 0);
      for (const row of (await postings(concept)).rows) met[index.normOf[row]]++;
      return el("div", el("p", openConcept(known, concept), " – open for contexts"), wordsBy(known, concept, met));
    })));
  }

  async function termBoxes() {
    const known = terms.length ? await vocabulary() : null;
    return Promise.all(terms.map((term) => termBox(term, known)));
  }

  // ---------------------------------------------------------------- a text
  /** Of which themes a word is in a text: share of the theme × weight of the word in it. */
  function themesOf(share, weight, concept) {
    const from = concept * share.length, product = Array.from(share, (s, z) => s * weight[from + z]);
    const total = product.reduce((a, b) => a + b, 0);
    const order = [...product.keys()].filter((z) => product[z]).sort((a, b) => product[b] - product[a]);
    return order.map((z) => ({ place: z, p: product[z] / total, share: share[z], weight: weight[from + z],
      faint: weight[from + z] * (share.length + 2) < 3e4 })); // under three times the mean of the others: tells little
  }

  /** A part of a text; `look` tells the class and the theme of each word that has a concept. */
  function paragraph(known, [language, part], look) {
    const lang = index.norms.find(([code]) => code === language)?.[0], node = el("p.text", { lang, dir: "auto" });
    let end = 0;
    for (const [from, to, concept] of wordsOf(known, part, language)) {
      const [classes, theme] = look(concept);
      const facts = { role: "button", tabindex: "-1", "data-concept": String(concept), "data-theme": theme };
      node.append(part.slice(end, from), el(`span.${classes}`, facts, part.slice(from, to)));
      end = to;
    }
    node.append(part.slice(end));
    return node;
  }

  async function textPane(row) {
    const [text, known, weight] = await Promise.all([textOf(row), vocabulary(), weights()]);
    const asked = new Set(terms.flatMap((term) => term.concepts)), reasons = new Map();
    const why = (concept) => remembered(reasons, concept, () => themesOf(text.share, weight, concept));
    const enough = [...text.share.keys()].filter((z) => text.share[z] >= TOLD);
    const leading = enough.sort((a, b) => text.share[b] - text.share[a]);
    const first = index.themeAt.has(state.theme) ? [index.themeAt.get(state.theme)] : [];
    const legend = [...new Set([...first, ...leading])].slice(0, COLOURS.length);
    const colour = (place) => COLOURS[legend.indexOf(place)] ?? REST;
    const look = (concept) => {
      const [reason] = why(concept), hit = (reason?.faint ? ".faint" : "") + (asked.has(concept) ? ".hit" : "");
      return reason ? [colour(reason.place) + hit, String(reason.place)] : ["n" + hit, ""];
    };
    const body = text.parts.map((part) => paragraph(known, part, look));
    const told = el("div.why", { role: "status" }, el("p", "Point at a word, or tap it: its theme, and why."));
    explain = (node) => told.replaceChildren(...reasonOf(node, known, why(Number(node.dataset.concept))));
    body.map((part) => part.querySelector("span")).find(Boolean)?.setAttribute("tabindex", "0");
    return [link({ doc: "" }, { class: "close" }, "← Close the text"),
      el("h2", { tabindex: "-1", lang: normOf(row)[0], dir: "auto" }, titleOf(row)),
      el("p.meta", about(row, text.source, index.ids[row])), pageLink(text.page, "Its page in the report"),
      el("ul.themes", { "aria-label": "Themes of this text; one can be picked out" }, legend.map((place) => el("li",
        el("button", { type: "button", "aria-pressed": "false", "data-only": String(place) },
          el(`span.swatch.${colour(place)}`), bdi(themeName(place)), percent(text.share[place]))))),
      ...(body.length ? [...body, told] : [el("p.notice", "The words of this text are not shown.")])];
  }

  function reasonOf(node, known, [reason, next]) {
    const name = openConcept(known, Number(node.dataset.concept));
    const word = [el("strong", bdi(node.textContent, node.parentNode.lang)), " belongs to the concept ", name, "."];
    if (!reason) return [el("p", word, " No theme of this text has it.")];
    const then = next ? [", then ", bdi(themeName(next.place)), ` (${percent(1e4 * next.p)})`] : [];
    const theme = [el("strong", bdi(themeName(reason.place))), ` (${percent(1e4 * reason.p)})`, then, "."].flat();
    const factors = `${percent(reason.share)} of the text and ${percent(reason.weight)} of the concept`
      + (reason.faint ? ", which tells little of any theme: it goes with its text." : ".");
    return [el("p", word, " Here its theme is most likely ", theme), el("p.meta", `Why: this theme has ${factors}`)];
  }

  // ---------------------------------------------------------------- a concept, a theme, nothing
  /** The first place of a concept in a text, with what stands around it. */
  function context(known, [language, part], concept) {
    const [from, to] = wordsOf(known, part, language).find((word) => word[2] === concept) ?? [];
    if (from === undefined) return null;
    const start = Math.max(0, from - AROUND), end = Math.min(part.length, to + AROUND);
    return el("div", { lang: language, dir: "auto" }, (start ? "…" : "") + part.slice(start, from),
      el("mark", part.slice(from, to)), part.slice(to, end) + (end < part.length ? "…" : ""));
  }

  async function linesOf(norm, concept, holds, known) {
    const rows = hits.rows.filter((row) => index.normOf[row] === norm && holds.has(row)).slice(0, LINES);
    const texts = await Promise.all(rows.map(textOf));
    return rows.flatMap((row, i) => {
      const line = texts[i].parts.map((part) => context(known, part, concept)).find(Boolean);
      const open = link({ doc: index.ids[row], concept: "" }, bdi(titleOf(row), normOf(row)[0]));
      return line ? [el("li", line, open)] : [];
    });
  }

  async function conceptPane() {
    const [known, weight] = await Promise.all([vocabulary(), weights()]), concept = known.names.indexOf(state.concept);
    const close = link({ concept: "" }, { class: "close" }, "← Close the concept");
    if (concept < 0) return [close, el("p.notice", "This study has no such concept.")];
    const of = weight.subarray(concept * index.themes.length, (concept + 1) * index.themes.length);
    const met = [...of.keys()].filter((z) => of[z] >= LEAST).sort((a, b) => of[b] - of[a]);
    const holds = new Set((await postings(concept)).rows);
    const lists = await Promise.all(index.norms.map((_, norm) => linesOf(norm, concept, holds, known)));
    const told = lists.flatMap((list, norm) => (
      list.length ? [el("h3", `In context: ${index.norms[norm][1]}`), el("ul.lines", list)] : []));
    return [close, el("h2", { tabindex: "-1" }, nameOf(known, concept)), wordsBy(known, concept),
      pageLink(known.pages[concept], "Its page in the report"),
      el("h3", met.length ? "Its weight by theme" : "No topic is formed on it: not all use it"),
      el("ul", met.map((z) => el("li", link({ theme: String(index.themes[z].topic), concept: "" }, bdi(themeName(z))),
        ` ${percent(of[z])}`))),
      ...(told.length ? told : [el("p", "None of the texts found has it in what is shown.")])];
  }

  function themePane() {
    const place = index.themeAt.get(state.theme), { words, page } = index.themes[place];
    return [el("h2", { tabindex: "-1" }, bdi(themeName(place))), normList(words),
      pageLink(page, "The page of the theme"), el("p", "Open a text to see which of its words are of this theme.")];
  }

  // ---------------------------------------------------------------- the answer
  let explain; // tells of a word of the text that is open
  let turn = 0, listed = null, hits, terms, opened, page; // `listed`: the filters that `hits` and `terms` answer

  async function answer() {
    const mine = ++turn;
    delete root.dataset.ready;
    try {
      if (!index) await begin();
      state = stateOf(location.hash);
      fill();
      await find(mine);
      const boxes = await termBoxes(), pane = await openPane();
      if (mine !== turn) return;
      showList();
      at("words").replaceChildren(...boxes);
      at("pane").replaceChildren(...pane.filter(Boolean));
      follow();
      root.dataset.ready = "1";
    } catch (error) {
      if (mine === turn) at("told").textContent = `The reader cannot answer: ${error.message}.`;
    }
  }

  async function find(mine) {
    const wanted = FILTERS.map((name) => state[name]).join("\n");
    if (wanted === listed) return;
    const asked = await asTerms(state.q), found = await choose(asked);
    if (mine === turn) [listed, hits, terms] = [wanted, found, asked];
  }

  const openPane = () => (state.doc ? textPane(index.ids.indexOf(state.doc)) : state.concept ? conceptPane()
    : state.theme ? themePane() : state.q ? [] : intro);

  /** The focus goes to what was opened, and back to where it was opened from. */
  function follow() {
    const before = opened, lost = page !== state.page && document.activeElement === document.body;
    [opened, page] = [state.doc || state.concept, state.page];
    document.body.toggleAttribute("data-open", Boolean(opened));
    if (opened && opened !== before) at("pane").scrollIntoView();
    if (before === undefined || (before === opened && !lost)) return;
    at("pane").scrollTop = 0;
    const back = at("hits").querySelector(`[data-row="${index.ids.indexOf(before)}"]`) ?? at("list");
    (opened ? at("pane").querySelector("h2") ?? at("pane") : back).focus();
  }

  /** The controls show the state, but for the one that is typed in. */
  function fill() {
    for (const name of ["q", "theme", "group", "from", "to", "sort"]) {
      if (!typing || document.activeElement !== at(name)) at(name).value = state[name];
    }
    at("least").value = state.least || "0";
    at("least-told").textContent = percent(100 * Number(state.least));
    at("least-row").hidden = at("less").hidden = !state.theme;
    at("best").textContent = state.theme ? "largest share first" : state.q ? "most hits first" : "as in the study";
    at("keys").checked = state.keys !== "off";
  }

  // ---------------------------------------------------------------- what people do
  let typing = false, timer = 0;

  function typed(name) {
    const value = at(name).value.trim(), again = typing;
    timer = clearTimeout(timer);
    typing = true;
    return go({ [name]: name === "least" && value === "0" ? "" : value }, again);
  }

  async function toHits() {
    if (timer) await typed("q");
    at("hits").querySelector("a")?.focus();
  }

  /** To the next text, or the one before: opened where one is open, else with the focus on it. */
  function step(by) {
    const all = [...at("hits").querySelectorAll("a")];
    const here = (a) => (state.doc ? a.hasAttribute("aria-current") : a === document.activeElement);
    const next = all[Math.min(Math.max(all.findIndex(here) + by, 0), all.length - 1)];
    if (next && state.doc) go({ doc: index.ids[Number(next.dataset.row)] }, true);
    else next?.focus();
  }

  const LETTERS = new Map([["/", () => at("q").focus()], ["?", () => at("help").showModal()],
    ["j", () => step(1)], ["k", () => step(-1)]]);

  function pressed(event) {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || at("help").open) return;
    if (key === "Escape") {
      if (opened) go(state.doc ? { doc: "" } : { concept: "" });
      else target.blur();
    } else if (key === "Enter" && target === at("q")) {
      toHits();
    } else if (target.matches(".text span") && ["ArrowLeft", "ArrowRight", "Enter", " "].includes(key)) {
      event.preventDefault();
      alongText(target, { ArrowRight: 1, ArrowLeft: -1 }[key] ?? 0);
    } else if (LETTERS.has(key) && state.keys !== "off" && !target.matches("input:not([type=range]), select")) {
      event.preventDefault();
      LETTERS.get(key)();
    }
  }

  function alongText(word, by) {
    const all = [...at("pane").querySelectorAll(".text span")], next = all[all.indexOf(word) + by] ?? word;
    word.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
    explain(next);
  }

  /** Picks out the words of one theme, or of all again. */
  function pickOut(button) {
    const on = button.getAttribute("aria-pressed") !== "true", { only } = button.dataset;
    const each = (selector, act) => at("pane").querySelectorAll(selector).forEach(act);
    each("[data-only]", (other) => other.setAttribute("aria-pressed", String(on && other === button)));
    each(".text", (text) => text.classList.toggle("only", on));
    each(".text span", (word) => word.classList.toggle("chosen", word.dataset.theme === only));
  }

  function listen() {
    const on = (name, kind, act) => at(name).addEventListener(kind, act);
    window.addEventListener("hashchange", answer);
    document.addEventListener("keydown", pressed);
    for (const name of ["q", "least"]) {
      on(name, "input", () => (timer = (clearTimeout(timer), setTimeout(typed, PAUSE, name))));
      on(name, "blur", () => (timer && typed(name), (typing = false)));
    }
    for (const name of ["theme", "group", "sort", "from", "to"]) {
      on(name, "change", () => at(name).reportValidity() && go({ [name]: at(name).value }));
    }
    for (const kind of ["mouseover", "focusin", "click"]) {
      on("pane", kind, ({ target }) => target.matches(".text span") && explain(target));
    }
    on("pane", "click", ({ target }) => target.closest("[data-only]") && pickOut(target.closest("[data-only]")));
    on("clear", "click", () => go(Object.fromEntries(FILTERS.map((name) => [name, ""]))));
    on("skip", "click", () => at("list").focus());
    on("help-open", "click", () => at("help").showModal());
    on("keys", "change", () => go({ keys: at("keys").checked ? "" : "off" }, true));
  }

  answer();
})();
