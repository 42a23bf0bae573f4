-- Who is who by likeness. An accepted link is a decision like any other, with what it weighed; a pair that waits for
-- the owner is none yet. Both are derived from the accounts and can be weighed anew at any time.

alter table link_decision drop constraint link_decision_made_by_check;
alter table link_decision add constraint link_decision_made_by_check check (made_by in ('rule', 'owner', 'match'));
alter table link_decision
  -- log2 of the odds, and what each comparison added: [{comparison, level, bits}]
  add column bits   real,
  add column weighed jsonb,
  add column model  text,
  -- Further pairs of accounts that the owner's word is about: a1, b1, a2, b2, …
  add column also   uuid[];

create table match_pair (
  owner_id  uuid not null,
  account_a uuid not null,
  account_b uuid not null,
  bits      real not null,
  kind      text not null,
  weighed   jsonb not null,
  model     text not null,
  primary key (owner_id, account_a, account_b)
);

-- matched_no is the facts_no that links by likeness stand for. moved_no counts the changes of facts that only moved
-- accounts from one person to another.
alter table owner
  add column matched_no bigint not null default -1,
  add column moved_no   bigint not null default 0;
alter table support_state
  add column moved_no bigint not null default 0,
  -- Stages of people as they were composed before a merge or split: taking it back finds them again.
  add column stages   jsonb not null default '{}';
alter table support
  -- What tells a person of several accounts from one of other accounts; null for a single account.
  add column members text;

-- Readings of kanji names that no source tells, as Enishi would read them; null where it would not. Marked wherever
-- they are shown, until the owner confirms or corrects them.
create table reading_guess (
  owner_id uuid not null,
  name     text not null,
  reading  text,
  primary key (owner_id, name)
);
alter table person add column guessed boolean not null default false;
