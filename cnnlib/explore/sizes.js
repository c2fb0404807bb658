// Windows on one axis, and how many outputs they make, in a picture and in words.

import { convolved, transposed } from "./axis.js";
import { count, read, svg, widget } from "./frame.js";

// The formula with its numbers put in.
export function formula(state) {
  const { n, kernel, stride, padding, dilation } = state;
  if (state.transposed) {
    const { cells } = transposed(state);
    const size = read(cells - 2 * padding);
    return `(${n} − 1) · ${stride} + ${dilation} · (${kernel} − 1) + 1 − 2 · ${padding} = ${size}`;
  }
  const { cells, span } = convolved(state);
  const sum = `⌊(${n} + 2 · ${padding} − ${dilation} · (${kernel} − 1) − 1) / ${stride}⌋ + 1`;
  const room = cells - span;
  return room < 0 ? sum : `${sum} = ⌊${room} / ${stride}⌋ + 1 = ${Math.floor(room / stride) + 1}`;
}

// What is shown, in sentences.
export function sentences(state) {
  const { refused } = state.transposed ? transposed(state) : convolved(state);
  if (refused) return [`Does not fit: ${refused}.`];
  return state.transposed ? transposedSentences(state) : convolvedSentences(state);
}

function convolvedSentences(state) {
  const { n, kernel, stride, padding, dilation } = state;
  const { span, outputs, left, nearest } = convolved(state);
  const start = place(state) * stride - padding;
  const ends = left
    ? `${count(left, "cell")} left over at the end; ${nearest.join(" or ")} inputs would leave none.`
    : "The last window ends at the last cell.";
  const gaps = dilation > 1 && kernel > 1 ? `, with gaps of ${dilation - 1}` : "";
  const inside = Math.max(0, Math.min(n, start + span) - Math.max(0, start));
  const padded = inside < span ? `, ${inside ? read(span - inside) : "all"} of them padding` : "";
  const window = `Output ${place(state)} looks at cells ${read(start)} to ${read(start + span - 1)}${gaps}${padded}.`;
  return [made(n, outputs), ends, window];
}

function transposedSentences(state) {
  const { n, stride, padding } = state;
  const { span, outputs, layers } = transposed(state);
  const [least, most] = [Math.min(...layers), Math.max(...layers)];
  const sums = least === most ? `Each sums ${count(least, "input")}` : `They sum ${least} to ${most} inputs: not evenly`;
  const start = place(state) * stride - padding;
  const laid = `Input ${place(state)} is laid on cells ${read(start)} to ${read(start + span - 1)}`;
  const cut = start < 0 || start + span > outputs ? ", of which padding takes some away" : "";
  return [made(n, outputs), `${sums}.`, `${laid}${cut}.`];
}

function made(n, outputs) {
  return `${count(n, "input")} make${n === 1 ? "s" : ""} ${count(outputs, "output")}.`;
}

// The highest position there is to choose.
export function lastPosition(state) {
  return state.transposed ? state.n - 1 : Math.max(0, convolved(state).outputs - 1);
}

function place(state) {
  return Math.min(state.position, lastPosition(state));
}

const LABEL = 66; // pixels beside a row
const READABLE = 15; // pixels of a cell that a number fits into

function picture(state, width) {
  const found = state.transposed ? transposed(state) : convolved(state);
  const lines = state.transposed ? state.n : Math.max(1, found.outputs);
  const across = Math.max(found.cells, found.span);
  const side = Math.min(30, (width - LABEL - 4) / across);
  const line = Math.max(9, Math.min(22, side));
  const top = Math.min(26, Math.max(14, side));
  const shapes = topRow(state, found, side, top);
  for (let number = 0; number < lines; number++) {
    shapes.push(...window(state, found, number, top + 12 + number * (line + 3), side, line));
  }
  return { height: top + 16 + lines * (line + 3), shapes };
}

function topRow(state, found, side, high) {
  const shapes = [text(LABEL - 8, high / 2 + 6, state.transposed ? "output" : "input", "end")];
  const { padding } = state;
  const reached = found.cells - (found.left ?? 0);
  for (let cell = 0; cell < found.cells; cell++) {
    const real = cell >= padding && cell < found.cells - padding;
    const x = LABEL + cell * side;
    shapes.push(square(x, 2, side, high, real ? "" : "padding"));
    if (cell >= reached) shapes.push(svg("path", { class: "hatch", d: `M${x + 2} ${high}L${x + side - 2} 4` }));
    if (real && side >= READABLE) shapes.push(text(x + side / 2, high / 2 + 6, label(state, found, cell), "middle"));
  }
  return found.refused ? shapes : [...shapes, frame(LABEL + place(state) * state.stride * side, 2, found.span * side, high)];
}

// In a cell stands its index; where transposed, how many inputs meet in it.
function label(state, found, cell) {
  return state.transposed ? found.layers[cell - state.padding] : cell - state.padding;
}

function window(state, found, number, y, side, high) {
  const x = LABEL + number * state.stride * side;
  const colour = found.refused ? "red" : "blue";
  const middle = y + high / 2;
  const shapes = [svg("path", { class: `thread ${colour}`, d: `M${x} ${middle}h${found.span * side}` })];
  for (let tap = 0; tap < state.kernel; tap++) {
    shapes.push(square(x + tap * state.dilation * side, y, side, high, colour));
  }
  const chosen = number === place(state) && !found.refused;
  if (chosen) shapes.push(frame(x, y, found.span * side, high));
  const name = found.refused && !state.transposed ? "too long" : `${state.transposed ? "input" : "output"} ${number}`;
  if (chosen || high >= 12) shapes.push(text(LABEL - 8, middle + 4, name, "end"));
  return shapes;
}

function square(x, y, width, height, colour) {
  return svg("rect", { class: `cell ${colour}`, x: x + 0.5, y, width: Math.max(1, width - 1), height });
}

function frame(x, y, width, height) {
  return svg("rect", { class: "frame", x, y: y - 1, width, height: height + 2 });
}

function text(x, y, content, anchor) {
  return svg("text", { x, y, class: anchor }, String(content));
}

function key(state) {
  const { refused, left } = state.transposed ? transposed(state) : convolved(state);
  const chosen = refused ? {} : { frame: "the window chosen" };
  const grey = state.transposed ? "taken away by padding" : "padding: zeros";
  return { ...(state.padding ? { padding: grey } : {}), ...(left ? { hatch: "left over" } : {}), ...chosen };
}

export default widget("Sizes along one axis", (view) => {
  view.range("n", "inputs n");
  for (const name of ["kernel", "stride", "padding", "dilation"]) view.range(name, name);
  view.checkbox("transposed", "transposed convolution");
  const position = view.range("position", "", () => [0, lastPosition(view.state())]);
  return () => {
    const state = view.state();
    const width = view.width();
    position.textContent = state.transposed ? "framed input" : "framed output";
    const { height, shapes } = picture(state, width);
    const said = sentences(state);
    view.picture(said.join(" "), width, height, shapes);
    view.key(key(state));
    view.say(`Outputs: ${formula(state)}`, ...said);
  };
});
