const EXTENSION = /\.[\p{L}\p{N}]{1,10}$/u;

/** `合…同.pdf`: enough to recognise a file together with its owner, too little to learn its name. */
export function maskFileName(name: string): string {
  const extension = EXTENSION.exec(name)?.[0] ?? '';
  const stem = [...name.slice(0, name.length - extension.length)];
  const [first = ''] = stem;
  const last = stem.at(-1) ?? '';
  return stem.length > 2 ? `${first}…${last}${extension}` : `…${extension}`;
}
