"use strict";
// Filters the table of commitments by its own words. Without it the page is whole: nothing is fetched or kept.
(() => {
  const table = document.getElementById("list");
  const rows = table ? [...table.tBodies[0].rows] : [];
  if (rows.length < 2) {
    return;
  }

  const make = (tag, words, attributes = {}) => {
    const element = document.createElement(tag);
    element.textContent = words;
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    return element;
  };
  const told = (element) => element.textContent.trim().replace(/\s+/g, " ");
  const named = (cell) => {
    const parts = [...cell.querySelectorAll(".tag, a")];
    return parts.length ? parts.map(told) : [told(cell)];
  };

  const box = make("div", "", { role: "search", class: "filter screen", "aria-label": "Filter the table" });
  const field = (label, control) => {
    const whole = make("div", "");
    control.id = `filter-${box.children.length + 1}`;
    whole.append(make("label", label, { for: control.id }), control);
    box.append(whole);
    return control;
  };

  const words = field("Words", make("input", "", { type: "search", autocomplete: "off" }));
  const choices = [...table.tHead.rows[0].cells].flatMap((head, column) => {
    if (!head.hasAttribute("data-filter")) {
      return [];
    }
    const values = new Map();
    rows.forEach((row) => named(row.cells[column]).forEach((one) => values.set(one, (values.get(one) || 0) + 1)));
    if (values.size < 2) {
      return [];
    }
    const choice = field(told(head), make("select", ""));
    choice.append(make("option", "All", { value: "" }));
    [...values.keys()].sort((a, b) => a.localeCompare(b, "en-GB", { numeric: true })).forEach((one) => {
      choice.append(make("option", `${one} (${values.get(one)})`, { value: one }));
    });
    return [{ choice, column }];
  });
  const all = make("button", "Show all", { type: "button" });
  const count = make("p", "", { role: "status", class: "small" });
  box.append(all, count);

  const texts = rows.map((row) => told(row).toLocaleLowerCase("en-GB"));
  const show = () => {
    const wanted = words.value.toLocaleLowerCase("en-GB").split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, place) => {
      const fits = wanted.every((one) => texts[place].includes(one))
        && choices.every(({ choice, column }) => !choice.value || named(row.cells[column]).includes(choice.value));
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    count.textContent = `${shown} of ${rows.length} shown`;
  };
  const clear = () => {
    words.value = "";
    choices.forEach(({ choice }) => { choice.value = ""; });
    show();
    words.focus();
  };
  box.addEventListener("input", show);
  all.addEventListener("click", clear);
  show();
  table.before(box);
})();
