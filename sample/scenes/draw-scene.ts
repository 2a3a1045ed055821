/** Flat drawings that stand in for photos: a street corner, and on it the trouble, or the place put right. */
const W = 1200;
const H = 900;

const rect = (x: number, y: number, w: number, h: number, fill: string, more = '') =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${fill}" ${more}/>`;
const oval = (x: number, y: number, rx: number, ry: number, fill: string) =>
  `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${fill}"/>`;
const line = (points: string, stroke: string, width: number) =>
  `<polyline points="${points}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;
const shape = (points: string, fill: string) => `<polygon points="${points}" fill="${fill}"/>`;

const bag = (x: number, y: number, fill: string) =>
  oval(x, y, 70, 60, fill) + shape(`${x - 18},${y - 52} ${x + 18},${y - 52} ${x},${y - 86}`, fill);
const bin = (x: number, lid: number) =>
  rect(x, 560, 150, 210, '#2f7d4f', 'rx="12"') +
  rect(x - 10, 540 - lid, 170, 30, '#245f3d', 'rx="8"') +
  oval(x + 30, 780, 20, 20, '#222') +
  oval(x + 120, 780, 20, 20, '#222');
const car = (x: number, y: number, fill: string) =>
  rect(x, y, 330, 90, fill, 'rx="30"') +
  shape(`${x + 50},${y + 5} ${x + 105},${y - 65} ${x + 235},${y - 65} ${x + 285},${y + 5}`, fill) +
  shape(`${x + 75},${y} ${x + 115},${y - 52} ${x + 225},${y - 52} ${x + 260},${y}`, '#cfe3ee') +
  oval(x + 75, y + 92, 38, 38, '#222') +
  oval(x + 255, y + 92, 38, 38, '#222');
const bike = (x: number, y: number) =>
  `<g fill="none" stroke="#1d4f91" stroke-width="10"><circle cx="${x}" cy="${y}" r="55"/><circle cx="${x + 150}" cy="${y}" r="55"/></g>${line(`${x},${y} ${x + 55},${y - 80} ${x + 130},${y - 80} ${x + 150},${y}`, '#e2a21a', 10)}`;
const tree = (x: number, tilt: number) =>
  `<g transform="rotate(${tilt} ${x} 760)">${rect(x - 18, 520, 36, 240, '#6b4a2b')}${oval(x, 440, 150, 140, '#3f8f4f')}${oval(x + 80, 490, 90, 80, '#35803f')}</g>`;
const lamp = (x: number, lit: boolean) =>
  rect(x - 9, 260, 18, 500, '#55606b') +
  rect(x - 9, 250, 150, 16, '#55606b') +
  oval(x + 130, 285, 42, 18, lit ? '#ffe9a6' : '#3a4149') +
  (lit
    ? `<polygon points="${x + 95},300 ${x + 165},300 ${x + 290},760 ${x - 20},760" fill="#ffe9a6" opacity=".45"/>`
    : '');
const person = (x: number, coat: string) =>
  oval(x, 520, 42, 46, '#e8c39e') +
  rect(x - 60, 565, 120, 180, coat, 'rx="40"') +
  rect(x - 45, 735, 36, 60, '#333') +
  rect(x + 9, 735, 36, 60, '#333');
const fence = (x: number) =>
  rect(x, 600, 420, 170, '#2b76b8') + rect(x, 650, 420, 24, '#fff') + rect(x, 720, 420, 24, '#fff');
const stall = (x: number) =>
  rect(x, 640, 260, 110, '#b06a3b', 'rx="8"') +
  shape(`${x - 40},560 ${x + 300},560 ${x + 260},500 ${x},500`, '#d9483b') +
  rect(x + 10, 560, 12, 80, '#777') +
  rect(x + 238, 560, 12, 80, '#777') +
  oval(x + 60, 630, 26, 26, '#f0b429') +
  oval(x + 120, 630, 26, 26, '#e2572b') +
  oval(x + 180, 630, 26, 26, '#7fb241');
const steps =
  rect(360, 260, 480, 560, '#d8d3c8') +
  [0, 1, 2, 3, 4]
    .map((i) => rect(420 + i * 20, 760 - i * 70, 380 - i * 40, 70, i % 2 ? '#c3bcae' : '#b5ad9d'))
    .join('');
const lift = (gap: number) =>
  rect(380, 240, 440, 560, '#8f979e') +
  rect(420, 300, 180 - gap / 2, 500, '#c7ced4') +
  rect(600 + gap / 2, 300, 180 - gap / 2, 500, '#c7ced4') +
  rect(600 - gap / 2, 300, gap, 500, '#23282d') +
  rect(560, 255, 80, 34, '#23282d', 'rx="6"');
const house = (extra: string) =>
  rect(300, 330, 600, 450, '#cdb89a') +
  [0, 1, 2]
    .map((i) => rect(350 + i * 190, 420, 110, 120, '#9fc3d6') + rect(350 + i * 190, 600, 110, 120, '#9fc3d6'))
    .join('') +
  extra;

/** [before, after] of each scene. */
const DRAWINGS: Readonly<Record<string, readonly [string, string]>> = {
  rubbish: [
    bin(330, 0) +
      bag(620, 730, '#2d2f33') +
      bag(730, 740, '#4a4d55') +
      bag(680, 660, '#34363b') +
      rect(800, 760, 90, 40, '#c79a62') +
      oval(540, 790, 60, 14, '#8a7f55'),
    bin(330, 0) + bin(540, 0),
  ],
  road: [
    oval(620, 800, 250, 60, '#3b3d40') +
      oval(620, 808, 190, 38, '#232527') +
      line('300,770 380,800 420,860', '#2a2c2e', 6),
    oval(620, 800, 260, 60, '#55585c') + rect(380, 850, 480, 10, '#fff'),
  ],
  green: [
    rect(120, 640, 960, 150, '#7c9a4c') +
      rect(380, 700, 80, 30, '#eee') +
      rect(600, 720, 60, 40, '#d8d8d8') +
      oval(760, 740, 50, 20, '#8b6b42') +
      tree(950, 0),
    rect(120, 640, 960, 150, '#5fb35b') + tree(260, 0) + tree(950, 0),
  ],
  shop: [
    rect(250, 380, 700, 390, '#e9d9bf') +
      rect(250, 340, 700, 80, '#c0392b') +
      rect(330, 480, 240, 290, '#7a5a3c') +
      rect(640, 480, 240, 180, '#9fc3d6') +
      line('860,340 900,260 850,190 910,120', '#777', 26),
    rect(250, 380, 700, 390, '#e9d9bf') +
      rect(250, 340, 700, 80, '#2b76b8') +
      rect(330, 480, 240, 290, '#7a5a3c') +
      rect(640, 480, 240, 180, '#9fc3d6'),
  ],
  water: [
    oval(600, 800, 480, 80, '#6f8790') + oval(600, 800, 360, 50, '#839ba3') + rect(420, 740, 180, 24, '#444'),
    rect(420, 770, 180, 24, '#444') + [0, 1, 2, 3].map((i) => rect(440 + i * 40, 774, 16, 16, '#999')).join(''),
  ],
  car: [
    car(160, 680, '#b8423a') + car(560, 670, '#51606e'),
    rect(220, 790, 320, 10, '#f5d34b') +
      rect(620, 790, 320, 10, '#f5d34b') +
      rect(160, 700, 24, 90, '#e2572b') +
      rect(1010, 700, 24, 90, '#e2572b'),
  ],
  stairs: [steps + rect(430, 690, 120, 110, '#b98b54') + rect(560, 640, 160, 160, '#7b6a8e') + bike(640, 750), steps],
  wall: [
    rect(150, 300, 900, 480, '#d9d2c5') +
      [0, 1, 2, 3, 4, 5]
        .map((i) =>
          rect(
            220 + i * 130,
            400 + (i % 3) * 90,
            90,
            60,
            ['#f4e04d', '#fff', '#ffb3a7'][i % 3] as string,
            `transform="rotate(${(i % 3) * 8 - 8} ${260 + i * 130} 430)"`,
          ),
        )
        .join(''),
    rect(150, 300, 900, 480, '#e6e0d4'),
  ],
  stall: [
    stall(240) + stall(640),
    rect(200, 770, 820, 10, '#f5d34b') + rect(880, 560, 130, 90, '#2b76b8', 'rx="8"') + rect(935, 650, 20, 130, '#777'),
  ],
  bike: [
    bike(240, 740) + bike(400, 760) + bike(560, 735) + bike(720, 765),
    bike(240, 740) + bike(620, 740) + rect(160, 810, 860, 8, '#fff'),
  ],
  manhole: [
    oval(600, 780, 160, 60, '#111') +
      shape('600,720 740,770 640,800', '#55585c') +
      line('470,760 440,700', '#7a5a3c', 12),
    oval(600, 780, 160, 60, '#55585c') + oval(600, 780, 130, 46, '#6c7075') + line('520,780 680,780', '#44474b', 8),
  ],
  lamp: [
    `<rect width="${W}" height="${H}" fill="#0b1626" opacity=".72"/>${lamp(520, false)}`,
    `<rect width="${W}" height="${H}" fill="#0b1626" opacity=".5"/>${lamp(520, true)}`,
  ],
  fitness: [
    rect(420, 520, 30, 270, '#d64541') +
      rect(740, 520, 30, 270, '#d64541') +
      rect(420, 520, 350, 26, '#d64541') +
      line('520,540 470,740', '#f0b429', 20),
    rect(420, 520, 30, 270, '#2f7d4f') +
      rect(740, 520, 30, 270, '#2f7d4f') +
      rect(420, 520, 350, 26, '#2f7d4f') +
      line('540,540 540,760', '#f0b429', 20) +
      line('650,540 650,760', '#f0b429', 20),
  ],
  lift: [lift(70), lift(2)],
  tree: [
    tree(520, 24) + line('0,330 1200,300', '#333', 6),
    tree(520, 0) + line('430,760 500,560', '#a57b4a', 12) + line('610,760 540,560', '#a57b4a', 12),
  ],
  wire: [
    rect(180, 200, 24, 600, '#777') +
      rect(980, 200, 24, 600, '#777') +
      line('190,240 420,560 600,700 780,560 990,240', '#222', 8),
    rect(180, 200, 24, 600, '#777') + rect(980, 200, 24, 600, '#777') + line('190,240 600,300 990,240', '#222', 8),
  ],
  building: [
    house(rect(420, 230, 300, 100, '#3f7fb5') + line('330,340 360,440 340,520 390,640', '#5a4a38', 8)),
    house(''),
  ],
  site: [
    fence(120) +
      fence(580) +
      rect(820, 150, 20, 450, '#f0b429') +
      rect(560, 150, 460, 18, '#f0b429') +
      oval(300, 560, 160, 60, '#c9b48a') +
      oval(460, 540, 120, 50, '#d6c49d'),
    fence(120) + fence(580) + rect(820, 150, 20, 450, '#f0b429') + rect(560, 150, 460, 18, '#f0b429'),
  ],
  people: [
    person(430, '#9b4d4d') + person(760, '#4d6a9b') + `<path d="M520 430 l60 -40 l-8 60 z" fill="#c0392b"/>`,
    person(430, '#9b4d4d') + person(600, '#2f7d4f') + person(760, '#4d6a9b'),
  ],
};

export const SCENES: readonly string[] = Object.keys(DRAWINGS);

/** The picture as SVG. @throws Error for a scene that was never drawn */
export function drawScene(scene: string, shows: 'before' | 'after'): string {
  const drawing = DRAWINGS[scene];
  if (!drawing) throw new Error(`there is no picture ${scene}`);
  const sky = shows === 'before' ? '#c9d3d8' : '#bfe0f2';
  const blocks = [60, 300, 560, 830, 1010]
    .map((x, i) => rect(x, 190 + (i % 3) * 60, 180, 600, ['#dfd6c8', '#d3cbbd', '#e5ddd0'][i % 3] as string))
    .join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600" viewBox="0 0 ${W} ${H}">${rect(0, 0, W, H, sky)}${blocks}${rect(0, 620, W, 130, '#b9b4aa')}${rect(0, 740, W, 160, '#7d8187')}${drawing[shows === 'before' ? 0 : 1]}</svg>`;
}
