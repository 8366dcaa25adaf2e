import { Buffer } from "node:buffer";
import { createServer } from "node:http";
import { URL } from "node:url";
import Provider from "oidc-provider";

/*
 * A certified OpenID Connect provider on loopback: `node testing/oidc-server.mjs PORT REDIRECT…`.
 * `PUT /people/SUBJECT` says what it knows of somebody; signing in, they name the subject.
 */
const [port, ...redirects] = process.argv.slice(2);
const people = new Map();
const provider = new Provider(`http://localhost:${port}`, {
  clients: [
    {
      client_id: "engagements",
      client_secret: "secret-of-the-tests-alone",
      redirect_uris: redirects,
      post_logout_redirect_uris: redirects.map((url) => new URL("/sign-in", url).href),
    },
  ],
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["preferred_username"] },
  conformIdTokenClaims: false,
  cookies: { keys: ["of the tests alone"] },
  pkce: { required: () => true },
  findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...people.get(sub) }) }),
});
const answer = provider.callback();

createServer((request, response) => {
  const subject = /^\/people\/(.+)$/.exec(request.url ?? "")?.[1];
  if (request.method !== "PUT" || subject === undefined) return void answer(request, response);
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => {
    people.set(decodeURIComponent(subject), JSON.parse(Buffer.concat(parts).toString()));
    response.writeHead(204).end();
  });
}).listen(Number(port), "localhost");
