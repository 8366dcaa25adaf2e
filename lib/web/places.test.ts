import { existsSync, globSync } from "node:fs";
import path from "node:path";
import { lastOf, pathAgain, placeAgain, withPlace } from "./places";

const at = (address: string) => new URL(address, "http://x.example");
const seen = (...addresses: string[]) =>
  addresses.reduce<string | undefined>(
    (cookie, one) => withPlace(cookie, at(one)) ?? cookie,
    undefined,
  );
const again = (cookie: string | undefined, address: string) => {
  const place = placeAgain(cookie, at(address));
  return place && `${place.search}#${place.hash}`;
};

const lists = [
  ["/claims", "status=done&q=bos"],
  ["/attention", "kind=claims"],
  ["/mailbox", "q=ada"],
  ["/engagements", "area=security"],
  ["/engagements/viva/customers", "tab=ineligible&q=bos&after=x"],
  ["/engagements/viva/history", "q=bos"],
  ["/programme/claims", "status=all"],
  ["/programme/contacts", "after=x"],
  ["/programme/catalogue", ""],
  ["/programme/tenants", "q=bos"],
  ["/programme/reports", "show=open"],
  ["/programme/mail", "state=bounced"],
];

/** Lists by the files of their pages: each has pages of one row below it. */
const app = "app/(console)";
/** What has pages below it that are no rows of it. */
const noLists = [app, `${app}/help`, `${app}/programme`, `${app}/programme/catalogue/file`];
const withRows = globSync(`${app}/**/[[]*]/page.tsx`)
  .map((file) => path.dirname(path.dirname(file)))
  .filter((list) => !noLists.includes(list) && existsSync(path.join(list, "page.tsx")));

test("every list that leads into its rows is remembered", () => {
  const addresses = withRows.map((list) =>
    list
      .slice(app.length)
      .replace("[words]", "metrics")
      .replaceAll(/\[\w+\]/g, "x"),
  );
  expect(addresses).toContain("/programme/partners/x/people");
  expect(addresses.filter((list) => again(undefined, `${list}?again=row`) === null)).toEqual([]);
});

test.each(lists)("%s is seen again with its filter, at the row", (list, search) => {
  const cookie = seen(
    ...lists.slice(-4).map(([one]) => `${one ?? ""}?q=other`),
    `${list}?${search}`,
    "/claims/1234567",
  );
  expect(again(cookie, `${list}?again=row-7`)).toBe(`${search}#row-7`);
  expect(again(cookie, `${list}?again=`)).toBe(`${search}#`);
});

test("a list that was not looked at begins as the link says", () => {
  expect(again(undefined, "/claims?again=claim-7")).toBe("#claim-7");
  expect(again("", "/engagements/a/customers?tab=complete&again=x")).toBe("tab=complete#x");
});

test("a notice is told once, in the list as it was", () => {
  const cookie = seen("/engagements/a/customers?tab=eligible&q=bos&done=1");
  expect(again(cookie, "/engagements/a/customers?again=")).toBe("tab=eligible&q=bos#");
  expect(again(cookie, "/engagements/a/customers?done=2&again=")).toBe(
    "tab=eligible&q=bos&done=2#",
  );
});

test("the whole list counts too: it is not the one with a filter of before", () => {
  expect(again(seen("/claims?q=bos", "/claims"), "/claims?again=claim-7")).toBe("#claim-7");
});

test.each(["/claims/1234567?again=x", "/sign-in?again=x", "/claims", "/engagements/a?again=x"])(
  "%s leads nowhere",
  (address) => expect(again("%2Fclaims=q%3Dbos", address)).toBeNull(),
);

test("a made-up cookie leads to no other page, and a long one is cut", () => {
  expect(again("/claims=//evil.example", "/claims?again=%0d%0ax")).toBe("%2F%2Fevil.example=#");
  const many = Array.from(
    { length: 30 },
    (_, n) => `/engagements/e${n}/customers?q=${"x".repeat(900)}`,
  );
  expect(encodeURIComponent(seen(...many)!).length).toBeLessThan(3_001);
});

test("the way up is the list that was looked at last", () => {
  const all = { claims: "/claims", attention: "/attention" };
  expect(lastOf(seen("/claims?q=a", "/attention"), all)).toBe("attention");
  expect(lastOf(seen("/attention", "/claims"), all)).toBe("claims");
  expect(lastOf(undefined, all)).toBe("claims");
});

test.each([
  ["/programme/reports?show=open&done=saved&again=", "/programme/reports?q=bos&done=saved"],
  ["/programme/reports?again=row-7", "/programme/reports?q=bos#row-7"],
  ["/programme/tenants?done=saved&again=", "/programme/tenants?done=saved"],
  ["/claims?again=", "/claims"],
  ["/claims/1234567?done=saved", "/claims/1234567?done=saved"],
])("an act that goes on to %s leads to %s", (next, path) => {
  expect(pathAgain(seen("/programme/reports?q=bos"), next)).toBe(path);
});
