drop table memberships;
drop table cohorts;
drop table themes;
drop table programmes;
