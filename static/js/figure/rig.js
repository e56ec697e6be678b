/**
 * The figure: a skeleton posed in space, covered with spheres, drawn as flat SVG paths.
 *
 * It decides how a body looks: it solves a pose, finds the pose between two keys and draws
 * body and clothes. It refuses to guess: two keys whose directions are opposite need a key
 * between them and raise an error. It knows no page, no clock and no file; a browser and an
 * embedded engine run it alike, so it holds only what both need. Things stand still and the
 * frame is one for all keys: `things.js` and `still.js` work them out when content is loaded,
 * and a browser is told the results.
 *
 * World: x to the right, y away from the viewer, z up, the floor at z = 0, in centimetres.
 * Angles are degrees. L and R are the figure's own left and right. A sphere seen from far
 * away is a circle of the same radius, so a limb between two spheres is exactly a capsule.
 *
 * @typedef {[number, number, number]} Vec a point or direction in the world
 * @typedef {[number, number]} Pix a point in the picture, y downwards
 * @typedef {{f: Vec, l: Vec, u: Vec}} Frame front, left and up (towards the head)
 * @typedef {{at: Vec, r: number}} Ball a sphere of the body
 * @typedef {[string, ...number[]][]} Path commands with absolute numbers
 * @typedef {{name: string, paint: string, far?: boolean, opacity?: number, path: Path}} Shape
 * @typedef {{flat: Shape[], standing: Shape[], among: Record<string, Shape[]>}} Things
 * @typedef {{pen: object, skip: Side | null, things: Things}} View
 * @typedef {"L" | "R"} Side
 */

/* ---------- numbers ---------- */

export const RAD = Math.PI / 180;
export const PICTURE = { width: 400, height: 300 };

/** Lengths of the body in cm. */
const BODY = {
  hipHalf: 9,
  thigh: 39.5,
  shin: 37.5,
  spine: 49,
  shoulderStep: 45,
  shoulderHalf: 13.6,
  shoulderFront: -0.5,
  upper: 26.5,
  fore: 23,
  neck: 7,
  head: 1.17,
};

/** How far the belly stands out in each trimester and after the birth, cm. */
const BELLY_CM = { t1: 1.5, t2: 7, t3: 12.5, pp: 0 };
/** Belly used to find where the trunk touches wall or floor, so that all weeks stand alike. */
const REST_BELLY_CM = 8;
const REST_SINK_CM = 0.8;

/** Trunk: cm up the spine, half width, depth behind, depth in front, share of the belly. */
const STATIONS = [
  [-8, 8, 6.5, 3.5, 0],
  [-3, 14.8, 10.4, 7.4, 0],
  [2, 17, 11, 8.6, 0.12],
  [8, 15.6, 9.2, 9, 0.66],
  [14, 13.8, 7.6, 9, 1],
  [20, 12.9, 7, 9, 0.98],
  [26, 12.6, 7.4, 9.2, 0.6],
  [32, 12.8, 8.4, 10.2, 0.16],
  [37, 13.2, 9, 11.2, 0],
  [42, 13, 8.8, 9.2, 0],
  [46, 11.2, 7, 6.2, 0],
];

/** Steps of the spine (1 cm each) that bend, in two regions of 21. */
const LUMBAR = { first: 6, last: 27 };
const THORAX = { first: 27, last: 48 };
const REGION_STEPS = 21;
/** A relaxed neck leans forward and the head levels it again, degrees. */
const NECK_LEAN = 16;

export const ORDER = [
  "footF", "legF", "armF", "sleeveF", "trunk", "footN", "legN+pelvis", "creaseN",
  "neck", "head", "armN", "sleeveN",
];

/* ---------- vectors ---------- */

const clamp = (x, low, high) => Math.min(high, Math.max(low, x));
export const add = (a, b) => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
const sub = (a, b) => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const mul = (a, s) => [a[0] * s, a[1] * s, a[2] * s];
export const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a, b) => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
const norm = (a) => Math.hypot(a[0], a[1], a[2]);
export const unit = (a) => mul(a, 1 / (norm(a) || 1));
const lerp = (a, b, t) => a.map((x, i) => x + (b[i] - x) * t);
/** `a` without its part along the unit vector `axis`, as a unit vector. */
const across = (a, axis) => unit(sub(a, mul(axis, dot(a, axis))));
/** From `o` so far to the front, the left and up, in the frame F. */
const at = (o, F, a, b, c) => add(add(add(o, mul(F.f, a)), mul(F.l, b)), mul(F.u, c));
export const ball = (where, r) => ({ at: where, r });
const angle = (a, b) => Math.acos(clamp(dot(unit(a), unit(b)), -1, 1)) / RAD;

/** The frame whose up is `up` and whose front is as near to `front` as that allows. */
function frame(up, front) {
  const u = unit(up);
  const f = across(front, u);
  return { f, l: cross(u, f), u };
}

/** Turn two axes of a frame in their plane: the first towards the second. */
function turn(F, from, to, degrees) {
  const c = Math.cos(degrees * RAD);
  const s = Math.sin(degrees * RAD);
  return {
    ...F,
    [from]: add(mul(F[from], c), mul(F[to], s)),
    [to]: sub(mul(F[to], c), mul(F[from], s)),
  };
}

/** Bend forward, to the own left and turn to the own left, in this order. */
function bend(F, [flex, side, twist], share = 1) {
  const flexed = turn(F, "u", "f", flex * share);
  return turn(turn(flexed, "u", "l", side * share), "f", "l", twist * share);
}

/* ---------- skeleton ---------- */

const sign = (side) => (side === "L" ? 1 : -1);

/** Two bones from `from` towards `target`; the joint between them points towards `pole`. */
function twoBones(from, target, first, second, pole) {
  const reach = first + second - 0.05;
  const wanted = norm(sub(target, from));
  const d = clamp(wanted, Math.abs(first - second) + 0.05, reach);
  const w = unit(sub(target, from));
  const a = (first * first - second * second + d * d) / (2 * d);
  const h = Math.sqrt(Math.max(0, first * first - a * a));
  const mid = add(add(from, mul(w, a)), mul(across(pole, w), h));
  return { mid, end: add(from, mul(w, d)), over: Math.max(0, wanted - reach) };
}

function spineOf(P, F0, spine) {
  const steps = [{ o: P, F: F0 }];
  let F = F0;
  let o = P;
  for (let i = 0; i < BODY.spine; i += 1) {
    const s = i + 0.5;
    if (s >= LUMBAR.first && s < LUMBAR.last) F = bend(F, spine.lumbar, 1 / REGION_STEPS);
    if (s >= THORAX.first && s < THORAX.last) F = bend(F, spine.thorax, 1 / REGION_STEPS);
    o = add(o, F.u);
    steps.push({ o, F });
  }
  return steps;
}

/** Place and frame `s` cm up the spine; below 0 straight on from the pelvis. */
function spineAt(spine, s) {
  if (s <= 0) return { o: add(spine[0].o, mul(spine[0].F.u, s)), F: spine[0].F };
  const i = Math.min(spine.length - 1, Math.floor(s));
  const next = spine[Math.min(spine.length - 1, i + 1)];
  return { o: lerp(spine[i].o, next.o, s - i), F: spine[Math.round(Math.min(s, BODY.spine))].F };
}

function station(s) {
  const last = STATIONS.length - 1;
  if (s <= STATIONS[0][0]) return STATIONS[0].slice(1);
  if (s >= STATIONS[last][0]) return STATIONS[last].slice(1);
  const i = STATIONS.findIndex((row) => row[0] > s);
  const [low, high] = [STATIONS[i - 1], STATIONS[i]];
  return lerp(low, high, (s - low[0]) / (high[0] - low[0])).slice(1);
}

/** A ring of the trunk: an ellipse across the spine. */
function ring(spine, s, belly, [a, b, f, gain] = station(s)) {
  const front = f + gain * belly;
  const { o, F } = spineAt(spine, s);
  return { o, F, a: a + 0.2 * gain * belly, d: (b + front) / 2, off: (front - b) / 2 };
}

/** Surface of the trunk at height `s`; theta 0 is the front, 90 the left. */
export function surface(spine, s, theta, belly) {
  const { o, F, a, d, off } = ring(spine, s, belly);
  const t = theta * RAD;
  return at(o, F, off + (d + 0.25) * Math.cos(t), (a + 0.25) * Math.sin(t), 0);
}

function footFrame(leg, shin, thigh) {
  const t = unit(leg.foot);
  const along = angle(shin, t) < 14 ? mul(thigh, -1) : mul(shin, -1);
  const n = across(leg.sole_up ?? along, t);
  return { f: t, l: cross(n, t), u: n };
}

function solveLeg(leg, hip) {
  const ik = leg.ankle && twoBones(hip, leg.ankle, BODY.thigh, BODY.shin, leg.pole);
  const knee = ik ? ik.mid : add(hip, mul(unit(leg.thigh), BODY.thigh));
  const ankle = ik ? ik.end : add(knee, mul(unit(leg.shin), BODY.shin));
  const shin = unit(sub(ankle, knee));
  const F = footFrame(leg, shin, unit(sub(knee, hip)));
  const out = sub(knee, lerp(hip, ankle, 0.5));
  const axis = unit(sub(ankle, hip));
  const side = sub(out, mul(axis, dot(out, axis)));
  const kneeDir = norm(side) > 0.5 ? unit(side) : across(F.f, shin);
  return { hip, knee, ankle, F, kneeDir, over: ik ? ik.over : 0 };
}

function armTarget(arm, legs) {
  if (arm.wrist) return arm.wrist;
  const leg = legs[arm.on.at(-1)];
  const [a, b] = arm.on.startsWith("thigh") ? [leg.hip, leg.knee] : [leg.knee, leg.ankle];
  return add(lerp(a, b, arm.t), mul(across(arm.n, unit(sub(b, a))), arm.h));
}

function armFrom(arm, shoulder, target) {
  if (target) {
    const { mid, end, over } = twoBones(shoulder, target, BODY.upper, BODY.fore, arm.pole);
    return { shoulder, elbow: mid, wrist: end, over };
  }
  const elbow = add(shoulder, mul(unit(arm.upper), BODY.upper));
  return { shoulder, elbow, wrist: add(elbow, mul(unit(arm.fore), BODY.fore)), over: 0 };
}

/** The shoulder blade follows the upper arm: up, forward and inwards. */
function shoulderAfter(base, F, upper, sg) {
  const up = Math.max(0, dot(upper, F.u));
  const forward = dot(upper, F.f);
  const out = sg * dot(upper, F.l);
  const inwards = -sg * 2 * up + sg * Math.min(0, out);
  return at(base, F, 2.2 * forward + 1.5 * up, inwards, 4.5 * up + Math.max(0, out));
}

function solveArm(arm, spine, legs, side) {
  const sg = sign(side);
  const { o, F } = spine[BODY.shoulderStep];
  const base = at(o, F, BODY.shoulderFront, sg * BODY.shoulderHalf, 0);
  const target = arm.upper ? null : armTarget(arm, legs);
  let solved = armFrom(arm, base, target);
  for (let i = 0; i < 3; i += 1) {
    const upper = unit(sub(solved.elbow, solved.shoulder));
    solved = armFrom(arm, shoulderAfter(base, F, upper, sg), target);
  }
  const h = unit(arm.hand ?? sub(solved.wrist, solved.elbow));
  const n = across(arm.palm ?? mul(F.l, sg), h);
  return { ...solved, F: { f: h, l: cross(n, h), u: n } };
}

function build(pose, P) {
  const F0 = frame(pose.root.up, pose.root.front);
  const spine = spineOf(P, F0, pose.spine);
  const { o: c7, F: thorax } = spine[BODY.spine];
  const [nf, ns, nt] = pose.neck;
  const [hf, hs, ht] = pose.head;
  const neckFrame = bend(thorax, [nf + NECK_LEAN, ns, nt]);
  const headFrame = bend(neckFrame, [hf - NECK_LEAN, hs, ht]);
  const skull = at(c7, neckFrame, 0.6, 0, BODY.neck);
  const leg = (side) =>
    solveLeg(pose[`leg${side}`], at(P, F0, 0, sign(side) * BODY.hipHalf, 0));
  const legs = { L: leg("L"), R: leg("R") };
  const arm = (side) => solveArm(pose[`arm${side}`], spine, legs, side);
  return { P, F0, spine, c7, thorax, skull, headFrame, legs, arms: { L: arm("L"), R: arm("R") } };
}

const REST_STEPS = [-3, 0, 2, 5, 8, 14, 20, 26, 32, 37, 42, 46];
const SHOULDER_RADIUS = 4.8;

/** The smallest coordinate of the trunk on one axis (0 = x, 2 = z). */
function lowest(pose, P, axis) {
  const F0 = frame(pose.root.up, pose.root.front);
  const spine = spineOf(P, F0, pose.spine);
  const { o, F } = spine[BODY.shoulderStep];
  const bases = [1, -1].map((sg) => at(o, F, BODY.shoulderFront, sg * BODY.shoulderHalf, 0));
  let low = Math.min(...bases.map((b) => b[axis])) - SHOULDER_RADIUS;
  for (const s of REST_STEPS) {
    for (let theta = 0; theta < 360; theta += 30) {
      low = Math.min(low, surface(spine, s, theta, REST_BELLY_CM)[axis]);
    }
  }
  return low;
}

function restOn(pose, P, rest) {
  const axis = rest.axis === "x" ? 0 : 2;
  const moved = [...P];
  moved[axis] += rest.at - (rest.sink ?? REST_SINK_CM) - lowest(pose, P, axis);
  return moved;
}

/** Where each part that may touch something is, by name. */
const PLACES = {
  P: (b) => b.P,
  C7: (b) => b.c7,
  skull: (b) => b.skull,
  brow: (b) => headAt(b, 2.6, 0, 8.2),
  hip: (b, s) => b.legs[s].hip,
  knee: (b, s) => b.legs[s].knee,
  ankle: (b, s) => b.legs[s].ankle,
  heel: (b, s) => at(b.legs[s].ankle, b.legs[s].F, -3.4, 0, -4.2),
  ball: (b, s) => at(b.legs[s].ankle, b.legs[s].F, 9.6, 0, -5.2),
  toe: (b, s) => at(b.legs[s].ankle, b.legs[s].F, 13.6, 0, -5.9),
  sh: (b, s) => b.arms[s].shoulder,
  elb: (b, s) => b.arms[s].elbow,
  wri: (b, s) => b.arms[s].wrist,
  knuc: (b, s) => at(b.arms[s].wrist, b.arms[s].F, 7.2, 0, 0),
  tip: (b, s) => at(b.arms[s].wrist, b.arms[s].F, 12.8, 0, 0),
};

/** A joint by name ("kneeL"), or the middle of two ("kneeL+kneeR"). */
export function joint(body, name) {
  if (name.includes("+")) {
    const [a, b] = name.split("+");
    return lerp(joint(body, a), joint(body, b), 0.5);
  }
  if (PLACES[name]) return PLACES[name](body);
  return PLACES[name.slice(0, -1)](body, name.at(-1));
}

/**
 * Solve a pose: where every joint is. Rests and anchors move the whole body; hands and
 * feet with a target are points of the world and stay where they are.
 */
export function solve(pose) {
  const { root } = pose;
  let P = root.at ?? [0, 0, 0];
  if (root.rest) for (let i = 0; i < 2; i += 1) P = restOn(pose, P, root.rest);
  if (root.anchor) {
    const here = joint(build(pose, P), root.anchor.joint);
    P = P.map((x, i) => x + (root.anchor.to[i] ?? here[i]) - here[i]);
  }
  return build(pose, P);
}

/* ---------- between two keys ---------- */

const DIRECTIONS = new Set([
  "up", "front", "thigh", "shin", "foot", "sole_up", "upper", "fore", "hand", "palm", "pole", "n",
]);
const LIMBS = ["legL", "legR", "armL", "armR"];
/** Beyond this angle the way round is not given by the two ends. */
const OPPOSITE_DEG = 170;

function slerp(a, b, t) {
  const [from, to] = [unit(a), unit(b)];
  const degrees = angle(from, to);
  if (degrees > OPPOSITE_DEG) throw new Error("Opposite directions: add a key between them.");
  if (degrees < 0.01) return to;
  const whole = Math.sin(degrees * RAD);
  const share = (x) => Math.sin(x * degrees * RAD) / whole;
  return add(mul(from, share(1 - t)), mul(to, share(t)));
}

function mixField(name, a, b, t) {
  if (a === b || JSON.stringify(a) === JSON.stringify(b)) return a;
  if (typeof a === "number") return a + (b - a) * t;
  if (Array.isArray(a)) return DIRECTIONS.has(name) ? slerp(a, b, t) : lerp(a, b, t);
  return mixFields(a, b, t);
}

function mixFields(a, b, t) {
  const mixed = {};
  for (const name of Object.keys(a)) {
    mixed[name] = typeof a[name] === "string" ? a[name] : mixField(name, a[name], b[name], t);
  }
  return mixed;
}

const sameFields = (a, b) =>
  Object.keys(a).sort().join() === Object.keys(b).sort().join() && a.on === b.on;

/** A limb as plain directions, from where its joints are. */
function asDirections(pose, limb) {
  const body = solve(pose);
  const side = limb.at(-1);
  if (limb.startsWith("leg")) {
    const { hip, knee, ankle, F } = body.legs[side];
    return { thigh: sub(knee, hip), shin: sub(ankle, knee), foot: F.f, sole_up: F.u };
  }
  const { shoulder, elbow, wrist, F } = body.arms[side];
  return { upper: sub(elbow, shoulder), fore: sub(wrist, elbow), hand: F.f, palm: F.u };
}

function mixLimb(limb, a, b, t) {
  if (sameFields(a[limb], b[limb])) return mixField(limb, a[limb], b[limb], t);
  return mixField(limb, asDirections(a, limb), asDirections(b, limb), t);
}

/** Where the body is carried by other things in the two keys, the pelvis itself is placed. */
const placed = (pose) => ({ up: pose.root.up, front: pose.root.front, at: solve(pose).P });

function mixRoot(a, b, t) {
  const same = sameFields(a.root, b.root) && a.root.anchor?.joint === b.root.anchor?.joint;
  return same ? mixField("root", a.root, b.root, t) : mixField("root", placed(a), placed(b), t);
}

/** The pose between two complete poses. */
export function mix(a, b, t) {
  const mixed = { root: mixRoot(a, b, t) };
  for (const limb of LIMBS) mixed[limb] = mixLimb(limb, a, b, t);
  for (const name of ["spine", "neck", "head", "belly"]) {
    mixed[name] = mixField(name, a[name], b[name], t);
  }
  return mixed;
}

const UPRIGHT = { neck: [0, 0, 0], head: [0, 0, 0], belly: 0 };

/** The keys of an exercise, each complete: what a key leaves out is as in the one before. */
export function keysOf(exercise) {
  const keys = [];
  for (const key of exercise.keys) keys.push({ ...(keys.at(-1) ?? UPRIGHT), ...key });
  return keys;
}

/** The pose at a position between 0 (first key) and the number of keys less one. */
export function poseAt(exercise, position) {
  const keys = keysOf(exercise);
  const i = clamp(Math.floor(position), 0, keys.length - 2);
  const t = position - i;
  if (t === 0) return keys[i];
  return t === 1 ? keys[i + 1] : mix(keys[i], keys[i + 1], t);
}

/* ---------- drawing on the plane ---------- */

export const pixAdd = (a, b, s = 1) => [a[0] + b[0] * s, a[1] + b[1] * s];
export const pixSub = (a, b) => [a[0] - b[0], a[1] - b[1]];
const pixDot = (a, b) => a[0] * b[0] + a[1] * b[1];
export const pixUnit = (a) => {
  const length = Math.hypot(a[0], a[1]) || 1;
  return [a[0] / length, a[1] / length];
};
export const polygon = (points) => [
  ...points.map((p, i) => [i ? "L" : "M", ...p]),
  ["Z"],
];

/** Corners of the tapered capsule round two circles, and the direction between them. */
function tangents(c1, r1, c2, r2) {
  const least = 1.03 * Math.abs(r1 - r2) + 0.02;
  const away = pixSub(c2, c1);
  const w = Math.hypot(...away) < 1e-6 ? [1, 0] : pixUnit(away);
  const short = least - Math.hypot(...away);
  const from = short > 0 && r1 < r2 ? pixAdd(c1, w, -short) : c1;
  const to = short > 0 && r1 >= r2 ? pixAdd(c2, w, short) : c2;
  const sb = (r1 - r2) / Math.max(least, Math.hypot(...away));
  const cb = Math.sqrt(Math.max(0, 1 - sb * sb));
  const q = (c, r, sg) => pixAdd(pixAdd(c, w, r * sb), [-w[1], w[0]], sg * r * cb);
  return { a: q(from, r1, 1), b: q(to, r2, 1), c: q(to, r2, -1), e: q(from, r1, -1), w };
}

/** Catmull-Rom through the points as cubic curves, without the first move. */
function smooth(points, closed) {
  const n = points.length;
  const get = (i) => (closed ? points[(i + n) % n] : points[clamp(i, 0, n - 1)]);
  const curves = [];
  for (let i = 0; i < (closed ? n : n - 1); i += 1) {
    const [a, b, c, d] = [get(i - 1), get(i), get(i + 1), get(i + 2)];
    const out = pixAdd(b, pixSub(c, a), 1 / 6);
    const into = pixAdd(c, pixSub(d, b), -1 / 6);
    curves.push(["C", ...out, ...into, ...c]);
  }
  return curves;
}

function area(points) {
  let sum = 0;
  points.forEach((p, i) => {
    const q = points[(i + 1) % points.length];
    sum += p[0] * q[1] - q[0] * p[1];
  });
  return sum;
}

/** Same winding everywhere, so that overlapping subpaths are a union and no hole. */
const wound = (points) => (area(points) > 0 ? [...points].reverse() : points);
const closedCurve = (points) => {
  const turned = wound(points);
  return [["M", ...turned[0]], ...smooth(turned, true), ["Z"]];
};
export const openCurve = (points) => [["M", ...points[0]], ...smooth(points, false)];

/** A quadratic curve through three points. */
const through = ([a, b, c]) => [
  ["M", ...a],
  ["Q", ...pixSub([2 * b[0], 2 * b[1]], lerp(a, c, 0.5)), ...c],
];

/** The support point of a projected ellipse in direction `n`. */
function support(e, n) {
  const along = e.a * pixDot(e.l, n);
  const front = e.d * pixDot(e.f, n);
  const length = Math.hypot(along, front) || 1;
  return pixAdd(pixAdd(e.c, e.l, (e.a * along) / length), e.f, (e.d * front) / length);
}

function sidePoint(ellipses, i, n, sg) {
  const below = ellipses[Math.max(0, i - 1)];
  const above = ellipses[Math.min(ellipses.length - 1, i + 1)];
  const out = [n[0] * sg, n[1] * sg];
  let best = out;
  for (let turnNo = 0; turnNo < 2; turnNo += 1) {
    const e = pixUnit(pixSub(support(above, best), support(below, best)));
    const q = [-e[1] * sg, e[0] * sg];
    if (pixDot(q, out) > 0.35) best = q;
  }
  return support(ellipses[i], best);
}

/** How far the ends of a loft stand out, cm. */
const CAP_CM = 1.6;
/** Where the lit part of a sphere lies: moved towards the light and smaller. */
const LIT = { shift: 0.194, size: 0.8 };
/** The light comes from the upper left of the picture. */
const LIGHT = [-0.55, 0.84];

/**
 * Everything that turns points of the world into paths, for one camera.
 * @param {{yaw: number, elev: number}} cam
 * @param {{k: number, cx: number, cy: number}} fit pixels per cm and where the origin is
 */
export function penFor(cam, { k, cx, cy }) {
  const [cy0, sy0] = [Math.cos(cam.yaw * RAD), Math.sin(cam.yaw * RAD)];
  const [ce, se] = [Math.cos(cam.elev * RAD), Math.sin(cam.elev * RAD)];
  const R = [cy0, sy0, 0];
  const D = [sy0 * ce, -cy0 * ce, se];
  const U = [-sy0 * se, cy0 * se, ce];
  const light = unit(add(mul(R, LIGHT[0]), mul(U, LIGHT[1])));
  const pix = (v) => [cx + k * dot(v, R), cy - k * dot(v, U)];
  const dir = (v) => [k * dot(v, R), -k * dot(v, U)];
  const circle = (s) => ({ c: pix(s.at), r: s.r * k });
  return { k, D, light, pix, dir, circle, depth: (v) => dot(v, D) };
}

const litBalls = (pen, balls, shift = LIT.shift, size = LIT.size) =>
  balls.map((s) => ball(add(s.at, mul(pen.light, shift * s.r)), size * s.r));

function capsule(pen, from, to) {
  const [one, two] = [pen.circle(from), pen.circle(to)];
  const { a, b, c, e } = tangents(one.c, one.r, two.c, two.r);
  const wide = one.r > two.r ? 1 : 0;
  return [
    ["M", ...a],
    ["L", ...b],
    ["A", two.r, two.r, 0, 1 - wide, 0, ...c],
    ["L", ...e],
    ["A", one.r, one.r, 0, wide, 0, ...a],
    ["Z"],
  ];
}

export const chain = (pen, balls) => balls.slice(1).flatMap((s, i) => capsule(pen, balls[i], s));

/** A capsule that ends in a hem, and the open line along its sides and hem. */
function hemmed(pen, from, to, bulgeCm, lineStart = 0) {
  const [one, two] = [pen.circle(from), pen.circle(to)];
  const { a, b, c, e, w } = tangents(one.c, one.r, two.c, two.r);
  const control = pixAdd(lerp(b, c, 0.5), w, bulgeCm * pen.k);
  const hem = ["Q", ...control, ...c];
  const back = ["A", one.r, one.r, 0, one.r > two.r ? 1 : 0, 0, ...a];
  return {
    area: [["M", ...a], ["L", ...b], hem, ["L", ...e], back, ["Z"]],
    line: [["M", ...lerp(a, b, lineStart)], ["L", ...b], hem, ["L", ...lerp(e, c, lineStart)]],
  };
}

/** The convex hull of spheres, with a constant number of corners from any view. */
export function hull(pen, balls, corners) {
  const circles = balls.map(pen.circle);
  const points = [];
  for (let i = 0; i < corners; i += 1) {
    const n = [Math.cos((-2 * Math.PI * i) / corners), Math.sin((-2 * Math.PI * i) / corners)];
    const reach = circles.map(({ c, r }) => pixDot(c, n) + r);
    const far = circles[reach.indexOf(Math.max(...reach))];
    points.push(pixAdd(far.c, n, far.r));
  }
  return polygon(points);
}

function ellipseOf(pen, { o, F, a, d, off, shift = [0, 0, 0] }) {
  const centre = add(add(o, mul(F.f, off)), shift);
  return { o: pen.pix(o), c: pen.pix(centre), l: pen.dir(F.l), f: pen.dir(F.f), a, d };
}

/** Outline of a stack of ellipses: its two sides from bottom to top and its end caps. */
function loft(pen, rings) {
  const ellipses = rings.map((r) => ellipseOf(pen, r));
  const last = ellipses.length - 1;
  const tangent = (i) =>
    pixUnit(pixSub(ellipses[Math.min(last, i + 1)].o, ellipses[Math.max(0, i - 1)].o));
  const side = (sg) =>
    ellipses.map((_, i) => sidePoint(ellipses, i, [-tangent(i)[1], tangent(i)[0]], sg));
  const cap = (i, sg) => {
    const t = pixUnit([tangent(i)[0] * sg, tangent(i)[1] * sg]);
    return pixAdd(support(ellipses[i], t), t, CAP_CM * pen.k);
  };
  return { right: side(1), left: side(-1), top: cap(last, 1), bottom: cap(0, -1) };
}

function loftShape(pen, rings) {
  const { right, left, top, bottom } = loft(pen, rings);
  return closedCurve([...right, top, ...left.reverse(), bottom]);
}

const litRing = (pen, r, shift, width, depth, off) => ({
  ...r,
  a: r.a * width,
  d: r.d * depth,
  off: r.off * off,
  shift: mul(pen.light, shift * r.d),
});

/* ---------- trunk, pelvis, neck ---------- */

export const shape = (name, paint, path, more = {}) => ({ name, paint, path, ...more });

/** The shirt narrows at its lower end, so that no tail stands off beside the hips. */
function shirtRings(spine, belly) {
  const [, , f] = station(0.6);
  const low = station(4.5);
  const waist = station(9);
  const rows = STATIONS.filter(([s]) => s >= 14);
  return [
    ring(spine, 0.6, belly, [10.5, 5.5, f - 1.8, 0.05]),
    ring(spine, 4.5, belly, [low[0] - 1.2, low[1] - 2, low[2], low[3]]),
    ring(spine, 9, belly, [waist[0] - 0.8, waist[1] - 0.9, waist[2], waist[3]]),
    ...rows.map(([s]) => ring(spine, s, belly)),
  ];
}

/** From the shoulder to the neck and down the side of the chest. */
function shoulderChains(body, side) {
  const shoulder = ball(body.arms[side].shoulder, SHOULDER_RADIUS);
  const yoke = spineAt(body.spine, 45.5);
  const chest = spineAt(body.spine, 37);
  return [
    [shoulder, ball(at(yoke.o, yoke.F, 0.6, 0, 1), 4.7)],
    [shoulder, ball(at(chest.o, chest.F, 1, sign(side) * 7, 0), 6.2)],
  ];
}

function trunk({ body, pen, belly, skip }) {
  const rings = shirtRings(body.spine, belly);
  const outline = loft(pen, rings);
  const base = closedCurve([...outline.right, outline.top, ...outline.left.reverse()]);
  const chains = ["L", "R"].filter((s) => s !== skip).map((s) => shoulderChains(body, s));
  const yokes = chains.flatMap((both) => both.flatMap((balls) => chain(pen, balls)));
  const lit = rings.slice(2, -1).map((r) => litRing(pen, r, 0.12, 0.87, 0.87, 0.97));
  const litYokes = chains.flatMap(([yoke]) => chain(pen, litBalls(pen, yoke)));
  return [
    shape("trunk", "top", [...base, ...yokes]),
    shape("trunkLit", "topLit", [...loftShape(pen, lit), ...litYokes]),
    ...bellyShade(body, pen, belly),
    ...SIDES.map((sg) => folds(body, pen, belly, sg)),
  ];
}

/** Folds of the shirt: cm up the spine and degrees from the front of three points of each. */
const FOLDS = [
  [[39.5, 66], [36.5, 54], [35, 38]],
  [[10.5, 118], [12.5, 98], [12, 78]],
  [[16.5, 112], [17.5, 96], [17, 82]],
];

/** One side's folds under the arm and at the waist; they belong to cloth that is seen. */
function folds(body, pen, belly, sg) {
  const path = FOLDS.flatMap((points) =>
    through(points.map(([s, theta]) => pen.pix(surface(body.spine, s, sg * theta, belly)))));
  const outwards = sg * dot(body.spine[20].F.l, pen.D);
  return shape(`folds${sg}`, "fold", path, { opacity: clamp((outwards - 0.35) / 0.3, 0, 1) });
}

/** The crescent of shade under the bump, and its edge: from the front it says how round it is. */
function bellyShade(body, pen, belly) {
  const { o, F } = spineAt(body.spine, 15.5);
  const [, , f, gain] = station(15.5);
  const facing = Math.max(0, dot(F.f, pen.D));
  const r = 8.2 + 0.25 * belly;
  const centre = pen.pix(at(o, F, f + gain * belly - r - 0.5, 0, 0));
  const [dx, dy] = pen.dir(add(mul(F.u, -1), [0, 0, -0.55]));
  const middle = Math.atan2(dy, dx);
  const half = (62 + 14 * facing) * RAD;
  const on = (turned) => pixAdd(centre, [Math.cos(turned), Math.sin(turned)], r * pen.k);
  const [from, to] = [on(middle + half), on(middle - half)];
  const flat = r * pen.k * (1.28 + 0.1 * facing);
  const path = [
    ["M", ...from],
    ["A", r * pen.k, r * pen.k, 0, 0, 0, ...to],
    ["A", flat, flat, 0, 0, 1, ...from],
    ["Z"],
  ];
  const line = [["M", ...from], ["A", r * pen.k, r * pen.k, 0, 0, 0, ...to]];
  const round = clamp((belly - 2) / 5, 0, 1);
  return [
    shape("bellyShade", "topShade", path, { opacity: clamp((facing - 0.25) / 0.3, 0, 1) }),
    shape("bellyLine", "fold", line, { opacity: round * clamp((facing - 0.4) / 0.3, 0, 1) }),
  ];
}

function nape({ body, pen }) {
  const { o, F } = spineAt(body.spine, 48);
  const low = at(o, F, 1.2, 0, 0.6);
  const high = at(body.skull, body.headFrame, -0.3, 0, 2);
  return [shape("neck", "skin", chain(pen, [ball(low, 4.3), ball(high, 4.2)]))];
}

function neck({ body, pen }) {
  const { o, F } = spineAt(body.spine, 48);
  const neckline = [
    ball(at(o, F, 1.2, 0, 0.6), 4),
    ball(at(o, F, 1.6, 2.8, -0.8), 2.2),
    ball(at(o, F, 1.6, -2.8, -0.8), 2.2),
    ball(at(o, F, 3.4, 0, -3.8), 2.2),
  ];
  const [bare] = nape({ body, pen });
  return [{ ...bare, path: [...bare.path, ...hull(pen, neckline, 24)] }];
}

/** Height of the waistband round the body: low under the bump, high at the back, cm. */
const waistband = (theta) => 0.2 + 12.8 * (0.5 - 0.5 * Math.cos(theta * RAD)) ** 1.5;
const WAIST_POINTS = 24;

/** The visible half of the waistband, from the picture's right of the spine to its left. */
function waistArc({ body, pen, belly }) {
  const thetas = Array.from({ length: WAIST_POINTS }, (_, i) => (360 / WAIST_POINTS) * i);
  const points = thetas.map((theta) => surface(body.spine, waistband(theta), theta, belly));
  const up = pixUnit(pixSub(pen.pix(body.spine[10].o), pen.pix(body.P)));
  const reach = points.map((p) => pixDot(pen.pix(p), [-up[1], up[0]]));
  const start = reach.indexOf(Math.max(...reach));
  const end = reach.indexOf(Math.min(...reach));
  const walk = (step) => {
    const found = [start];
    while (found.at(-1) !== end) found.push((found.at(-1) + step + WAIST_POINTS) % WAIST_POINTS);
    return found;
  };
  const mean = (list) => list.reduce((sum, i) => sum + pen.depth(points[i]), 0) / list.length;
  const [one, two] = [walk(1), walk(-1)];
  const seen = mean(one) > mean(two) ? one : two;
  return [0, 0.25, 0.5, 0.75, 1].map((q) => {
    const i = seen[Math.round((seen.length - 1) * q)];
    return { theta: thetas[i], p: pen.pix(points[i]) };
  });
}

function pelvisSide(pen, body, belly, theta, sideName) {
  const third = clamp(waistband(theta) - 2.5, -1.5, 2);
  const rings = [-8, -3, third, 6].map((s) => ring(body.spine, s, belly));
  const outline = loft(pen, rings);
  return { points: outline[sideName].slice(0, 3), bottom: outline.bottom };
}

/** Where the belly hangs over the waistband, its end is pulled in, or it stands out as a spike. */
const pulled = (end, towards) =>
  lerp(end.p, towards, 0.9 * clamp(1.4 * Math.cos(end.theta * RAD), 0, 1));

const buttocks = (body) => [1, -1].map((sg) => ball(at(body.P, body.F0, -2.2, sg * 7.4, -4), 7.7));

function pelvis({ body, pen, belly }) {
  const arc = waistArc({ body, pen, belly });
  const right = pelvisSide(pen, body, belly, arc[0].theta, "right");
  const left = pelvisSide(pen, body, belly, arc[4].theta, "left");
  const top = arc.map((end) => end.p);
  top[0] = pulled(arc[0], right.points[2]);
  top[4] = pulled(arc[4], left.points[2]);
  const seat = [...left.points].reverse().concat([right.bottom], right.points, [top[0]]);
  const flip = area([...seat, ...top]) > 0;
  const [run, band] = flip ? [seat.reverse(), top.reverse()] : [seat, top];
  const path = [...openCurve(run), ["L", ...band[0]], ...smooth(band, false), ["Z"]];
  const lit = [-6, -3, -0.8].map((s) =>
    litRing(pen, ring(body.spine, s, belly), 0.1, 0.88, 0.87, 1));
  return {
    path: [...path, ...chain(pen, buttocks(body))],
    lit: [...loftShape(pen, lit), ...chain(pen, litBalls(pen, buttocks(body)))],
  };
}

/* ---------- limbs ---------- */

function legBalls(leg, sg, F0) {
  const thighDir = unit(sub(leg.knee, leg.hip));
  const shinDir = unit(sub(leg.ankle, leg.knee));
  const root = sub(add(leg.hip, mul(thighDir, 3.4)), mul(F0.l, sg * 0.5));
  const front = mul(across(leg.kneeDir, thighDir), 0.7);
  const back = mul(across(leg.kneeDir, shinDir), -1.2);
  return {
    shinDir,
    thigh: [
      ball(root, 8.5),
      ball(add(lerp(leg.hip, leg.knee, 0.42), front), 8.1),
      ball(leg.knee, 5.6),
    ],
    knee: ball(leg.knee, 5.5),
    calf: ball(add(lerp(leg.knee, leg.ankle, 0.3), back), 5.4),
    shin: (t, r) => ball(lerp(leg.knee, leg.ankle, t), r),
  };
}

function leg({ body, pen }, side) {
  const { thigh, knee, calf, shin, shinDir } = legBalls(body.legs[side], sign(side), body.F0);
  const bulge = 1 + 1.6 * Math.max(0, dot(shinDir, pen.D));
  return {
    path: [
      ...chain(pen, thigh),
      ...capsule(pen, knee, calf),
      ...hemmed(pen, calf, shin(0.9, 3.75), bulge).area,
    ],
    lit: [
      ...chain(pen, litBalls(pen, thigh)),
      ...chain(pen, litBalls(pen, [knee, calf, shin(0.76, 4.2)])),
    ],
  };
}

/** The fold behind a knee that is bent far. */
function crease({ body, pen }, side) {
  const { hip, knee, ankle, kneeDir } = body.legs[side];
  const out = across(kneeDir, unit(sub(knee, hip)));
  const points = [[0.16, 4.6], [0.5, 7], [0.85, 9]].map(([t, r]) =>
    pen.pix(sub(lerp(knee, hip, t), mul(out, r))));
  const bent = 180 - angle(sub(hip, knee), sub(ankle, knee));
  const opacity = clamp((bent - 105) / 15, 0, 1);
  return shape(`crease${side}`, "crease", through(points), { opacity });
}

function foot({ body, pen }, side, far) {
  const { knee, ankle, F } = body.legs[side];
  const sg = sign(side);
  const on = (x, y, z, r) => ball(at(ankle, F, x, y, z), r);
  const wedge = [
    on(0, 0, 0, 3.2), on(-3.4, 0, -4.2, 2.9), on(9.6, 1.9, -5.2, 1.9), on(9.6, -1.9, -5.2, 1.9),
    on(13.6, -sg * 1.4, -5.9, 1.2), on(12.4, sg * 2.1, -5.9, 1.1),
  ];
  const bright = [
    on(0, 0, 0, 3.2), on(-3, 0, -3.6, 2.9), on(9.6, 0, -5, 2.2), on(12.6, 0, -5.6, 1.3),
  ];
  const shaft = (t, r) => [ball(lerp(knee, ankle, t), r), ball(ankle, 3.3)];
  const lit = [
    ...chain(pen, litBalls(pen, shaft(0.85, 3.6))),
    ...hull(pen, litBalls(pen, bright), 12),
  ];
  const path = [...chain(pen, shaft(0.78, 3.7)), ...hull(pen, wedge, 18)];
  return [
    shape(`foot${side}`, "skin", path, { far }),
    shape(`foot${side}Lit`, "skinLit", lit, { far }),
    toeLines({ pen }, F, ankle, sg, `toes${side}`),
  ];
}

/** The lines between the toes, seen from above and from the front. */
function toeLines({ pen }, F, ankle, sg, name) {
  const gaps = [-0.5, 0.6, 1.5, 2.3];
  const path = gaps.flatMap((y, i) => [
    ["M", ...pen.pix(at(ankle, F, 11.6 - 0.35 * i, sg * y, -4.2 - 0.05 * i))],
    ["L", ...pen.pix(at(ankle, F, 14 - 0.45 * i, sg * y, -5.5))],
  ]);
  const turned = dot(F.u, pen.D) + 0.6 * Math.max(0, dot(F.f, pen.D));
  return shape(name, "skinLine", path, { opacity: clamp((turned - 0.1) / 0.2, 0, 1) });
}

/** From the thumb's side on: where a finger leaves the palm and where its tip is, cm. */
const FINGERS = [
  { root: 2.75, tip: [11.6, 2.35] },
  { root: 0.95, tip: [13, 0.85] },
  { root: -0.85, tip: [12.5, -0.7] },
  { root: -2.6, tip: [10.9, -2.2] },
];

function arm({ body, pen }, side, far) {
  const { shoulder, elbow, wrist, F } = body.arms[side];
  const sg = sign(side);
  const upper = (t, r) => ball(lerp(shoulder, elbow, t), r);
  const hand = (x, y, z, r) => ball(at(wrist, F, x, y, z), r);
  const bow = [ball(elbow, 3.4), ball(lerp(elbow, wrist, 0.28), 3.5), ball(wrist, 2.35)];
  const palm = [ball(wrist, 2.25), hand(7.2, 2.3, 0, 1.6), hand(7, -2.3, 0, 1.6)];
  const fingers = FINGERS.map(({ root, tip }) =>
    chain(pen, [hand(6.6, -sg * root, 0, 1.15), hand(tip[0], -sg * tip[1], 0, 0.95)]));
  const thumb = [hand(2.8, -sg * 1.6, -0.6, 1.5), hand(7, -sg * 3.9, -1.2, 1.15)];
  const path = [
    ...chain(pen, [upper(0.25, 4.1), upper(0.55, 4), ball(elbow, 3.4)]),
    ...chain(pen, bow),
    ...chain(pen, thumb),
    ...hull(pen, palm, 12),
    ...fingers.flat(),
  ];
  const lit = [
    ...chain(pen, litBalls(pen, [upper(0.3, 4.1), upper(0.55, 4), ball(elbow, 3.4)])),
    ...chain(pen, litBalls(pen, [...bow, hand(6.5, 0, 0, 2.8), hand(11, 0, 0, 1.7)])),
  ];
  return [
    shape(`arm${side}`, "skin", path, { far }),
    shape(`arm${side}Lit`, "skinLit", lit, { far }),
    fingerLines({ pen }, F, wrist, sg, `fingers${side}`),
  ];
}

/** The lines between the fingers, on the back of the hand or in the palm. */
function fingerLines({ pen }, F, wrist, sg, name) {
  const turned = dot(F.u, pen.D);
  const lift = 1.1 * Math.sign(turned || 1);
  const path = FINGERS.slice(1).flatMap(({ root, tip }, i) => {
    const before = FINGERS[i];
    const middle = (root + before.root) / 2;
    const end = [Math.min(tip[0], before.tip[0]) + 0.5, (tip[1] + before.tip[1]) / 2];
    const from = pen.pix(at(wrist, F, 7.6, -sg * middle, lift));
    return [["M", ...from], ["L", ...pen.pix(at(wrist, F, end[0], -sg * end[1], lift))]];
  });
  return shape(name, "skinLine", path, { opacity: clamp((Math.abs(turned) - 0.2) / 0.25, 0, 1) });
}

/** Where the outline of a sleeve begins: none runs across the shoulder. */
const SLEEVE_LINE_START = 0.14;

function sleeve({ body, pen }, side, far) {
  const { shoulder, elbow } = body.arms[side];
  const on = (t, r) => ball(lerp(shoulder, elbow, t), r);
  const cloth = hemmed(pen, on(0, 4.65), on(0.5, 4.75), 1, SLEEVE_LINE_START);
  const lit = chain(pen, litBalls(pen, [on(0.04, 4.5), on(0.33, 4.7)]));
  return [
    ...longSleeve({ body, pen }, side, far),
    shape(`sleeve${side}`, "sleeve", cloth.area, { far }),
    shape(`sleeve${side}Lit`, "topLit", lit, { far }),
    shape(`sleeve${side}Line`, "sleeveLine", cloth.line),
  ];
}

/** The rest of a long sleeve, to the wrist; unseen while its colours are none. */
function longSleeve({ body, pen }, side, far) {
  const { shoulder, elbow, wrist } = body.arms[side];
  const upper = ball(lerp(shoulder, elbow, 0.4), 4.6);
  const bow = [ball(elbow, 4), ball(lerp(elbow, wrist, 0.3), 4), ball(lerp(elbow, wrist, 0.9), 3.1)];
  const cuff = hemmed(pen, bow[1], bow[2], 0.8).area;
  const path = [...chain(pen, [upper, bow[0]]), ...capsule(pen, bow[0], bow[1]), ...cuff];
  const lit = chain(pen, litBalls(pen, [upper, ...bow.slice(0, 2), ball(lerp(elbow, wrist, 0.78), 3.3)]));
  return [
    shape(`longSleeve${side}`, "longSleeve", path, { far }),
    shape(`longSleeve${side}Lit`, "longSleeveLit", lit, { far }),
  ];
}

/* ---------- head ---------- */

export const SIDES = [1, -1];
export const headAt = (body, x, y, z) =>
  at(body.skull, body.headFrame, x * BODY.head, y * BODY.head, z * BODY.head);

/** What the parts of the head need to know of the view. */
function headView({ body, pen }) {
  const place = (x, y, z) => headAt(body, x, y, z);
  const on = (x, y, z, r) => ball(place(x, y, z), r * BODY.head);
  const pix = (x, y, z) => pen.pix(place(x, y, z));
  const facing = dot(body.headFrame.f, pen.D);
  const near = (sg) => pen.depth(place(0, 5 * sg, 8)) - pen.depth(place(0, 0, 8));
  const towards = (p, from) => dot(unit(sub(place(...p), place(...from))), pen.D);
  return { pen, on, pix, facing, front: facing > -0.45, near, towards };
}

const shown = (yes) => ({ opacity: yes ? 1 : 0 });
const ear = ({ pen, on }, sg) =>
  chain(pen, [on(0.6, 7.2 * sg, 6.2, 1.5), on(0.4, 7 * sg, 4.3, 1.1)]);
const bun = ({ pen, on }) => chain(pen, [on(-8, 0, 14.2, 4.4), on(-8.8, 0, 15, 4.4)]);

function sideHair({ pen, on }, sg) {
  const temple = on(1.6, 6.7 * sg, 10.2, 1.4);
  const behind = on(-4.6, 6.8 * sg, 10.6, 1.1);
  const above = [on(4, 3.4 * sg, 13.4, 2.3), on(-2, 3.6 * sg, 13, 3), temple, behind];
  const below = [temple, on(-0.9, 7 * sg, 5.8, 1.1), on(-4.2, 6.8 * sg, 4.8, 1.1), behind];
  return [...hull(pen, above, 18), ...hull(pen, below, 14)];
}

function rearPatch({ pen, on }, sg) {
  const corners = [
    on(-4.6, 6.8 * sg, 10.6, 1.1), on(-4.2, 6.8 * sg, 4.8, 1.1),
    on(-6, 4.6 * sg, 10, 2.2), on(-6, 4.6 * sg, 5.4, 2),
  ];
  return hull(pen, corners, 14);
}

/** A lock of hair beside the neck, for those who wear it loose to the jaw. */
function bob({ pen, on }, sg) {
  return hull(pen, [
    on(-0.6, 6.9 * sg, 7, 1.5), on(-4.6, 6 * sg, 7.5, 2.4),
    on(0.4, 6.6 * sg, -0.6, 1.5), on(-4.4, 5.6 * sg, -1.6, 2.2),
  ], 16);
}

function bobBehind({ pen, on }) {
  const back = SIDES.flatMap((sg) => [
    on(-5.5, 4 * sg, 7, 3.4), on(-5, 4.2 * sg, -1, 2.6), on(-2, 5.6 * sg, -1, 2),
  ]);
  return hull(pen, back, 20);
}

function backHair(view) {
  const { pen, on } = view;
  const skullHair = [on(-1, 0, 8.8, 8.8), on(2.2, 0, 10.2, 7), on(-3, 0, 4.4, 5.2)];
  return [...hull(pen, skullHair, 26), ...SIDES.flatMap((sg) => sideHair(view, sg))];
}

const FACE_BALL = [2.6, 0, 8.2];
const FACE_RADIUS = 7.4;

function face({ pen, on }) {
  const jaw = [
    on(...FACE_BALL, FACE_RADIUS), on(5.9, 0, 0.2, 2.9),
    on(4.6, 2.6, 1.8, 3.3), on(4.6, -2.6, 1.8, 3.3),
  ];
  const nose = chain(pen, [on(9.3, 0, 6.2, 0.7), on(10.3, 0, 4.3, 0.95)]);
  const litNose = chain(pen, [on(8.9, 0, 6, 0.7), on(9.9, 0, 4.5, 0.7)]);
  return [
    shape("face", "skin", [...hull(pen, jaw, 20), ...nose]),
    shape("faceLit", "skinLit", [...hull(pen, litBalls(pen, jaw, 0.12, 0.88), 18), ...litNose]),
  ];
}

/** A point on the front of the face, by how far left and up it is. */
function onFace(l, u) {
  const depth = Math.sqrt(FACE_RADIUS ** 2 - l ** 2 - (u - FACE_BALL[2]) ** 2);
  return [FACE_BALL[0] + depth, l, u];
}

const EYE = { out: 3.3, half: 1.6, up: 6.5, sag: 0.7 };
const LID = { out: 3.3, half: 1.6, up: 6.5, sag: -0.95 };
const BROW = { out: 3.4, half: 1.8, up: 9.9, sag: -0.6 };
const RAISED_BROW = { out: 3.4, half: 1.8, up: 10.3, sag: -0.55 };

function faceArc({ pix }, sg, { out, half, up, sag }) {
  const points = [-half, 0, half].map((x) =>
    pix(...onFace(sg * (out + x), up - sag * (1 - (x / half) ** 2))));
  return through(points);
}

const dotAt = (p) => [["M", ...p], ["L", p[0] + 0.1, p[1]]];

/** Parts of one colour follow each other, so that they become one path. */
function eyes(view, open) {
  const both = SIDES.map((sg) => eyeParts(view, sg, open));
  return both[0].flatMap((_, i) => both.map((parts) => parts[i]));
}

function eyeParts(view, sg, open) {
  const eye = onFace(sg * EYE.out, EYE.up);
  const turned = view.front && view.towards(eye, FACE_BALL) > 0.08;
  const seen = shown(turned);
  const cheek = view.pix(6.9, 4.7 * sg, 4.2);
  const pupil = view.pix(...onFace(sg * EYE.out, EYE.up + 0.25));
  return [
    shape(`pupil${sg}`, "pupil", dotAt(pupil), shown(turned && open)),
    shape(`cheek${sg}`, "cheek", dotAt(cheek), seen),
    shape(`brow${sg}`, "brow", faceArc(view, sg, open ? RAISED_BROW : BROW), seen),
    shape(`eye${sg}`, "line", faceArc(view, sg, open ? LID : EYE), seen),
  ];
}

const MOUTH_HALF = 1.8;

function mouth(view) {
  const lip = (x) => [8.75 - 0.25 * Math.abs(x), x, 1.9 - 0.6 * (1 - (x / MOUTH_HALF) ** 2)];
  const turned = (x) => view.towards(lip(x), [5.2, 0, 1.7]) < -0.02;
  const ends = [-MOUTH_HALF, 0, MOUTH_HALF].map((x) => lip(turned(x) ? x * 0.15 : x));
  const seen = view.front && view.towards(lip(0), [4.5, 0, 1.7]) > -0.3;
  const nose = [[10.2, -0.95, 3.7], [10.7, 0, 3.2], [10.2, 0.95, 3.7]];
  return [
    shape("mouth", "line", through(ends.map((p) => view.pix(...p))), shown(seen)),
    shape("nose", "noseLine", through(nose.map((p) => view.pix(...p))), shown(view.facing > 0.5)),
  ];
}

function hairInFront(view, sg) {
  const { front, facing } = view;
  const near = view.near(sg);
  const fromSide = front && near > 2.5 && facing < 0.3;
  return [
    shape(`sideHair${sg}`, "hairBare", sideHair(view, sg), shown(front && near >= -0.8)),
    shape(`rearPatch${sg}`, "hairBare", rearPatch(view, sg), shown(fromSide)),
  ];
}

function strands(view, sg) {
  const lines = [
    [[4.6, 4.2, 13.2], [-1.4, 6.9, 12.4], [-6.6, 3, 12.6]],
    [[1.6, 7, 9.6], [-3.4, 7.2, 9.8], [-7.6, 3, 11]],
  ];
  const path = lines.flatMap((line) => through(line.map(([x, y, z]) => view.pix(x, y * sg, z))));
  const seen = view.front && view.near(sg) > -1.5 && view.facing < 0.7;
  return shape(`strands${sg}`, "strand", path, shown(seen));
}

/** All parts of the head, always in this order; what is turned away has no opacity. */
function head(scene) {
  const view = headView(scene);
  const { pen, on, front } = view;
  const crown = [
    on(5, 0, 14.3, 1.9),
    ...SIDES.flatMap((sg) => [on(4, 3.2 * sg, 13.6, 2.2), on(-2, 3.6 * sg, 13, 3)]),
  ];
  return [
    shape("ears", "skin", SIDES.flatMap((sg) => ear(view, sg))),
    shape("bun", "bun", bun(view)),
    shape("bobBehind", "bob", bobBehind(view), shown(view.facing < 0.35)),
    shape("backHair", "hair", backHair(view)),
    ...[-1, 1].map((sg) => shape(`bob${sg}`, "bob", bob(view, sg), shown(front && view.near(sg) <= 2.5))),
    ...face(view),
    ...eyes(view, scene.eyesOpen),
    ...mouth(view),
    shape("crown", "hairBare", hull(pen, crown, 18), shown(front)),
    ...[-1, 1].flatMap((sg) => hairInFront(view, sg)),
    ...[-1, 1].map((sg) => strands(view, sg)),
    ...[-1, 1].map((sg) => shape(`bobFront${sg}`, "bob", bob(view, sg), shown(front && view.near(sg) > 2.5))),
    shape("hairBehind", "hair", backHair(view), shown(!front)),
    shape("bunBehind", "bun", bun(view), shown(!front)),
    ...[-1, 1].map((sg) => shape(`ear${sg}`, "skin", ear(view, sg), shown(view.near(sg) > 2.5))),
  ];
}

/* ---------- shade on the floor ---------- */

const SHADOW_BELOW_CM = 22;
const SHADOW_JOINTS = [
  "P", "C7", "skull",
  ...["knee", "ankle", "toe", "wri", "elb"].flatMap((name) => [`${name}L`, `${name}R`]),
];

/** The soft shade on the floor under all that is near it. */
function shadow({ body, pen }) {
  const low = SHADOW_JOINTS.map((name) => joint(body, name)).filter((p) => p[2] < SHADOW_BELOW_CM);
  return shape("shadow", "shadow", hull(pen, low.map(([x, y]) => ball([x, y, 0], 3.5)), 18));
}

/* ---------- one picture ---------- */

export const near = (exercise) => exercise.near ?? "R";
export const other = (side) => (side === "R" ? "L" : "R");

function limbShapes(scene, name) {
  const [, part, which] = /^(foot|leg|arm|sleeve|crease)([NFLR])$/.exec(name);
  const side = { N: scene.near, F: other(scene.near) }[which] ?? which;
  const far = side !== scene.near;
  if (part === "leg") {
    const { path, lit } = leg(scene, side);
    return [
      shape(`leg${side}`, "leggings", path, { far }),
      shape(`leg${side}Lit`, "leggingsLit", lit, { far }),
    ];
  }
  if (part === "crease") return [crease(scene, side)];
  return { foot, arm, sleeve }[part](scene, side, far);
}

/** Near leg and pelvis are one piece of cloth. */
function legAndPelvis(scene) {
  const limb = leg(scene, scene.near);
  const hips = pelvis(scene);
  return [
    shape("legN+pelvis", "leggings", [...limb.path, ...hips.path]),
    shape("legN+pelvisLit", "leggingsLit", [...limb.lit, ...hips.lit]),
  ];
}

const WHOLE = { trunk, nape, neck, head, "legN+pelvis": legAndPelvis };

function part(scene, name) {
  if (name.startsWith("prop:")) return scene.things.among[name.slice(5)];
  return WHOLE[name] ? WHOLE[name](scene) : limbShapes(scene, name);
}

/** The figure with the things among its limbs, in the painter's order of the exercise. */
export function figure(exercise, scene) {
  return (exercise.order ?? ORDER).flatMap((name) => part(scene, name));
}

/** What is behind the figure: what lies or stands flat, the shade on it, other things. */
export const background = (scene) => [
  ...scene.things.flat, shadow(scene), ...scene.things.standing,
];

export function sceneOf(exercise, position, state, view) {
  const pose = poseAt(exercise, position);
  return {
    body: solve(pose),
    ...view,
    belly: BELLY_CM[state] + pose.belly,
    near: near(exercise),
    eyesOpen: exercise.eyes === "open",
  };
}

/* ---------- shapes to markup ---------- */

/** Colours are variables of the page; line widths are cm, or px where named so. */
export const PAINTS = {
  skin: { fill: "sk2", farFill: "sk3", stroke: "skl" },
  skinLit: { fill: "sk1", farFill: "sk2" },
  top: { fill: "tp2", farFill: "tp3", stroke: "tpl" },
  sleeve: { fill: "tp2", farFill: "tp3" },
  sleeveLine: { stroke: "tpl", cm: 0.62 },
  longSleeve: { fill: "ls2", farFill: "ls3", stroke: "lsl" },
  longSleeveLit: { fill: "ls1", farFill: "ls2" },
  topLit: { fill: "tp1", farFill: "tp2" },
  topShade: { fill: "tp2" },
  leggings: { fill: "pt2", farFill: "pt3", stroke: "ptl" },
  leggingsLit: { fill: "pt1", farFill: "pt2" },
  crease: { stroke: "ptl", cm: 0.62 },
  hair: { fill: "hr", stroke: "hrl" },
  bun: { fill: "bun", stroke: "bunl" },
  bob: { fill: "bob", stroke: "bobl" },
  hairBare: { fill: "hr" },
  strand: { stroke: "hrh", cm: 0.52 },
  line: { stroke: "ft", cm: 0.52 },
  brow: { stroke: "hr", cm: 0.52 },
  skinLine: { stroke: "skl", cm: 0.42 },
  pupil: { stroke: "ft", cm: 1.25 },
  fold: { stroke: "tpl", cm: 0.5, strokeOpacity: 0.55 },
  noseLine: { stroke: "skl", cm: 0.62 },
  cheek: { stroke: "ck", cm: 3.4, strokeOpacity: 0.35 },
  mat: { fill: "mat" },
  matEdge: { fill: "mat2" },
  prop: { fill: "pr1", stroke: "prl" },
  propBare: { fill: "pr1" },
  propLine: { stroke: "prl", cm: 0.45 },
  propKnob: { stroke: "prl", cm: 1.2 },
  propSide: { fill: "pr2", stroke: "prl" },
  ball: { fill: "ba", stroke: "bal" },
  disc: { fill: "disc" },
  wall: { fill: "wl1" },
  wallSide: { fill: "wl2" },
  shadow: { fill: "shd" },
  arrow: { stroke: "ar", px: 3 },
  halo: { stroke: "bg", px: 7 },
  ghost: { fill: "ghf", stroke: "gh", px: 3, dash: "5 4" },
};
const OUTLINE_CM = 1.15;

export const round = (x) => Math.round(x * 10) / 10;
const colour = (name) => `var(--${name})`;

/**
 * The attributes of a shape, as written into the page.
 * @returns {Record<string, string>}
 */
export function attributes(s, k) {
  const paint = PAINTS[s.paint];
  const fill = s.far && paint.farFill ? paint.farFill : paint.fill;
  const width = paint.px ?? (paint.cm ? round(paint.cm * k) : 0);
  const given = {
    fill: fill && colour(fill),
    stroke: paint.stroke && colour(paint.stroke),
    "stroke-width": width && String(width),
    "stroke-opacity": paint.strokeOpacity && String(paint.strokeOpacity),
    "stroke-dasharray": paint.dash,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value));
}

/** What all paths of a figure share: the outline is painted first, the fills hide its inside. */
export const groupAttributes = (k) => ({
  fill: "none",
  "paint-order": "stroke",
  "stroke-linejoin": "round",
  "stroke-linecap": "round",
  "stroke-width": String(round(OUTLINE_CM * k)),
});

/** A shape as absolute text with one decimal, for moving figures; things come as text. */
export const textOf = ({ d, path }) =>
  d ?? path.map(([c, ...n]) => c + n.map(round).join(" ")).join("");

/* ---------- what a page or a writer of pictures asks for ---------- */

/**
 * The view of an exercise as it was worked out when its pictures were drawn.
 * @returns {View}
 */
export const viewFrom = ({ cam, view }) => ({ ...view, pen: penFor(cam, view) });

/**
 * All shapes of an exercise at a position between its keys. The list, the commands of each
 * path and their order are the same at every position; only numbers and opacities change.
 * @returns {Shape[]}
 */
export function shapesAt(exercise, position, state, view) {
  const scene = sceneOf(exercise, position, state, view);
  return [...background(scene), ...figure(exercise, scene)];
}
