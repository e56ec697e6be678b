/* Measures figures for the tests: joints, lengths and outlines, at and between the keys. */

const SIDES = ["L", "R"];

/** Name, radius and place of every sphere that could sink into the floor, cm. */
const SPHERES = {
  knee: 5.5, ankle: 3.3, heel: 2.9, ball: 1.9, toe: 1.2,
  sh: 4.8, elb: 3.4, wri: 2.3, knuc: 1.7, tip: 1.25,
};

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

function heights(body) {
  const low = { brow: rig.joint(body, "brow")[2] - 8.7 };
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

function frame(pose, position, trimester, view) {
  const body = rig.solve(rig.poseAt(pose, position));
  const shapes = rig.shapesAt(pose, position, trimester, view);
  return {
    position,
    ...limbs(body),
    heights: heights(body),
    planted: planted(body),
    bounds: bounds(shapes),
    topology: topology(shapes),
  };
}

/** Every key, and as many places between each two of them as `steps` asks. */
function measure(pose, trimester, steps) {
  const view = rig.viewOf(pose);
  const count = (pose.keys.length - 1) * steps;
  return Array.from({ length: count + 1 }, (_, i) => frame(pose, i / steps, trimester, view));
}

globalThis.measure = measure;
