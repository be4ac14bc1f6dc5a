select string_agg(
    table_name || query_to_xml(format('select t::text from %I t order by 1', table_name), true, true, '')::text,
    ' ' order by table_name
) as rows
from information_schema.tables
where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like 'events\__' and table_name not like '\_\_diesel%'
