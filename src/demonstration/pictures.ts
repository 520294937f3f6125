import { processImage, type Processed, sharpLibrary } from '../media/images.ts';
import { keyOf, type MediaStorage } from '../media/storage.ts';

/** How many different ones there are. */
export const PICTURES = 4;
/** Said for those who cannot see it. */
export const ALT = '示例图片：色块、圆与“示例”二字';

const WIDTH = 960;
const HEIGHT = 640;
/** Pixels to a dot of the letters. */
const DOT = 12;

/** The two letters, drawn by dots: a machine may have no font that has them. */
const LETTERS = [
  [
    '................',
    '..############..',
    '................',
    '................',
    '.##############.',
    '.......##.......',
    '.......##.......',
    '....#..##..#....',
    '...##..##..##...',
    '..##...##...##..',
    '.##....##....##.',
    '##.....##.....##',
    '.......##.......',
    '.......##.......',
    '....####........',
    '.....##.........',
  ],
  [
    '...#............',
    '...#.#######...#',
    '..##...#....#..#',
    '..#....#....#..#',
    '.##...#####.#..#',
    '#.#...#...#.#..#',
    '..#..##...#.#..#',
    '..#..#.#.#..#..#',
    '..#.#..#.#..#..#',
    '..#.....#...#..#',
    '..#.....#...#..#',
    '..#....#.......#',
    '..#...#........#',
    '..#..#.......#.#',
    '..#...........##',
    '..#............#',
  ],
];

type Colour = readonly [red: number, green: number, blue: number];

const COLOURS: readonly (readonly [ground: Colour, shape: Colour])[] = [
  [
    [200, 16, 46],
    [232, 120, 60],
  ],
  [
    [22, 110, 96],
    [120, 190, 150],
  ],
  [
    [38, 84, 140],
    [120, 170, 214],
  ],
  [
    [150, 96, 20],
    [226, 186, 90],
  ],
];

/** Plain shapes and the words 示例: nobody and nothing is to be seen in it. */
function drawn(number: number): Buffer {
  const [ground, shape] = COLOURS[number]!;
  const pixels = Buffer.alloc(WIDTH * HEIGHT * 3);
  const left = (WIDTH - 34 * DOT) / 2;
  const top = (HEIGHT - 16 * DOT) / 2;
  const isLetter = (x: number, y: number): boolean => {
    const row = Math.floor((y - top) / DOT);
    const column = Math.floor((x - left) / DOT);
    const letter = LETTERS[column < 17 ? 0 : 1]!;
    return letter[row]?.[column < 17 ? column : column - 18] === '#';
  };
  const radius = 140 + number * 30;
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      const isShape = Math.hypot(x - 240 * (number + 0.5), y - HEIGHT / 2) < radius || y > HEIGHT - 60;
      const colour = isLetter(x, y) ? ([255, 255, 255] as const) : isShape ? shape : ground;
      pixels.set(colour, (y * WIDTH + x) * 3);
    }
  }
  return pixels;
}

/** Makes the pictures. */
export async function makePictures(): Promise<Processed[]> {
  const sharp = await sharpLibrary();
  const pictures: Processed[] = [];
  for (let number = 0; number < PICTURES; number += 1) {
    const raw = { width: WIDTH, height: HEIGHT, channels: 3 } as const;
    pictures.push(await processImage(await sharp(drawn(number), { raw }).png().toBuffer()));
  }
  return pictures;
}

/** Stores the files of those pictures that a story shows: of others nobody would remember to delete them. */
export async function keepPictures(
  storage: MediaStorage,
  pictures: readonly Processed[],
  shown: ReadonlySet<string>,
): Promise<void> {
  for (const { sha256, files } of pictures) {
    if (!shown.has(sha256)) continue;
    for (const { name, content, mediaType } of files) {
      await storage.put(keyOf(sha256, name), content, mediaType);
    }
  }
}
