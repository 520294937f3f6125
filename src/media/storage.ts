/** Where the files of pictures are kept, each under a key like `ab/abcd…/320.webp`. */
export interface MediaStorage {
  put: (key: string, bytes: Buffer, mediaType: string) => Promise<void>;
  /** Null when there is none. */
  get: (key: string) => Promise<Buffer | null>;
  has: (key: string) => Promise<boolean>;
  /** Removes a file; one that is not there is no error. */
  remove: (key: string) => Promise<void>;
}

export const EXTENSIONS = { jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp' } as const;
export type Extension = keyof typeof EXTENSIONS;

export const extensionOf = (mediaType: string): Extension =>
  Object.entries(EXTENSIONS).find(([, type]) => type === mediaType)![0] as Extension;

/** Widths that are made beside the whole picture, each as WebP and JPEG. */
export const WIDTHS = [320, 960, 1600] as const;

/** Names of all files of a picture. */
export const filesOf = (mediaType: string): string[] => [
  `original.${extensionOf(mediaType)}`,
  ...WIDTHS.flatMap((width) => [`${width}.webp`, `${width}.jpg`]),
];

/** Folders of a hundred thousand pictures are slow: the first two characters tell them apart. */
export const keyOf = (sha256: string, file: string): string => `${sha256.slice(0, 2)}/${sha256}/${file}`;
