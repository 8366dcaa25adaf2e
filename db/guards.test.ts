import { DatabaseError } from "pg";
import {
  actAs,
  app,
  appendAudit,
  connect,
  contoso,
  database,
  fabrikam,
  guardedDatabase,
  insertAssociation,
  mintAssociation,
  mintLocation,
  mintRequest,
  mintTenant,
  owner,
  web,
  worker,
} from "@/testing/guards";

/**
 * Who sees and writes what, whatever the application does: each guard is attacked as the role that would
 * have to break it.
 */
guardedDatabase();

describe("who the application is", () => {
  it("owns nothing, bypasses nothing and is no superuser", async () => {
    const { rows } = await app.query(
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
        (select count(*)::int from pg_class where relowner = r.oid) as owned
       from pg_roles r where rolname = current_user`,
    );
    expect(rows).toEqual([
      { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, owned: 0 },
    ]);
  });

  it("finds row-level security on every table, forced where even the owner is held to who acts", async () => {
    const held = await owner.query(
      `select from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relrowsecurity`,
    );
    expect(held.rowCount).toBe(0);
    const { rows } = await owner.query<{ relname: string }>(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
       and relforcerowsecurity order by 1`,
    );
    expect(rows.map(({ relname }) => relname)).toEqual([
      "claim_comments",
      "claim_reviews",
      "consent_decisions",
      "enrolment_moves",
    ]);
  });

  it("sees no row of any table before it says for whom it asks", async () => {
    const { rows } = await owner.query<{ relname: string }>(
      "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')",
    );
    await mintAssociation(contoso);
    for (const client of [web, worker]) {
      for (const { relname } of rows) {
        if (["installation", "programme", "rate_limits"].includes(relname)) continue;
        const found = await client.query(`select from ${relname} limit 1`).catch(refusedRights);
        expect([relname, found.rowCount]).toEqual([relname, 0]);
      }
    }
  });
});

describe("no partner reaches another's rows", () => {
  it("reads, writes and inserts nothing of another partner, in any table with a partner", async () => {
    const id = await mintAssociation(fabrikam);
    await mintRequest(fabrikam, id);
    const { rows } = await owner.query<{ table: string }>(
      `select c.table_name as table from information_schema.columns c
       join pg_tables t on t.tablename = c.table_name and t.schemaname = 'public'
       where c.column_name = 'partner_id' and c.table_schema = 'public'`,
    );
    expect(rows.length).toBeGreaterThan(10);
    await actAs("partner", contoso);
    for (const { table } of rows) {
      const seen = await app.query(`select from ${table} where partner_id = $1`, [fabrikam.id]);
      expect([table, seen.rowCount]).toEqual([table, 0]);
    }
    const changed = await app.query("update associations set end_note = 'mine' where id = $1", [
      id,
    ]);
    expect(changed.rowCount).toBe(0);
    await expect(insertAssociation(app, fabrikam, await mintTenant())).rejects.toThrow(
      /row-level security/,
    );
  });

  it("shows a person with a role for one location nothing of another location", async () => {
    const tenantId = await mintTenant();
    await mintAssociation(contoso, { tenantId });
    const elsewhere = await mintLocation(contoso.id, "Elsewhere");
    await actAs("partner", contoso, { locations: elsewhere });
    expect((await app.query("select from associations")).rowCount).toBe(0);
    expect(
      (await app.query("select from customers where tenant_id = $1", [tenantId])).rowCount,
    ).toBe(0);
    expect(
      (await app.query("select from customer_counts where location_id = $1", [contoso.locationId]))
        .rowCount,
    ).toBe(0);
    await app.query("rollback");
    await actAs("partner", contoso, { locations: contoso.locationId });
    expect(
      (await app.query("select from customers where tenant_id = $1", [tenantId])).rowCount,
    ).toBe(1);
  });

  it("cannot tie a row to a location, person or association of another partner", async () => {
    const tenantId = await mintTenant();
    await expect(
      insertAssociation(owner, { ...contoso, locationId: fabrikam.locationId }, tenantId),
    ).rejects.toThrow("associations_location_of_partner");
    await expect(
      insertAssociation(owner, { ...contoso, userId: fabrikam.userId }, tenantId),
    ).rejects.toThrow("associations_creator_of_partner");
    const id = await mintAssociation(fabrikam);
    await expect(mintRequest(contoso, id)).rejects.toThrow("consent_requests_due_of_association");
  });

  it("gives a visitor the one request of the link alone", async () => {
    const first = await mintRequest(contoso, await mintAssociation(contoso));
    const second = await mintRequest(contoso, await mintAssociation(contoso));
    await actAs("visitor", contoso, { request: first });
    const { rows } = await app.query<{ id: string }>("select id from consent_requests");
    expect(rows).toEqual([{ id: first.id }]);
    expect(
      (await app.query("select from consent_links where request_id = $1", [second.id])).rowCount,
    ).toBe(0);
  });
});

describe("the audit log", () => {
  it("D15 takes no change from the application, and none unseen from anybody", async () => {
    await actAs("partner", contoso);
    for (const event of ["claim.edited", "claim.renewed", "claim.disputed"])
      await appendAudit(event);
    await app.query("commit");
    await actAs("partner", contoso);
    await expect(app.query("update audit_log set event = 'else'")).rejects.toThrow(
      /permission denied/,
    );
    await app.query("rollback");
    await expect(owner.query("delete from audit_log")).rejects.toThrow("only ever appended");
    expect((await owner.query("select * from audit_faults()")).rows).toEqual([]);

    const admin = await connect(database.adminUrl);
    await admin.query(
      "begin; alter table audit_log disable trigger audit_frozen, disable trigger audit_frozen_row",
    );
    await admin.query("update audit_log set data = '[1]' where event = 'claim.renewed'");
    const { rows } = await admin.query("select seq::int, fault from audit_faults()");
    const two = await admin.query("select seq::int from audit_log where event = 'claim.renewed'");
    expect(rows).toEqual([{ ...two.rows[0], fault: "changed" }]);
    await admin.query("delete from audit_log where event = 'claim.disputed'");
    const faults = await admin.query("select fault from audit_faults()");
    expect(faults.rows).toContainEqual({ fault: "cut off" });
    await admin.query("rollback");
    await admin.end();
  });

  it("D15 lets nobody write into another partner's chain", async () => {
    await actAs("partner", contoso);
    await expect(appendAudit("claim.edited", fabrikam.id)).rejects.toThrow(/row-level security/);
  });
});

/** No row, where the role may not even ask. */
function refusedRights(error: unknown): { rowCount: number } {
  if (error instanceof DatabaseError && error.code === "42501") return { rowCount: 0 };
  throw error;
}
