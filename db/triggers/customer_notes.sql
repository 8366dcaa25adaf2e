-- Now, in one's own name, and nothing is taken back.
create trigger id_by_chance before insert on customer_notes for each row execute function id_by_chance();
create trigger said_by_asker before insert on customer_notes for each row execute function said_by_asker('created_at', 'author_id', 'author_name');
create trigger a_partner_acts before insert or update or delete on customer_notes for each statement execute function partner_acts();
