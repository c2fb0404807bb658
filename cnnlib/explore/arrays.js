// Small arrays with their numbers, side by side: what cnnlib.plot.arrays draws, for pictures that move.

import { html, read, svg } from "./frame.js";

const SIDE = 34; // pixels of a number's square, at most
const TINT = 0.4; // opacity of the largest number's colour, pale enough for the number to be read on it

// Panels with room between them, as many in a line as the page has room for.
export function line(...panels) {
  return html("div", { class: "panels" }, ...panels);
}

// An array below its name. Options:
//   width: pixels that it may take; top: the number that has the full tint, 0 for none;
//   padding: cells around that are padding; frame: { row, column, height, width }, the window's;
//   marks: [[row, column], ...], framed one by one. A cell that is null is not known yet.
export function panel(name, rows, options = {}) {
  const side = Math.min(SIDE, (options.width ?? Infinity) / rows[0].length);
  const [width, height] = [side * rows[0].length + 4, side * rows.length + 4];
  const shapes = rows.flatMap((row, i) => row.flatMap((value, j) => cell(value, i, j, side, rows, options)));
  for (const [i, j] of options.marks ?? []) shapes.push(frame({ row: i, column: j, height: 1, width: 1 }, side, "mark"));
  if (options.frame) shapes.push(frame(options.frame, side, "frame"));
  const size = { viewBox: `0 0 ${width} ${height}`, width, height };
  const picture = svg("svg", { ...size, role: "img", "aria-label": `${name}: ${inWords(rows)}` }, ...shapes);
  return html("div", { class: "panel" }, html("p", { class: "caption", "aria-hidden": "true" }, name), picture);
}

function cell(value, i, j, side, rows, { padding = 0, top = 0 }) {
  const [x, y] = [2 + j * side, 2 + i * side];
  const edge = i < padding || j < padding || i >= rows.length - padding || j >= rows[0].length - padding;
  const box = { x: x + 0.5, y: y + 0.5, width: side - 1, height: side - 1 };
  const shapes = [svg("rect", { class: edge ? "cell padding" : "cell", ...box })];
  if (value && top && !edge) {
    const opacity = ((TINT * Math.min(1, Math.abs(value) / top)) || 0).toFixed(3);
    shapes.push(svg("rect", { class: value > 0 ? "tint" : "tint negative", "fill-opacity": opacity, ...box }));
  }
  if (value === null) return shapes;
  const size = side < 26 ? { style: "font-size: 10px" } : {};
  return [...shapes, svg("text", { class: "middle", x: x + side / 2, y: y + side / 2 + 4, ...size }, short(value))];
}

function frame({ row, column, height, width }, side, kind) {
  const box = { x: 2 + column * side, y: 2 + row * side, width: width * side, height: height * side };
  return svg("rect", { class: kind, ...box });
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
