// A filter on a photograph: cnnlib.ops.conv.correlate2d of an image and a few numbers.

import { html, read, widget } from "./frame.js";
import { numberGrid } from "./grid.js";

const sixteenths = (...numbers) => numbers.map((number) => number / 16);

export const presets = {
  "nothing changed": { kernel: [[0, 0, 0], [0, 1, 0], [0, 0, 0]] },
  blur: { kernel: [sixteenths(1, 2, 1), sixteenths(2, 4, 2), sixteenths(1, 2, 1)] },
  sharpen: { kernel: [[0, -1, 0], [-1, 5, -1], [0, -1, 0]] },
  "Sobel, horizontal edges": { kernel: [[1, 2, 1], [0, 0, 0], [-1, -2, -1]] },
  "Sobel, vertical edges": { kernel: [[1, 0, -1], [2, 0, -2], [1, 0, -1]] },
  "diagonal edges": { kernel: [[2, 1, 0], [1, 0, -1], [0, -1, -2]] },
  "spots (Laplace)": { kernel: [[0, 1, 0], [1, -4, 1], [0, 1, 0]] },
};

export const preset = (name) => presets[name].kernel;

// The filter on every place where it fits: { height, width, values }, values row by row as those of the image are.
export function correlate({ height, width, values }, kernel) {
  const [down, across] = [height - kernel.length + 1, width - kernel[0].length + 1];
  if (down < 1 || across < 1) return { height: 0, width: 0, values: [] };
  const out = new Array(down * across).fill(0);
  kernel.forEach((weights, u) =>
    weights.forEach((weight, v) => {
      if (weight === 0) return;
      for (let i = 0; i < down; i++) {
        const from = (i + u) * width + v;
        for (let j = 0; j < across; j++) out[i * across + j] += weight * values[from + j];
      }
    }),
  );
  return { height: down, width: across, values: out };
}

// The smallest and the largest of the values.
export function extremes(values) {
  return values.reduce(([least, most], value) => [Math.min(least, value), Math.max(most, value)], [Infinity, -Infinity]);
}

// The grey, 0 to 255, of values: from black for 0, or around middle grey for 0 where some are negative.
export function greys(values) {
  const [least, most] = extremes(values);
  const reach = Math.max(Math.abs(least), Math.abs(most), 1e-9);
  const rest = 1e-9 * reach; // of sums that should be 0
  if (least < -rest) return values.map((value) => 127.5 * (1 + value / reach));
  return values.map((value) => 255 * Math.max(0, value / Math.max(1, most)));
}

// What is shown, in sentences.
export function sentences(kernel, { height, width, values }) {
  if (!height) return ["The filter is larger than the image."];
  const [least, most] = extremes(values);
  const sum = kernel.flat().reduce((a, b) => a + b, 0);
  const zero = Math.abs(sum) < 1e-9;
  const even = zero ? "areas without change give 0" : `areas without change are multiplied by ${read(sum)}`;
  const grey = least < -1e-9 ? " 0 is middle grey." : "";
  return [
    `The output has ${height} × ${width} pixels, from ${read(least)} to ${read(most)}.${grey}`,
    `The filter's numbers sum to ${read(zero ? 0 : sum)}: ${even}.`,
  ];
}

// The image that Python gave, from bytes in base64 to numbers from 0 to 1.
function unpacked({ height, width, pixels }) {
  const bytes = Uint8Array.from(atob(pixels), (letter) => letter.charCodeAt(0));
  return { height, width, values: Array.from(bytes, (byte) => byte / 255) };
}

function canvas(name) {
  const surface = html("canvas", { role: "img" });
  const node = html("div", { class: "photograph" }, html("p", { class: "caption", "aria-hidden": "true" }, name), surface);
  return { name, surface, node };
}

function paint({ name, surface }, { height, width, values }, words) {
  if (!height) return;
  surface.setAttribute("aria-label", `${name}. ${words}`);
  if (surface.width !== width || surface.height !== height) Object.assign(surface, { width, height });
  const context = surface.getContext("2d");
  const image = context.createImageData(width, height);
  greys(values).forEach((grey, at) => image.data.set([grey, grey, grey, 255], 4 * at));
  context.putImageData(image, 0, 0);
}

export default widget("A filter on a photograph", (view) => {
  view.presets("filter", presets);
  numberGrid(view, "kernel", "filter", true);
  const [before, after] = [canvas("image"), canvas("filtered")];
  view.drawing.append(html("div", { class: "panels" }, before.node, after.node));
  const image = unpacked(view.get("image"));
  paint(before, image, `${image.height} × ${image.width} pixels.`);
  view.drawing.append(html("p", { class: "faint" }, view.get("image").credit));
  return () => {
    const kernel = view.get("kernel");
    const filtered = correlate(image, kernel);
    const said = sentences(kernel, filtered);
    paint(after, filtered, said.join(" "));
    view.say("", ...said);
  };
});
