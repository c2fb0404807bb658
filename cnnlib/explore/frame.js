// What every explorer has around its picture: a frame, labelled inputs, a sentence that says what is shown.

import { asText } from "./link.js";

function element(namespace) {
  return (tag, attributes = {}, ...children) => {
    const node = document.createElementNS(namespace, tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
    }
    node.append(...children);
    return node;
  };
}

export const html = element("http://www.w3.org/1999/xhtml");
export const svg = element("http://www.w3.org/2000/svg");

// An anywidget of a title and of a function that, given the view, makes what is specific and returns how to draw it.
export function widget(title, build) {
  return {
    render({ model, el }) {
      const view = new View(model, el, title);
      const draw = build(view);
      const redraw = soon(() => {
        view.inputs.forEach((bring) => bring());
        draw();
        view.note.textContent = model.get("note") ?? "";
      });
      const keys = [...Object.keys(model.get("fields")), "note"];
      for (const key of keys) model.on(`change:${key}`, redraw);
      let width = view.width();
      const resized = new ResizeObserver(() => {
        if (view.width() !== width) redraw();
        width = view.width();
      });
      resized.observe(view.root);
      redraw();
      return () => {
        for (const key of keys) model.off(`change:${key}`, redraw);
        resized.disconnect();
      };
    },
  };
}

// Several changes at once are drawn once.
function soon(draw) {
  let waits = false;
  return () => {
    if (waits) return;
    waits = true;
    queueMicrotask(() => {
      waits = false;
      draw();
    });
  };
}

class View {
  constructor(model, el, title) {
    this.model = model;
    this.inputs = []; // functions that bring an input to what the model says
    this.controls = html("div", { class: "controls" });
    this.drawing = html("div", { class: "drawing" });
    this.colours = html("p", { class: "key" });
    this.formula = html("p", { class: "formula" });
    this.says = html("p", { class: "says", role: "status", "aria-live": "polite" });
    this.note = html("p", { class: "note", role: "status", "aria-live": "polite" });
    const heading = html("p", { class: "title" }, title);
    const parts = [heading, this.controls, this.drawing, this.colours, this.formula, this.says, this.note];
    this.root = html("div", { class: "cnnlib-explorer", role: "group", "aria-label": title }, ...parts);
    // in JupyterLab the arrow keys would move to another cell, and other keys do worse; it looks at what has the focus
    this.root.addEventListener("focusin", ({ target }) => (target.dataset.lmSuppressShortcuts = "true"));
    el.append(this.root);
  }

  get(name) {
    return this.model.get(name);
  }

  field(name) {
    return this.model.get("fields")[name];
  }

  state() {
    return Object.fromEntries(Object.keys(this.get("fields")).map((name) => [name, this.get(name)]));
  }

  set(changes) {
    for (const [name, value] of Object.entries(changes)) this.model.set(name, value);
    this.model.save_changes();
  }

  // Pixels that a picture may take across.
  width() {
    return Math.max(240, (this.root.clientWidth || 640) - 26);
  }

  // Replaces the picture: SVG shapes on width x height pixels, with a text in their place for who cannot see them.
  picture(text, width, height, shapes, into = this.drawing) {
    const box = { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": text };
    into.replaceChildren(svg("svg", box, ...shapes));
  }

  // What the colours of the picture mean: class of a shape -> words.
  key(entries) {
    const swatch = (name) => svg("svg", { width: 14, height: 14, "aria-hidden": "true" }, sample(name));
    const items = Object.entries(entries).map(([name, words]) => html("span", {}, swatch(name), words));
    this.colours.replaceChildren(...items);
  }

  say(formula, ...sentences) {
    this.formula.textContent = formula;
    const text = sentences.filter(Boolean).join(" ");
    if (this.says.textContent !== text) this.says.textContent = text;
  }

  // A slider and its value. `bounds` gives [least, most] where they are narrower than the field's.
  range(name, label, bounds = () => [this.field(name).least, this.field(name).most]) {
    const input = html("input", { type: "range" });
    const value = html("span", { class: "value", "aria-hidden": "true" }); // the slider says it itself
    const text = html("span", {}, label);
    this.controls.append(html("div", {}, html("label", {}, text, input), value));
    input.addEventListener("input", () => this.set({ [name]: Number(input.value) }));
    this.inputs.push(() => {
      [input.min, input.max] = bounds();
      input.value = this.get(name);
      value.textContent = input.value;
    });
    return text;
  }

  number(name, label) {
    const { most } = this.field(name);
    this.typed(name, label, { step: "any" }, (value) => Math.max(-most, Math.min(most, value || 0)));
  }

  // What is out of range changes nothing.
  whole(name, label) {
    const { least: min, most: max } = this.field(name);
    const allowed = (value) => Number.isInteger(value) && value >= min && value <= max;
    this.typed(name, label, { min, max }, (value) => (allowed(value) ? value : this.get(name)));
  }

  typed(name, label, attributes, read) {
    const input = html("input", { type: "number", ...attributes });
    this.controls.append(html("label", {}, html("span", {}, label), input));
    input.addEventListener("input", () => this.set({ [name]: read(Number(input.value)) }));
    this.inputs.push(following(input, () => this.get(name)));
  }

  checkbox(name, label) {
    const input = html("input", { type: "checkbox" });
    this.controls.append(html("label", {}, input, html("span", {}, label)));
    input.addEventListener("change", () => this.set({ [name]: input.checked }));
    this.inputs.push(() => (input.checked = this.get(name)));
  }

  // A list of words to choose from; `options` is value -> what stands in the list.
  select(name, label, options) {
    const choices = Object.entries(options).map(([value, text]) => html("option", { value }, text));
    const input = html("select", {}, ...choices);
    this.controls.append(html("label", {}, html("span", {}, label), input));
    input.addEventListener("change", () => this.set({ [name]: input.value }));
    this.inputs.push(() => (input.value = this.get(name)));
  }

  // A list of states with names to choose from; it says "own" where the state is none of them. A choice sets `also`.
  presets(label, states, also = {}) {
    const names = ["own", ...Object.keys(states)];
    const input = html("select", {}, ...names.map((name) => html("option", { value: name }, name)));
    this.controls.append(html("label", {}, html("span", {}, label), input));
    const is = (state) => Object.entries(state).every(([name, value]) => asText(this.get(name)) === asText(value));
    input.addEventListener("change", () => this.set({ ...states[input.value], ...also }));
    this.inputs.push(() => (input.value = names.slice(1).find((name) => is(states[name])) ?? "own"));
  }

  button(label, act, into = this.controls) {
    const button = html("button", { type: "button" }, label);
    button.addEventListener("click", act);
    into.append(button);
    return button;
  }
}

function sample(name) {
  if (name === "hatch") return svg("path", { class: "hatch", d: "M1 13L13 1" });
  if (name === "frame" || name === "mark") return svg("rect", { class: name, x: 2, y: 2, width: 10, height: 10 });
  return svg("rect", { class: `cell ${name}`, x: 1, y: 1, width: 12, height: 12 });
}

// Brings an input to a value, but not while it is written in: it may hold half a number.
export function following(input, value) {
  input.addEventListener("blur", () => (input.value = value()));
  return () => {
    if (input !== input.getRootNode().activeElement) input.value = value();
  };
}

// A number as a reader expects it: thousands apart, no more decimals than it needs.
export function read(value) {
  return value.toLocaleString("en", { maximumFractionDigits: 3 }).replace("-", "\u2212");
}

// "1 input", "2 inputs".
export function count(number, what) {
  return `${read(number)} ${what}${number === 1 ? "" : "s"}`;
}
