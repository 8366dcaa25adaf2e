import { Client, DatabaseError } from "pg";
import type { Actor } from "@/lib/ctx";
import { databaseKeys } from "@/lib/keys";
import type { fixture } from "./fixture";
import { TEST_SECRET } from "./secret";

type Fixture = ReturnType<typeof fixture>;

/**
 * Somebody whose statements run as the role of web server or worker, with its real password, on a database for real
 * use. Call it at the top of a test file, before `fixture` is (which drops the database after it): it registers hooks.
 */
export function attacker(of: () => Fixture) {
  const keys = databaseKeys(TEST_SECRET);
  const clients: Partial<Record<"web" | "worker", Client>> = {};
  const client = (part: "web" | "worker" = "web"): Client => {
    const found = clients[part];
    if (!found) throw new Error("The connections are there once `connect` was called.");
    return found;
  };

  afterAll(() => Promise.all([clients.web?.end(), clients.worker?.end()]));
  afterEach(async () => {
    await clients.web?.query("rollback");
    await clients.worker?.query("rollback");
  });

  return {
    client,

    /** Connects both, and makes the database one for real use. */
    async connect(): Promise<void> {
      await of().sql("update installation set kind = 'production'");
      const { webUrl, workerUrl } = of().urls();
      clients.web = new Client({ connectionString: webUrl });
      clients.worker = new Client({ connectionString: workerUrl });
      await Promise.all([clients.web.connect(), clients.worker.connect()]);
    },

    /** Begins a transaction of somebody, with what they have to prove it; of nobody; of the door or the worker. */
    async begin(actor: Actor | "nobody" | "door" | "worker"): Promise<Client> {
      const on = client(actor === "worker" ? "worker" : "web");
      await on.query("rollback; begin");
      const key = actor === "worker" ? keys.worker[0] : actor === "door" ? keys.web[0] : undefined;
      if (key !== undefined) await on.query("select app_enter('key', $1, 'tried')", [key]);
      if (typeof actor === "string") return on;
      const scope = of().scope(actor);
      if (scope.actor !== "person" && scope.actor !== "visitor")
        throw new Error("the product has a key");
      const proof = scope.actor === "person" ? ["session", scope.secret] : ["link", scope.token];
      await on.query("select app_enter($1, $2, '')", proof);
      return on;
    },

    /** What refused a statement: a constraint, or in a word why; the number of rows when nothing did. */
    async tries(text: string, values: unknown[] = [], on = client()) {
      await on.query("savepoint tried");
      try {
        const { rowCount } = await on.query(text, values);
        await on.query("set constraints all immediate");
        return rowCount;
      } catch (error) {
        if (!(error instanceof DatabaseError)) throw error;
        const words = /permission denied|row-level security/.exec(error.message)?.[0];
        return error.constraint ?? words ?? error.message;
      } finally {
        await on.query("rollback to tried");
      }
    },
  };
}
