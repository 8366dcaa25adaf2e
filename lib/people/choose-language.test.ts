import { Refusal } from "../errors";
import { fixture } from "@/testing/fixture";
import { chooseLanguage } from "./choose-language";

const f = fixture();

async function languageOf(user: { userId: string }) {
  const rows = await f.sql<{ locale: string | null }>("select locale from users where id = $1", [
    user.userId,
  ]);
  return rows[0]?.locale;
}

test("everybody who is signed in chooses their own language, with or without a role", async () => {
  const company = await f.partner();
  const colleague = await f.user(company, { grants: [] });
  const operator = await f.operator();
  for (const person of [company.admin, colleague, operator]) {
    await chooseLanguage(f.ctx(person), "nl");
    expect(await languageOf(person)).toBe("nl");
  }
});

test("nobody else's language changes", async () => {
  const company = await f.partner();
  const colleague = await f.user(company);
  const before = await languageOf(colleague);
  await chooseLanguage(f.ctx(company.admin), before === "nl" ? "en" : "nl");
  expect(await languageOf(colleague)).toBe(before);
});

test("the product itself has no language to choose", async () => {
  await expect(chooseLanguage(f.system(), "nl")).rejects.toThrow(Refusal);
});
