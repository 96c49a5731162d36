/**
 * Where to go after the login: the page that was asked for, and never another site.
 * @param search the login page's query string
 */
export function returnPath(search: string): string {
  const wanted = new URLSearchParams(search).get('to') ?? '/';
  // One slash and no second one, nor a backslash that browsers take for one: `//evil.example` is a host.
  return /^\/(?![/\\])/u.test(wanted) && !wanted.startsWith('/login') ? wanted : '/';
}
