// An array's numbers to be changed by hand, folded away.

import { following, html } from "./frame.js";

// Adds inputs for an array (C, H, W) or (H, W) of the state; they are made anew where its shape changes.
export function numberGrid(view, name, label, open = false) {
  const inputs = html("div", { class: "panels" });
  const folded = html("details", { open }, html("summary", {}, `change the ${label}'s numbers`), inputs);
  view.controls.after(folded);
  let made = "";
  let bring = [];
  view.inputs.push(() => {
    const value = view.get(name);
    const channels = Array.isArray(value[0][0]) ? value : [value];
    const shape = [channels.length, channels[0].length, channels[0][0].length].join();
    if (shape !== made) {
      bring = [];
      inputs.replaceChildren(...channels.map((rows, channel) => table(view, name, label, path(value, channel), rows, bring)));
    }
    made = shape;
    for (const one of bring) one();
  });
}

// The way to a channel: none where there is one that is not counted.
function path(value, channel) {
  return Array.isArray(value[0][0]) ? [channel] : [];
}

function table(view, name, label, way, rows, bring) {
  const input = (i, j) => {
    const channel = way.length ? `, channel ${way[0]}` : "";
    const field = html("input", { type: "number", step: "any", "aria-label": `${label}${channel}, row ${i}, column ${j}` });
    const at = [...way, i];
    field.addEventListener("input", () => view.set({ [name]: changed(view, name, at, j, field) }));
    bring.push(following(field, () => at.reduce((part, place) => part[place], view.get(name))[j]));
    return html("td", {}, field);
  };
  const body = rows.map((row, i) => html("tr", {}, ...row.map((_, j) => input(i, j))));
  return html("table", { class: "grid", role: "presentation" }, html("tbody", {}, ...body));
}

// A copy of the array with one number changed; what is no number counts as 0.
function changed(view, name, at, j, field) {
  const { size } = view.field(name);
  const copy = structuredClone(view.get(name));
  at.reduce((part, place) => part[place], copy)[j] = Math.max(-size, Math.min(size, Number(field.value) || 0));
  return copy;
}
