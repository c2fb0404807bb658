// The computational graph of L = (w2 max(0, w1 x + b1) + b2 - t)^2, forwards and then backwards.

import { read, svg, widget } from "./frame.js";

const INPUTS = ["x", "w1", "b1", "w2", "b2", "t"];

// The value of every edge.
export function forward({ x, w1, b1, w2, b2, t }) {
  const p = w1 * x;
  const z = p + b1;
  const h = Math.max(0, z);
  const q = w2 * h;
  const y = q + b2;
  const e = y - t;
  return { x, w1, b1, w2, b2, t, p, z, h, q, y, e, L: e * e };
}

// The derivative of L with respect to every edge. That of max(0, z) counts as 0 at z = 0.
export function backward(state) {
  const { x, w1, w2, z, h, e } = forward(state);
  const y = 2 * e;
  const dh = w2 * y;
  const dz = z > 0 ? dh : 0;
  return { x: w1 * dz, w1: x * dz, b1: dz, w2: h * y, b2: y, t: -y, p: dz, z: dz, h: dh, q: y, y, e: y, L: 1 };
}

function n(value) {
  return value < 0 ? `(${read(value)})` : read(value);
}

// What each step fills in, forwards up to L and backwards from it, and its sum with the numbers put in.
const STEPS = [
  [["p"], (v) => `p = w1 · x = ${n(v.w1)} · ${n(v.x)} = ${read(v.p)}`],
  [["z"], (v) => `z = p + b1 = ${n(v.p)} + ${n(v.b1)} = ${read(v.z)}`],
  [["h"], (v) => `h = max(0, z) = max(0, ${read(v.z)}) = ${read(v.h)}`],
  [["q"], (v) => `q = w2 · h = ${n(v.w2)} · ${n(v.h)} = ${read(v.q)}`],
  [["y"], (v) => `y = q + b2 = ${n(v.q)} + ${n(v.b2)} = ${read(v.y)}`],
  [["e"], (v) => `e = y − t = ${n(v.y)} − ${n(v.t)} = ${read(v.e)}`],
  [["L"], (v) => `L = e² = ${n(v.e)}² = ${read(v.L)}`],
  [["L"], () => "dL/dL = 1: here the way back begins"],
  [["e"], (v, g) => `dL/de = 2 e · dL/dL = 2 · ${n(v.e)} · 1 = ${read(g.e)}`],
  [["y", "t"], (v, g) => `dL/dy = dL/de = ${read(g.y)}, dL/dt = −dL/de = ${read(g.t)}`],
  [["q", "b2"], (v, g) => `dL/dq = dL/db2 = dL/dy = ${read(g.q)}: a sum hands the gradient on`],
  [
    ["w2", "h"],
    (v, g) => `dL/dw2 = h · dL/dq = ${n(v.h)} · ${n(g.q)} = ${read(g.w2)}, dL/dh = w2 · dL/dq = ${read(g.h)}`,
  ],
  [["z"], (v, g) => (v.z > 0 ? `dL/dz = dL/dh = ${read(g.z)}, since z > 0` : "dL/dz = 0, since z ≤ 0: nothing passes")],
  [["p", "b1"], (v, g) => `dL/dp = dL/db1 = dL/dz = ${read(g.p)}`],
  [["w1", "x"], (v, g) => `dL/dw1 = x · dL/dp = ${n(v.x)} · ${n(g.p)} = ${read(g.w1)}, dL/dx = w1 · dL/dp = ${read(g.x)}`],
];
const FORWARDS = 7; // steps until L is known

export const steps = () => STEPS.length;

// The edges whose value, and those whose gradient, is known after some steps.
export function known(step) {
  const names = (from, to) => STEPS.slice(from, to).flatMap(([edges]) => edges);
  return { values: [...INPUTS, ...names(0, Math.min(step, FORWARDS))], gradients: names(FORWARDS, step) };
}

// The operations in order; from, the edge that comes along the chain, with, the one that joins it, out, what leaves.
const OPERATIONS = [
  { sign: "×", from: "x", with: "w1", out: "p" },
  { sign: "+", from: "p", with: "b1", out: "z" },
  { sign: "max", from: "z", out: "h" },
  { sign: "×", from: "h", with: "w2", out: "q" },
  { sign: "+", from: "q", with: "b2", out: "y" },
  { sign: "−", from: "y", with: "t", out: "e" },
  { sign: "( )²", from: "e", out: "L" },
];
const RADIUS = 19; // pixels of an operation's circle

// Places for a wide page, along a line, and for a narrow one, down it.
function layout(width) {
  const wide = width >= 760;
  const gap = wide ? (width - 40) / 8 : 70;
  const middle = wide ? 96 : width * 0.5;
  const at = (place) => (wide ? [30 + place * gap, middle] : [middle, place * gap]);
  const joining = ([x, y]) => (wide ? [x, y - 70] : [x - width * 0.34, y]);
  return { wide, at, joining, height: wide ? 130 : 8 * gap + 4 };
}

function picture(state, width) {
  const { wide, at, joining, height } = layout(width);
  const told = teller(state);
  const now = state.step ? STEPS[state.step - 1][0] : [];
  const edge = (name, from, to, ...ends) => arrow(now.includes(name) ? "frame" : "edge", from, to, ...ends);
  const shapes = [];
  OPERATIONS.forEach((operation, number) => {
    const [before, here] = [at(number), at(number + 1)];
    shapes.push(edge(operation.from, before, here, number ? RADIUS : 0), ...told(operation.from, between(before, here, wide)));
    if (operation.with) {
      const start = joining(here);
      shapes.push(edge(operation.with, start, here, wide ? 12 : 34), ...told(operation.with, [start[0], start[1] - (wide ? 8 : 2), "middle"]));
    }
    shapes.push(svg("circle", { class: "cell pale", cx: here[0], cy: here[1], r: RADIUS }));
    shapes.push(svg("text", { class: "middle", x: here[0], y: here[1] + 4 }, operation.sign));
  });
  const [last, end] = [at(7), at(8)];
  shapes.push(edge("L", last, end, RADIUS, 0), ...told("L", between(last, end, wide)));
  return { height, shapes };
}

function between([x0, y0], [x1, y1], wide) {
  return wide ? [(x0 + x1) / 2 - 2, y0, "middle"] : [x0 + 10, (y0 + y1) / 2, ""];
}

// How an edge is labelled: its value above, its gradient below, as far as they are known.
function teller(state) {
  const { values, gradients } = known(state.step);
  const [value, gradient] = [forward(state), backward(state)];
  return (name, [x, y, anchor]) => [
    svg("text", { class: `${anchor}`, x, y: y - 6 }, values.includes(name) ? `${name} = ${read(value[name])}` : name),
    svg("text", { class: `${anchor} gradient`, x, y: y + 14 }, gradients.includes(name) ? read(gradient[name]) : ""),
  ];
}

function arrow(kind, [x0, y0], [x1, y1], leave, arrive = RADIUS) {
  const length = Math.hypot(x1 - x0, y1 - y0);
  const [dx, dy] = [(x1 - x0) / length, (y1 - y0) / length];
  const [sx, sy, ex, ey] = [x0 + dx * leave, y0 + dy * leave, x1 - dx * arrive, y1 - dy * arrive];
  const wings = [-1, 1].map((side) => `M${ex} ${ey}L${ex - 7 * dx + side * 4 * dy} ${ey - 7 * dy - side * 4 * dx}`);
  return svg("path", { class: kind, d: `M${sx} ${sy}L${ex} ${ey}${wings.join("")}` });
}

// What is shown, in sentences.
export function sentences(state) {
  const step = state.step;
  const way = step > FORWARDS ? "Backwards" : "Forwards";
  if (!step) return ["Nothing is computed yet: the six inputs are given."];
  const text = STEPS[step - 1][1](forward(state), backward(state));
  return [`${way}, step ${step} of ${STEPS.length}: ${text}.`];
}

function alternative(state) {
  const { values, gradients } = known(state.step);
  const [value, gradient] = [forward(state), backward(state)];
  const list = (names, prefix, from) => names.map((name) => `${prefix}${name} = ${read(from[name])}`).join(", ");
  const back = gradients.length ? ` Gradients: ${list(gradients, "dL/d", gradient)}.` : "";
  return `Graph of (w2 max(0, w1 x + b1) + b2 − t)². Values: ${list(values, "", value)}.${back}`;
}

export default widget("A computational graph: (w2 max(0, w1 x + b1) + b2 − t)²", (view) => {
  const by = (change) => () => view.set({ step: Math.max(0, Math.min(STEPS.length, view.get("step") + change)) });
  view.button("back", by(-1));
  view.button("next", by(1));
  view.range("step", "step");
  for (const name of INPUTS) view.number(name, name);
  return () => {
    const state = view.state();
    const { height, shapes } = picture(state, view.width());
    view.picture(alternative(state), view.width(), height, shapes);
    view.key({ frame: "filled in by this step" });
    view.say("Above each edge is its value, below it the derivative of L with respect to it.", ...sentences(state));
  };
});
