// An array's numbers to be changed by hand, folded away.

import { following, html } from "./frame.js";

// Adds inputs for an array (C, H, W) of the state; they are made anew where its shape changes.
export function numberGrid(view, name, label) {
  const inputs = html("div", { class: "panels" });
  const folded = html("details", {}, html("summary", {}, `change the ${label}'s numbers`), inputs);
  view.controls.after(folded);
  let made = "";
  let bring = [];
  view.inputs.push(() => {
    const value = view.get(name);
    const shape = [value.length, value[0].length, value[0][0].length].join("x");
    if (shape !== made) {
      bring = [];
      inputs.replaceChildren(...value.map((rows, channel) => table(view, name, label, channel, rows, bring)));
    }
    made = shape;
    for (const one of bring) one();
  });
}

function table(view, name, label, channel, rows, bring) {
  const input = (i, j) => {
    const named = `${label}, channel ${channel}, row ${i}, column ${j}`;
    const field = html("input", { type: "number", step: "any", "aria-label": named });
    field.addEventListener("input", () => view.set({ [name]: changed(view, name, [channel, i, j], field) }));
    bring.push(following(field, () => view.get(name)[channel][i][j]));
    return html("td", {}, field);
  };
  const body = rows.map((row, i) => html("tr", {}, ...row.map((_, j) => input(i, j))));
  return html("table", { class: "grid", role: "presentation" }, html("tbody", {}, ...body));
}

// A copy of the array with one number changed; what is no number counts as 0.
function changed(view, name, [channel, i, j], field) {
  const { size } = view.field(name);
  const copy = structuredClone(view.get(name));
  copy[channel][i][j] = Math.max(-size, Math.min(size, Number(field.value) || 0));
  return copy;
}
