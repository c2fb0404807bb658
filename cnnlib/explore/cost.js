// Parameters and multiply-adds of a stack of layers on one image: cnnlib.shapes.layer_table.

import { convolved } from "./axis.js";
import { count, read, svg, widget } from "./frame.js";
import { kindOf, layerList } from "./layers.js";

const NAMES = {
  conv: ["channels", "kernel", "stride", "padding"],
  pool: ["kernel", "stride"],
  relu: [],
  flatten: [],
  linear: ["features"],
};
const FRESH = { conv: [16, 3, 1, 1], pool: [2, 2], relu: [], flatten: [], linear: [10] };

const conv = (...numbers) => [["conv", ...numbers], ["relu"]];
const pool = (...numbers) => ["pool", ...numbers];
const head = (...features) => [
  ["flatten"],
  ...features.flatMap((size, place) => [...(place ? [["relu"]] : []), ["linear", size]]),
];
const block = (times, channels) => [...Array.from({ length: times }, () => conv(channels, 3, 1, 1)).flat(), pool(2, 2)];
const on = (channels, size, ...layers) => ({ channels, height: size, width: size, layers });

export const presets = {
  // the one with 2,450 numbers before its classifier, from 1 x 28 x 28
  "LeNet-5": on(1, 28, ...conv(20, 5, 1, 2), pool(2, 2), ...conv(50, 5, 1, 2), pool(2, 2), ...head(500, 10)),
  // Krizhevsky, "One weird trick" (2014): one tower, 64 filters first
  AlexNet: on(
    ...[3, 224, ...conv(64, 11, 4, 2), pool(3, 2), ...conv(192, 5, 1, 2), pool(3, 2)],
    ...[...conv(384, 3, 1, 1), ...conv(256, 3, 1, 1), ...conv(256, 3, 1, 1), pool(3, 2), ...head(4096, 4096, 1000)],
  ),
  "VGG-16": on(
    ...[3, 224, ...block(2, 64), ...block(2, 128), ...block(3, 256), ...block(3, 512), ...block(3, 512)],
    ...head(4096, 4096, 1000),
  ),
};

export const preset = (name) => presets[name];

// One row a layer, { name, shape, parameters, multiply_adds }, as far as the layers fit; and why no further.
export function layerTable(input, layers) {
  const rows = [];
  const seen = {};
  let shape = input;
  for (const [place, layer] of layers.entries()) {
    const kind = kindOf(layer);
    const result = APPLY[kind](shape, ...layer.slice(1));
    if (result.refused) return { rows, refused: `layers[${place}], ${asTuple(layer)}: ${result.refused}` };
    shape = result.shape;
    seen[kind] = (seen[kind] ?? 0) + 1;
    rows.push({ name: `${kind}${seen[kind]}`, parameters: 0, multiply_adds: 0, ...result });
  }
  return { rows, refused: "" };
}

const APPLY = {
  conv(shape, channels, kernel, stride, padding) {
    const slid = slide(shape, kernel, stride, padding);
    if (slid.refused) return slid;
    const weights = shape[0] * kernel * kernel * channels;
    const positions = slid.sizes[0] * slid.sizes[1];
    return { shape: [channels, ...slid.sizes], parameters: weights + channels, multiply_adds: weights * positions };
  },
  pool(shape, kernel, stride) {
    const slid = slide(shape, kernel, stride, 0);
    return slid.refused ? slid : { shape: [shape[0], ...slid.sizes] };
  },
  relu: (shape) => ({ shape }),
  flatten: (shape) => ({ shape: [shape.reduce((a, b) => a * b)] }),
  linear(shape, features) {
    if (shape.length !== 1) return unlike(shape, "(F,): put a flatten before it");
    return { shape: [features], parameters: (shape[0] + 1) * features, multiply_adds: shape[0] * features };
  },
};

// Height and width after a window has gone over both axes.
function slide(shape, kernel, stride, padding) {
  if (shape.length !== 3) return unlike(shape, "(C, H, W)");
  const axes = shape.slice(1).map((n) => convolved({ n, kernel, stride, padding, dilation: 1 }));
  const refused = axes.map((axis) => axis.refused).find(Boolean);
  return refused ? { refused } : { sizes: axes.map((axis) => axis.outputs) };
}

function unlike(shape, wanted) {
  return { refused: `the shape before it is ${asTuple(shape)}: expected ${wanted}` };
}

// As Python writes it.
function asTuple(values) {
  const items = values.map((value) => (typeof value === "string" ? `'${value}'` : value));
  return items.length === 1 ? `(${items[0]},)` : `(${items.join(", ")})`;
}

export function totals(rows) {
  const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
  return { parameters: sum("parameters"), multiply_adds: sum("multiply_adds") };
}

const LINE = 30; // pixels of a layer's two bars

// Two bars a layer, each column with a scale of its own; layers without either are left out.
function picture(rows, width) {
  const shown = rows.filter((row) => row.parameters || row.multiply_adds);
  const narrow = width < 560;
  const label = narrow ? 62 : 190;
  const half = (width - label) / 2;
  const shapes = [heading(label, "parameters"), heading(label + half, "multiply-adds")];
  for (const [place, row] of shown.entries()) {
    const y = 22 + place * LINE;
    shapes.push(svg("text", { x: 0, y: y + 15 }, row.name));
    if (!narrow) shapes.push(svg("text", { x: 62, y: y + 15, class: "faint" }, row.shape.map(read).join(" × ")));
    for (const [column, key] of ["parameters", "multiply_adds"].entries()) {
      const most = Math.max(...shown.map((other) => other[key]));
      shapes.push(...bar(label + column * half, y, (row[key] / most) * (half - 12), row[key], column));
    }
  }
  return { height: 26 + shown.length * LINE, shapes };
}

function heading(x, words) {
  return svg("text", { x, y: 12, class: "faint" }, words);
}

function bar(x, y, length, value, column) {
  const box = { class: `cell ${column ? "bar-orange" : "blue"}`, x, y: y + 14, width: Math.max(1, length), height: 9 };
  return [svg("text", { x, y: y + 11 }, read(value)), svg("rect", box)];
}

// What is shown, in sentences.
export function sentences(rows, refused) {
  const { parameters, multiply_adds } = totals(rows);
  const first = `${count(parameters, "parameter")} and ${count(multiply_adds, "multiply-add")} for one image.`;
  const end = refused ? `The next layer does not fit: ${refused}.` : "";
  return [first, ...(parameters ? ["parameters", "multiply_adds"].map((key) => largest(rows, key)) : []), end];
}

function largest(rows, key) {
  const row = rows.reduce((most, other) => (other[key] > most[key] ? other : most));
  const share = Math.round((100 * row[key]) / totals(rows)[key]);
  return `The largest share of the ${key.replace("_", "-")}, ${share} %, is that of ${row.name}.`;
}

export default widget("What a stack of layers costs", (view) => {
  view.presets("net", presets);
  for (const name of ["channels", "height", "width"]) view.whole(name, `input ${name}`);
  layerList(view, NAMES, FRESH);
  return () => {
    const { channels, height, width, layers } = view.state();
    const { rows, refused } = layerTable([channels, height, width], layers);
    const drawn = picture(rows, view.width());
    const said = sentences(rows, refused);
    view.picture(alternative(rows), view.width(), drawn.height, drawn.shapes);
    const shape = rows.at(-1)?.shape ?? [channels, height, width];
    view.say(`${[channels, height, width].map(read).join(" × ")} in, ${shape.map(read).join(" × ")} out`, ...said);
  };
});

function alternative(rows) {
  const words = rows.map(
    ({ name, shape, parameters, multiply_adds }) =>
      `${name}: ${shape.join(" × ")}, ${count(parameters, "parameter")}, ${count(multiply_adds, "multiply-add")}`,
  );
  return words.length ? `${words.join("; ")}.` : "No layers.";
}
