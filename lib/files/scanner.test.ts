import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { getConfig } from "@/lib/config";
import { eicar, startClamd, type ClamdFault } from "@/testing/clamd";
import { scan } from "./scanner";

let clamd: Awaited<ReturnType<typeof startClamd>>;
beforeAll(async () => {
  clamd = await startClamd({ most: 3_000_000 });
});
afterAll(async () => {
  getConfig().CLAMD = undefined;
  await clamd.close();
});
beforeEach(() => {
  getConfig().CLAMD = clamd.address;
  Object.assign(clamd.state, { fault: "none", scanned: [] });
});

const of = (...pieces: (Buffer | string)[]) => Readable.from(pieces.map((one) => Buffer.from(one)));

describe("ClamAV's daemon is asked (D28)", () => {
  test("gets all bytes, and its verdict is heard", async () => {
    const bytes = randomBytes(1_000_000);
    expect(await scan(of(bytes.subarray(0, 7), bytes.subarray(7)))).toBeNull();
    expect(clamd.state.scanned[0]?.equals(bytes)).toBe(true);
    expect(await scan(of("before ", eicar))).toBe("Eicar-Test-Signature");
    expect(await scan(of())).toBeNull();
  });

  test("a find with a long name is a find; as much of the name is kept as fits", async () => {
    clamd.state.fault = "wordy";
    expect(await scan(of("x"))).toBe("Long.".repeat(40));
  });

  test.each<ClamdFault>(["silent", "reset", "nonsense", "endless", "full", "unknown"])(
    "no verdict from a scanner that is %s: asked again later",
    async (fault) => {
      clamd.state.fault = fault;
      await expect(scan(of(randomBytes(500_000)), 200)).rejects.toMatchObject({ name: "TryAgain" });
    },
  );

  test("more than it takes: asked again later", async () => {
    const bytes = of(...Array.from({ length: 80 }, () => randomBytes(50_000)));
    await expect(scan(bytes)).rejects.toMatchObject({ name: "TryAgain" });
    expect(bytes.destroyed).toBe(true);
  });

  test.each(["tcp://127.0.0.1:1", "/nowhere/clamd.sock", "unix:/nowhere/clamd.sock", undefined])(
    "nobody at %s: asked again later",
    async (address) => {
      getConfig().CLAMD = address;
      await expect(scan(of("x"))).rejects.toMatchObject({ name: "TryAgain" });
    },
  );

  test("a file that cannot be read is no clean one", async () => {
    const broken = Readable.from(
      (async function* () {
        yield await Promise.resolve(Buffer.from("x"));
        throw new Error("the disk is gone");
      })(),
    );
    await expect(scan(broken)).rejects.toMatchObject({ name: "TryAgain" });
  });
});
