import pg from "pg";
import { placesOf, saysPooled, type Place } from "./address";

/** How long a host may take to say whether it writes. */
const PATIENCE_MS = 2_000;

/** Of each address with several hosts the one that wrote when it was last asked. */
const primaries = new Map<string, Place>();

/**
 * A connection of the product: to whichever host of the address writes now (O10), and without named statements where a
 * pooler may give each transaction another connection.
 */
export class Connection extends pg.Client {
  readonly #url: string;
  readonly #pooled: boolean;

  constructor(config: pg.ClientConfig | string = {}) {
    super(config);
    const { connectionString: url = "" } =
      typeof config === "string" ? { connectionString: config } : config;
    this.#url = url;
    this.#pooled = url !== "" && saysPooled(url);
    if (this.#pooled) namesNothing(this);
  }

  override connect(): Promise<pg.Client>;
  override connect(callback: (error: Error | null) => void): void;
  override connect(callback?: (error: Error | null) => void): Promise<pg.Client> | void {
    const connected = this.#connectToPrimary();
    if (!callback) return connected;
    connected.then(
      () => callback(null),
      (error: unknown) =>
        callback(error instanceof Error ? error : new Error(String(error), { cause: error })),
    );
  }

  async #connectToPrimary(): Promise<pg.Client> {
    const places = this.#url === "" ? [] : placesOf(this.#url);
    if (places.length < 2) return super.connect();
    const known = primaries.get(this.#url);
    const { host, port } = known ?? (await primaryOf(this.#url, places));
    Object.assign(this, { host, port });
    try {
      await super.connect();
      // One that wrote before may have come back as a standby.
      if (known !== undefined && !(await writes(this))) throw new Error(STANDBY);
      primaries.set(this.#url, { host, port });
      return this;
    } catch (error) {
      primaries.delete(this.#url);
      await this.end().catch(() => undefined);
      throw error;
    }
  }
}

const STANDBY = "connection terminated: the server only reads now";

async function writes(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ standby: boolean }>(
    "select pg_is_in_recovery() as standby",
  );
  return rows[0]?.standby === false;
}

/** The host that writes, of those that answer in time. Throws what the first one says when none does. */
async function primaryOf(url: string, places: Place[]): Promise<Place> {
  const asked = places.map(async (place) => {
    const probe = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: PATIENCE_MS,
      query_timeout: PATIENCE_MS,
    });
    probe.on("error", () => undefined);
    Object.assign(probe, place);
    try {
      await probe.connect();
      if (!(await writes(probe))) throw new Error(STANDBY);
      return place;
    } finally {
      void probe.end().catch(() => undefined);
    }
  });
  try {
    return await Promise.any(asked);
  } catch (error) {
    throw error instanceof AggregateError ? error.errors[0] : error;
  }
}

/** Each statement goes without its name: another connection would not know it. */
function namesNothing(client: pg.Client): void {
  const query = client.query.bind(client) as (...given: unknown[]) => unknown;
  const nameless = (first: unknown, ...others: unknown[]) => {
    if (typeof first === "object" && first !== null && "name" in first && !("submit" in first))
      return query({ ...first, name: undefined }, ...others);
    return query(first, ...others);
  };
  Object.assign(client, { query: nameless });
}

/** What a pool of the product, or of its queue, is opened with. */
export function poolOf(url: string): { connectionString: string; Client: new () => pg.ClientBase } {
  return { connectionString: url, Client: Connection };
}
