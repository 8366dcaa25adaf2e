-- Who tells the log of an event, as `lib/audit/tellers.ts` says: kinds of actors, or acts of the programme's staff.
-- Nobody: the product alone.
create or replace function event_tellers(p_event text) returns text[] language sql immutable
  return case
    when p_event in ('claim.action_asked', 'claim.approved', 'claim.rejected', 'claim.rejected_finally', 'claim.review_started',
      'claim.review_taken_over', 'claim.review_handed_over')
      then array['claims.review']
    when p_event in ('claim.cancelled', 'claim.disputed', 'claim.edited', 'claim.renewed', 'claim.submitted', 'consent.reminders_set',
      'consent.resent', 'consent.sent', 'consent.taken_back', 'contact.release_asked', 'customer.added', 'customer.claimed',
      'document.added', 'document.removed', 'round.ended', 'round.given', 'note.written', 'follow_up.set', 'follow_up.moved', 'follow_up.done', 'follow_up.reopened', 'tenant.found', 'survey.replaced', 'survey.resent', 'survey.sent', 'payee.changed', 'bulk.begun', 'bulk.done')
      then array['partner']
    when p_event in ('catalogue.imported', 'engagement.changed', 'engagement.created', 'engagement.draft_deleted', 'engagement.listed',
      'engagement.proposed', 'engagement.published', 'engagement.withdrawn', 'rate.added', 'rate.proposed', 'rate.removed',
      'rate.kept', 'rate.removal_proposed', 'band.proposed', 'band.withdrawn',
      'template.added', 'template.removed')
      then array['engagements.edit']
    when p_event in ('word.added', 'word.changed', 'word.removed')
      then array['engagements.edit', 'metrics.edit']
    when p_event in ('claim.commented')
      then array['partner', 'claims.reply']
    when p_event in ('claim.paid', 'claim.payment_returned')
      then array['claims.pay']
    when p_event in ('consent.accepted', 'consent.code_sent', 'consent.declined', 'consent.reminders_stopped', 'consent.reported',
      'consent.withdrawn', 'consent.wrong_contact', 'person.joined')
      then array['visitor']
    when p_event in ('consent.closed', 'survey.answered', 'survey.closed')
      then array['partner', 'visitor']
    when p_event in ('consent.stopped', 'contact.ban_lifted', 'contact.banned', 'report.done', 'report.looked_at')
      then array['reports.handle']
    when p_event in ('contact.refused', 'contact.released')
      then array['contacts.release']
    when p_event in ('enrolment.moved')
      then array['partner', 'partners.enrol']
    when p_event in ('import.begun', 'import.done')
      then array['partners.manage', 'data.manage']
    when p_event in ('payee.returned', 'payment.failed', 'payment.paid', 'payment.returned', 'payment_run.cancelled', 'payment_run.exported', 'payment_run.frozen',
      'payment_run.gathered', 'payment_run.opened', 'payment_run.put_back', 'payment_run.results_taken', 'payment_run.taken_out')
      then array['payments.run']
    when p_event in ('payee.decided')
      then array['partners.enrol']
    when p_event in ('customer.imported', 'customer.unlisted', 'location.changed', 'location.created', 'location.qualified', 'location.qualification_removed', 'partner.changed',
      'partner.created', 'partner.resumed', 'partner.suspended', 'round.extended')
      then array['partners.manage']
    when p_event in ('round.imported')
      then array['data.manage']
    when p_event in ('operator.roles_changed')
      then array['operators.manage']
    when p_event in ('partner.domain_added', 'partner.domain_removed')
      then array['partners.domains']
    when p_event in ('person.disabled', 'person.enabled', 'person.role_answered', 'person.roles_changed', 'partner.sign_in_changed')
      then array['partner', 'partners.people']
    when p_event in ('person.invitation_withdrawn', 'person.invited', 'person.invited_again', 'person.signed_out')
      then array['partner', 'partners.people', 'operators.manage']
    when p_event in ('person.role_asked')
      then array['partner', 'member']
    when p_event in ('privacy.asked', 'privacy.given', 'privacy.erasure_asked', 'privacy.closed', 'hold.placed', 'hold.lifted')
      then array['data.people']
    when p_event in ('programme.changed', 'programme.account_changed')
      then array['settings.programme']
    when p_event in ('session.ended', 'session.entered', 'session.left', 'session.opened', 'sign_in.asked',
      'identity.linked', 'identity.unlinked', 'factor.added', 'factor.removed', 'session.proven', 'person.profile_changed')
      then array['door']
    when p_event in ('tenant.allowed', 'tenant.barred', 'tenant.changed', 'tenant.created', 'tenant.domain_added', 'tenant.domain_moved',
      'tenant.domain_received', 'tenant.domain_removed', 'tenant.merged', 'tenant.received')
      then array['data.manage']
    when p_event in ('round.stopped')
      then array['rounds.end']
    else '{}' end;
