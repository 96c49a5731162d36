import { fileTypeFromBuffer } from 'file-type';

/** The type that a file's first bytes tell; undefined where they tell none, as with text. */
export async function typeOfBytes(head: Uint8Array): Promise<string | undefined> {
  if (head.byteLength === 0) return undefined;
  const found = await fileTypeFromBuffer(head);
  return found?.mime;
}
