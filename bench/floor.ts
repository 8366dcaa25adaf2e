import { createServer } from "node:http";
import { Pool } from "pg";

/**
 * The floor that pages are measured against: `node:http` and `pg`, the same rows of the Customers
 * page as plain HTML, and nothing else: as the owner, of whom the database asks no proof.
 * Environment: APP_DATABASE_URL, PORT.
 */
const pool = new Pool({ connectionString: process.env.APP_DATABASE_URL, max: 10 });
const escape = (text: unknown) =>
  String(text).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0).toString()};`);

const server = createServer((request, response) => {
  void answer(new URL(request.url ?? "/", "http://localhost").searchParams).then(
    (html) => response.setHeader("content-type", "text/html; charset=utf-8").end(html),
    () => response.writeHead(500).end(),
  );
});

async function answer(search: URLSearchParams): Promise<string> {
  const client = await pool.connect();
  try {
    await client.query("begin read only");
    const { rows } = await client.query<{
      name: string;
      status: string;
      due_at: Date;
      tenant_id: string;
    }>({
      name: "floor",
      text: `select tenant_id, name, status, due_at from customers
        where partner_id = $1 and engagement_id = $2 and tab = 'eligible' order by name, tenant_id limit 51`,
      values: [search.get("partner"), search.get("engagement")],
    });
    await client.query("commit");
    const lines = rows.map(
      (row) =>
        `<tr><th scope="row">${escape(row.name)}</th><td>${escape(row.status)}</td><td>${escape(row.due_at.toISOString())}</td><td><a href="/${escape(row.tenant_id)}">Open</a></td></tr>`,
    );
    return `<!doctype html><html lang="en"><title>Customers</title><table>${lines.join("")}</table></html>`;
  } finally {
    client.release();
  }
}

server.listen(Number(process.env.PORT), "127.0.0.1", () => {
  console.log("Ready");
});
