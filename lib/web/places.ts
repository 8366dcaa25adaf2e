/**
 * Where somebody was in each list. The way back from a row leads to the list's address with
 * `?again=ROW`, which goes on to how the list was seen last, at the row. Kept by the browser in a
 * cookie, so that it also works after forms, without JavaScript and on any machine.
 */
export const PLACES_COOKIE = "places";

const lists =
  /^\/(?:claims|payments|runs|opportunities|attention|insight(?:\/rounds)?|mailbox|engagements(?:\/[^/]+\/(?:customers|history))?|settings\/(?:locations|people)|programme\/(?:insight(?:\/rounds)?|claims|payments|contacts|catalogue|tenants|partners(?:\/[^/]+\/(?:people|rounds))?|enrolments|imports|runs|reports|mail|operators|privacy|metrics|qualifications|market-bands|engagement-types|partner-roles|solution-areas|proof-kinds))$/;

/** What an address says beside where one is: it is told once, and not told again. */
const told = ["again", "done", "refused"];
const MOST = 8;
const LONGEST = 3_000;

type Address = { pathname: string; searchParams: URLSearchParams };

/** The cookie after a list was looked at; null where nothing is to be kept. */
export function withPlace(cookie: string | undefined, { pathname, searchParams }: Address) {
  if (!lists.test(pathname)) return null;
  const search = new URLSearchParams(searchParams);
  for (const name of told) search.delete(name);
  const places = [
    ...[...new URLSearchParams(cookie)].filter(([list]) => list !== pathname),
    [pathname, search.toString()],
  ].slice(-MOST);
  const cookieOf = () => new URLSearchParams(places).toString();
  // A cookie's value is escaped once more on its way.
  while (encodeURIComponent(cookieOf()).length > LONGEST) places.shift();
  return cookieOf();
}

/** Where an address of a list with `again` leads: the same list, never elsewhere; null for any other. */
export function placeAgain(cookie: string | undefined, { pathname, searchParams }: Address) {
  const row = searchParams.get("again");
  if (row === null || !lists.test(pathname)) return null;
  const search = new URLSearchParams(new URLSearchParams(cookie).get(pathname) ?? searchParams);
  search.delete("again");
  const done = searchParams.get("done");
  if (done !== null) search.set("done", done);
  return { search: search.toString(), hash: /^[\w-]{1,80}$/.test(row) ? row : "" };
}

/** Where an act goes on to, as an address within the site: with JavaScript nobody else leads on to the list. */
export function pathAgain(cookie: string | undefined, path: string): string {
  const to = new URL(path, "http://here.invalid");
  const place = placeAgain(cookie, to);
  if (place === null) return path;
  return `${to.pathname}${place.search && `?${place.search}`}${place.hash && `#${place.hash}`}`;
}

/** Which of these lists, by name and address, was looked at last; the first when none was. */
export function lastOf<L extends string>(cookie: string | undefined, all: Record<L, string>): L {
  const seen = [...new URLSearchParams(cookie).keys()];
  const names = Object.keys(all) as L[];
  const place = (name: L) => seen.lastIndexOf(all[name]);
  return names.reduce((last, name) => (place(name) > place(last) ? name : last));
}
