import { randomBytes } from "node:crypto";
import { getConfig } from "@/lib/config";
import { fixture } from "@/testing/fixture";
import { refusedWith } from "@/testing/refusal";
import { openSession } from "./open-session";
import type { Identity } from "./providers";

const f = fixture();
const issuer = "https://trusted.example";

beforeAll(() => {
  getConfig().OIDC_PROVIDERS.push({
    ...{ id: "own", label: "Own", issuer, clientId: "x", clientSecret: "y" },
    trustedDomains: ["trusted.example"],
  });
});

test("U11 (c) of several subjects that a trusted provider calls by one address at once, one is linked", async () => {
  const opened = async (identity: Identity) =>
    (await refusedWith(openSession(f.door(), { identity }))) ?? "in";
  for (let contest = 0; contest < 5; contest++) {
    const email = `m${randomBytes(6).toString("hex")}@trusted.example`;
    await f.partner({ admin: { email } });
    const of = (subject: string) => ({
      provider: "own",
      issuer,
      subject: `${email} ${subject}`,
      name: "",
      email,
      emailVerified: true,
      askedAt: null,
    });
    const came = await Promise.all(["a", "b", "c"].map((one) => opened(of(one))));
    expect(came.sort()).toEqual(["identity_unknown", "identity_unknown", "in"]);
    // The same one in two windows is no other.
    const again = `n${email}`;
    await f.partner({ admin: { email: again } });
    const same = { ...of("d"), email: again };
    expect(await Promise.all([opened(same), opened(same)])).toEqual(["in", "in"]);
  }
});

test("U11 (c) an address that only resembles one, or of another domain behind it, links nothing", async () => {
  const email = `kim${randomBytes(6).toString("hex")}@trusted.example`;
  await f.partner({ admin: { email } });
  const said = {
    provider: "own",
    issuer,
    subject: email,
    name: "",
    emailVerified: true,
    askedAt: null,
  };
  const open = (address: string) =>
    refusedWith(openSession(f.door(), { identity: { ...said, email: address } }));
  for (const like of [
    email.replace("k", "\u212A"),
    email.replace("i", "\u0130"),
    email.replace("k", "\uFF2B"),
    `${email}@elsewhere.example`,
    `"${email}"@elsewhere.example`,
    ` ${email}`,
  ])
    expect([like, await open(like)]).toEqual([like, "identity_unknown"]);
  expect(await open(email.replace("k", "K"))).toBeNull();
});
