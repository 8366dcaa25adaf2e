-- D18: what a request asked, and how it ended, does not change; until when it asks, its round says (P25).
-- The partner replaces it; staff whose role it is stop it; that its contact is none any more comes to light anywhere.
create or replace function request_stays() returns trigger language plpgsql as $$
begin
  if app_erases() then return new; end if;
  if (old.replaced_at is not null or old.closed_at is not null)
      and (new.replaced_at, new.closed_at, new.closed_for) is distinct from (old.replaced_at, old.closed_at, old.closed_for)
    or (new.partner_id, new.association_id, new.number, new.contact_first_name, new.contact_last_name, new.contact_title,
        new.contact_email, new.language, new.partner_contact_name, new.partner_contact_email, new.partner_contact_phone, new.wording_version, new.sent_by, new.sent_at, new.release_id)
      is distinct from
      (old.partner_id, old.association_id, old.number, old.contact_first_name, old.contact_last_name, old.contact_title,
        old.contact_email, old.language, old.partner_contact_name, old.partner_contact_email, old.partner_contact_phone, old.wording_version, old.sent_by, old.sent_at, old.release_id)
    or new.consent_due_at <> old.consent_due_at and not exists (select from associations a
      where a.partner_id = new.partner_id and a.id = new.association_id and a.consent_due_at = new.consent_due_at) then
    raise exception 'a request does not change' using errcode = 'check_violation', constraint = 'consent_requests_facts_stay';
  end if;
  if app_actor() = 'system' then return new; end if;
  if new.replaced_at is distinct from old.replaced_at and (app_asker() <> 'partner' or not app_tells_now(new.replaced_at))
    or new.closed_at is distinct from old.closed_at and (not app_tells_now(new.closed_at)
      or new.closed_for <> case app_asker() when 'operator' then 'programme' else 'contact' end)
    or new.reminders_on <> old.reminders_on and app_asker() not in ('partner', 'visitor') then
    raise exception 'this is not theirs to say' using errcode = 'check_violation', constraint = 'consent_requests_whose';
  end if;
  return new;
end $$;
