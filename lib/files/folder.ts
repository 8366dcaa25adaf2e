import { randomUUID } from "node:crypto";
import {
  mkdir,
  open,
  opendir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  utimes,
} from "node:fs/promises";
import path from "node:path";
import { readClock } from "../time/clock";
import {
  ASIDE,
  hashIn,
  installationIn,
  isHash,
  keyOf,
  MARK,
  markOf,
  type FileStore,
  type Stored,
} from "./store";

/** An installation's store in a folder of this machine, or of a disk that several share. */
export function folderStore(root: string, installation: string): FileStore {
  const folder = path.join(root, installation);
  const mark = path.join(folder, MARK);
  const fileOf = (sha256: string) => path.join(folder, keyOf(sha256));
  const asideOf = (sha256: string) => path.join(folder, ASIDE, path.basename(keyOf(sha256)));
  const move = async (from: string, to: string) => {
    await mkdir(path.dirname(to), { recursive: true, mode: 0o700 });
    await rename(from, to).catch(absent);
    await settle(path.dirname(to));
  };
  const writeMark = async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const unfinished = `${mark}.${randomUUID()}`;
    const handle = await open(unfinished, "wx", 0o600);
    await handle.writeFile(markOf(installation));
    await handle.sync();
    await handle.close();
    await move(unfinished, mark);
  };
  let marked = false;
  /** A new store says whose it is before anything lies in it. */
  const markNew = async () => {
    if (marked) return;
    const names = (await readdir(folder).catch(absent)) ?? [];
    if (!names.some((name) => name === MARK || /^[0-9a-f]{2}$/.test(name))) await writeMark();
    marked = true;
  };
  return {
    async put({ sha256, path: from }) {
      const to = fileOf(sha256);
      await markNew();
      await mkdir(path.dirname(to), { recursive: true, mode: 0o700 });
      await rename(from, to);
      await settle(path.dirname(to));
    },
    async read(sha256) {
      const handle =
        (await open(fileOf(sha256)).catch(absent)) ?? (await open(asideOf(sha256)).catch(absent));
      return handle && handle.createReadStream();
    },
    async find(sha256) {
      const found = await stat(fileOf(sha256)).catch(absent);
      return found && { sha256, storedAt: found.mtime };
    },
    async *list(beginning = "") {
      for (const shelf of (await readdir(folder).catch(absent)) ?? []) {
        if (/^[0-9a-f]{2}$/.test(shelf) && shelf.startsWith(beginning.slice(0, 2)))
          yield* shelfOf(folder, shelf);
      }
    },
    async setAside(sha256) {
      const now = readClock();
      await utimes(fileOf(sha256), now, now).catch(absent);
      await move(fileOf(sha256), asideOf(sha256));
    },
    putBack: (sha256) => move(asideOf(sha256), fileOf(sha256)),
    async *listAside() {
      for (const name of (await readdir(path.join(folder, ASIDE)).catch(absent)) ?? []) {
        const found = isHash(name) && (await stat(asideOf(name)).catch(absent));
        if (found) yield { sha256: name, storedAt: found.mtime };
      }
    },
    async forget(sha256) {
      await rm(asideOf(sha256), { force: true });
    },
    async readMark() {
      const text = await readFile(mark, "utf8").catch(absent);
      return text === null ? null : installationIn(text);
    },
    writeMark,
  };
}

async function* shelfOf(folder: string, shelf: string): AsyncGenerator<Stored> {
  for await (const { name } of await opendir(path.join(folder, shelf))) {
    const sha256 = hashIn(`${shelf}/${name}`);
    const found = sha256 && (await stat(path.join(folder, shelf, name)).catch(absent));
    if (sha256 && found) yield { sha256, storedAt: found.mtime };
  }
}

/** A new name survives a power cut only once its folder is on the disk. */
async function settle(folder: string): Promise<void> {
  const handle = await open(folder).catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

function absent(error: unknown): null {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : "";
  if (code === "ENOENT") return null;
  throw error;
}
