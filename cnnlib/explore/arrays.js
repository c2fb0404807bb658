// Small arrays with their numbers, side by side: what cnnlib.plot.arrays draws, for pictures that move.

import { html, read, svg } from "./frame.js";

const SIDE = 34; // pixels of a number's square, at most
const TINT = 0.4; // opacity of the largest number's colour, pale enough for the number to be read on it

// Puts panels and the signs between them into an element, line by line. What stands there already is not touched.
export function arrange(into, lines) {
  const nodes = lines.flat();
  const before = into.arranged ?? [];
  if (nodes.length === before.length && nodes.every((node, at) => node === before[at])) return;
  const shown = (node) => (typeof node === "string" ? html("span", {}, node) : node);
  into.replaceChildren(...lines.map((line) => html("div", { class: "panels" }, ...line.map(shown))));
  into.arranged = nodes;
}

// A function that draws an array below its name, and the next time changes in it what has changed. Options:
//   width: pixels that it may take; top: the number that has the full tint, 0 for none;
//   padding: cells around that are padding; frame: { row, column, height, width }, the window's;
//   marks: [[row, column], ...], framed one by one. A cell that is null is not known yet.
export function panels() {
  const kept = new Map();
  return (name, rows, { width = Infinity, top = 0, padding = 0, frame, marks = [] } = {}) => {
    const side = Math.min(SIDE, (width - 4) / rows[0].length);
    const form = [rows.length, rows[0].length, side, padding].join();
    if (kept.get(name)?.form !== form) kept.set(name, empty(name, form, rows, side, padding));
    const { node, picture, cells, frames } = kept.get(name);
    picture.setAttribute("aria-label", `${name}: ${inWords(rows)}`);
    rows.flat().forEach((value, at) => fill(cells[at], value, top));
    const around = marks.map(([row, column]) => outline({ row, column, height: 1, width: 1 }, side, "mark"));
    frames.replaceChildren(...around, ...(frame ? [outline(frame, side, "frame")] : []));
    return node;
  };
}

function empty(name, form, rows, side, padding) {
  const [width, height] = [side * rows[0].length + 4, side * rows.length + 4];
  const [across, down] = [rows[0].length - padding, rows.length - padding];
  const cells = rows.flatMap((row, i) =>
    row.map((_, j) => cell(2 + j * side, 2 + i * side, side, i < padding || j < padding || i >= down || j >= across)),
  );
  const frames = svg("g");
  const size = { viewBox: `0 0 ${width} ${height}`, width, height };
  const picture = svg("svg", { ...size, role: "img" }, ...cells.flatMap(({ shapes }) => shapes), frames);
  const node = html("div", { class: "array" }, html("p", { class: "caption", "aria-hidden": "true" }, name), picture);
  return { form, node, picture, cells, frames };
}

function cell(x, y, side, edge) {
  const box = { x: x + 0.5, y: y + 0.5, width: side - 1, height: side - 1 };
  const ground = svg("rect", { class: edge ? "cell padding" : "cell", ...box });
  const tint = edge ? null : svg("rect", { class: "tint", "fill-opacity": 0, ...box });
  const text = svg("text", { class: "middle", x: x + side / 2, y: y + side / 2 + 4 });
  return { tint, text, shapes: tint ? [ground, tint, text] : [ground, text] };
}

function fill(cell, value, top) {
  if (cell.value === value && cell.top === top) return;
  Object.assign(cell, { value, top });
  cell.text.textContent = value === null ? "" : short(value);
  cell.text.style.fontSize = cell.text.textContent.length > 3 ? "10px" : "";
  if (!cell.tint) return;
  const strength = value && top ? Math.min(1, Math.abs(value) / top) : 0;
  cell.tint.setAttribute("class", value < 0 ? "tint negative" : "tint");
  cell.tint.setAttribute("fill-opacity", (TINT * strength).toFixed(3));
}

// A window's frame lies around its cells, a mark inside its cell.
function outline({ row, column, height, width }, side, kind) {
  const inset = kind === "mark" ? 4 : 0;
  const [x, y] = [2 + column * side + inset, 2 + row * side + inset];
  return svg("rect", { class: kind, x, y, width: width * side - 2 * inset, height: height * side - 2 * inset });
}

// A number in at most five characters where that is possible.
export function short(value) {
  const text = String(Number(value.toPrecision(3))).replace(/^(-?)0\./, "$1.").replace("-", "\u2212");
  return text.length > 5 ? value.toPrecision(1).replace("-", "\u2212") : text;
}

function inWords(rows) {
  return rows.map((row) => row.map((value) => (value === null ? "open" : read(value))).join(" ")).join("; ") + ".";
}

// The largest size among the numbers of some arrays, each a list of rows.
export function largest(...arrays) {
  return Math.max(0, ...arrays.flat(3).map((value) => Math.abs(value ?? 0)));
}
