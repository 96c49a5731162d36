const MAX_FIELDS = 16;

/** A percent-encoded text. @returns undefined when it is not UTF-8 in good form */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined; // the runtime's way of saying "malformed"
  }
}

/**
 * Reads `application/x-www-form-urlencoded`: `+` is a space, `%XX` are bytes of UTF-8, the order does not matter.
 * @returns the fields; undefined when it is malformed, or a field stands there twice
 */
export function readForm(text: string): ReadonlyMap<string, string> | undefined {
  const fields = new Map<string, string>();
  const pairs = text.split('&').filter((pair) => pair !== '');
  if (pairs.length > MAX_FIELDS) return undefined;
  for (const pair of pairs) {
    const cut = pair.indexOf('=');
    const name = decoded(cut < 0 ? pair : pair.slice(0, cut));
    const value = cut < 0 ? '' : decoded(pair.slice(cut + 1));
    if (name === undefined || value === undefined || fields.has(name)) return undefined;
    fields.set(name, value);
  }
  return fields;
}
