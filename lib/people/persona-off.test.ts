import { fixture } from "@/testing/fixture";
import { openSession } from "./open-session";

process.env.DEMO = "0";
const f = fixture();

test("outside of demo mode no persona signs in", async () => {
  await f.sql("update installation set kind = 'demonstration'");
  await f.partner({ admin: { email: "noor.vandijk@noordzee-cloud.example" } });
  await expect(openSession(f.door(), { persona: "admin" })).rejects.toThrow("not_found");
});
