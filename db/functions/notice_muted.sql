-- Who of these mailboxes turned a notice off (K7); whoever writes it sees nobody's choices.
create or replace function notice_muted(p_template text, p_mailboxes text[]) returns setof text
  language sql stable security definer set search_path = public, pg_temp as $$
  select lower(u.email) from users u join notice_choices n on n.user_id = u.id
  where lower(u.email) = any (select lower(m) from unnest(p_mailboxes) m) and p_template = any (n.muted)
$$;

grant execute on function notice_muted to :"application";
