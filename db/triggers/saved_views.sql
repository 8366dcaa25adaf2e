-- The people of a suspended company write nothing.
create trigger a_partner_acts before insert or update or delete on saved_views for each statement execute function partner_acts();
