-- D18: what a request asked, and how it ended, does not change.
create or replace function request_stays() returns trigger language plpgsql as $$
begin
  if (old.replaced_at is not null or old.closed_at is not null)
      and (new.replaced_at, new.closed_at, new.closed_for) is distinct from (old.replaced_at, old.closed_at, old.closed_for)
    or (new.partner_id, new.association_id, new.number, new.consent_due_at, new.contact_first_name, new.contact_last_name, new.contact_title,
        new.contact_email, new.wording_version, new.sent_by, new.sent_at, new.release_id)
      is distinct from
      (old.partner_id, old.association_id, old.number, old.consent_due_at, old.contact_first_name, old.contact_last_name, old.contact_title,
        old.contact_email, old.wording_version, old.sent_by, old.sent_at, old.release_id) then
    raise exception 'a request does not change' using errcode = 'check_violation', constraint = 'consent_requests_facts_stay';
  end if;
  return new;
end $$;
