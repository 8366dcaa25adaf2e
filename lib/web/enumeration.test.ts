import { randomBytes } from "node:crypto";
import { performance } from "node:perf_hooks";
import { Client } from "pg";
import { Browser, now } from "@/testing/browser";
import { fixture } from "@/testing/fixture";
import { tries } from "@/testing/tries";
import { getConfig } from "../config";
import { changeSignInRule } from "../people/sign-in-rule/change-sign-in-rule";
import { addressHeader } from "./client-address";

const after: (() => Promise<void>)[] = [];
jest.mock("next/headers", () => {
  const { now: at } = jest.requireActual<typeof import("@/testing/browser")>("@/testing/browser");
  return {
    cookies: () => Promise.resolve(at.browser),
    headers: () => Promise.resolve(at.browser.headers),
  };
});
jest.mock("next-intl/server", () => ({ getLocale: () => Promise.resolve("en") }));
jest.mock("next/server", () => ({
  ...jest.requireActual<typeof import("next/server")>("next/server"),
  after: (work: () => Promise<void>) => after.push(work),
}));

const f = fixture();
/** `SIGN_IN_TRIES=200 npx jest lib/web/enumeration` compares and reports as many of each. */
const number = tries("SIGN_IN_TRIES", { ci: 5, whole: 200 });
const kinds = ["existing", "unknown", "disabled", "provider required"] as const;
type Kind = (typeof kinds)[number];

/** An address of each kind, all of one domain: the domain tells nothing. */
async function addresses(): Promise<Record<Kind, () => string>> {
  getConfig().OIDC_PROVIDERS.push({
    ...{ id: "own", label: "Own", issuer: "https://idp.example", clientId: "x", clientSecret: "y" },
    trustedDomains: [],
  });
  const domain = `m${randomBytes(6).toString("hex")}.example`;
  const free = await f.partner({ admin: { email: `existing@${domain}` } });
  const gone = await f.user(free, { email: `disabled@${domain}` });
  await f.sql("update users set disabled_at = now() where id = $1", [gone.userId]);
  const bound = await f.partner();
  await f.user(bound, { email: `required@${domain}` });
  await f.sql("insert into partner_domains (partner_id, domain) values ($1, $2)", [
    bound.id,
    domain,
  ]);
  await changeSignInRule(f.ctx(bound.admin), {
    ...{ at: undefined, provider: "own", tenant: null, factor: "no", revision: 0 },
    breakGlass: bound.admin.userId,
  });
  return {
    existing: () => free.admin.email,
    unknown: () => `n${randomBytes(4).toString("hex")}@${domain}`,
    disabled: () => gone.email,
    "provider required": () => `required@${domain}`,
  };
}

/** Asks for a link as a form does. What is said, by which statements, in what time, before the answer goes. */
async function askOnce(email: string, from: number) {
  const { askForLink } = await import("./ask-for-link");
  now.browser = new Browser();
  now.browser.headers = new Headers({
    ...{ origin: getConfig().APP_URL, host: new URL(getConfig().APP_URL).host },
    ...addressHeader(`192.0.2.${from % 200}`),
  });
  const form = new FormData();
  form.set("email", email);
  form.set("callbackUrl", "/claims");
  const statements: string[] = [];
  const query = jest.spyOn(Client.prototype, "query");
  const begun = performance.now();
  const answer: unknown = await askForLink({ values: {}, errors: [] }, form).catch(
    (error: unknown) => (error instanceof Error && "digest" in error ? error.digest : error),
  );
  const ms = performance.now() - begun;
  for (const [first] of query.mock.calls as unknown as [string | { text: string }][])
    statements.push(typeof first === "string" ? first : first.text);
  query.mockRestore();
  const cookies = [...now.browser.jar.keys()];
  for (const work of after.splice(0)) await work();
  return { said: JSON.stringify({ answer, statements, cookies }), ms };
}

test(
  "U15 whoever asks for a link learns nothing of the address: the same words, cookies and work before the answer",
  async () => {
    const of = await addresses();
    const said = new Set<string>();
    const times: Record<Kind, number[]> = {
      existing: [],
      unknown: [],
      disabled: [],
      "provider required": [],
    };
    for (const kind of kinds) await askOnce(of[kind](), 0);
    for (let n = 0; n < number; n++)
      for (let m = 0; m < kinds.length; m++) {
        const kind = kinds[(n + m) % kinds.length]!;
        const { said: words, ms } = await askOnce(of[kind](), n);
        said.add(words);
        times[kind].push(ms);
      }
    expect([...said]).toEqual([expect.stringContaining("/sign-in/sent")]);
    // The mails, which nobody but the owners sees, do differ.
    const mailed = await f.sql<{ template: string }>(
      "select distinct template from emails order by 1",
    );
    expect(mailed.map(({ template }) => template)).toEqual(["sign-in", "sign-in-provider"]);
    if (number >= 100) process.stdout.write(`${report(times)}\n`);
  },
  60_000 + number * 3_000,
);

/** Quantiles of each kind, and how far each distribution is from the existing address's (Kolmogorov–Smirnov). */
function report(times: Record<Kind, number[]>): string {
  const sorted = (kind: Kind) => [...times[kind]].sort((a, b) => a - b);
  const at = (list: number[], share: number) =>
    list[Math.floor(share * (list.length - 1))]!.toFixed(2);
  const limit = 1.36 * Math.sqrt(2 / number);
  return kinds
    .map((kind) => {
      const list = sorted(kind);
      const quantiles = [0.1, 0.5, 0.9].map((share) => at(list, share)).join(" / ");
      const distance = ksDistance(list, sorted("existing")).toFixed(3);
      return `${kind}: p10/p50/p90 ${quantiles} ms, KS ${distance} (differs at 5 % above ${limit.toFixed(3)})`;
    })
    .join("\n");
}

function ksDistance(one: number[], other: number[]): number {
  const below = (list: number[], value: number) =>
    list.filter((ms) => ms <= value).length / list.length;
  return Math.max(...[...one, ...other].map((v) => Math.abs(below(one, v) - below(other, v))));
}
