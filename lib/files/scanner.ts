import { connect, type Socket } from "node:net";
import type { Readable } from "node:stream";
import { getConfig } from "../config";

const PIECE = 64 * 1024;
/** A scanner that says nothing for so long is taken for gone. */
const SILENT_MS = 30_000;
const LONGEST_ANSWER = 4_096;
/** What is kept of the name of a find. */
const LONGEST_NAME = 200;

/** The scanner gave no verdict: it is away, slow, full or does not know what it was asked. Asked again later. */
export class ScannerAway extends Error {
  override readonly name = "TryAgain";
}

/** True when files wait for a scanner before a reviewer opens them (`CLAMD`). */
export function hasScanner(): boolean {
  return getConfig().CLAMD !== undefined;
}

/**
 * Asks ClamAV's daemon about bytes, by its protocol's INSTREAM, piece by piece in bounded memory.
 * @returns what it found, by its name for it; null for nothing
 * Throws `ScannerAway` for anything but a verdict.
 */
export async function scan(bytes: Readable, silentMs = SILENT_MS): Promise<string | null> {
  const socket = open();
  try {
    const answer = answerOf(socket, silentMs);
    // Its fault may come while bytes are still being sent, and is heard below.
    answer.catch(() => undefined);
    await Promise.race([send(socket, bytes), answer]);
    return verdictIn(await answer);
  } catch (error) {
    throw error instanceof ScannerAway
      ? error
      : new ScannerAway("the scanner cannot be reached", { cause: error });
  } finally {
    bytes.destroy();
    socket.destroy();
  }
}

function open(): Socket {
  const { CLAMD } = getConfig();
  if (CLAMD === undefined) throw new ScannerAway("no scanner is set (CLAMD)");
  if (!CLAMD.startsWith("tcp://")) return connect({ path: CLAMD.replace(/^unix:(\/\/)?/, "") });
  const { hostname, port } = new URL(CLAMD);
  return connect({ host: hostname.replace(/^\[|\]$/g, ""), port: Number(port || 3310) });
}

async function send(socket: Socket, bytes: Readable): Promise<void> {
  await write(socket, Buffer.from("zINSTREAM\0"));
  for await (const read of bytes) {
    const whole = Buffer.from(read as Uint8Array);
    for (let at = 0; at < whole.length; at += PIECE) {
      const piece = whole.subarray(at, at + PIECE);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(piece.length);
      await write(socket, Buffer.concat([length, piece]));
    }
  }
  await write(socket, Buffer.alloc(4));
}

function write(socket: Socket, piece: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.write(piece, (error) => (error ? reject(error) : resolve()));
  });
}

function answerOf(socket: Socket, silentMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    socket.setEncoding("utf8").setTimeout(silentMs);
    socket.on("timeout", () => reject(new ScannerAway("the scanner does not answer")));
    socket.on("error", reject);
    socket.on("close", () => reject(new ScannerAway("the scanner broke off")));
    socket.on("data", (piece: string) => {
      said += piece;
      const end = said.search(/[\0\n]/);
      if (end >= 0) resolve(said.slice(0, end));
      else if (said.length > LONGEST_ANSWER) reject(new ScannerAway("the scanner talks nonsense"));
    });
  });
}

function verdictIn(answer: string): string | null {
  if (answer === "stream: OK") return null;
  const found = /^stream: (.+) FOUND$/.exec(answer)?.[1]?.slice(0, LONGEST_NAME);
  if (found === undefined)
    throw new ScannerAway(`the scanner gave no verdict: ${answer.slice(0, 200)}`);
  return found;
}
