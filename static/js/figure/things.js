/**
 * The things around a figure: mat, cushion, chair, wall, ball, bed and the like, and the disc.
 *
 * It decides how they look and which of them lie behind her or among her limbs. They never
 * move, so a browser is told their outlines as text and never loads this.
 */

import { ORDER, PICTURE, SIDES, add, ball, chain, hull, mul, polygon, shape, unit } from "./rig.js";

const corners = ([x0, x1], [y0, y1], z, r) =>
  [[x0, y0], [x1, y0], [x1, y1], [x0, y1]].map(([x, y]) => ball([x, y, z], r));

function mat(prop, pen) {
  return [
    shape("matEdge", "matEdge", hull(pen, corners(prop.x, prop.y, -0.9, 0.6), 12)),
    shape("mat", "mat", hull(pen, corners(prop.x, prop.y, 0, 0.6), 12)),
  ];
}

function cushion({ at: centre, dir, w, r, side }, pen) {
  const half = mul(unit(side), w / 2);
  const ends = [-0.5, 0.5].flatMap((t) =>
    SIDES.map((sg) => ball(add(add(centre, mul(dir, t)), mul(half, sg)), r)));
  return [shape("cushion", "prop", hull(pen, ends, 20))];
}

function exerciseBall(prop, pen) {
  const { c, r } = pen.circle(ball(prop.at, prop.r));
  const arc = (dx) => ["A", r, r, 0, 0, 0, c[0] + dx, c[1]];
  return [shape("ball", "ball", [["M", c[0] - r, c[1]], arc(r), arc(-r), ["Z"]])];
}

const CHAIR_BACK_CM = 44;

/** A chair: its far legs and post, the seat, the back rest, then the near legs. */
function chair(prop, pen) {
  const [x, y, z] = prop.at;
  const to = prop.faces ?? 1; // 1: it faces +x, -1: it faces -x
  const [back, front] = [x - (to * prop.d) / 2, x + (to * prop.d) / 2];
  const [nearY, farY] = [y - prop.w / 2, y + prop.w / 2];
  const leg = (lx, ly) => chain(pen, [ball([lx, ly, z - 3], 1.5), ball([lx, ly, 1.2], 1.2)]);
  const legs = (ly) => [...leg(back + to * 2, ly), ...leg(front - to * 2, ly)];
  const leaning = (py, h, r) => ball([back + to * (1.5 - (4.5 * h) / CHAIR_BACK_CM), py, z + h], r);
  const post = (py) => chain(pen, [leaning(py, 0, 1.5), leaning(py, CHAIR_BACK_CM, 1.4)]);
  const top = corners([back, front], [nearY, farY], z - 1.2, 1.2);
  const under = corners([back, front], [nearY, farY], z - 3.2, 1.2);
  const rest = [28, CHAIR_BACK_CM].flatMap((h) =>
    [nearY + 3, farY - 3].map((py) => leaning(py, h, 1.5)));
  if (prop.back === "far") return chairFromItsSide({ z, back, front, nearY, farY, legs, top, under }, pen);
  return [
    shape("chairFar", "propSide", [...legs(farY - 2), ...post(farY - 3)]),
    shape("seat", "propSide", hull(pen, [...top, ...under], 14)),
    shape("seatTop", "propBare", hull(pen, top, 14)),
    shape("chairNear", "prop", [...post(nearY + 3), ...hull(pen, rest, 12), ...legs(nearY + 2)]),
  ];
}

/** A chair whose back is along its far side: she sits sideways on it. */
function chairFromItsSide({ z, back, front, nearY, farY, legs, top, under }, pen) {
  const [left, right] = [Math.min(back, front) + 2, Math.max(back, front) - 2];
  const post = (px) =>
    chain(pen, [ball([px, farY - 1, z], 1.5), ball([px, farY + 3, z + CHAIR_BACK_CM], 1.4)]);
  const rest = [28, CHAIR_BACK_CM].flatMap((h) =>
    [left, right].map((px) => ball([px, farY - 1 + (4 * h) / CHAIR_BACK_CM, z + h], 1.5)));
  return [
    shape("chairFar", "propSide", legs(farY - 2)),
    shape("backRest", "prop", [...post(left), ...post(right), ...hull(pen, rest, 12)]),
    shape("seat", "propSide", hull(pen, [...top, ...under], 14)),
    shape("seatTop", "propBare", hull(pen, top, 14)),
    shape("chairNear", "prop", legs(nearY + 2)),
  ];
}

function wall(prop, pen) {
  const { x, y, z, t } = prop;
  const plane = [[x, y[0], 0], [x, y[1], 0], [x, y[1], z], [x, y[0], z]];
  const end = [[x, y[0], 0], [x - t, y[0], 0], [x - t, y[0], z], [x, y[0], z]];
  return [
    shape("wall", "wall", polygon(plane.map(pen.pix))),
    shape("wallEnd", "wallSide", polygon(end.map(pen.pix))),
  ];
}

/** A kitchen counter: a cupboard with two doors towards the figure, and a worktop. */
function counter({ x, y, z }, pen) {
  const [low, high] = [corners(x, y, 1, 1), corners(x, y, z - 5, 1)];
  const top = (h) => corners([x[0] - 4, x[1] + 2], [y[0] - 2, y[1]], h, 1);
  const side = y[0] - 1;
  const doors = [[8, z - 12], [8, z - 12]].flatMap(([from, to], i) => {
    const half = (x[1] - x[0]) / 2;
    const [left, right] = [x[0] + half * i + 3 - i, x[0] + half * (i + 1) - 2 - i];
    const panel = [[left, side, from], [right, side, from], [right, side, to], [left, side, to]];
    return polygon(panel.map(pen.pix));
  });
  const knobs = [-3.5, 3.5].flatMap((dx) => {
    const p = pen.pix([(x[0] + x[1]) / 2 + dx, side, z - 22]);
    return [["M", ...p], ["L", p[0], p[1] + 5]];
  });
  return [
    shape("cupboard", "propSide", hull(pen, [...low, ...high], 16)),
    shape("doors", "propLine", doors),
    shape("knobs", "propKnob", knobs),
    shape("worktopEdge", "propSide", hull(pen, [...top(z - 3), ...top(z - 1)], 16)),
    shape("worktop", "propBare", hull(pen, top(z - 1), 16)),
  ];
}

/** A table on four legs; what it stands on is the floor. */
function table({ x, y, z }, pen) {
  const leg = (lx, ly) => chain(pen, [ball([lx, ly, z - 4], 1.9), ball([lx, ly, 1.4], 1.4)]);
  const inside = ([low, high]) => [low + 4, high - 4];
  const [near, far] = inside(y);
  const top = corners(x, y, z - 1, 1);
  const under = corners(x, y, z - 3, 1);
  return [
    shape("table", "propSide", [
      ...inside(x).flatMap((lx) => leg(lx, far)), ...hull(pen, [...top, ...under], 14),
    ]),
    shape("tableTop", "propBare", hull(pen, top, 14)),
    shape("tableNear", "prop", inside(x).flatMap((lx) => leg(lx, near))),
  ];
}

const BED = { thick: 16, head: 34 };

/** A bed whose top is at z = 0, so that who lies on it is posed as on a mat. */
function bed({ x, y, head = 1 }, pen) {
  const end = head > 0 ? x[1] + 3 : x[0] - 3;
  const board = [-BED.thick - 14, BED.head].flatMap((z) => corners([end - 1, end + 1], y, z, 1.5));
  const slab = (low, high, r) => [...corners(x, y, low, r), ...corners(x, y, high, r)];
  return [
    shape("bedHead", "propSide", hull(pen, board, 16)),
    shape("bedFrame", "propSide", hull(pen, slab(-BED.thick - 10, -BED.thick, 1.5), 16)),
    shape("mattressSide", "matEdge", hull(pen, slab(-BED.thick, -3, 3), 18)),
    shape("mattress", "mat", hull(pen, corners(x, y, -3, 3), 18)),
  ];
}

const PROPS = { mat, cushion, ball: exerciseBall, chair, wall, counter, table, bed };
const DISC_RADIUS_PX = 138;

/** The pale disc behind everything, in the middle of the picture. */
function disc() {
  const [x, y, r] = [PICTURE.width / 2, PICTURE.height / 2, DISC_RADIUS_PX];
  const half = (dx) => ["A", r, r, 0, 0, 0, x + dx, y];
  return shape("disc", "disc", [["M", x - r, y], half(r), half(-r), ["Z"]]);
}

const FLAT = ["mat", "wall", "bed"];

/**
 * The things of an exercise seen with a pen: flat ones, ones that stand on those, and by
 * name those whose place is between her limbs.
 * @returns {Things}
 */
export function thingsOf({ props = {}, order = ORDER }, pen) {
  const draw = (name) =>
    PROPS[props[name].type](props[name], pen).map((s) => ({ ...s, name: `${name}.${s.name}` }));
  const names = Object.keys(props);
  const [among, behind] = [true, false].map((is) =>
    names.filter((name) => order.includes(`prop:${name}`) === is));
  const isFlat = (name) => FLAT.includes(props[name].type);
  return {
    flat: [disc(), ...behind.filter(isFlat).flatMap(draw)],
    standing: behind.filter((name) => !isFlat(name)).flatMap(draw),
    among: Object.fromEntries(among.map((name) => [name, draw(name)])),
  };
}
