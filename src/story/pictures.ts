import { addressOf } from '../media/addresses.ts';

/** A picture of the story's own, as its body and drafts need it. */
export interface Picture {
  sha256: string;
  mediaType: string;
  width: number;
  height: number;
  alt: string;
  caption: string | null;
  photographer: string | null;
}

const WIDTH = 960;

/** The picture that an address in a body means, if it is one of the story's own. */
export function pictureAt(address: string, pictures: readonly Picture[]): Picture | undefined {
  const sha256 = /\/media\/([0-9a-f]{64})(?:\/|$)/.exec(address)?.[1];
  return pictures.find((picture) => picture.sha256 === sha256);
}

/** What an `img` needs to show it in a text. */
export function shown({ sha256, mediaType, width, height }: Picture, baseUrl: string) {
  const shrunk = Math.min(1, WIDTH / width);
  return {
    src: addressOf(baseUrl, sha256, mediaType, 'W960'),
    width: Math.round(width * shrunk),
    height: Math.max(1, Math.round(height * shrunk)),
  };
}

/** What stands below it: its caption and who took it. */
export const captionOf = ({ caption, photographer }: Picture): string =>
  [caption, photographer && `${photographer} 摄`].filter(Boolean).join('　');

/** Whether a body, as HTML, shows it by itself. */
export const isShownIn = (html: string, { sha256 }: Picture): boolean => html.includes(`/media/${sha256}/`);
