drop table deliveries;
drop table letters;
