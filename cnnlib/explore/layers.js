// The layers of a stack as a list: a reader changes their numbers, adds layers and removes them.

import { following, html } from "./frame.js";

// `names`: kind of a layer -> what its numbers are called; `fresh`: kind -> a new layer's numbers. Layers of one
// kind alone have the kind "" and do not name it. Who adds a layer sets `also`.
export function layerList(view, names, fresh, also = {}) {
  const list = html("ol", { class: "layers" });
  const folded = html("details", { open: true }, html("summary", {}, "change the layers"), list);
  const adders = Object.keys(names).map((kind) => adder(view, kind, fresh[kind], also));
  folded.append(html("p", { class: "adders" }, ...adders));
  view.root.append(folded);
  let made = null;
  let bring = [];
  view.inputs.push(() => {
    const layers = view.get("layers");
    const kinds = layers.map((layer) => kindOf(layer)).join() + layers.length;
    if (kinds !== made) {
      bring = [];
      list.replaceChildren(...layers.map((layer, place) => item(view, list, names, layer, place, bring)));
    }
    made = kinds;
    for (const one of bring) one();
    for (const button of adders) button.disabled = layers.length >= view.field("layers").most;
  });
}

// The kind of a layer, "" where its numbers stand alone.
export function kindOf(layer) {
  return typeof layer[0] === "string" ? layer[0] : "";
}

function adder(view, kind, numbers, also) {
  const layer = kind ? [kind, ...numbers] : numbers;
  const button = html("button", { type: "button" }, kind ? `add ${kind}` : "add a layer");
  button.addEventListener("click", () => view.set({ layers: [...view.get("layers"), layer], ...also }));
  return button;
}

function item(view, list, names, layer, place, bring) {
  const kind = kindOf(layer);
  const fields = names[kind].map((name, number) => {
    const at = number + (kind ? 1 : 0);
    const [min, max] = view.field("layers").forms[kind][number];
    const label = `layer ${place + 1}, ${name}`;
    const input = html("input", { type: "number", min, max, "aria-label": label });
    input.addEventListener("input", () => change(view, place, at, Number(input.value), min, max));
    bring.push(following(input, () => view.get("layers")[place]?.[at] ?? ""));
    return html("span", { class: "setting" }, name, input);
  });
  const remove = html("button", { type: "button", "aria-label": `remove layer ${place + 1}` }, "remove");
  remove.addEventListener("click", () => {
    view.set({ layers: view.get("layers").toSpliced(place, 1) });
    queueMicrotask(() => (list.children[place] ?? list.nextSibling).querySelector("button")?.focus());
  });
  return html("li", {}, kind ? html("b", {}, kind) : "", ...fields, remove);
}

// A number that is not allowed changes nothing.
function change(view, place, at, value, least, most) {
  if (!Number.isInteger(value) || value < least || value > most) return;
  const layers = structuredClone(view.get("layers"));
  layers[place][at] = value;
  view.set({ layers });
}
