import { createHash, randomBytes, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PassThrough, Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { getConfig } from "@/lib/config";
import { startEmulatedBucket } from "@/testing/bucket";
import { bucketStore } from "./bucket";
import { folderStore } from "./folder";
import { letGo, receive, receiveBytes } from "./receive";
import { hashIn, keyOf, PARTS, type FileStore, type Stored } from "./store";

const folder = mkdtempSync(path.join(tmpdir(), "files-"));
let emulated: Awaited<ReturnType<typeof startEmulatedBucket>>;
const [own, other] = [randomUUID(), randomUUID()];
type Kind = "folder" | "bucket";
const open: Record<Kind, (installation: string) => FileStore> = {
  folder: (installation) => folderStore(folder, installation),
  bucket: (installation) => {
    const { endpoint, credentials } = emulated;
    return bucketStore({ name: "proof", region: "us-east-1", endpoint, credentials }, installation);
  },
};

beforeAll(async () => {
  emulated = await startEmulatedBucket("proof");
});
afterAll(async () => {
  await emulated.close();
  rmSync(folder, { recursive: true });
});

const hashOf = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
const all = async (found: AsyncIterable<Stored>) => {
  const list: Stored[] = [];
  for await (const one of found) list.push(one);
  return list;
};
const listed = async (store: FileStore, beginning?: string) =>
  (await all(store.list(beginning))).map(({ sha256 }) => sha256).sort();
const drop = async (store: FileStore, sha256: string) => {
  await store.setAside(sha256);
  await store.forget(sha256);
};
const received = () => {
  const incoming = path.join(getConfig().FILES_DIR, "incoming");
  return existsSync(incoming) ? readdirSync(incoming) : [];
};

describe.each(["folder", "bucket"] as const)("a store in a %s", (kind) => {
  const store = () => open[kind](own);

  test("gives back what was put, keeps the same bytes once, and forgets what was removed", async () => {
    const bytes = randomBytes(3_000_000);
    const sha256 = hashOf(bytes);
    expect(await store().find(sha256)).toBeNull();
    expect(await store().read(sha256)).toBeNull();
    await store().put(await receiveBytes(bytes));
    await store().put(await receiveBytes(bytes));
    expect(await listed(store())).toEqual([sha256]);
    expect((await store().find(sha256))?.sha256).toBe(sha256);
    expect(hashOf(await buffer((await store().read(sha256))!))).toBe(sha256);
    await drop(store(), sha256);
    await drop(store(), sha256);
    expect(await store().read(sha256)).toBeNull();
    expect(await listed(store())).toEqual([]);
    expect(received()).toEqual([]);
  });

  test("what was set aside can be read and put back, and is forgotten only when told", async () => {
    const bytes = randomBytes(1_000);
    const sha256 = hashOf(bytes);
    await store().put(await receiveBytes(bytes));
    await store().setAside(sha256);
    await store().setAside(sha256);
    expect(await store().find(sha256)).toBeNull();
    expect(await listed(store())).toEqual([]);
    expect((await all(store().listAside())).map((one) => one.sha256)).toEqual([sha256]);
    expect(hashOf(await buffer((await store().read(sha256))!))).toBe(sha256);
    await store().putBack(sha256);
    expect(await listed(store())).toEqual([sha256]);
    expect(await all(store().listAside())).toEqual([]);
    await drop(store(), sha256);
    expect(await store().read(sha256)).toBeNull();
  });

  test("two installations in one place know nothing of each other, and each store says whose it is", async () => {
    const bytes = randomBytes(1_000);
    const sha256 = hashOf(bytes);
    const [mine, theirs] = [open[kind](own), open[kind](other)];
    await mine.put(await receiveBytes(bytes));
    expect(await theirs.readMark()).toBeNull();
    expect(await theirs.find(sha256)).toBeNull();
    expect(await listed(theirs)).toEqual([]);
    await theirs.put(await receiveBytes(bytes));
    expect([await mine.readMark(), await theirs.readMark()]).toEqual([own, other]);
    await drop(theirs, sha256);
    expect(await listed(mine)).toEqual([sha256]);
    await drop(mine, sha256);
  });

  test("lists by what the hash begins with", async () => {
    const files = Array.from({ length: 12 }, () => randomBytes(100));
    for (const bytes of files) await store().put(await receiveBytes(bytes));
    const parts = await Promise.all(PARTS.map((part) => listed(store(), part)));
    expect(parts.flat()).toEqual(files.map(hashOf).sort());
    expect(parts.every((part) => new Set(part.map((hash) => hash[0])).size <= 1)).toBe(true);
    for (const bytes of files) await drop(store(), hashOf(bytes));
  });

  test("puts twenty at once", async () => {
    const files = Array.from({ length: 20 }, () => randomBytes(50_000));
    await Promise.all(files.map(async (bytes) => store().put(await receiveBytes(bytes))));
    expect(await listed(store())).toEqual(files.map(hashOf).sort());
    for (const bytes of files) await drop(store(), hashOf(bytes));
  });

  test("knows nothing by any other name than a hash", async () => {
    for (const name of ["../../etc/passwd", "", "a/b", "A".repeat(64), `${"a".repeat(64)}/..`]) {
      await expect(store().read(name)).rejects.toThrow("not a SHA-256");
      await expect(async () => store().setAside(name)).rejects.toThrow("not a SHA-256");
      await expect(async () => store().putBack(name)).rejects.toThrow("not a SHA-256");
      await expect(async () => store().forget(name)).rejects.toThrow("not a SHA-256");
      await expect(store().put({ path: "/nowhere", size: 1, sha256: name })).rejects.toThrow(
        "not a SHA-256",
      );
    }
  });
});

test("what else lies in the folder is not listed", async () => {
  mkdirSync(path.join(folder, own, "ab"), { recursive: true });
  writeFileSync(path.join(folder, own, "ab", "notes.txt"), "hello");
  writeFileSync(path.join(folder, own, "readme"), "hello");
  expect(await listed(open.folder(own))).toEqual([]);
  expect(hashIn(keyOf("ab".repeat(32)))).toBe("ab".repeat(32));
  expect(hashIn(`cd/${"ab".repeat(32)}`)).toBeNull();
});

describe("receiving", () => {
  test("to the byte, and one more is too many", async () => {
    const most = 10 * 1024 * 1024;
    const file = await receive(Readable.from([Buffer.alloc(most)]), { most });
    expect(file.size).toBe(most);
    await letGo(file);
    const more = Readable.from([Buffer.alloc(most), Buffer.alloc(1)]);
    await expect(receive(more, { most })).rejects.toMatchObject({
      code: "file_too_large",
      errors: [{ params: { megabytes: 10 } }],
    });
    expect(received()).toEqual([]);
  });

  test("what breaks off leaves nothing", async () => {
    const stop = new AbortController();
    const endless = new PassThrough();
    endless.write(Buffer.alloc(100_000));
    const receiving = receive(endless, { most: 1_000_000, signal: stop.signal });
    stop.abort();
    await expect(receiving).rejects.toThrow();
    const failing = new PassThrough();
    const failed = receive(failing, { most: 1_000_000 });
    failing.destroy(new Error("the line is dead"));
    await expect(failed).rejects.toThrow("the line is dead");
    expect(received()).toEqual([]);
  });

  test("what breaks off before its file is open leaves nothing", async () => {
    for (let n = 0; n < 2_000; n++) {
      const source = new PassThrough();
      source.write(Buffer.alloc(1_000));
      setImmediate(() => source.destroy(new Error("the line is dead")));
      await expect(receive(source, { most: 1_000_000 })).rejects.toThrow("the line is dead");
    }
    expect(received()).toEqual([]);
  });
});
