-- What the mailbox of a demonstration or trial shows of an e-mail; the door asks, and nobody where people are real. `holds`:
-- whose links stand in it, itself and what else of a run went out in it (B6).
create or replace function mailbox_mail(p_id uuid) returns table (html text, text text, headers jsonb, holds jsonb)
  language sql stable security definer set search_path = public, pg_temp as $$
  select e.html, e.text, e.headers, (select jsonb_agg(jsonb_build_object('mark', h.mark, 'secrets', h.secrets)) from emails h
    where h.partner_id = e.partner_id and (h.id = e.id or h.envelope_id = e.id))
  from emails e
  where e.id = p_id and app_asker() = 'door' and not exists (select from installation where kind = 'production')
$$;

grant execute on function mailbox_mail to :"web";
