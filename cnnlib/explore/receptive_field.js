// What one output of a stack of layers sees, on one axis: cnnlib.shapes.receptive_field, and where it begins.

import { count, read, svg, widget } from "./frame.js";
import { layerList } from "./layers.js";

const NAMES = ["kernel", "stride", "dilation", "padding"];
const SMALLEST = 7; // pixels of a node that is drawn by itself
const LABEL = 58; // pixels at the left, for a level's name

const repeat = (times, ...layers) => Array.from({ length: times }, () => layers).flat();

const CONV3 = [3, 1, 1, 1];
const HALVE = [2, 2, 1, 0];

// The bottleneck blocks of one stage, the stride in the 3 x 3 convolution of the last (Araujo, Norris and Sim, 2019).
const stage = (blocks, stride) => [
  ...repeat(blocks - 1, [1, 1, 1, 0], CONV3, [1, 1, 1, 0]),
  ...[[1, 1, 1, 0], [3, stride, 1, 1], [1, 1, 1, 0]],
];

export const presets = {
  "two 3 × 3": { layers: repeat(2, [3, 1, 1, 0]) },
  "conv, pool, conv": { layers: [[3, 1, 1, 0], HALVE, [3, 1, 1, 0]] },
  "dilation 1, 2, 4": { layers: [1, 2, 4].map((dilation) => [3, 1, dilation, 0]) },
  AlexNet: {
    layers: [[11, 4, 1, 2], [3, 2, 1, 0], [5, 1, 1, 2], [3, 2, 1, 0], CONV3, CONV3, CONV3, [3, 2, 1, 0]],
  },
  "VGG-16": { layers: [...repeat(2, CONV3, CONV3, HALVE), ...repeat(3, CONV3, CONV3, CONV3, HALVE)] },
  "ResNet-50": { layers: [[7, 2, 1, 3], [3, 2, 1, 1], ...stage(3, 2), ...stage(4, 2), ...stage(6, 2), ...stage(3, 1)] },
};

export const preset = (name) => presets[name].layers;

// After the input and after every layer: { field, jump, start }, start being where the first output's field begins.
export function trace(layers) {
  const found = [{ field: 1, jump: 1, start: 0 }];
  for (const [kernel, stride, dilation, padding] of layers) {
    const { field, jump, start } = found.at(-1);
    found.push({ field: field + dilation * (kernel - 1) * jump, jump: jump * stride, start: start - padding * jump });
  }
  return found;
}

// The nodes that some outputs of the last layer depend on, level by level, input first; padding is not counted.
export function seen(layers, outputs) {
  const levels = [outputs];
  for (const [kernel, stride, dilation] of layers.toReversed()) {
    const below = new Set();
    for (const node of levels[0]) for (let tap = 0; tap < kernel; tap++) below.add(node * stride + tap * dilation);
    levels.unshift([...below].sort((a, b) => a - b));
  }
  return levels;
}

// What is shown, in sentences.
export function sentences(layers, depth) {
  if (!depth) return ["No layers: an output is an input."];
  const { field, jump, start } = trace(layers)[depth];
  const gaps = field - seen(layers.slice(0, depth), [0])[0].length;
  return [
    `One output of layer ${depth} sees ${count(field, "input")}; its neighbour looks ${read(jump)} further on.`,
    gaps ? `${read(gaps)} of them in between are left out.` : "",
    start ? `The first output's field begins ${read(-start)} before the input, in the padding.` : "",
  ];
}

// Every node by itself: blue what the first output sees, framed in orange what its neighbour sees.
function nodes(layers, unit, rise) {
  const [first, neighbour] = [seen(layers, [0]), seen(layers, [1])];
  const levels = trace(layers);
  const x = (level, node) => LABEL + (node * levels[level].jump + levels[level].field / 2) * unit;
  const y = (level) => 14 + (layers.length - level) * rise;
  const side = Math.min(15, unit - 2);
  const threads = layers.flatMap(([kernel, stride, dilation], level) =>
    first[level + 1].flatMap((node) =>
      Array.from({ length: kernel }, (_, tap) => {
        const below = node * stride + tap * dilation;
        const d = `M${x(level + 1, node)} ${y(level + 1)}L${x(level, below)} ${y(level)}`;
        return svg("path", { class: "thread", d });
      }),
    ),
  );
  const box = (level, node, kind, grow) => {
    const size = side + grow;
    const [left, top] = [x(level, node) - size / 2, y(level) - size / 2];
    return svg("rect", { class: kind, x: left, y: top, width: size, height: size });
  };
  const blue = first.flatMap((row, level) => row.map((node) => box(level, node, "cell blue", 0)));
  const pale = neighbour.flatMap((row, level) =>
    row.filter((node) => !first[level].includes(node)).map((node) => box(level, node, "cell", 0)),
  );
  const framed = neighbour.flatMap((row, level) => row.map((node) => box(level, node, "mark", 0)));
  return [...threads, ...pale, ...blue, ...framed];
}

// How wide the field is at every level, where its nodes are too many to be drawn.
function outline(layers, unit, rise) {
  const levels = trace(layers);
  const middle = LABEL + (levels.at(-1).field * unit) / 2;
  const half = seen(layers, [0]).map((row, level) => (((row.at(-1) - row[0]) * levels[level].jump + 1) * unit) / 2);
  const y = (level) => 14 + (layers.length - level) * rise;
  const points = (sign) => half.map((width, level) => `${middle + sign * width},${y(level)}`);
  const shapes = [svg("polygon", { class: "cell pale", points: [...points(-1), ...points(1).reverse()].join(" ") })];
  half.forEach((width, level) => {
    shapes.push(svg("path", { class: "thread", d: `M${middle - width} ${y(level)}h${2 * width}` }));
  });
  return shapes;
}

function names(layers, rise, right, wide) {
  const levels = trace(layers);
  const room = rise >= 14;
  return levels.flatMap(({ field, jump, start }, level) => {
    if (!room && level !== 0 && level !== layers.length) return [];
    const y = 18 + (layers.length - level) * rise;
    const name = level ? `layer ${level}` : "input";
    const begins = wide ? `, start ${read(start)}` : "";
    const facts = level ? `field ${read(field)}, jump ${read(jump)}${begins}` : "";
    return [svg("text", { class: "end", x: LABEL - 10, y }, name), svg("text", { x: right, y }, facts)];
  });
}

function picture(layers, width) {
  const { field, jump } = trace(layers).at(-1);
  const wide = width > 500;
  const room = width - LABEL - (wide ? 200 : 128); // what stands at the right
  const single = room / (field + jump) >= SMALLEST;
  const unit = Math.min(26, room / (single ? field + jump : field));
  const rise = Math.max(9, Math.min(single ? 52 : 26, 420 / Math.max(1, layers.length)));
  const right = LABEL + (single ? field + jump : field) * unit + 8;
  const shapes = [...(single ? nodes : outline)(layers, unit, rise), ...names(layers, rise, right, wide)];
  return { height: 28 + layers.length * rise, shapes, single };
}

export default widget("The receptive field of a stack of layers", (view) => {
  const whole = { layer: view.field("layer").most };
  view.presets("stack", presets, whole);
  const last = () => view.get("layers").length;
  view.range("layer", "seen from layer", () => [Math.min(1, last()), last()]);
  layerList(view, { "": NAMES }, { "": [3, 1, 1, 0] }, whole);
  return () => {
    const depth = Math.min(view.get("layer"), last());
    const layers = view.get("layers").slice(0, depth);
    const width = view.width();
    const { height, shapes, single } = picture(layers, width);
    const said = sentences(layers, depth);
    view.picture(said.filter(Boolean).join(" "), width, height, shapes);
    view.key(single ? { blue: "seen by one output", mark: "seen by its neighbour" } : { pale: "seen by one output" });
    view.say(steps(layers), ...said);
  };
});

// How the last layer made the field grow.
function steps(layers) {
  if (!layers.length) return "";
  const { field, jump } = trace(layers).at(-2);
  const [kernel, , dilation] = layers.at(-1);
  const grown = trace(layers).at(-1).field;
  return `Field: ${read(field)} + ${dilation} · (${kernel} − 1) · ${read(jump)} = ${read(grown)}`;
}
