-- Nobody chooses an id.
create trigger id_by_chance before insert on claim_comments for each row execute function id_by_chance();
-- In one's own name, now.
create trigger said_by_asker before insert on claim_comments for each row execute function said_by_asker('created_at', 'author_id', 'author_name');
create trigger a_partner_acts before insert or update or delete on claim_comments for each statement execute function partner_acts();
