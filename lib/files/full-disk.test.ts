import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { getConfig } from "@/lib/config";
import { isUnavailable } from "@/lib/web/unavailable";
import { letGo, receiveBytes } from "./receive";

const folder = mkdtempSync(path.join(tmpdir(), "full-"));

/** A disk of its own, as small as this; false where nobody may have one. */
function mount(size: string): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", folder], {
      stdio: "ignore",
    });
    return true;
  } catch {
    return false;
  }
}

const mounted = mount("256k");
const before = getConfig().FILES_DIR;
beforeAll(() => {
  Object.assign(getConfig(), { FILES_DIR: folder });
});
afterAll(() => {
  Object.assign(getConfig(), { FILES_DIR: before });
  if (mounted) execFileSync("umount", [folder]);
  rmSync(folder, { recursive: true, force: true });
});

(mounted ? test : test.skip)(
  "a disk that is really full passes (503), leaves nothing behind, and takes what fits afterwards",
  async () => {
    const failure: unknown = await receiveBytes(randomBytes(1_000_000)).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ code: "ENOSPC" });
    expect(isUnavailable(failure)).toBe(true);
    expect(readdirSync(path.join(folder, "incoming"))).toEqual([]);
    const small = await receiveBytes(randomBytes(10_000));
    expect(small.size).toBe(10_000);
    await letGo(small);
  },
);
