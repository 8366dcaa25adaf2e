import {
  accept,
  actAs,
  app,
  contoso,
  due,
  engagementId,
  fabrikam,
  guardedDatabase,
  insertAssociation,
  insertDecision,
  mintAssociation,
  mintRequest,
  mintTenant,
  now,
  owner,
  past,
  setConsented,
} from "@/testing/guards";

/** Which states the database refuses to hold by itself, and what is kept with the rows, whatever wrote them. */
guardedDatabase();

describe("wrong states cannot be stored", () => {
  it("S16 one round at a time for a partner, engagement and tenant", async () => {
    const tenantId = await mintTenant();
    await mintAssociation(contoso, { tenantId });
    await expect(insertAssociation(owner, contoso, tenantId)).rejects.toThrow(
      "associations_one_open",
    );
  });

  it("S16, D1 a known customer is claimed, never added; an unknown one is never claimed", async () => {
    const known = await mintTenant();
    await owner.query("insert into known_customers values ($1, $2, $3)", [contoso.id, known, now]);
    await expect(insertAssociation(owner, contoso, known)).rejects.toThrow("claimed, not added");
    await expect(
      insertAssociation(owner, contoso, await mintTenant(), { origin: "claimed" }),
    ).rejects.toThrow("associations_claimed_is_known");
    await expect(
      insertAssociation(owner, contoso, known, { origin: "claimed" }),
    ).resolves.toBeDefined();
  });

  it("D8 one live consent for a tenant and engagement, whoever asks", async () => {
    const tenantId = await mintTenant();
    const mine = await mintAssociation(contoso, { tenantId });
    const theirs = await mintAssociation(fabrikam, { tenantId });
    await accept(contoso, mine);
    await expect(accept(fabrikam, theirs)).rejects.toThrow("associations_one_consent");
  });

  it("D8 the other's row becomes ineligible at that instant, and free again with the withdrawal", async () => {
    const tenantId = await mintTenant();
    const mine = await mintAssociation(contoso, { tenantId });
    await mintAssociation(fabrikam, { tenantId });
    await accept(contoso, mine);
    const row = async () =>
      (
        await owner.query<{ tab: string; taken: string | null }>(
          "select tab, taken from customers where partner_id = $1 and tenant_id = $2",
          [fabrikam.id, tenantId],
        )
      ).rows;
    expect(await row()).toEqual([{ tab: "ineligible", taken: "consent" }]);
    await owner.query(
      "update associations set ended_at = $2, end_reason = 'withdrawn' where id = $1",
      [mine, now],
    );
    expect(await row()).toEqual([{ tab: "eligible", taken: null }]);
  });

  it("D8 one answer for a request, and one for an association", async () => {
    const id = await mintAssociation(contoso);
    const request = await accept(contoso, id);
    await actAs("visitor", contoso, { request });
    await expect(insertDecision(contoso, id, request, "decline")).rejects.toThrow(
      "consent_decisions_one_per",
    );
  });

  it("D9 no answer and no consent at or after the deadline", async () => {
    const id = await mintAssociation(contoso);
    const request = await mintRequest(contoso, id);
    await actAs("visitor", contoso, { request });
    await expect(insertDecision(contoso, id, request, "accept", due)).rejects.toThrow(
      "consent_decisions_in_time",
    );
    await expect(setConsented(id, due)).rejects.toThrow("associations_consent_in_time");
  });

  it("D10, D15 only the customer's own visit writes an answer", async () => {
    const id = await mintAssociation(contoso);
    const request = await mintRequest(contoso, id);
    for (const actor of ["partner", "operator", "system"] as const) {
      await actAs(actor, contoso, { request });
      await expect(insertDecision(contoso, id, request, "accept")).rejects.toThrow(
        /row-level security|permission denied/,
      );
      await app.query("rollback");
    }
  });

  it("D10 no consent and no decline without an answer, and no answer without its effect", async () => {
    const id = await mintAssociation(contoso);
    const request = await mintRequest(contoso, id);
    await expect(setConsented(id, now)).rejects.toThrow("without the customer's answer");
    await expect(
      owner.query("update associations set ended_at = $2, end_reason = 'declined' where id = $1", [
        id,
        now,
      ]),
    ).rejects.toThrow("without the customer's answer");
    await actAs("visitor", contoso, { request });
    await insertDecision(contoso, id, request, "accept");
    await expect(app.query("commit")).rejects.toThrow("or the reverse");
  });

  it("D5, D9 the clock, the customer and the origin of a round never change", async () => {
    const id = await mintAssociation(contoso);
    for (const change of [
      "consent_due_at = consent_due_at + interval '1 day'",
      "created_at = created_at - interval '1 day'",
      "origin = 'claimed'",
      `tenant_id = '${await mintTenant()}'`,
    ]) {
      await expect(
        owner.query(`update associations set ${change} where id = $1`, [id]),
      ).rejects.toThrow("does not change");
    }
  });

  it("D7 what ended stays ended", async () => {
    const id = await mintAssociation(contoso);
    await owner.query(
      "update associations set ended_at = $2, end_reason = 'cancelled' where id = $1",
      [id, now],
    );
    await expect(
      owner.query("update associations set ended_at = null, end_reason = null where id = $1", [id]),
    ).rejects.toThrow("does not change");
  });

  it("D11 one live request for a round", async () => {
    const id = await mintAssociation(contoso);
    await mintRequest(contoso, id);
    await expect(mintRequest(contoso, id)).rejects.toThrow("consent_requests_one_live");
  });

  it("S56 an expiry is no earlier than its deadline", async () => {
    const id = await mintAssociation(contoso);
    await expect(
      owner.query(
        "update associations set ended_at = $2, end_reason = 'consent_expired' where id = $1",
        [id, now],
      ),
    ).rejects.toThrow("associations_end_fits");
  });
});

describe("what ran out", () => {
  it("S55, S56, D6 an added customer goes, a claimed one is known again", async () => {
    const [added, claimed] = [await mintTenant(), await mintTenant()];
    await owner.query("insert into known_customers values ($1, $2, $3)", [
      contoso.id,
      claimed,
      now,
    ]);
    await mintAssociation(contoso, { tenantId: added });
    await insertAssociation(owner, contoso, claimed, { origin: "claimed" });
    await owner.query("select end_lapsed($1, $2, $3)", [engagementId, added, past]);
    await owner.query("select end_lapsed($1, $2, $3)", [engagementId, claimed, past]);
    const { rows } = await owner.query(
      "select tenant_id, status, association_id from customers where partner_id = $1 and engagement_id = $2 and tenant_id = any($3)",
      [contoso.id, engagementId, [added, claimed]],
    );
    expect(rows).toEqual([{ tenant_id: claimed, status: "known", association_id: null }]);
    const ended = await owner.query(
      "select ended_at, end_reason from associations where partner_id = $1 and tenant_id = $2",
      [contoso.id, added],
    );
    expect(ended.rows).toEqual([{ ended_at: due, end_reason: "consent_expired" }]);
  });

  it("S56 nothing ends before its deadline", async () => {
    const tenantId = await mintTenant();
    await mintAssociation(contoso, { tenantId });
    const before = new Date(due.getTime() - 1);
    const { rows } = await owner.query("select end_lapsed($1, $2, $3)", [
      engagementId,
      tenantId,
      before,
    ]);
    expect(rows).toEqual([]);
  });
});

describe("the counts on the tabs", () => {
  it("S5 equal the rows, after all that the tests above did", async () => {
    const counted = `select partner_id, engagement_id, coalesce(location_id, '00000000-0000-0000-0000-000000000000') as location_id,
      tab, status, count(*)::int as count from customers group by 1, 2, 3, 4, 5`;
    const kept =
      "select partner_id, engagement_id, location_id, tab, status, count from customer_counts where count <> 0";
    const difference = await owner.query(
      `(${counted} except ${kept}) union all (${kept} except ${counted})`,
    );
    expect(difference.rows).toEqual([]);
    expect((await owner.query(kept)).rowCount).toBeGreaterThan(2);
  });
});

describe("what customers, rounds and claims are found by", () => {
  it("is kept, after all that the tests above did", async () => {
    const { rows } = await owner.query(
      `select 'customer' from customers where search <> customer_search(tenant_id, partner_id, association_id)
       union all select 'round' from associations where ended_at is not null and search is distinct from customer_search(tenant_id, partner_id, id)
       union all select 'claim' from claim_lines l join workshop_claims c on c.id = l.claim_id
         where l.search <> customer_search(c.tenant_id, c.partner_id, c.association_id)`,
    );
    expect(rows).toEqual([]);
    expect(
      (await owner.query("select from customers where search <> ''")).rowCount,
    ).toBeGreaterThan(10);
  });
});
