import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** What the web server holds in memory of itself: each address has chunks of its own, and what they share can be in all of them. */
test("what is compiled for the server is hardly compiled twice", () => {
  const built = path.join(process.cwd(), ".next/server");
  const seen = new Set<string>();
  let [all, again] = [0, 0];
  for (const file of readdirSync(built, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".js")) continue;
    const text = readFileSync(path.join(built, file), "utf8").replace(/\n\/\/# source.*/, "");
    all += text.length;
    if (seen.has(text)) again += text.length;
    seen.add(text);
  }
  expect(all).toBeGreaterThan(1_000_000);
  expect(again / all).toBeLessThan(0.3);
});
