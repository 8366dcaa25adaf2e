-- What a consent fixed of its claim beside the payout, as the log keeps it: proof (W3) and clocks (D5, D17).
create or replace function claim_terms(c workshop_claims) returns jsonb language sql stable
  return jsonb_build_object('requires', c.requires,
    'deliveryDueAt', to_char(c.delivery_due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'reviewDueAt', to_char(c.review_due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'disputeDays', c.dispute_days, 'clockStandsStill', c.clock_stands_still);

grant execute on function claim_terms to :"application";
