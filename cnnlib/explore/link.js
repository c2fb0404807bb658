// An explorer's state on a page without a kernel, and the link that holds it. What may be in it, Python says (state.py).

const SEPARATORS = ["/", ";", ","]; // between channels, between rows, between numbers

// a browser refuses to have its address changed many times a second
const PAUSE = 200; // milliseconds

// What stands in a link for a value.
export function asText(value) {
  if (typeof value === "boolean") return value ? "1" : "0";
  if (!Array.isArray(value)) return String(value);
  return value.map(asText).join(SEPARATORS.at(-depth(value)));
}

function depth(value) {
  return Array.isArray(value) ? 1 + Math.max(0, ...value.map(depth)) : 0;
}

// The value that a text stands for; throws what is expected instead.
export function fromText(field, text) {
  return READERS[field.kind](field, text);
}

const READERS = {
  whole: ({ least, most }, text) => whole(text, least, most),
  number: ({ most }, text) => number(text, most),
  switch: (_, text) => choice(["0", "1"], text) === "1",
  choice: ({ options }, text) => choice(options, text),
  numbers: numbers,
  rows: rows,
};

function whole(text, least, most) {
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw new RangeError(`a whole number from ${least} to ${most}`);
}

function number(text, most) {
  const value = /^-?(\d+\.?\d*|\.\d+)(e-?\d+)?$/i.test(text) ? Number(text) : NaN;
  if (Math.abs(value) <= most) return value;
  throw new RangeError(`a number from ${-most} to ${most}`);
}

function choice(options, text) {
  if (options.includes(text)) return text;
  throw new RangeError(`one of ${options.join(", ")}`);
}

function numbers({ least, most, size: largest }, text) {
  const split = (part, [separator, ...deeper]) =>
    separator ? part.split(separator).map((piece) => split(piece, deeper)) : number(part, largest);
  const value = split(text, SEPARATORS.slice(-least.length));
  const sizes = shape(value);
  if (sizes.length === least.length && sizes.every((size, axis) => size >= least[axis] && size <= most[axis])) {
    return value;
  }
  throw new RangeError(`axes of ${least.map((low, axis) => `${low} to ${most[axis]}`).join(", ")} numbers`);
}

// The sizes of nested lists; fewer than their depth where they are ragged.
function shape(value) {
  if (!Array.isArray(value)) return [];
  const inner = value.map(shape);
  const same = inner.every((sizes) => asText(sizes) === asText(inner[0]));
  return same ? [value.length, ...inner[0]] : [];
}

function rows({ forms, most }, text) {
  const pieces = text === "" ? [] : text.split(";");
  if (pieces.length > most) throw new RangeError(`at most ${most} layers`);
  return pieces.map((piece) => row(forms, piece.split(",")));
}

function row(forms, words) {
  const head = "" in forms ? [] : [choice(Object.keys(forms), words[0])];
  const limits = forms[head[0] ?? ""];
  const values = words.slice(head.length);
  if (values.length !== limits.length) throw new RangeError(`${limits.length} numbers in a layer where it has ${values.length}`);
  return [...head, ...values.map((value, place) => whole(value, ...limits[place]))];
}

// What a fragment says of one explorer: { values, wrong }, wrong being sentences about what it cannot be.
export function readLink(fragment, name, fields) {
  const values = {};
  const wrong = [];
  for (const part of fragment.replace(/^#/, "").split("&")) {
    const [key, text] = split(part);
    if (!key.startsWith(`${name}.`)) continue;
    const place = key.slice(name.length + 1);
    try {
      if (!Object.hasOwn(fields, place)) throw new RangeError(`one of ${Object.keys(fields).join(", ")}`);
      values[place] = fromText(fields[place], text);
    } catch (error) {
      wrong.push(`The link says ${place}=${text}, expected ${error.message}; this was left out.`);
    }
  }
  return { values, wrong };
}

function split(part) {
  const [key, ...rest] = part.split("=");
  try {
    return [key, decodeURIComponent(rest.join("="))];
  } catch {
    return [key, rest.join("=")];
  }
}

// The fragment with one explorer's part put in place of what it said of it; the parts of others stay.
export function writeLink(fragment, name, values) {
  const others = fragment.replace(/^#/, "").split("&");
  const kept = others.filter((part) => part.includes("=") && !part.startsWith(`${name}.`));
  const own = Object.entries(values).map(([key, value]) => `${name}.${key}=${asText(value)}`);
  return "#" + [...kept, ...own].join("&");
}

// In the place of anywidget's model: the same four functions, without a kernel.
export class PageModel {
  constructor(state) {
    this.state = { ...state };
    this.listeners = [];
  }

  get(key) {
    return this.state[key];
  }

  set(key, value) {
    if (asText(this.state[key] ?? "") === asText(value)) return;
    this.state[key] = value;
    this.tell(`change:${key}`);
  }

  on(event, listener) {
    this.listeners.push([event, listener]);
  }

  off(event, listener) {
    this.listeners = this.listeners.filter(([e, l]) => e !== event || l !== listener);
  }

  save_changes() {
    this.tell("saved");
  }

  tell(event) {
    for (const [wanted, listener] of [...this.listeners]) if (wanted === event) listener();
  }
}

// Shows an explorer on a page: its state is `initial`, or what the page's address says.
export function mount(widget, place, name, initial) {
  const { fields } = initial;
  const state = Object.fromEntries(Object.keys(fields).map((key) => [key, initial[key]]));
  const before = [...document.querySelectorAll(`[data-explorer="${name}"]`)].indexOf(place);
  const own = before ? `${name}-${before + 1}` : name;
  const model = new PageModel(initial);
  const follow = () => {
    const { values, wrong } = readLink(location.hash, own, fields);
    for (const [key, value] of Object.entries({ ...state, ...values })) model.set(key, value);
    model.set("note", wrong.join(" "));
    if (wrong.length || Object.keys(values).length) place.scrollIntoView({ block: "nearest" });
  };
  follow();
  widget.render({ model, el: place });
  addEventListener("hashchange", follow);
  let waiting;
  model.on("saved", () => {
    model.set("note", "");
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const values = Object.fromEntries(Object.keys(fields).map((key) => [key, model.get(key)]));
      history.replaceState(null, "", writeLink(location.hash, own, values));
    }, PAUSE);
  });
}
