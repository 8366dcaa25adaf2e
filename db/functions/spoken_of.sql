-- O24: which columns hold what people typed, where somebody may be spoken of by name or address; of a row which round it is
-- about, as an expression over the row `t`.
create or replace function spoken_of() returns table (thing text, cols text[], round text) language sql immutable as $$
  values
    ('associations', array['customer_email', 'mismatch_reason', 'end_note'], 't.id'),
    ('claim_comments', array['author_name', 'body'], '(select c.association_id from workshop_claims c where c.partner_id = t.partner_id and c.id = t.claim_id)'),
    ('claim_documents', array['name'], '(select c.association_id from workshop_claims c where c.partner_id = t.partner_id and c.id = t.claim_id)'),
    ('claim_returns', array['why'], '(select c.association_id from workshop_claims c where c.partner_id = t.partner_id and c.id = t.claim_id)'),
    ('claim_reviews', array['reviewer_name', 'comment'], '(select c.association_id from workshop_claims c where c.partner_id = t.partner_id and c.id = t.claim_id)'),
    ('claim_surveys', array['recipient_name', 'answered_name', 'answers'], '(select c.association_id from workshop_claims c where c.partner_id = t.partner_id and c.id = t.claim_id)'),
    ('consent_decisions', array['full_name', 'reason'], 't.association_id'),
    ('consent_reports', array['message', 'note'], '(select r.association_id from consent_requests r where r.partner_id = t.partner_id and r.id = t.request_id)'),
    ('contact_bans', array['reason', 'lifted_why'], '(select r.association_id from consent_requests r where r.partner_id = t.partner_id and r.id = t.request_id)'),
    ('contact_releases', array['contact_name', 'reason', 'note'], 't.association_id'),
    ('customer_notes', array['author_name', 'body'], null),
    ('drafts', array['values', 'result'], null),
    ('email_events', array['detail'], '(select coalesce(e.round_id, e.association_id) from emails e where e.partner_id = t.partner_id and e.id = t.email_id)'),
    ('emails', array['recipient', 'reply_to', 'from_name', 'variables', 'headers', 'sender', 'subject', 'html', 'text', 'last_error'], 'coalesce(t.round_id, t.association_id)'),
    ('enrolment_moves', array['reason'], null),
    ('follow_ups', array['line'], null),
    ('imported_rounds', array['contact_name', 'evidence'], 't.association_id'),
    ('role_requests', array['words', 'note'], null),
    ('workshop_claims', array['friendly_name', 'invoice_number'], 't.association_id'),
    ('wrong_contacts', array['colleague'], '(select r.association_id from consent_requests r where r.partner_id = t.partner_id and r.id = t.request_id)')
$$;
