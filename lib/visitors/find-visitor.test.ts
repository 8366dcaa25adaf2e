import { openDatabase } from "@/db/client";
import { getAskedRequest } from "@/lib/consent/queries";
import { transaction } from "@/lib/ctx";
import { tokenOf } from "@/lib/mail/tokens";
import { ask } from "@/testing/asked";
import { fixture } from "@/testing/fixture";
import { readBehindLink, type LinkKind } from "./find-visitor";
import { reminderSwitch } from "./reminder-switch";

const f = fixture();
const from = { ipAddress: "192.0.2.1", userAgent: "Firefox" };

describe.each([true, false])("read behind a link, at once (pipeline: %s)", (pipeline) => {
  test("by a token of its own kind alone: what else leads to the same request shows nothing", async () => {
    const db = openDatabase(f.urls().webUrl, { max: 1, timeoutMs: 5_000, pipeline });
    const it = await ask(f);
    await ask(f, { company: it.company });
    const off = await transaction(f.system(), (tx) => reminderSwitch(tx, it.request));
    const read = (token: string, kind: LinkKind = "consent") =>
      readBehindLink({ db, now: f.now }, { kind, token, from }, getAskedRequest, (tx, asked) => {
        expect(tx.actor).toMatchObject({ token, ...from, partnerId: it.company.id });
        return asked.request.id;
      });
    expect(await read(it.token)).toBe(it.request.id);
    expect(await read(tokenOf("reminders-off", off), "reminders-off")).toBe(it.request.id);
    expect(await read(tokenOf("reminders-off", off))).toBeNull();
    expect(await read(it.token, "survey")).toBeNull();
    expect(await read("u".repeat(43))).toBeNull();
    expect(await read("'; select 1; --")).toBeNull();
    expect(await read(it.token)).toBe(it.request.id);
    await db.close();
  });
});
