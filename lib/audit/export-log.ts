import { createHash, createPrivateKey, createPublicKey, sign, type KeyObject } from "node:crypto";
import { open } from "node:fs/promises";
import path from "node:path";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { authorize } from "../access/authorize";
import { reading, transaction, type Ctx } from "../ctx";
import { installationOf } from "../installation";
import { keysFor } from "../keys";
import { record } from "./record";

const PORTION = 5_000;
const head = z.object({ chain: z.string(), seq: z.coerce.number(), hash: z.string() });
const row = z.object({ chain: z.string(), seq: z.coerce.number(), line: z.string() });

export type Exported = { rows: number; chains: number; files: string[]; key: string };

/**
 * O15: writes the whole log for auditors into a folder: `audit.ndjson`, a row a line in the order of its chains;
 * `manifest.json` with its SHA-256 and the head of each chain; `manifest.sig`, which signs that (Ed25519), and `key.pem`,
 * the public key of this installation, by which anybody checks it. The log is told, with the hash. Nothing that is there
 * is written over.
 */
export async function exportLog(ctx: Ctx, folder: string): Promise<Exported> {
  authorize(ctx, "audit.export");
  const { id: installation } = await installationOf(ctx.db);
  const heads = await reading(ctx, async (tx) =>
    z
      .array(head)
      .parse(
        (
          await tx.db.execute(
            sql`select chain, seq, hash from audit_heads where seq > 0 order by chain`,
          )
        ).rows,
      ),
  );
  const file = await open(path.join(folder, "audit.ndjson"), "wx", 0o600);
  const hash = createHash("sha256");
  let rows = 0;
  try {
    for (const one of heads)
      for (let after = 0; after < one.seq; after += PORTION) {
        const lines = await readPortion(ctx, one, after);
        const text = lines.map(({ line }) => `${line}\n`).join("");
        rows += lines.length;
        hash.update(text);
        await file.write(text);
      }
    await file.sync();
  } finally {
    await file.close();
  }
  const sha256 = hash.digest("hex");
  const at = ctx.now.toISOString();
  const manifest = `${JSON.stringify({ format: "audit-log/1", installation, at, rows, sha256, heads }, null, 2)}\n`;
  const [secret, shown] = exportKeys();
  const key = shown.export({ type: "spki", format: "pem" }).toString();
  await keep(folder, "manifest.json", manifest);
  await keep(folder, "manifest.sig", sign(null, Buffer.from(manifest), secret));
  await keep(folder, "key.pem", key);
  await transaction(ctx, (tx) =>
    record(tx, {
      event: "audit.exported",
      subjectId: installation,
      data: { rows, chains: heads.length, sha256 },
    }),
  );
  return {
    rows,
    chains: heads.length,
    files: ["audit.ndjson", "manifest.json", "manifest.sig", "key.pem"],
    key,
  };
}

/** Up to the head that was read at first: what is told meanwhile is of the next export. */
async function readPortion(ctx: Ctx, { chain, seq }: z.output<typeof head>, after: number) {
  return reading(ctx, async (tx) => {
    const { rows } = await tx.db.execute(sql`
      select l.chain, l.seq, jsonb_build_object('chain', l.chain, 'seq', l.seq, 'at', l.at, 'recordedAt', l.recorded_at, 'actorKind', l.actor_kind,
        'actorId', l.actor_id, 'event', l.event, 'subjectId', l.subject_id, 'data', l.data, 'words', l.words, 'wordsSalt', encode(l.words_salt, 'hex'),
        'wordsHash', l.words_hash, 'prevHash', l.prev_hash, 'hash', l.hash)::text as line
      from audit_log l where l.chain = ${chain} and l.seq > ${after} and l.seq <= ${Math.min(seq, after + PORTION)} order by l.seq`);
    return z.array(row).parse(rows);
  });
}

async function keep(folder: string, name: string, bytes: string | Uint8Array): Promise<void> {
  const file = await open(path.join(folder, name), "wx", 0o600);
  try {
    await file.writeFile(bytes);
  } finally {
    await file.close();
  }
}

/** Of the newest key of the ring: the pair that signs exports. */
function exportKeys(): [KeyObject, KeyObject] {
  // PKCS #8 around a seed of 32 bytes (RFC 8410).
  const wrapped = Buffer.concat([
    Buffer.from("302e020100300506032b657004220420", "hex"),
    keysFor("audit-export")[0].bytes,
  ]);
  const secret = createPrivateKey({ key: wrapped, format: "der", type: "pkcs8" });
  return [secret, createPublicKey(secret)];
}
