-- One key at the provider, one body: what was rendered once never changes, nor to whom it goes, nor which secrets it
-- carries.
create or replace function email_body_stays() returns trigger language plpgsql as $$
begin
  if app_erases() then return new; end if;
  if (new.recipient, new.reply_to, new.headers, new.template, new.variables, new.mark, new.secrets)
      is distinct from (old.recipient, old.reply_to, old.headers, old.template, old.variables, old.mark, old.secrets)
    or (old.html is not null and (new.sender, new.subject, new.html, new.text)
      is distinct from (old.sender, old.subject, old.html, old.text)) then
    raise exception 'the body of an e-mail does not change'
      using errcode = 'check_violation', constraint = 'emails_body_stays';
  end if;
  return new;
end $$;
