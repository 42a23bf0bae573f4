-- Whom a forecast spoke of though their sources had ended before it (beside `accounts`), and, once its window has closed,
-- how many people it could be held to and the supporters it promised among them.
alter table forecast
  add column out_of_sight    boolean[],
  add column people_scored   int,
  add column expected_scored real;
