import { reading, type PartnerUser } from "@/lib/ctx";
import { approveClaim } from "@/lib/claims/review/approve-claim";
import { consented, inReview, submitted, type Consented } from "@/testing/claims";
import { fixture } from "@/testing/fixture";
import { commentClaim } from "./comment-claim";
import { listComments } from "./queries";
import { commentInput } from "./schema";

const f = fixture();
const minute = (n: number) => new Date(f.now.getTime() + n * 60_000);

const mails = (it: Consented) =>
  f.sql<{ recipient: string; language: string; variables: Record<string, unknown> }>(
    "select recipient, language, variables from emails where template = 'claim-comment' and partner_id = $1 order by created_at, recipient",
    [it.company.id],
  );
const threads = (it: Consented) =>
  reading(f.ctx(it.company.admin), (tx) => listComments(tx, it.claim.id));

describe("commentClaim", () => {
  test("W10 the partner writes to the reviewer, the programme answers; each is told, in their language", async () => {
    const reviewer = await f.operator({ name: "Amara", locale: "nl" });
    const it = await inReview(f, { reviewer });
    const { number } = it.claim;
    const { admin } = it.company;
    const first = await commentClaim(f.ctx(admin, minute(1)), {
      number,
      body: "The name is inside.",
    });
    expect(await mails(it)).toMatchObject([
      {
        recipient: reviewer.email,
        language: "nl",
        variables: {
          kind: "programme",
          authorName: admin.name,
          body: "The name is inside.",
          claimNumber: String(number),
        },
      },
    ]);
    const answer = await commentClaim(f.ctx(reviewer, minute(2)), {
      number,
      parent: first,
      body: "Seen.",
    });
    expect(
      (await mails(it)).slice(1).map(({ recipient, variables }) => [recipient, variables.kind]),
    ).toEqual(
      [
        [admin.email, "partner"],
        ["robin@partner.example", "partner"],
      ].sort(),
    );
    // An answer to an answer belongs to the comment that began it.
    await commentClaim(f.ctx(admin, minute(3)), { number, parent: answer, body: "Thank you." });
    expect(await threads(it)).toMatchObject([
      {
        id: first,
        side: "partner",
        author: admin.name,
        body: "The name is inside.",
        createdAt: minute(1),
        answers: [
          { side: "operator", author: "Amara", body: "Seen." },
          { side: "partner", body: "Thank you." },
        ],
      },
    ]);
    expect(
      await f.sql(
        "select actor_kind, data->>'commentId' as id from audit_log where event = 'claim.commented' and subject_id = $1 order by seq limit 2",
        [it.claim.id],
      ),
    ).toEqual([
      { actor_kind: "partner", id: first },
      { actor_kind: "operator", id: answer },
    ]);
  });

  test("W10 nobody is told as long as nobody has it in review; for somebody who has left, the staff", async () => {
    const it = await submitted(f);
    await commentClaim(f.ctx(it.company.admin), { number: it.claim.number, body: "Hello." });
    const held = await inReview(f);
    const staff = await f.operator({ email: `a-${held.claim.number}@programme.example` });
    await f.sql("update users set disabled_at = now() where id = $1", [held.reviewer.userId]);
    await commentClaim(f.ctx(held.company.admin), { number: held.claim.number, body: "Hello." });
    expect(await mails(it)).toEqual([]);
    const told = (await mails(held)).map(({ recipient }) => recipient);
    expect(told).toContain(staff.email);
    expect(told).not.toContain(held.reviewer.email);
  });

  test("S4 needs an incentives role; a visitor or a job says nothing", async () => {
    const it = await submitted(f);
    const input = { number: it.claim.number, body: "x" };
    await expect(commentClaim(f.ctx(await f.user(it.company)), input)).rejects.toThrow("no_role");
    await expect(commentClaim(f.ctx(it.visitor), input)).rejects.toThrow("forbidden");
    await expect(commentClaim(f.system(), input)).rejects.toThrow("forbidden");
  });

  test("another partner's claim is not found, nor another location's", async () => {
    const it = await submitted(f);
    const input = { number: it.claim.number, body: "x" };
    const elsewhere = await f.location(it.company);
    const user = await f.user(it.company, {
      grants: [{ role: "incentives_user", locationId: elsewhere.id }],
    });
    for (const actor of [(await f.partner()).admin, user])
      await expect(commentClaim(f.ctx(actor), input)).rejects.toThrow("not_found");
    expect(await threads(it)).toEqual([]);
  });

  test("what stands on another claim is not answered here", async () => {
    const [one, two] = [await submitted(f), await submitted(f)];
    const parent = await commentClaim(f.ctx(one.company.admin), {
      number: one.claim.number,
      body: "x",
    });
    await expect(
      commentClaim(f.ctx(two.company.admin), { number: two.claim.number, parent, body: "y" }),
    ).rejects.toThrow("not_found");
    const operator = await f.operator();
    await expect(
      commentClaim(f.ctx(operator), { number: two.claim.number, parent, body: "y" }),
    ).rejects.toThrow("not_found");
  });

  test("W12 nobody writes for the programme about their own company: at the verb and at the database", async () => {
    const it = await submitted(f);
    const own = await f.operator({ companies: [it.company.id] });
    const input = { number: it.claim.number, body: "x" };
    await expect(commentClaim(f.ctx(own), input)).rejects.toThrow("own_company");
    await expect(
      f.db.transaction(f.scope(own), (db) =>
        db.execute(
          `insert into claim_comments (partner_id, claim_id, author_kind, author_id, author_name, body, created_at)
           select partner_id, id, 'operator', '${own.userId}', '${own.name}', 'x', now() from workshop_claims where id = '${it.claim.id}'`,
        ),
      ),
    ).rejects.toMatchObject({
      cause: { message: expect.stringMatching(/row-level security/) as unknown },
    });
  });

  test("W10 is open while the claim is edited and after the decision; closed on one that nobody sent in", async () => {
    const editing = await consented(f);
    await commentClaim(f.ctx(editing.company.admin), { number: editing.claim.number, body: "x" });
    const it = await inReview(f);
    await approveClaim(f.ctx(it.reviewer, it.at), { number: it.claim.number });
    await commentClaim(f.ctx(it.company.admin, it.at), { number: it.claim.number, body: "When?" });
    expect(await mails(it)).toHaveLength(1);
    await expect(
      commentClaim(f.ctx(editing.company.admin, editing.claim.deliveryDueAt), {
        number: editing.claim.number,
        body: "Too late.",
      }),
    ).rejects.toThrow("comments_closed");
  });
});

test("a partner learns of the reviewer through nothing but their own claim", async () => {
  const it = await inReview(f);
  const rival = await f.partner();
  const ask = (person: PartnerUser) =>
    f.db.transaction(
      f.scope(person),
      async (db) =>
        (await db.execute(`select * from claim_reviewer('${it.company.id}', '${it.claim.id}')`))
          .rows,
    );
  expect(await ask(it.company.admin)).toEqual([{ email: it.reviewer.email, locale: "en" }]);
  expect(await ask(rival.admin)).toEqual([]);
});

test("a comment is words, of a length that can be read", () => {
  const form = { claimNumber: "1234567", parent: "", body: " Hello\u0007\nthere " };
  expect(commentInput.parse(form)).toEqual({
    claimNumber: 1_234_567,
    parent: null,
    body: "Hello\nthere",
  });
  expect(commentInput.safeParse({ ...form, body: " \n " }).error?.issues[0]?.message).toBe(
    "required_comment",
  );
  expect(commentInput.safeParse({ ...form, body: "x".repeat(4_001) }).success).toBe(false);
});
