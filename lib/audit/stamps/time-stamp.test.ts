import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { getConfig } from "@/lib/config";
import { transaction } from "@/lib/ctx";
import { fixture } from "@/testing/fixture";
import { findProgram } from "@/testing/programs";
import { installation } from "@/testing/stores";
import { record } from "../record";
import { verifyStamps } from "../verify-stamps";
import { stampHeads } from "./stamp-heads";
import { stampTimes } from "./stamp-times";

/** O15: against a time-stamping service that OpenSSL makes, whose answers OpenSSL checks. */
const openssl = findProgram("openssl", { tests: 1 });
const f = fixture();
const folder = mkdtempSync(path.join(tmpdir(), "tsa-"));
const file = (name: string) => path.join(folder, name);
let service: Server;
let spoils = false;

beforeAll(async () => {
  if (!openssl) return;
  mkdirSync(file("x"), { recursive: true });
  writeFileSync(file("serial"), "01\n");
  writeFileSync(
    file("tsa.cnf"),
    `[req]\ndistinguished_name=dn\nx509_extensions=v3\nprompt=no\n[dn]\nCN=Test TSA\n[v3]\nextendedKeyUsage=critical,timeStamping\n[tsa]\ndefault_tsa=one\n[one]\nserial=${file("serial")}\nsigner_digest=sha256\ndefault_policy=1.2.3.4.1\ndigests=sha256\n`,
  );
  execFileSync(
    openssl,
    [
      "req",
      "-x509",
      "-newkey",
      "ec",
      "-pkeyopt",
      "ec_paramgen_curve:P-256",
      "-nodes",
      "-days",
      "30",
      "-keyout",
      file("key.pem"),
      "-out",
      file("cert.pem"),
      "-config",
      file("tsa.cnf"),
    ],
    { stdio: "ignore" },
  );
  service = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      writeFileSync(file("query"), Buffer.concat(chunks));
      const args = [
        "ts",
        "-reply",
        "-config",
        file("tsa.cnf"),
        "-queryfile",
        file("query"),
        "-signer",
        file("cert.pem"),
        "-inkey",
        file("key.pem"),
        "-out",
        file("reply"),
      ];
      execFileSync(openssl, args, { stdio: "ignore" });
      response.end(spoils ? readFileSync(file("former")) : readFileSync(file("reply")));
      if (!spoils) writeFileSync(file("former"), readFileSync(file("reply")));
    });
  });
  await new Promise<void>((listening) => service.listen(0, "127.0.0.1", listening));
  const address = service.address();
  if (typeof address !== "object" || address === null) throw new Error("it listens nowhere");
  Object.assign(getConfig(), { AUDIT_TSA: `http://127.0.0.1:${address.port}/` });
});
afterAll(() => {
  service.close();
  rmSync(folder, { recursive: true });
  Object.assign(getConfig(), { AUDIT_TSA: undefined });
});

let minute = 0;
/** One more row, and a stamp of it. */
async function stamped(): Promise<string> {
  const at = new Date(f.now.getTime() + (minute += 1) * 60_000);
  const partnerId = await installation(f);
  await transaction(f.system(at), (tx) =>
    record(tx, { event: "consent.free_again", subjectId: null, partnerId, data: {} }),
  );
  await stampHeads(f.system(at));
  const root = path.join(getConfig().AUDIT_STAMPS, await installation(f));
  return root;
}

(openssl ? test : test.skip)(
  "O15 stamps are seen by a time-stamping service; what differs from what it saw, or is gone, is found",
  async () => {
    const root = await stamped();
    expect(await stampTimes(f.system())).toBe(1);
    expect(await stampTimes(f.system())).toBe(0);
    expect(await verifyStamps(f.system())).toMatchObject({ stamps: 1, timed: 1, faults: [] });
    const [timed] = execFileSync("find", [path.join(root, "timed"), "-name", "*.json"])
      .toString()
      .trim()
      .split("\n");
    const said = JSON.parse(readFileSync(timed!, "utf8")) as { stamp: string; answer: string };
    writeFileSync(file("answer"), Buffer.from(said.answer, "base64"));
    const checked = execFileSync(
      openssl!,
      [
        "ts",
        "-verify",
        "-data",
        path.join(root, said.stamp),
        "-in",
        file("answer"),
        "-CAfile",
        file("cert.pem"),
      ],
      { stdio: "pipe" },
    );
    expect(checked.toString()).toContain("OK");
    // The last stamp is taken away, which no later one names: its time stamp does.
    const kept = readFileSync(path.join(root, said.stamp));
    rmSync(path.join(root, said.stamp));
    expect((await verifyStamps(f.system())).faults).toContainEqual({
      fault: "stamp_missing",
      stamp: said.stamp,
    });
    writeFileSync(path.join(root, said.stamp), `${kept.toString().trim()} \n`);
    expect((await verifyStamps(f.system())).faults).toContainEqual({
      fault: "time_differs",
      stamp: said.stamp,
    });
    rmSync(path.join(root, said.stamp));
    writeFileSync(path.join(root, said.stamp), kept);
    // A service that answers something else is not believed, and is asked again.
    await stamped();
    spoils = true;
    await expect(stampTimes(f.system())).rejects.toThrow("stamped something else");
    spoils = false;
    expect(await stampTimes(f.system())).toBe(1);
    expect((await verifyStamps(f.system())).faults).toEqual([]);
  },
);
