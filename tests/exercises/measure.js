/* Measures figures for the tests: joints, lengths and outlines, at and between the keys. */

const SIDES = ["L", "R"];

/** Name, radius and place of every sphere that could sink into the floor, cm. */
const SPHERES = {
  knee: 5.5, ankle: 3.3, heel: 2.9, ball: 1.9, toe: 1.2,
  sh: 4.8, elb: 3.4, wri: 2.3, knuc: 1.7, tip: 1.25,
};

/** That of the second trimester and the sinking the rig allows for: all weeks are posed alike. */
const BELLY_CM = 8;

const distance = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
const inner = (a, b, c) => {
  const [p, q] = [a.map((x, i) => x - b[i]), c.map((x, i) => x - b[i])];
  const cosine = p.reduce((sum, x, i) => sum + x * q[i], 0) / (Math.hypot(...p) * Math.hypot(...q));
  return (Math.acos(Math.max(-1, Math.min(1, cosine))) * 180) / Math.PI;
};

function limbs(body) {
  const found = { bones: [], over: 0, angles: {} };
  for (const side of SIDES) {
    const { hip, knee, ankle, over: legOver } = body.legs[side];
    const { shoulder, elbow, wrist, over: armOver } = body.arms[side];
    found.bones.push([distance(hip, knee), 39.5], [distance(knee, ankle), 37.5]);
    found.bones.push([distance(shoulder, elbow), 26.5], [distance(elbow, wrist), 23]);
    found.over = Math.max(found.over, legOver, armOver);
    found.angles[`knee${side}`] = inner(hip, knee, ankle);
    found.angles[`elb${side}`] = inner(shoulder, elbow, wrist);
    found.angles[`hip${side}`] = inner(body.spine[10].o, body.P, knee);
  }
  return found;
}

/** How low the trunk hangs, cm, with the belly of a state. */
function trunk(body, belly) {
  let low = Infinity;
  for (let s = -3; s <= 46; s += 3.5) {
    for (let theta = 0; theta < 360; theta += 30) {
      low = Math.min(low, rig.surface(body.spine, s, theta, belly)[2]);
    }
  }
  return low;
}

function heights(body) {
  const low = {
    brow: rig.joint(body, "brow")[2] - 8.7,
    skull: rig.headAt(body, -1, 0, 8.8)[2] - 10.3,
    chin: rig.headAt(body, 5.9, 0, 0.2)[2] - 3.4,
  };
  for (const [name, r] of Object.entries(SPHERES)) {
    for (const side of SIDES) low[name + side] = rig.joint(body, name + side)[2] - r;
  }
  return low;
}

function planted(body) {
  const where = {};
  for (const side of SIDES) {
    where[`leg${side}`] = body.legs[side].ankle;
    where[`arm${side}`] = body.arms[side].wrist;
  }
  return where;
}

/** Bounds of what is seen, without walls, which go on outside the picture. */
function bounds(shapes) {
  const inside = shapes.filter((s) => s.opacity !== 0 && !s.paint.startsWith("wall"));
  const points = inside.flatMap((s) => rig.pointsOf(s.path));
  const all = (i) => points.map((p) => p[i]);
  return [0, 1].map((i) => [Math.min(...all(i)), Math.max(...all(i))]);
}

/** Names of the shapes and their commands and arc flags: what must stay the same in motion. */
function topology(shapes) {
  const commands = (path) =>
    path.map(([c, ...n]) => (c === "A" ? `A${n[3]}${n[4]}` : c)).join("");
  return shapes.map((s) => `${s.name}:${commands(s.path)}`).join("|");
}

function frame(pose, position) {
  const body = rig.solve(rig.poseAt(pose, position));
  return { position, ...limbs(body),
    heights: heights(body), trunk: trunk(body, BELLY_CM), planted: planted(body),
    chest: body.thorax.f[2], rise: body.thorax.u[2] };
}

const places = (pose, steps) =>
  Array.from({ length: (pose.keys.length - 1) * steps + 1 }, (_, i) => i / steps);

/** Every key, and as many places between each two of them as `steps` asks. */
globalThis.measure = (pose, steps) => places(pose, steps).map((at) => frame(pose, at));

/** The outlines of each state at every key and between: how far they reach, and their shapes. */
globalThis.outlines = (pose, states, steps) => {
  const view = rig.viewOf(pose);
  const outline = (state, position) => {
    const shapes = rig.shapesAt(pose, position, state, view);
    return { position, state, bounds: bounds(shapes), topology: topology(shapes) };
  };
  return states.flatMap((state) => places(pose, steps).map((at) => outline(state, at)));
};

/** How far the joints of the mirrored body are from the mirrored joints, cm. */
globalThis.mirrored = (pose) => {
  const flip = ([x, y, z]) => [x, -y, z];
  const turned = (value, name) => {
    if (["neck", "head", "lumbar", "thorax"].includes(name)) return [value[0], -value[1], -value[2]];
    if (Array.isArray(value)) return value.length === 3 ? [value[0], value[1] === null ? null : -value[1], value[2]] : value;
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, turned(each, key)]));
    }
    return typeof value === "string" ? value.replace(/[LR]\b(?=\+|$)/g, (c) => (c === "L" ? "R" : "L")) : value;
  };
  const swap = (name) => name.replace(/[LR]$/, (c) => (c === "L" ? "R" : "L"));
  let worst = 0;
  for (const key of rig.keysOf(pose)) {
    const other = Object.fromEntries(
      Object.entries(key).map(([name, value]) => [swap(name), turned(value, name)]));
    const [one, two] = [rig.solve(key), rig.solve(other)];
    for (const name of ["P", "C7", "skull", ...Object.keys(SPHERES).flatMap((n) => [`${n}L`, `${n}R`])]) {
      worst = Math.max(worst, distance(flip(rig.joint(one, name)), rig.joint(two, swap(name))));
    }
  }
  return worst;
};
