// A filter on a small image, one window at a time: cnnlib.ops.conv.conv2d_forward with one image and one filter.

import { arrange, largest, panels, short } from "./arrays.js";
import { read, widget } from "./frame.js";
import { numberGrid } from "./grid.js";
import { place, walk } from "./walk.js";

const LONGEST_SUM = 18; // products that are written out

// Height and width of the map, or why there is none: { height, width, refused }.
export function mapSize({ image, kernel, stride, padding, dilation }) {
  if (image.length !== kernel.length) {
    return none(`the image has ${count(image)}, the filter ${count(kernel)}: give it as many`);
  }
  const [height, width] = [0, 1].map((axis) => {
    const [n, k] = axis ? [image[0][0].length, kernel[0][0].length] : [image[0].length, kernel[0].length];
    return Math.floor((n + 2 * padding - dilation * (k - 1) - 1) / stride) + 1;
  });
  if (height > 0 && width > 0) return { height, width, refused: "" };
  return none("the filter is larger than the padded image: use a smaller one, or more padding");
}

function none(refused) {
  return { height: 0, width: 0, refused };
}

function count(array) {
  return array.length === 1 ? "one channel" : `${array.length} channels`;
}

// The filter as it is laid on the image: a true convolution turns it by 180 degrees.
export function laid({ kernel, true_convolution }) {
  return true_convolution ? kernel.map((rows) => rows.map((row) => row.toReversed()).toReversed()) : kernel;
}

// One output: { inputs, products, sum, output }, arrays (C, kH, kW) as nested lists.
export function step(state, row, column) {
  const { image, stride, padding, dilation, bias } = state;
  const weights = laid(state);
  const inputs = weights.map((rows, c) =>
    rows.map((line, u) =>
      line.map((_, v) => image[c][row * stride + u * dilation - padding]?.[column * stride + v * dilation - padding] ?? 0),
    ),
  );
  const products = weights.map((rows, c) => rows.map((line, u) => line.map((w, v) => w * inputs[c][u][v])));
  const sum = products.flat(2).reduce((total, product) => total + product, 0);
  return { inputs, products, sum, output: sum + bias };
}

// All outputs, row by row; [] where the filter does not fit.
export function map(state) {
  const { height, width } = mapSize(state);
  return range(height).map((row) => range(width).map((column) => step(state, row, column).output));
}

function range(length) {
  return Array.from({ length }, (_, place) => place);
}

function padded(rows, padding) {
  const side = new Array(padding).fill(0);
  const edge = new Array(padding).fill(new Array(rows[0].length + 2 * padding).fill(0));
  return [...edge, ...rows.map((row) => [...side, ...row, ...side]), ...edge];
}

function named(name, channel, { image }) {
  return image.length === 1 ? name : `${name}, channel ${channel}`;
}

// One channel: the image with the window on it, the filter, their products.
function channelLine(panel, state, channel, found, width) {
  const { image, stride, padding, dilation } = state;
  const weights = laid(state)[channel];
  const [row, column] = place(state, mapSize(state));
  const window = { row: row * stride, column: column * stride };
  const taps = weights.flatMap((r, u) => r.map((_, v) => [window.row + u * dilation, window.column + v * dilation]));
  const span = (taken) => dilation * (taken - 1) + 1;
  const frame = { ...window, height: span(weights.length), width: span(weights[0].length) };
  const rows = padded(image[channel], padding);
  const options = { width, top: largest(image), padding, frame, marks: dilation > 1 ? taps : [] };
  const turned = state.true_convolution ? "filter, turned" : "filter";
  return [
    panel(named("image", channel, state), rows, options),
    "×",
    panel(named(turned, channel, state), weights, { width, top: largest(laid(state)) }),
    "=",
    panel(named("products", channel, state), found.products[channel], { width, top: largest(found.products) }),
  ];
}

// The map as far as it is known: up to the window's place, row by row.
function mapPanel(panel, state, width) {
  const { height, width: columns } = mapSize(state);
  const [row, column] = place(state, mapSize(state));
  const whole = map(state);
  const known = whole.map((r, i) => r.map((value, j) => (i * columns + j <= row * columns + column ? value : null)));
  const frame = { row, column, height: 1, width: 1 };
  return panel(`map, ${height} × ${columns}`, known, { width, top: largest(whole), frame });
}

function sum(state, { inputs, products, sum: total, output }) {
  const weights = laid(state).flat(2);
  const factor = (w) => (w < 0 ? `(${short(w)})` : short(w));
  const pairs = inputs.flat(2).map((x, at) => `${short(x)}·${factor(weights[at])}`);
  const channels = products.map((rows) => read(rows.flat().reduce((a, b) => a + b, 0)));
  const terms = pairs.length > LONGEST_SUM ? channels : pairs;
  return `${terms.join(" + ")} = ${read(total)}; with the bias ${read(state.bias)}: ${read(output)}`;
}

function sentences(state, found) {
  const { height, width } = mapSize(state);
  const [row, column] = place(state, mapSize(state));
  const filled = row * width + column + 1;
  const kind = state.true_convolution ? "True convolution" : "Correlation";
  return [
    `${kind}, window at row ${row}, column ${column} of the map: ${read(found.output)}.`,
    `${filled} of ${height * width} outputs are filled.`,
  ];
}

export default widget("Convolution, step by step", (view) => {
  walk(view, mapSize, "Image, filter and map");
  for (const name of ["stride", "padding", "dilation"]) view.range(name, name);
  view.checkbox("true_convolution", "true convolution");
  numberGrid(view, "kernel", "filter");
  view.number("bias", "bias");
  const panel = panels();
  return () => draw(view, panel, view.state());
});

function draw(view, panel, state) {
  const { refused } = mapSize(state);
  const width = view.width();
  if (refused) {
    arrange(view.drawing, [state.image.map((rows, c) => panel(`${named("image", c, state)}`, rows, { width }))]);
    view.key({});
    return view.say("", `Does not fit: ${refused}.`);
  }
  const found = step(state, ...place(state, mapSize(state)));
  const filled = mapPanel(panel, state, width);
  const channels = state.image.map((_, channel) => channelLine(panel, state, channel, found, width));
  arrange(view.drawing, channels.length === 1 ? [[...channels[0], "→", filled]] : [...channels, [filled]]);
  view.key({ frame: "the window, and its output", ...(state.padding ? { padding: "padding: zeros" } : {}) });
  return view.say(sum(state, found), ...sentences(state, found));
}
