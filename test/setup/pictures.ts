import { randomInt } from 'node:crypto';
import sharp from 'sharp';
import type { Person, World } from './world.ts';

/** A picture unlike any other. */
export const picture = (width = 64, height = 48): Promise<Buffer> =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: { r: randomInt(256), g: randomInt(256), b: randomInt(256) },
      noise: { type: 'gaussian', mean: 128, sigma: 30 },
    },
  })
    .jpeg()
    .toBuffer();

export interface Sent {
  fields?: Record<string, string>;
  file?: Buffer;
  name?: string;
}

/** Sends a form to POST /media. */
export async function send({ app }: Pick<World, 'app'>, headers: Record<string, string>, sent: Sent) {
  const form = new FormData();
  for (const [name, value] of Object.entries(sent.fields ?? {})) form.set(name, value);
  if (sent.file) form.set('file', new Blob([new Uint8Array(sent.file)]), sent.name ?? 'a.jpg');
  const request = new Request('http://localhost/media', { method: 'POST', body: form });
  return app.inject({
    method: 'POST',
    url: '/media',
    headers: { ...headers, 'content-type': request.headers.get('content-type')! },
    payload: Buffer.from(await request.arrayBuffer()),
  });
}

export interface Uploaded {
  id: string;
  sha256: string;
  url: string;
  /** As it is after the upload. */
  version: number;
}

/** Uploads a picture, which must be taken. */
export async function upload(
  w: Pick<World, 'app'>,
  who: Person,
  owner: string,
  { fields, file, name }: Sent = {},
): Promise<Uploaded> {
  const answer = await send(w, who.headers, {
    fields: { owner, alt: '志愿者在清理绿化带', ...fields },
    file: file ?? (await picture()),
    ...(name !== undefined && { name }),
  });
  if (![200, 201].includes(answer.statusCode)) throw new Error(answer.body);
  return { ...answer.json().mediaAsset, version: 1 };
}
