-- Fewer consents close requests (D18); the Customers page follows.
create trigger project_engagement after insert on engagements for each row execute function project_engagement();
create trigger project_engagement_role after update of partner_role, opened_at on engagements for each row
  when (old.partner_role <> new.partner_role or old.opened_at is distinct from new.opened_at) execute function project_engagement();
create trigger engagement_closes after update of consents_per_customer on engagements for each row
  when (old.consents_per_customer <> new.consents_per_customer) execute function engagement_closes();
create trigger engagement_stays before update or delete on engagements for each row execute function engagement_stays();
