-- Proof comes and goes while its claim is open.
create trigger document_fits before insert or update on claim_documents for each row execute function document_fits();
create trigger id_by_chance before insert on claim_documents for each row execute function id_by_chance();
-- In one's own name, now.
create trigger said_by_asker before insert on claim_documents for each row execute function said_by_asker('uploaded_at', 'uploaded_by');
create trigger said_by_asker_removed before insert or update on claim_documents for each row execute function said_by_asker('removed_at', 'removed_by');
create trigger a_partner_acts before insert or update or delete on claim_documents for each statement execute function partner_acts();
