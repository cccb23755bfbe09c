-- A village's facts as version 0006 of the ledger kept them.
INSERT INTO place (id, kind, name, profile, contact) VALUES (1, 'village', '示例一村', '{}', '');
INSERT INTO person (id, name) VALUES (1, '示例文书');
INSERT INTO post_grant (id, person_id, post, place_id, starts_on)
    VALUES (1, 1, '村文书', 1, '2026-01-01');
INSERT INTO state_seen (by_id, by_grant_id, at, village_id, name, value, seen_on, confirmed_on) VALUES
    (1, 1, '2026-07-02 01:00:00.000000', 1, 'integrity-sites', '3', '2026-07-01', '2026-07-03'),
    (1, 1, '2026-07-02 01:00:00.000000', 1, 'online-payment', 'false', '2026-07-01', NULL);
INSERT INTO task (by_id, by_grant_id, at, village_id, duty, due, text, done_on)
    VALUES (1, 1, '2026-07-02 01:00:00.000000', 1, 'cross-inspection', '2026-07-20', '', '2026-07-09');
INSERT INTO matter (by_id, by_grant_id, at, village_id, kind, title, steps, concluded_on)
    VALUES (1, 1, '2026-07-02 01:00:00.000000', 1, 'major-decision', '村道硬化',
            '{"consult": "2026-07-03", "propose": "2026-07-01"}', '2026-07-09');
INSERT INTO honour (by_id, by_grant_id, at, village_id, kind, on_day, piece)
    VALUES (1, 1, '2026-07-02 01:00:00.000000', 1, 'provincial-media', '2026-07-01', '清廉故事');
INSERT INTO veto (by_id, by_grant_id, at, village_id, kind, on_day, lifted_on)
    VALUES (1, 1, '2026-07-02 01:00:00.000000', 1, 'insolvent', '2026-07-01', '2026-07-05');
