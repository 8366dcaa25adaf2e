import { once } from "node:events";
import { connect, createServer, type Server } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { createTestDatabase, type TestDatabase } from "@/testing/database";
import { awaitDatabase } from "./await-database";

let database: TestDatabase;
const said: string[] = [];
let doors: Server[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(() => {
  said.length = 0;
  jest.spyOn(process.stdout, "write").mockImplementation((text) => said.push(String(text)) > 0);
});
afterEach(() => {
  jest.restoreAllMocks();
  for (const door of doors) door.close();
  doors = [];
});

/** The test's database behind a port of its own, as soon as `open` is called. */
async function away(): Promise<{ url: string; open: () => Promise<void> }> {
  const target = new URL(database.ownerUrl);
  const behind = Number(target.port);
  const door = createServer((from) => {
    const to = connect(behind, "127.0.0.1");
    from.pipe(to).pipe(from);
    for (const socket of [from, to]) socket.on("error", () => [from, to].map((s) => s.destroy()));
  });
  doors.push(door);
  door.listen(0, "127.0.0.1");
  await once(door, "listening");
  const bound = door.address();
  const port = typeof bound === "object" && bound ? bound.port : 0;
  await new Promise((resolve) => door.close(resolve));
  target.port = String(port);
  return {
    url: target.toString(),
    async open() {
      door.listen(port, "127.0.0.1");
      await once(door, "listening");
    },
  };
}

test("it waits for a database that is away, and says so once", async () => {
  const { url, open } = await away();
  const waiting = awaitDatabase(url, new AbortController().signal, { first: 1, longest: 5 });
  while (said.length === 0) await sleep(5);
  await sleep(30);
  await open();
  await waiting;
  expect(said).toEqual([
    `DATABASE_URL: nobody answers at ${new URL(url).host} (ECONNREFUSED). Waiting for it …\n`,
  ]);
});

test("it stops waiting when it is told to", async () => {
  const { url } = await away();
  const stop = new AbortController();
  const waiting = awaitDatabase(url, stop.signal);
  while (said.length === 0) await sleep(5);
  stop.abort();
  await expect(waiting).rejects.toMatchObject({ name: "AbortError" });
});

test("a time that is over is told with the name of the setting", async () => {
  const { url } = await away();
  await expect(awaitDatabase(url, AbortSignal.timeout(50))).rejects.toThrow(
    /^DATABASE_URL: nobody answers at .* \(ECONNREFUSED\). It did not come in time.$/,
  );
});

test("a name that nobody knows is told as one, and waited for", async () => {
  const url = changed((url) => (url.hostname = "nowhere.invalid"));
  await expect(awaitDatabase(url, AbortSignal.timeout(50), { first: 1 })).rejects.toThrow();
  expect(said[0]).toMatch(
    /^DATABASE_URL: the name nowhere.invalid:\d+ (is not known here \(ENOTFOUND\): is it spelled right\?|cannot be looked up now \(EAI_AGAIN\).) Waiting for it …\n$/,
  );
});

const changed = (change: (url: URL) => void) => {
  const url = new URL(database.ownerUrl);
  change(url);
  return url.toString();
};

test.each([
  [
    "a wrong password",
    (url: URL) => (url.password = "wrong"),
    /refuses the password of the user “mci_owner” \(28P01\)/,
  ],
  [
    "an unknown database",
    (url: URL) => (url.pathname = "/nowhere"),
    /has no such database: nowhere \(3D000\)/,
  ],
  [
    "no password",
    (url: URL) => (url.password = ""),
    /wants a password of the user “mci_owner”, and the address has none/,
  ],
  [
    "TLS where the server has none",
    (url: URL) => {
      url.searchParams.set("sslmode", "verify-full");
    },
    /does not speak TLS: take sslmode out/,
  ],
])("with %s it does not wait, and names the setting", async (_, change, words) => {
  const url = changed(change);
  await expect(awaitDatabase(url, new AbortController().signal)).rejects.toThrow(words);
  await expect(awaitDatabase(url, new AbortController().signal)).rejects.toThrow(/^DATABASE_URL: /);
  expect(said).toEqual([]);
});
