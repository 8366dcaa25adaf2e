-- Proof comes and goes while its claim is open.
create trigger document_fits before insert or update on claim_documents for each row execute function document_fits();
create trigger id_by_chance before insert on claim_documents for each row execute function id_by_chance();
