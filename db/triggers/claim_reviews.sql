-- Nobody chooses an id.
create trigger id_by_chance before insert on claim_reviews for each row execute function id_by_chance();
-- In one's own name, now, and with the move of its claim.
create trigger said_by_asker before insert on claim_reviews for each row execute function said_by_asker('decided_at', 'reviewer_id', 'reviewer_name');
create constraint trigger claim_decided after insert on claim_reviews
  deferrable initially deferred for each row execute function claim_decided();
create trigger a_partner_acts before insert or update or delete on claim_reviews for each statement execute function partner_acts();
