-- Records and findings with all that hangs on them, as version 0006 kept them.
INSERT INTO record (id, village_id, author_id, author_grant_id, logged_at)
    VALUES (1, 1, 1, 1, '2026-07-02 01:00:00.000000');
INSERT INTO record_version (by_id, by_grant_id, at, record_id, version, duties, done_on, unit, title, body)
    VALUES (1, 1, '2026-07-02 01:00:00.000000', 1, 1, '["party-day"]', '2026-07-01', 1, '', '');
INSERT INTO record_event (by_id, by_grant_id, at, record_id, version, kind, reason, on_day)
    VALUES (1, 1, '2026-07-03 01:00:00.000000', 1, 1, 'confirm', '', '2026-07-03');
INSERT INTO finding (id, by_id, by_grant_id, at, village_id, scheme_id, item, kind, text, count, reason, found_on)
    VALUES (1, 1, 1, '2026-07-02 01:00:00.000000', 1, 'wenling-2022', 3, 'problem', '没有联审联签', 1, '', '2026-07-02');
INSERT INTO finding_event (by_id, by_grant_id, at, finding_id, kind, reason, on_day)
    VALUES (1, 1, '2026-07-04 01:00:00.000000', 1, 'report', '已补签', '2026-07-04');
INSERT INTO evidence (by_id, by_grant_id, at, village_id, record_id, kind, file_id, file_unique_id)
    VALUES (1, 1, '2026-07-02 01:00:00.000000', 1, 1, 'photo', 'f', 'u');
