-- What the owner said of single accounts: that it is their own ('own'), that a program keeps it ('program'). It hangs on the
-- account's id, which is made of what the account is: an import that is taken back and comes again finds it.
create table account_word (
  owner_id    uuid        not null,
  account_id  uuid        not null,
  about       text        not null check (about in ('own', 'program')),
  verdict     boolean     not null,
  decision_id uuid        not null,
  made_at     timestamptz not null,
  revoked_at  timestamptz,
  primary key (owner_id, account_id, about)
);
create unique index account_word_decision on account_word (owner_id, decision_id);

-- What accounts look like, derived from the facts that signed_no counts: 'own' is asked about, 'program' from a weight of 1 on
-- holds until the owner says otherwise. reasons: [{code, word?, count?, of?}]
create table account_sign (
  owner_id   uuid  not null,
  account_id uuid  not null,
  about      text  not null,
  weight     real  not null,
  reasons    jsonb not null,
  primary key (owner_id, about, account_id)
);

alter table owner add column signed_no bigint not null default -1;
