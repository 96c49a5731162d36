import { usePathname } from 'next/navigation';

/**
 * The last part of the address, decoded. Only for what is drawn in the browser: the exported file was made
 * for `_`, and reading its address during hydration would contradict it.
 */
export function useLastPathPart(): string {
  const path = usePathname();
  const part = path.slice(path.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(part);
  } catch {
    // A lone percent sign: take it as it stands, the server will say that there is no such thing.
    return part;
  }
}
