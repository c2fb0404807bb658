// Pooling on a small image: cnnlib.ops.pool's max and average pooling of one channel, forwards and backwards.

import { arrange, largest, panels } from "./arrays.js";
import { convolved } from "./axis.js";
import { count, read, widget } from "./frame.js";
import { numberGrid } from "./grid.js";
import { place, walk } from "./walk.js";

// Height and width of the map, or why there is none: { height, width, refused }.
export function mapSize({ image, kernel, stride }) {
  const axes = [image.length, image[0].length].map((n) => convolved({ n, kernel, stride, padding: 0, dilation: 1 }));
  if (axes.every(({ refused }) => !refused)) return { height: axes[0].outputs, width: axes[1].outputs, refused: "" };
  const refused = `a window of ${kernel} × ${kernel} is larger than the image of ${image.length} × ${image[0].length}`;
  return { height: 0, width: 0, refused };
}

// One output: { output, winners }, the places [row, column] that have the maximum, in row order.
export function pooled({ image, kernel, stride, pooling }, row, column) {
  const cells = [];
  for (let u = 0; u < kernel; u++) {
    for (let v = 0; v < kernel; v++) cells.push([row * stride + u, column * stride + v]);
  }
  const values = cells.map(([i, j]) => image[i][j]);
  if (pooling === "average") return { output: values.reduce((a, b) => a + b) / values.length, winners: [] };
  const output = Math.max(...values);
  return { output, winners: cells.filter((_, at) => values[at] === output) };
}

// All outputs, row by row.
export function map(state) {
  return everywhere(state, (row, column) => pooled(state, row, column).output);
}

function everywhere(state, make) {
  const { height, width } = mapSize(state);
  return Array.from({ length: height }, (_, i) => Array.from({ length: width }, (_, j) => make(i, j)));
}

// The gradient with respect to the image where it is 1 with respect to every output.
export function gradient(state) {
  const { image, kernel, stride, pooling } = state;
  const dx = image.map((row) => row.map(() => 0));
  everywhere(state, (row, column) => {
    if (pooling === "max") {
      const [[i, j]] = pooled(state, row, column).winners;
      dx[i][j] += 1;
      return;
    }
    for (let u = 0; u < kernel; u++) {
      for (let v = 0; v < kernel; v++) dx[row * stride + u][column * stride + v] += 1 / (kernel * kernel);
    }
  });
  return dx;
}

function sentences(state) {
  const { image, kernel, stride, pooling } = state;
  const { height, width } = mapSize(state);
  const [row, column] = place(state, { height, width });
  const { output, winners } = pooled(state, row, column);
  const sizes = `${image.length} × ${image[0].length} becomes ${height} × ${width}`;
  const name = pooling === "max" ? "Max" : "Average";
  const here = `The output at row ${row}, column ${column} is ${read(output)}`;
  return [
    `${name} pooling, ${kernel} × ${kernel} with stride ${stride}: ${sizes}.`,
    pooling === "max"
      ? `${here}, from row ${winners[0][0]}, column ${winners[0][1]}, where all of its gradient goes.`
      : `${here}, the mean of ${count(kernel * kernel, "cell")}; each gets ${read(1 / (kernel * kernel))} of its gradient.`,
    winners.length > 1 ? `${read(winners.length)} cells have this maximum; the first gets it all.` : "",
  ];
}

export default widget("Pooling, forwards and backwards", (view) => {
  walk(view, mapSize, "Image, map and gradient");
  view.select("pooling", "pooling", { max: "max", average: "average" });
  view.range("kernel", "kernel");
  view.range("stride", "stride");
  numberGrid(view, "image", "image");
  const panel = panels();
  return () => draw(view, panel, view.state());
});

function draw(view, panel, state) {
  const { image, kernel, stride, pooling } = state;
  const size = mapSize(state);
  const options = { width: view.width(), top: largest(image) };
  if (size.refused) {
    arrange(view.drawing, [[panel("image", image, options)]]);
    view.key({});
    return view.say("", `Does not fit: ${size.refused}.`);
  }
  const [row, column] = place(state, size);
  const frame = { row: row * stride, column: column * stride, height: kernel, width: kernel };
  const marks = pooling === "max" ? pooled(state, row, column).winners.slice(0, 1) : [];
  const dx = gradient(state);
  arrange(view.drawing, [
    [
      panel("image", image, { ...options, frame, marks }),
      "→",
      panel("map", map(state), { ...options, frame: { row, column, height: 1, width: 1 } }),
      "←",
      panel("gradient, 1 from each output", dx, { ...options, top: largest(dx), frame, marks }),
    ],
  ]);
  view.key({ frame: "the window, and its output", ...(marks.length ? { mark: "the maximum" } : {}) });
  return view.say("", ...sentences(state));
}
