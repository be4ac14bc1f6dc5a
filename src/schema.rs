//! The tables, as the migrations make them. A test compares this file with the database; `UPDATE_SCHEMA=1` writes it anew.

diesel::table! {
    addresses (id) {
        id -> Uuid,
        person -> Uuid,
        kind -> Text,
        value -> Text,
        added_at -> Timestamptz,
        removed_at -> Nullable<Timestamptz>,
        refused_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    attempts (id) {
        id -> Uuid,
        learner -> Uuid,
        lesson -> Uuid,
        version -> Uuid,
        number -> Int2,
        started_at -> Timestamptz,
        ended_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    audit (id) {
        id -> Uuid,
        at -> Timestamptz,
        who -> Nullable<Uuid>,
        what -> Text,
        about -> Nullable<Uuid>,
        detail -> Jsonb,
    }
}

diesel::table! {
    certificates (id) {
        id -> Uuid,
        code -> Text,
        person -> Uuid,
        enrolment -> Uuid,
        facts -> Jsonb,
        signature -> Text,
        issued_at -> Timestamptz,
        revoked_at -> Nullable<Timestamptz>,
        revoked_reason -> Nullable<Text>,
    }
}

diesel::table! {
    claims (version, lesson, position) {
        version -> Uuid,
        lesson -> Uuid,
        position -> Int2,
        segment -> Text,
        source -> Text,
        facts -> Jsonb,
    }
}

diesel::table! {
    cohort_courses (cohort, course) {
        cohort -> Uuid,
        course -> Uuid,
        position -> Int2,
    }
}

diesel::table! {
    cohorts (id) {
        id -> Uuid,
        programme -> Uuid,
        name -> Text,
        place -> Text,
        time_zone -> Text,
        starts_on -> Nullable<Date>,
        ends_on -> Nullable<Date>,
    }
}

diesel::table! {
    corrections (id) {
        id -> Uuid,
        course -> Uuid,
        lesson -> Uuid,
        reason -> Text,
        is_class_a -> Bool,
        enquiry -> Nullable<Uuid>,
        content -> Text,
        opened_at -> Timestamptz,
        opened_by -> Uuid,
        mended_at -> Nullable<Timestamptz>,
        mended_by -> Nullable<Uuid>,
        mended_in -> Nullable<Uuid>,
    }
}

diesel::table! {
    course_versions (id) {
        id -> Uuid,
        course -> Uuid,
        number -> Int4,
        folder_hash -> Bytea,
        layout -> Jsonb,
        made_at -> Timestamptz,
        findings -> Jsonb,
    }
}

diesel::table! {
    courses (id) {
        id -> Uuid,
        programme -> Uuid,
        slug -> Text,
        source_language -> Text,
        country -> Text,
        themes -> Array<Text>,
        production -> Text,
        titles -> Jsonb,
        summaries -> Jsonb,
        languages -> Array<Text>,
        contributions -> Jsonb,
        lessons -> Int4,
        minutes -> Int4,
        bytes -> Int8,
        trust_changes -> Int8,
    }
}

diesel::table! {
    credentials (id) {
        id -> Uuid,
        person -> Uuid,
        kind -> Text,
        device -> Nullable<Uuid>,
        hash -> Bytea,
        made_at -> Timestamptz,
        made_by -> Nullable<Uuid>,
        revoked_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    deliveries (id) {
        id -> Uuid,
        letter -> Uuid,
        way -> Text,
        address -> Text,
        message_id -> Nullable<Text>,
        tries -> Int2,
        next_try_at -> Nullable<Timestamptz>,
        leased_until -> Nullable<Timestamptz>,
        sent_at -> Nullable<Timestamptz>,
        failed_at -> Nullable<Timestamptz>,
        answer -> Nullable<Text>,
    }
}

diesel::table! {
    device_people (device, person) {
        device -> Uuid,
        person -> Uuid,
        since -> Timestamptz,
    }
}

diesel::table! {
    devices (id) {
        id -> Uuid,
        token_hash -> Bytea,
        made_at -> Timestamptz,
    }
}

diesel::table! {
    enquiries (id) {
        id -> Uuid,
        lesson -> Uuid,
        kind -> Text,
        language -> Text,
        words -> Text,
        photo -> Nullable<Text>,
        asked_by -> Uuid,
        asked_at -> Timestamptz,
        body_hash -> Bytea,
        cohort -> Nullable<Uuid>,
        passed_on_at -> Nullable<Timestamptz>,
        passed_on_by -> Nullable<Uuid>,
        answer -> Nullable<Text>,
        answered_at -> Nullable<Timestamptz>,
        answered_by -> Nullable<Uuid>,
        shown -> Bool,
    }
}

diesel::table! {
    enrolment_states (enrolment) {
        enrolment -> Uuid,
        done -> Int2,
        last_event_at -> Nullable<Timestamptz>,
        completed_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    enrolments (id) {
        id -> Uuid,
        person -> Uuid,
        course -> Uuid,
        run -> Int2,
        since -> Timestamptz,
        ended -> Nullable<Timestamptz>,
        way -> Text,
    }
}

diesel::table! {
    events (learner, id) {
        learner -> Uuid,
        id -> Uuid,
        seq -> Int8,
        kind -> Text,
        payload_version -> Int2,
        course -> Uuid,
        course_version -> Uuid,
        lesson -> Uuid,
        payload -> Jsonb,
        body_hash -> Bytea,
        occurred_at -> Timestamptz,
        received_at -> Timestamptz,
        effective_at -> Timestamptz,
        provenance -> Text,
        recorded_by -> Uuid,
    }
}

diesel::table! {
    group_results (session, question, option) {
        session -> Uuid,
        question -> Uuid,
        option -> Text,
        hands -> Int4,
    }
}

diesel::table! {
    group_sessions (id) {
        id -> Uuid,
        cohort -> Uuid,
        course -> Uuid,
        lesson -> Uuid,
        facilitator -> Uuid,
        place -> Text,
        held_on -> Date,
        people -> Int4,
        recorded_at -> Timestamptz,
        body_hash -> Bytea,
    }
}

diesel::table! {
    identifiers (kind, value) {
        kind -> Text,
        value -> Text,
        person -> Uuid,
    }
}

diesel::table! {
    lesson_contents (version, lesson, language) {
        version -> Uuid,
        lesson -> Uuid,
        language -> Text,
        hash -> Text,
        has_class_a -> Bool,
    }
}

diesel::table! {
    lesson_revisions (version, lesson) {
        version -> Uuid,
        lesson -> Uuid,
        module -> Nullable<Uuid>,
        position -> Int2,
        slug -> Text,
        title -> Text,
        kind -> Text,
        pass_mark -> Nullable<Int2>,
        minutes -> Int2,
        open -> Bool,
        layout -> Jsonb,
    }
}

diesel::table! {
    lesson_states (learner, lesson) {
        learner -> Uuid,
        lesson -> Uuid,
        completed_at -> Nullable<Timestamptz>,
        provenance -> Nullable<Text>,
        best_points -> Nullable<Int2>,
    }
}

diesel::table! {
    lessons (id) {
        id -> Uuid,
        course -> Uuid,
    }
}

diesel::table! {
    letters (id) {
        id -> Uuid,
        person -> Uuid,
        kind -> Text,
        cause -> Uuid,
        facts -> Jsonb,
        template_version -> Int2,
        written_at -> Timestamptz,
        expires_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    memberships (cohort, person) {
        cohort -> Uuid,
        person -> Uuid,
        since -> Timestamptz,
        until -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    modules (id) {
        id -> Uuid,
        course -> Uuid,
    }
}

diesel::table! {
    people (id) {
        id -> Uuid,
        name -> Text,
        language -> Nullable<Text>,
        time_zone -> Text,
        media -> Text,
        theme -> Text,
        made_at -> Timestamptz,
    }
}

diesel::table! {
    programmes (id) {
        id -> Uuid,
        slug -> Text,
        names -> Jsonb,
        country -> Text,
    }
}

diesel::table! {
    publications (course) {
        course -> Uuid,
        version -> Uuid,
        published_by -> Nullable<Uuid>,
        published_at -> Timestamptz,
    }
}

diesel::table! {
    question_revisions (id) {
        id -> Uuid,
        question -> Uuid,
        options -> Jsonb,
    }
}

diesel::table! {
    questions (id) {
        id -> Uuid,
        lesson -> Uuid,
        name -> Text,
    }
}

diesel::table! {
    resets (id) {
        id -> Uuid,
        token_hash -> Bytea,
        person -> Uuid,
        made_at -> Timestamptz,
        used_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    reviews (id) {
        id -> Uuid,
        lesson -> Uuid,
        language -> Text,
        content -> Text,
        kind -> Text,
        verdict -> Text,
        name -> Text,
        function -> Text,
        organisation -> Text,
        place -> Nullable<Text>,
        decided_on -> Date,
        valid_until -> Nullable<Date>,
        remark -> Text,
        doubted -> Jsonb,
        person -> Nullable<Uuid>,
        made_at -> Timestamptz,
    }
}

diesel::table! {
    roles (id) {
        id -> Uuid,
        person -> Uuid,
        role -> Text,
        programme -> Nullable<Uuid>,
        cohort -> Nullable<Uuid>,
        course -> Nullable<Uuid>,
        since -> Timestamptz,
        until -> Nullable<Timestamptz>,
        granted_by -> Nullable<Uuid>,
    }
}

diesel::table! {
    segment_texts (course, segment, hash) {
        course -> Uuid,
        segment -> Text,
        hash -> Text,
        text -> Text,
    }
}

diesel::table! {
    sign_ins (id) {
        id -> Uuid,
        token_hash -> Bytea,
        person -> Uuid,
        device -> Nullable<Uuid>,
        way -> Text,
        browser -> Text,
        made_at -> Timestamptz,
        last_seen_at -> Timestamptz,
        ends_at -> Timestamptz,
        ended_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    sources (version, name) {
        version -> Uuid,
        name -> Text,
        facts -> Jsonb,
    }
}

diesel::table! {
    themes (slug) {
        slug -> Text,
        names -> Jsonb,
    }
}

diesel::table! {
    translations (version, segment, language) {
        version -> Uuid,
        segment -> Text,
        language -> Text,
        source_hash -> Text,
        text -> Text,
    }
}

diesel::table! {
    tries (key) {
        key -> Bytea,
        since -> Timestamptz,
        count -> Int4,
    }
}

diesel::table! {
    version_files (version, name) {
        version -> Uuid,
        name -> Text,
        sha256 -> Text,
        bytes -> Int8,
        media_type -> Text,
    }
}

diesel::table! {
    version_modules (version, module) {
        version -> Uuid,
        module -> Uuid,
        position -> Int2,
        title -> Text,
    }
}

diesel::table! {
    version_questions (version, question) {
        version -> Uuid,
        question -> Uuid,
        revision -> Uuid,
        position -> Int2,
        pair -> Nullable<Uuid>,
    }
}

diesel::table! {
    version_segments (version, segment) {
        version -> Uuid,
        segment -> Text,
        hash -> Text,
    }
}

diesel::joinable!(addresses -> people (person));
diesel::joinable!(attempts -> course_versions (version));
diesel::joinable!(attempts -> lessons (lesson));
diesel::joinable!(attempts -> people (learner));
diesel::joinable!(audit -> people (who));
diesel::joinable!(certificates -> enrolments (enrolment));
diesel::joinable!(certificates -> people (person));
diesel::joinable!(claims -> course_versions (version));
diesel::joinable!(claims -> lessons (lesson));
diesel::joinable!(cohort_courses -> cohorts (cohort));
diesel::joinable!(cohort_courses -> courses (course));
diesel::joinable!(cohorts -> programmes (programme));
diesel::joinable!(corrections -> course_versions (mended_in));
diesel::joinable!(corrections -> courses (course));
diesel::joinable!(corrections -> enquiries (enquiry));
diesel::joinable!(corrections -> lessons (lesson));
diesel::joinable!(course_versions -> courses (course));
diesel::joinable!(courses -> programmes (programme));
diesel::joinable!(credentials -> devices (device));
diesel::joinable!(deliveries -> letters (letter));
diesel::joinable!(device_people -> devices (device));
diesel::joinable!(device_people -> people (person));
diesel::joinable!(enquiries -> cohorts (cohort));
diesel::joinable!(enquiries -> lessons (lesson));
diesel::joinable!(enrolment_states -> enrolments (enrolment));
diesel::joinable!(enrolments -> courses (course));
diesel::joinable!(enrolments -> people (person));
diesel::joinable!(events -> people (learner));
diesel::joinable!(group_results -> group_sessions (session));
diesel::joinable!(group_results -> questions (question));
diesel::joinable!(group_sessions -> cohorts (cohort));
diesel::joinable!(group_sessions -> courses (course));
diesel::joinable!(group_sessions -> lessons (lesson));
diesel::joinable!(group_sessions -> people (facilitator));
diesel::joinable!(identifiers -> people (person));
diesel::joinable!(lesson_contents -> course_versions (version));
diesel::joinable!(lesson_contents -> lessons (lesson));
diesel::joinable!(lesson_revisions -> course_versions (version));
diesel::joinable!(lesson_revisions -> lessons (lesson));
diesel::joinable!(lesson_revisions -> modules (module));
diesel::joinable!(lessons -> courses (course));
diesel::joinable!(letters -> people (person));
diesel::joinable!(memberships -> cohorts (cohort));
diesel::joinable!(memberships -> people (person));
diesel::joinable!(modules -> courses (course));
diesel::joinable!(publications -> course_versions (version));
diesel::joinable!(publications -> courses (course));
diesel::joinable!(publications -> people (published_by));
diesel::joinable!(question_revisions -> questions (question));
diesel::joinable!(questions -> lessons (lesson));
diesel::joinable!(resets -> people (person));
diesel::joinable!(reviews -> lessons (lesson));
diesel::joinable!(reviews -> people (person));
diesel::joinable!(roles -> cohorts (cohort));
diesel::joinable!(roles -> courses (course));
diesel::joinable!(roles -> programmes (programme));
diesel::joinable!(segment_texts -> courses (course));
diesel::joinable!(sign_ins -> devices (device));
diesel::joinable!(sign_ins -> people (person));
diesel::joinable!(sources -> course_versions (version));
diesel::joinable!(translations -> course_versions (version));
diesel::joinable!(version_files -> course_versions (version));
diesel::joinable!(version_modules -> course_versions (version));
diesel::joinable!(version_modules -> modules (module));
diesel::joinable!(version_questions -> course_versions (version));
diesel::joinable!(version_questions -> question_revisions (revision));
diesel::joinable!(version_questions -> questions (question));
diesel::joinable!(version_segments -> course_versions (version));

diesel::allow_tables_to_appear_in_same_query!(
    addresses,
    attempts,
    audit,
    certificates,
    claims,
    cohort_courses,
    cohorts,
    corrections,
    course_versions,
    courses,
    credentials,
    deliveries,
    device_people,
    devices,
    enquiries,
    enrolment_states,
    enrolments,
    events,
    group_results,
    group_sessions,
    identifiers,
    lesson_contents,
    lesson_revisions,
    lesson_states,
    lessons,
    letters,
    memberships,
    modules,
    people,
    programmes,
    publications,
    question_revisions,
    questions,
    resets,
    reviews,
    roles,
    segment_texts,
    sign_ins,
    sources,
    themes,
    translations,
    tries,
    version_files,
    version_modules,
    version_questions,
    version_segments,
);
