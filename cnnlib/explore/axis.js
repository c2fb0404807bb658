// Sizes along one axis: cnnlib.shapes.output_size and fits, and the size of a transposed convolution.

// Where the windows of a convolution stand: { cells, span, outputs, left, nearest, refused }.
// left: cells after the last window; nearest: the input sizes that would leave none; refused: why nothing fits.
export function convolved({ n, kernel, stride, padding, dilation }) {
  const cells = n + 2 * padding;
  const span = dilation * (kernel - 1) + 1;
  const room = cells - span;
  if (room < 0) {
    const least = Math.ceil((span - n) / 2);
    const refused =
      `kernel=${kernel} with dilation=${dilation} covers ${span} cells, but n=${n} with padding=${padding} ` +
      `has only ${cells}: use a smaller kernel, or a padding of at least ${least}`;
    return { cells, span, outputs: 0, left: 0, nearest: [], refused };
  }
  const left = room % stride;
  const nearest = left ? [n - left, n - left + stride].filter((size) => size > 0) : [];
  return { cells, span, outputs: Math.floor(room / stride) + 1, left, nearest, refused: "" };
}

// What the inputs of a transposed convolution lay on its output: { cells, span, outputs, layers, refused }.
// cells: before padding is taken away at both ends; layers: how many inputs each output is made of.
export function transposed({ n, kernel, stride, padding, dilation }) {
  const span = dilation * (kernel - 1) + 1;
  const cells = (n - 1) * stride + span;
  const outputs = cells - 2 * padding;
  if (outputs < 1) {
    const refused = `${cells} cells are laid out, and padding=${padding} takes away ${2 * padding}: use a smaller padding`;
    return { cells, span, outputs: 0, layers: [], refused };
  }
  const laid = new Array(cells).fill(0);
  for (let input = 0; input < n; input++) {
    for (let tap = 0; tap < kernel; tap++) laid[input * stride + tap * dilation] += 1;
  }
  return { cells, span, outputs, layers: laid.slice(padding, cells - padding), refused: "" };
}
