import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./provider";

/** What a provider says of somebody. */
export type Claims = { email?: string; email_verified?: boolean; preferred_username?: string };

/**
 * A real provider of OpenID Connect on loopback (`oidc-provider`).
 * @param redirects where it may send people back to
 */
export async function startOidcProvider(redirects: readonly string[]) {
  const port = await freePort();
  const child = spawn(process.execPath, ["testing/oidc-server.mjs", String(port), ...redirects], {
    stdio: "ignore",
  });
  const issuer = `http://localhost:${port}`;
  await answers(`${issuer}/.well-known/openid-configuration`);
  return {
    issuer,
    clientId: "engagements",
    clientSecret: "secret-of-the-tests-alone",
    /** From now on it says this of the subject. */
    async says(subject: string, claims: Claims) {
      const url = `${issuer}/people/${encodeURIComponent(subject)}`;
      await fetch(url, { method: "PUT", body: JSON.stringify(claims) });
    },
    /** Signs somebody in there, as a browser does, with its cookies. @returns where they are sent back to */
    async signIn(authorize: string, subject: string, jar = new Map<string, string>()) {
      let at = await follow(jar, authorize, issuer);
      const login = { prompt: "login", login: subject, password: "x" };
      for (const form of [new URLSearchParams(login), new URLSearchParams({ prompt: "consent" })]) {
        if (!at.startsWith(`${issuer}/interaction/`)) break;
        at = await follow(jar, at, issuer, form);
      }
      return at;
    },
    async close() {
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}

type Person = { email: string; tenant_id: string };

/** A Microsoft Entra ID on loopback that was not made for these tests (the package `emulate`). */
export async function startEntra(people: readonly Person[], redirects: readonly string[]) {
  const port = await freePort();
  const clientId = "10000000-0000-4000-8000-000000000001";
  const clientSecret = "secret-of-the-tests-alone";
  const client = {
    client_id: clientId,
    client_secret: clientSecret,
    name: "Engagements",
    redirect_uris: redirects,
  };
  const seed = path.join(mkdtempSync(path.join(tmpdir(), "entra-")), "seed.json");
  writeFileSync(seed, JSON.stringify({ microsoft: { users: people, oauth_clients: [client] } }));
  const child = spawn(
    process.execPath,
    [
      ...["node_modules/emulate/dist/index.js", "start", "--service", "microsoft"],
      ...["--port", String(port), "--seed", seed],
    ],
    { stdio: "ignore" },
  );
  const authority = `http://localhost:${port}`;
  await answers(`${authority}/organizations/v2.0/.well-known/openid-configuration`);
  return {
    authority,
    clientId,
    clientSecret,
    /** Signs somebody in there. @returns where they are sent back to */
    async signIn(authorize: string, email: string): Promise<string> {
      const form = new URLSearchParams({
        ...Object.fromEntries(new URL(authorize).searchParams),
        email,
      });
      const response = await fetch(`${authority}/oauth2/v2.0/authorize/callback`, {
        method: "POST",
        body: form,
        redirect: "manual",
      });
      return response.headers.get("location") ?? "";
    },
    async close() {
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}

async function answers(url: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      if ((await fetch(url)).ok) return;
    } catch (error) {
      if (tries === 300) throw error;
    }
    await sleep(100);
  }
}

/** Follows redirects within one site, with its cookies; gives the first page, or where it leads elsewhere. */
async function follow(
  jar: Map<string, string>,
  from: string,
  site: string,
  body?: URLSearchParams,
): Promise<string> {
  let [url, form] = [from, body];
  while (url.startsWith(site)) {
    const response = await fetch(url, {
      redirect: "manual",
      headers: { cookie: [...jar].map((pair) => pair.join("=")).join("; ") },
      ...(form ? { method: "POST", body: form } : {}),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = "", value = ""] = cookie.split(";")[0]?.split("=") ?? [];
      if (value === "") jar.delete(name);
      else jar.set(name, value);
    }
    const location = response.headers.get("location");
    if (location === null) return url;
    [url, form] = [new URL(location, url).href, undefined];
  }
  return url;
}
