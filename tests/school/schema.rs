//! `src/schema.rs` says what the migrations make.
use crate::support::School;
use diesel::{QueryableByName, sql_query, sql_types as sql};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use std::{collections::BTreeMap, fmt::Write, fs};

/// Also writes the file anew, when asked by `UPDATE_SCHEMA=1`.
#[rocket::async_test]
async fn the_tables_are_as_the_program_believes() {
    let school = School::open().await;
    let made = schema(&mut *school.db().await).await;
    if std::env::var("UPDATE_SCHEMA").is_ok() {
        fs::write("src/schema.rs", &made).unwrap();
    }
    assert!(
        made == fs::read_to_string("src/schema.rs").unwrap(),
        "UPDATE_SCHEMA=1 writes src/schema.rs"
    );
}

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = sql::Text)]
    table: String,
    #[diesel(sql_type = sql::Text)]
    name: String,
    #[diesel(sql_type = sql::Text)]
    kind: String,
    #[diesel(sql_type = sql::Bool)]
    nullable: bool,
    #[diesel(sql_type = sql::Bool)]
    key: bool,
}

#[derive(QueryableByName)]
struct Reference {
    #[diesel(sql_type = sql::Text)]
    table: String,
    #[diesel(sql_type = sql::Text)]
    other: String,
    #[diesel(sql_type = sql::Text)]
    column: String,
}

async fn schema(db: &mut AsyncPgConnection) -> String {
    let columns: Vec<Column> = sql_query(
        "select c.relname::text as table, a.attname::text as name, t.typname::text as kind, not a.attnotnull as nullable,
            coalesce(a.attnum = any(k.conkey), false) as key
        from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        join pg_type t on t.oid = a.atttypid
        left join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
            and c.relname not like '\\_\\_diesel%'
        order by c.relname, a.attnum",
    )
    .load(db)
    .await
    .unwrap();
    let references: Vec<Reference> = sql_query(
        "select c.conrelid::regclass::text as table, c.confrelid::regclass::text as other, min(a.attname)::text as column
        from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
        where c.contype = 'f' and c.connamespace = 'public'::regnamespace and c.conparentid = 0 and cardinality(c.conkey) = 1
        group by 1, 2 having count(*) = 1 order by 1, 2",
    )
    .load(db)
    .await
    .unwrap();

    let mut tables: BTreeMap<&str, Vec<&Column>> = BTreeMap::new();
    for column in &columns {
        tables.entry(&column.table).or_default().push(column);
    }
    let mut out = String::from(
        "//! The tables, as the migrations make them. A test compares this file with the database; `UPDATE_SCHEMA=1` writes it anew.\n\n",
    );
    for (table, columns) in &tables {
        let key: Vec<_> = columns
            .iter()
            .filter(|c| c.key)
            .map(|c| c.name.as_str())
            .collect();
        writeln!(
            out,
            "diesel::table! {{\n    {table} ({}) {{",
            key.join(", ")
        )
        .unwrap();
        for column in columns {
            writeln!(out, "        {} -> {},", column.name, column.in_diesel()).unwrap();
        }
        out += "    }\n}\n\n";
    }
    for r in &references {
        writeln!(
            out,
            "diesel::joinable!({} -> {} ({}));",
            r.table, r.other, r.column
        )
        .unwrap();
    }
    out += "\ndiesel::allow_tables_to_appear_in_same_query!(\n";
    for table in tables.keys() {
        writeln!(out, "    {table},").unwrap();
    }
    out + ");\n"
}

impl Column {
    fn in_diesel(&self) -> String {
        let kind = match self.kind.as_str() {
            "uuid" => "Uuid",
            "text" => "Text",
            "timestamptz" => "Timestamptz",
            "date" => "Date",
            "bytea" => "Bytea",
            "int2" => "Int2",
            "int4" => "Int4",
            "int8" => "Int8",
            "bool" => "Bool",
            "jsonb" => "Jsonb",
            "_text" => "Array<Text>",
            other => panic!("{}.{} has the unknown type {other}", self.table, self.name),
        };
        if self.nullable {
            format!("Nullable<{kind}>")
        } else {
            kind.into()
        }
    }
}
