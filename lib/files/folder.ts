import { mkdir, open, opendir, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { hashIn, keyOf, type FileStore, type Stored } from "./store";

/** A store in a folder of this machine, or of a disk that several share. */
export function folderStore(folder: string): FileStore {
  const fileOf = (sha256: string) => path.join(folder, keyOf(sha256));
  return {
    async put({ sha256, path: from }) {
      const to = fileOf(sha256);
      await mkdir(path.dirname(to), { recursive: true, mode: 0o700 });
      await rename(from, to);
      await settle(path.dirname(to));
    },
    async read(sha256) {
      const handle = await open(fileOf(sha256)).catch(absent);
      return handle && handle.createReadStream();
    },
    async find(sha256) {
      const found = await stat(fileOf(sha256)).catch(absent);
      return found && { sha256, storedAt: found.mtime };
    },
    async remove(sha256) {
      await rm(fileOf(sha256), { force: true });
    },
    async *list() {
      for (const shelf of (await readdir(folder).catch(absent)) ?? []) {
        if (/^[0-9a-f]{2}$/.test(shelf)) yield* shelfOf(folder, shelf);
      }
    },
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
