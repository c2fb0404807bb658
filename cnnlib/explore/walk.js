// A window's way over a map, by arrow keys, buttons and sliders.

import { html } from "./frame.js";

const KEYS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

// The state's place on a map of { height, width }: the last one where the map is smaller.
export function place({ row, column }, { height, width }) {
  return [Math.min(row, Math.max(0, height - 1)), Math.min(column, Math.max(0, width - 1))];
}

// The place that is `by` steps later, row by row; the first or the last where there is none.
export function later(state, size, by) {
  const { height, width } = size;
  const [row, column] = place(state, size);
  const next = Math.max(0, Math.min(height * width - 1, row * width + column + by));
  return { row: Math.floor(next / Math.max(1, width)), column: next % Math.max(1, width) };
}

function moved(state, size, key) {
  const [row, column] = place(state, size).map((at, axis) => Math.max(0, at + KEYS[key][axis]));
  const [down, across] = place({ row, column }, size);
  return { row: down, column: across };
}

// Adds the inputs, and makes the picture take the arrow keys; `sizeOf` gives the map's size in a state.
export function walk(view, sizeOf, pictured) {
  const size = () => sizeOf(view.state());
  view.button("back", () => view.set(later(view.state(), size(), -1)));
  view.button("next", () => view.set(later(view.state(), size(), 1)));
  view.range("row", "row", () => [0, Math.max(0, size().height - 1)]);
  view.range("column", "column", () => [0, Math.max(0, size().width - 1)]);
  const words = "With the picture in focus, the arrow keys move the window.";
  view.drawing.before(html("p", { class: "faint" }, words));
  const attributes = { tabindex: 0, role: "application", "aria-label": `${pictured}. The arrow keys move the window.` };
  for (const [name, value] of Object.entries(attributes)) view.drawing.setAttribute(name, value);
  view.drawing.addEventListener("keydown", (event) => {
    if (!(event.key in KEYS)) return;
    event.preventDefault();
    view.set(moved(view.state(), size(), event.key));
  });
}
