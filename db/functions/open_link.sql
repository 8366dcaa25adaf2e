-- D11: the token in an e-mail opens its link from now on: once, and said by the worker alone, which hands the e-mail over
-- to whom the link is for. No role can write a hash in any other way, so that nobody makes up a link and goes through it.
create or replace function open_link(p_email uuid, p_hash bytea) returns void language plpgsql
  security definer set search_path = public, pg_temp as $$
declare
  mail emails;
  link uuid;
begin
  if app_asker() <> 'system' and not app_owner_asks() then
    raise exception 'the worker opens links' using errcode = 'insufficient_privilege', constraint = 'open_link_proof';
  end if;
  select * into mail from emails where id = p_email;
  link := mail.secrets -> 'link' ->> 'id';
  case mail.secrets -> 'link' ->> 'purpose'
    when 'consent' then
      update consent_links set token_hash = p_hash where partner_id = mail.partner_id and id = link and token_hash is null;
    when 'survey' then
      update survey_links set token_hash = p_hash where partner_id = mail.partner_id and id = link and token_hash is null;
    when 'invitation' then
      insert into invitation_links (partner_id, invitation_id, token_hash, created_at) values (mail.partner_id, link, p_hash, now())
        on conflict do nothing;
  else null;
  end case;
end $$;

grant execute on function open_link to :"worker";
