-- What the mailbox of a demonstration or trial shows of an e-mail; the door asks, and nobody where people are real.
create or replace function mailbox_mail(p_id uuid) returns table (html text, text text, headers jsonb, mark uuid, secrets jsonb)
  language sql stable security definer set search_path = public, pg_temp as $$
  select e.html, e.text, e.headers, e.mark, e.secrets from emails e
  where e.id = p_id and app_asker() = 'door' and not exists (select from installation where kind = 'production')
$$;

grant execute on function mailbox_mail to :"web";
