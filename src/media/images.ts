import { createHash } from 'node:crypto';
import type { Sharp, SharpOptions } from 'sharp';
import { EXTENSIONS, type Extension, WIDTHS } from './storage.ts';

/** Bytes of an upload, and pixels of the picture in it. */
export const LARGEST_FILE = 10 * 1024 * 1024;
const LARGEST_PICTURE = 40_000_000;
/** Seconds for one step: what takes longer was made to. */
const PATIENCE = 30;

type SharpLibrary = typeof import('sharp').default;

let library: Promise<SharpLibrary> | undefined;

/**
 * Loaded with the first picture: a start needs no codecs. All readers of formats are off but those of the four taken
 * here, so that no other code meets what a stranger sends.
 */
export const sharpLibrary = (): Promise<SharpLibrary> => (library ??= load());

async function load(): Promise<SharpLibrary> {
  const { default: sharp } = await import('sharp');
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({
    operation: ['Jpeg', 'Png', 'Webp', 'Heif'].map((format) => `VipsForeignLoad${format}`),
  });
  sharp.cache(false);
  return sharp;
}

/** Why a file is not taken. */
export type Fault = 'UNREADABLE' | 'TOO_MANY_PIXELS' | 'BUSY';

export class ImageFault extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault);
    this.fault = fault;
  }
}

/** A picture ready to be stored. */
export interface Processed {
  sha256: string;
  mediaType: (typeof EXTENSIONS)[Extension];
  width: number;
  height: number;
  bytes: number;
  files: { name: string; content: Buffer; mediaType: string }[];
}

/** What the stored whole picture is, by what came; a format that few can show becomes JPEG. */
const STORED: Readonly<Record<string, Extension>> = { jpeg: 'jpg', png: 'png', webp: 'webp', heif: 'jpg' };

let last: Promise<unknown> = Promise.resolve();
let waiting = 0;
/** So many pictures may wait for their turn: each is held in memory meanwhile. */
const MOST_WAITING = 20;

/**
 * Reads a picture by its content, whatever its name says, and makes it anew: turned upright, in sRGB, without any
 * metadata, and in smaller widths. One at a time, since a picture may take a quarter of a gigabyte. Throws ImageFault.
 */
export function processImage(input: Buffer): Promise<Processed> {
  if (waiting >= MOST_WAITING) return Promise.reject(new ImageFault('BUSY'));
  waiting += 1;
  const processed = last.then(() => made(input)).finally(() => (waiting -= 1));
  last = processed.catch(() => {});
  return processed;
}

async function made(input: Buffer): Promise<Processed> {
  const sharp = await sharpLibrary();
  const options: SharpOptions = { limitInputPixels: LARGEST_PICTURE, failOn: 'error', pages: 1 };
  const extension = await sniff(sharp, input, options);
  try {
    const upright = sharp(input, options).timeout({ seconds: PATIENCE }).autoOrient();
    const whole = await encoded(upright, extension).toBuffer({ resolveWithObject: true });
    const { data, info } = whole;
    const sha256 = createHash('sha256').update(data).digest('hex');
    const mediaType = EXTENSIONS[extension];
    const files = [{ name: `original.${extension}`, content: data, mediaType: mediaType as string }];
    for (const width of WIDTHS) {
      const smaller = sharp(data, options)
        .timeout({ seconds: PATIENCE })
        .resize({ width, withoutEnlargement: true });
      for (const format of ['webp', 'jpg'] as const) {
        const content = await encoded(smaller.clone(), format).toBuffer();
        files.push({ name: `${width}.${format}`, content, mediaType: EXTENSIONS[format] });
      }
    }
    return { sha256, mediaType, width: info.width, height: info.height, bytes: data.length, files };
  } catch (error) {
    throw faultOf(error);
  }
}

/** The format by the content, and its size before anything is unpacked. */
async function sniff(sharp: SharpLibrary, input: Buffer, options: SharpOptions): Promise<Extension> {
  const metadata = await sharp(input, { ...options, limitInputPixels: false })
    .metadata()
    .catch((error: unknown) => {
      throw faultOf(error);
    });
  const extension = STORED[metadata.format];
  if (!extension || !metadata.width || !metadata.height) throw new ImageFault('UNREADABLE');
  if (metadata.width * metadata.height > LARGEST_PICTURE) throw new ImageFault('TOO_MANY_PIXELS');
  return extension;
}

/** Metadata are left out unless asked for; colours become sRGB. Transparency has no place in JPEG. */
function encoded(picture: Sharp, extension: Extension): Sharp {
  switch (extension) {
    case 'png':
      return picture.png({ compressionLevel: 9 });
    case 'webp':
      return picture.webp({ quality: 82 });
    default:
      return picture.flatten({ background: '#ffffff' }).jpeg({ quality: 86 });
  }
}

const faultOf = (error: unknown): ImageFault =>
  new ImageFault(/pixel limit/i.test(String(error)) ? 'TOO_MANY_PIXELS' : 'UNREADABLE');
