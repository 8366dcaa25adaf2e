import { routesOf } from "./routes";

const routeOf = routesOf([
  "/",
  "/claims",
  "/claims/export.csv",
  "/claims/[claimNumber]",
  "/claims/[claimNumber]/documents/[documentId]",
  "/consent/[token]",
  "/engagements/[slug]/rounds/[roundId]/consent/[[...step]]",
  "/api/auth/[...nextauth]",
]);

test.each([
  ["/", "/"],
  ["/claims?q=zoe@contoso.example", "/claims"],
  ["/claims/", "/claims"],
  ["/claims/export.csv?x", "/claims/export.csv"],
  ["/claims/1234567", "/claims/[claimNumber]"],
  ["/claims/1/documents/2", "/claims/[claimNumber]/documents/[documentId]"],
  ["/consent/kD8vQ1mZr7xT3nYb9LwFh2sJpC6gUe0a", "/consent/[token]"],
  ["/engagements/a/rounds/b/consent", "/engagements/[slug]/rounds/[roundId]/consent/[[...step]]"],
  [
    "/engagements/a/rounds/b/consent/c/d",
    "/engagements/[slug]/rounds/[roundId]/consent/[[...step]]",
  ],
  ["/api/auth/callback/entra?code=secret", "/api/auth/[...nextauth]"],
  ["/_next/static/x.js", "static"],
  ["/public.css", "static"],
  ["/claims/1/kD8vQ1mZr7xT3nYb9LwFh2sJpC6gUe0a", "other"],
  ["/wp-login.php?user=zoe", "static"],
  ["http://evil.example/claims", "other"],
  ["*", "other"],
])("O17 %s is counted as %s", (url, route) => {
  expect(routeOf(url)).toBe(route);
});
