/**
 * A figure that can be drawn anywhere between two of its poses, in place of a still picture.
 *
 * The still picture stays in the page and is shown again at rest, so nothing is lost without
 * this script. It does not decide when a figure moves, nor how it looks: that is the rig,
 * which is fetched only when something is about to move.
 */

const SVG = "http://www.w3.org/2000/svg";
/** More pictures between two ends than this cannot be told apart. */
const MOST_FRAMES = 90;
/** How much the belly rises with a breath in, cm. */
const BREATH_CM = 1.3;

export const lessMotion = matchMedia("(prefers-reduced-motion: reduce)");

function element(name, map) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(map)) made.setAttribute(key, value);
  return made;
}

/** Set an attribute only if it changed: mat, feet and planted limbs mostly do not. */
function change(node, name, value) {
  if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}

/** From the share of the way (0 to 1) to a place between keys; a middle key is no stop. */
const eased = (share, last) => last * (0.5 - 0.5 * Math.cos(Math.PI * share));

/** The last pose, and the same with breath in it: two keys between which she breathes. */
function breathing(rig, pose) {
  const end = rig.keysOf(pose).at(-1);
  return { ...pose, keys: [end, { belly: end.belly + BREATH_CM }] };
}

function painter(rig, pose, paths) {
  const view = rig.viewFrom(pose);
  const frames = new Map();
  const drawn = (share) =>
    rig.shapesAt(pose, eased(share, pose.keys.length - 1), pose.state, view)
      .map((s) => [rig.textOf(s), String(s.opacity ?? 1)]);

  return function draw(share) {
    const key = Math.round(share * MOST_FRAMES);
    if (!frames.has(key)) frames.set(key, drawn(key / MOST_FRAMES));
    frames.get(key).forEach(([d, opacity], i) => {
      change(paths[i], "d", d);
      change(paths[i], "opacity", opacity);
    });
  };
}

/**
 * Fetch a figure and make it ready to stand in for the picture that `svg` uses.
 * `draw(share)` is the movement, `breathe(share)` the breath at its end.
 */
export async function canvas(svg, address) {
  const [rig, answer] = await Promise.all([import("./rig.js"), fetch(address)]);
  const pose = await answer.json();
  const view = rig.viewFrom(pose);
  const { k } = view.pen;
  const group = element("g", rig.groupAttributes(k));
  const shapes = rig.shapesAt(pose, pose.keys.length - 1, pose.state, view);
  const paths = shapes.map((s) => element("path", rig.attributes(s, k)));
  group.append(...paths);
  const still = svg.querySelector("use");
  return {
    pose,
    draw: painter(rig, pose, paths),
    breathe: painter(rig, breathing(rig, pose), paths),
    show() {
      if (!group.isConnected) svg.append(group);
      still.setAttribute("display", "none");
    },
    hide() {
      group.remove();
      still.removeAttribute("display");
    },
  };
}
