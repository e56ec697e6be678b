/**
 * What only a still picture needs: its frame, arrows, the ghost of the start, short markup.
 *
 * It decides how large an exercise is drawn and where, once for all its keys. It runs where
 * content is loaded; a browser that moves a figure is told the frame and never loads this.
 */

import {
  PAINTS, PICTURE, RAD, add, attributes, background, dot, figure, groupAttributes, joint, keysOf,
  near, openCurve, other, penFor, pixAdd, pixSub, pixUnit, poseAt, round, sceneOf, shape, shapesAt, solve,
} from "./rig.js";
import { thingsOf } from "./things.js";

/* ---------- framing ---------- */

const FRAME = { width: 372, height: 272, most: 2.15, above: 0.62 };
/** The widest belly decides the frame, so that the picture does not jump with the weeks. */
const FRAME_STATE = "t3";
const UNPLACED = { k: 1, cx: 0, cy: 0 };

/** End and control points of a path. */
export function pointsOf(path) {
  const points = [];
  for (const [command, ...numbers] of path) {
    const from = command === "A" ? 5 : 0;
    for (let i = from; i < numbers.length; i += 2) points.push([numbers[i], numbers[i + 1]]);
  }
  return points;
}

function positions(exercise, steps) {
  const last = exercise.keys.length - 1;
  return Array.from({ length: last * steps + 1 }, (_, i) => i / steps);
}

/** Walls go on outside the picture, and the disc is a part of it. */
const UNFRAMED = ["wall", "wallSide", "disc"];

function extent(exercise, view) {
  const points = arrowCurves(exercise, view.pen).flat();
  for (const position of positions(exercise, 4)) {
    for (const s of shapesAt(exercise, position, FRAME_STATE, view)) {
      const placed = s.opacity !== 0 && !UNFRAMED.includes(s.paint);
      if (placed) points.push(...pointsOf(s.path));
    }
  }
  return [0, 1].map((i) => [
    points.reduce((least, p) => Math.min(least, p[i]), Infinity),
    points.reduce((most, p) => Math.max(most, p[i]), -Infinity),
  ]);
}

/** A far shoulder that never comes into view would make a bump on the back: leave it out. */
function hiddenShoulder(exercise, pen) {
  const turnedAway = (key) => Math.abs(dot(solve(key).thorax.l, pen.D)) > 0.8;
  return keysOf(exercise).every(turnedAway) ? other(near(exercise)) : null;
}

const seenWith = (exercise, pen, skip) => ({ pen, skip, things: thingsOf(exercise, pen) });

/**
 * The view of an exercise: one scale and place for all its keys and what is between them.
 * @returns {View}
 */
export function viewOf(exercise) {
  const loose = penFor(exercise.cam, UNPLACED);
  const skip = hiddenShoulder(exercise, loose);
  const [[x0, x1], [y0, y1]] = extent(exercise, seenWith(exercise, loose, skip));
  const k = Math.min(FRAME.width / (x1 - x0), FRAME.height / (y1 - y0), FRAME.most);
  const free = PICTURE.height - k * (y1 - y0);
  const fit = {
    k,
    cx: PICTURE.width / 2 - (k * (x0 + x1)) / 2,
    cy: FRAME.above * free - k * y0,
  };
  return seenWith(exercise, penFor(exercise.cam, fit), skip);
}

/* ---------- arrows and ghost ---------- */

const ARROW_HEAD_PX = 9;
const ARROW_HEAD_DEG = 142;
const ARROW_SAMPLES = 7;

function jointPath(exercise, arrow, pen) {
  const [from, to] = arrow.t ?? [0, exercise.keys.length - 1];
  const points = Array.from({ length: ARROW_SAMPLES }, (_, i) => {
    const position = from + ((to - from) * i) / (ARROW_SAMPLES - 1);
    const place = joint(solve(poseAt(exercise, position)), arrow.joint);
    return pen.pix(add(place, arrow.off ?? [0, 0, 0]));
  });
  return points.map((p, i) => {
    const [before, after] = [points[i - 1] ?? p, points[i + 1] ?? p];
    const t = pixUnit(pixSub(after, before));
    return pixAdd(p, [-t[1], t[0]], arrow.push ?? 0);
  });
}

const arrowCurves = (exercise, pen) =>
  (exercise.arrows ?? []).map((a) => (a.pts ? a.pts.map(pen.pix) : jointPath(exercise, a, pen)));

function arrowPath(points) {
  const tip = points.at(-1);
  const along = pixSub(tip, points.at(-2));
  const heading = Math.atan2(along[1], along[0]);
  const barb = (sg) => {
    const turned = heading + sg * ARROW_HEAD_DEG * RAD;
    return pixAdd(tip, [Math.cos(turned), Math.sin(turned)], ARROW_HEAD_PX);
  };
  return [...openCurve(points), ["M", ...barb(1)], ["L", ...tip], ["L", ...barb(-1)]];
}

function arrows(exercise, pen) {
  const path = arrowCurves(exercise, pen).flatMap(arrowPath);
  return path.length ? [shape("halo", "halo", path), shape("arrow", "arrow", path)] : [];
}

/** How many parts of each shape the ghost needs: small ones are lost in a pale outline. */
const GHOSTED = [
  [/^(trunk|leg.|legN\+pelvis|foot.|sleeve.)$/, Infinity],
  [/^arm.$/, 6],
  [/^(backHair|face|neck)$/, 1],
];
/** The first parts of a path, in whole pixels. */
function coarse(path, parts) {
  let begun = 0;
  const kept = path.filter(([command]) => (begun += command === "M" ? 1 : 0) <= parts);
  return kept.map(([command, ...n]) => [command, ...n.map(Math.round)]);
}

/** The start as one pale outline behind the figure. */
function ghost(exercise, state, view) {
  const key = exercise.start_key ?? 0;
  const start = figure(exercise, sceneOf(exercise, key, state, view));
  const path = start.flatMap((s) => {
    const known = GHOSTED.find(([names]) => names.test(s.name));
    return known && s.opacity !== 0 ? coarse(s.path, known[1]) : [];
  });
  return shape("ghost", "ghost", path);
}

/* ---------- short markup ---------- */

const shortNumber = (x) => String(x).replace(/^(-?)0\./, "$1.");

/** Numbers side by side with as few separators as SVG allows. */
function packed(numbers) {
  let text = "";
  for (const x of numbers.map(shortNumber)) {
    const apart = text === "" || x.startsWith("-") || (x.startsWith(".") && /\.\d*$/.test(text));
    text += apart ? x : ` ${x}`;
  }
  return text;
}

/** A path as relative text, rounded against the rounded point before it: nothing drifts. */
export function shortPath(path) {
  let [here, start, before, text] = [[0, 0], [0, 0], "", ""];
  for (const [command, ...numbers] of path) {
    if (command === "Z") {
      text += "z";
      [here, before] = [start, "z"];
      continue;
    }
    const head = command === "A" ? numbers.slice(0, 5).map(round) : [];
    const rest = numbers.slice(head.length).map(round);
    const moved = rest.map((x, i) => round(x - here[i % 2]));
    if (command === "L" && !moved[0] && !moved[1]) continue;
    const letter = command === "M" ? "M" : command.toLowerCase();
    const body = packed([...head, ...(command === "M" ? rest : moved)]);
    const joined = letter === before && letter !== "M";
    text += joined ? (body.startsWith("-") ? body : ` ${body}`) : letter + body;
    here = rest.slice(-2);
    if (command === "M") start = here;
    before = letter;
  }
  return text;
}

const attributeText = (map) =>
  Object.entries(map).map(([name, value]) => ` ${name}="${value}"`).join("");

/** Lines alone, or fills alone, look the same in one path; an outline would run round both. */
const joins = ({ fill, stroke }) => !fill || !stroke;

/** Paths as markup; lines or fills of one colour that follow each other become one path. */
function markup(shapes, k) {
  const drawn = [];
  for (const s of shapes) {
    const faint = (s.opacity ?? 1) < 1 ? { opacity: String(round(s.opacity)) } : {};
    const look = attributeText({ ...attributes(s, k), ...faint });
    const last = drawn.at(-1);
    if (last?.look === look && joins(PAINTS[s.paint])) last.d += shortPath(s.path);
    else drawn.push({ look, d: shortPath(s.path) });
  }
  return drawn.map(({ look, d }) => `<path${look} d="${d}"/>`).join("");
}

/**
 * A still picture: the inside of an SVG of 400 by 300.
 * @param {{key: number, state: string, hints?: boolean}} options hints: ghost and arrows
 */
export function still(exercise, { key, state, hints = false }, view = viewOf(exercise)) {
  const { k } = view.pen;
  const scene = sceneOf(exercise, key, state, view);
  const wanted = hints && exercise.ghost !== false;
  const shapes = [
    ...background(scene),
    ...(wanted ? [ghost(exercise, state, view)] : []),
    ...figure(exercise, scene),
    ...(hints ? arrows(exercise, view.pen) : []),
  ];
  const seen = shapes.filter((s) => round(s.opacity ?? 1) > 0);
  return `<g${attributeText(groupAttributes(k))}>${markup(seen, k)}</g>`;
}

/** Several still pictures of one exercise, framed once. */
export const stills = (exercise, wanted) => drawn(exercise, wanted).pictures;

/** What does not move, as text: a browser need not know how to draw it. */
const asText = (shapes) => shapes.map(({ paint, path }) => ({ paint, d: shortPath(path) }));

/**
 * Several still pictures, and the view they share: pixels per centimetre, where the origin
 * is, the shoulder that is left out and the things around her.
 */
export function drawn(exercise, wanted) {
  const view = viewOf(exercise);
  const [cx, cy] = view.pen.pix([0, 0, 0]);
  const { flat, standing, among } = view.things;
  const things = {
    flat: asText(flat),
    standing: asText(standing),
    among: Object.fromEntries(Object.entries(among).map(([name, all]) => [name, asText(all)])),
  };
  return {
    pictures: wanted.map((options) => still(exercise, options, view)),
    view: { k: view.pen.k, cx, cy, skip: view.skip, things },
  };
}
