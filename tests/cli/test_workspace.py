"""A workspace: figures of many periods, their framework, their trail."""
import html
import os
import re
import shutil
import sqlite3
import unittest

from harness import Case, example, scorecard

QUARTERS = ('2024-25-q3', '2024-25-q4', '2025-26-q1')


class Workspace(Case):
    def setUp(self):
        super().setUp()
        self.workspace = self.path('w')
        self.must('init', self.workspace, '--authority', 'Bracknell Forest')

    def at(self, *words):
        return ('-w', self.workspace, *words)

    def import_all(self):
        for quarter in QUARTERS:
            self.must(*self.at('import', scorecard(f'bracknell-forest-{quarter}.csv')))


class Series(Workspace):
    def test_three_quarters_make_a_series_with_changed_targets(self):
        self.import_all()
        rows = self.rows(*self.at('scorecard', '--period', '2025-26-Q1'))
        neet = next(r for r in rows if r['indicator_ref'] == '1.2.1.KR')
        self.assertEqual((neet['value'], neet['previous_value'], neet['direction']),
                         ('53.8', '53.1', 'worse'))
        shown = self.must(*self.at('show', '1.2.1.KR', '--period', '2025-26-Q1')).stdout
        for figure in ('53.6%', '53.1%', '53.8%', '36%', '35%'):
            self.assertIn(figure, shown)

    def test_nothing_is_lost(self):
        self.import_all()
        import csv
        for quarter, period in zip(QUARTERS, ('2024-25-Q3', '2024-25-Q4', '2025-26-Q1')):
            with open(scorecard(f'bracknell-forest-{quarter}.csv'), encoding='utf-8',
                      newline='') as handle:
                source = {row['indicator_ref']: row for row in csv.DictReader(handle)}
            rows = self.rows(*self.at('scorecard', '--period', period))
            stored = {row['indicator_ref']: row for row in rows if row['value']}
            self.assertEqual(set(stored), set(source))
            for ref, row in source.items():
                self.assertEqual(float(stored[ref]['value']), float(row['current_value']))
                self.assertEqual(stored[ref]['note'], row['note'])
                self.assertEqual(stored[ref]['stated_status'], row['published_rag'])
                self.assertEqual(stored[ref]['file'], f'bracknell-forest-{quarter}.csv')

    def test_the_same_file_twice_changes_nothing(self):
        self.import_all()
        before = self.dump()
        said = self.must(*self.at('import', scorecard('bracknell-forest-2024-25-q4.csv'))).stdout
        self.assertIn('nothing was changed', said)
        self.assertEqual(self.dump(), before)

    def test_a_dry_run_stores_nothing(self):
        before = self.dump()
        said = self.must(*self.at('import', '-n',
                                  scorecard('bracknell-forest-2024-25-q3.csv'))).stdout
        self.assertIn('would be', said)
        self.assertEqual(self.dump(), before)

    def test_a_dry_run_says_which_statuses_would_move(self):
        self.import_all()
        with open(scorecard('bracknell-forest-2025-26-q1.csv'), encoding='utf-8') as handle:
            text = handle.read()
        revised = self.write('revised.csv', text.replace(',53.8,', ',12.9,'))
        before = self.rows(*self.at('scorecard', '--period', '2025-26-Q1'))
        said = self.must(*self.at('import', '-n', revised)).stdout
        self.must(*self.at('import', revised))
        after = self.rows(*self.at('scorecard', '--period', '2025-26-Q1'))
        moved = [f"{then['indicator_ref']} {then['status'] or then['state']} to "
                 f"{now['status'] or now['state']} (2025-26 Q1)"
                 for then, now in zip(before, after)
                 if (then['status'], then['state']) != (now['status'], now['state'])]
        self.assertEqual(len(moved), 1)
        self.assertIn(f'  would move: {moved[0]}\n', said)
        told = self.must(*self.at('import', '-n', self.write('same.csv', text + '\n'))).stdout
        self.assertIn('would move', told)

    def test_a_dry_run_of_a_new_period_names_what_stood_in_the_last(self):
        for quarter in QUARTERS[:2]:
            self.must(*self.at('import', scorecard(f'bracknell-forest-{quarter}.csv')))
        said = self.must(*self.at('import', '-n',
                                  scorecard('bracknell-forest-2025-26-q1.csv'))).stdout
        self.assertRegex(said, r'would move: .*\(2024-25 Q4\) to .*\(2025-26 Q1\)')

    def state(self):
        """Everything that is printed of the workspace."""
        printed = [self.must(*self.at('scorecard', '--period', period, '--format', 'csv')).stdout
                   for period in ('2024-25-Q3', '2024-25-Q4', '2025-26-Q1')]
        printed.append(self.must(*self.at('framework', 'export')).stdout)
        printed.append(self.must(*self.at('show', '1.2.1.KR')).stdout)
        self.must(*self.at('digest', '-o', self.path('digest'), '--only', 'csv,json'))
        for name in sorted(os.listdir(self.path('digest'))):
            with open(self.path('digest', name), encoding='utf-8') as handle:
                printed.append(handle.read())
        return printed

    def test_a_withdrawn_scorecard_leaves_what_there_would_be_without_it(self):
        files = [scorecard(f'bracknell-forest-{quarter}.csv') for quarter in QUARTERS]
        self.must(*self.at('import', files[0]))
        self.must(*self.at('import', files[2]))
        without = self.state()
        self.must(*self.at('import', files[1]))
        with_it = self.state()
        self.assertNotEqual(with_it, without)
        withdraw = self.at('deliveries', 'withdraw', '3', '--reason', 'of another council')
        said = self.must(*withdraw).stdout
        self.assertIn('submitted lines', said)
        self.assertEqual(self.state(), without)
        self.assertIn('was withdrawn before', self.refused(7, *withdraw))
        again = self.must(*self.at('import', files[1])).stdout
        self.assertIn('figures new', again)
        self.assertEqual(self.state(), with_it)
        self.must(*self.at('audit', 'verify'))

    def test_the_first_file_can_be_withdrawn_from_under_the_others(self):
        files = [scorecard(f'bracknell-forest-{quarter}.csv') for quarter in QUARTERS]
        for path in files[1:]:
            self.must(*self.at('import', path))
        without = self.state()
        other = self.path('other')
        self.must('init', other, '--authority', 'Bracknell Forest')
        self.workspace = other
        for path in files:
            self.must(*self.at('import', path))
        self.must(*self.at('deliveries', 'withdraw', '1', '--reason', 'the wrong quarter'))
        self.assertEqual(self.state(), without)

    def test_a_revised_figure_is_reported_and_counts(self):
        self.import_all()
        with open(scorecard('bracknell-forest-2025-26-q1.csv'), encoding='utf-8') as handle:
            text = handle.read()
        revised = self.write('revised.csv', text.replace(',53.8,', ',52.9,'))
        said = self.must(*self.at('import', revised)).stdout
        self.assertIn('1 revised', said)
        self.assertIn('53.8', said)
        rows = self.rows(*self.at('scorecard', '--period', '2025-26-Q1'))
        self.assertIn('52.9', [row['value'] for row in rows])

    def test_the_digest_of_a_workspace_has_its_history(self):
        self.import_all()
        out = self.path('out')
        self.must(*self.at('digest', '--period', '2025-26-Q1', '-o', out, '--only', 'html,csv'))
        with open(os.path.join(out, 'digest.html'), encoding='utf-8') as handle:
            page = handle.read()
        self.assertIn('2024-25 Q3', page)
        self.assertIn('The target changed', page)

    def test_an_import_is_checked_against_the_framework(self):
        framework = self.write('b.framework', """framework "Bracknell Forest"
indicator 1 "One"
  unit %
  good is high
  target 50%
  rule "green within 5%"
""")
        self.must(*self.at('framework', 'import', framework))
        figures = self.write('counts.csv', 'indicator_ref,indicator_title,period,numerator,'
                             'denominator,stated_status\n1,One,2024-25-Q3,49,100,Green\n')
        result = self.must(*self.at('import', figures))
        self.assertIn('0 findings', result.stdout)
        self.assertEqual(result.stderr, '')
        rows = self.rows(*self.at('scorecard'))
        self.assertEqual((rows[0]['value'], rows[0]['status']), ('49.0', 'green'))
        wrong = self.write('wrong.csv', 'indicator_ref,indicator_title,period,numerator,'
                           'denominator,stated_status\n1,One,2024-25-Q4,40,100,Green\n')
        result = self.must(*self.at('import', wrong))
        self.assertRegex(result.stderr, r"wrong\.csv: row 2, column 'stated_status'.*gives red")

    def test_a_row_that_repeats_another_is_told_once_with_both_rows(self):
        figures = self.write('twice.csv', 'indicator_ref,indicator_title,period,unit,polarity,'
                             'current_value\n' + '1,One,2024-25-Q3,%,high,49\n' * 2)
        result = self.must(*self.at('import', figures))
        self.assertIn('1 lines set aside; 1 findings', result.stdout)
        self.assertEqual(result.stderr, "warning: twice.csv: row 3: 1: 2024-25 Q3 came in row 2 "
                         "already, with 49%; this row's 49% is set aside\n")

    def test_a_period_without_any_figure_is_named(self):
        self.import_all()
        result = self.must(*self.at('scorecard', '--period', '2019-20-Q1'))
        self.assertRegex(result.stderr, r"no figure came for the period '2019-20-Q1'.*2024-25-Q3")
        self.assertNotIn('no figure came',
                         self.must(*self.at('scorecard', '--period', '2024-25-Q4')).stderr)

    def test_a_workspace_says_the_day_its_figures_were_known(self):
        self.import_all()
        out = self.path('out')
        self.must(*self.at('digest', '-o', out, '--only', 'html'))
        with open(os.path.join(out, 'digest.html'), encoding='utf-8') as handle:
            self.assertIn('as known on 20 January 2014', handle.read())
        self.refused(2, *self.at('digest', '-o', out, '--known-on', '2020-01-01'))

    def test_figures_of_another_council_are_named(self):
        result = self.must(*self.at('import', example('haringey-2015-11.csv')))
        self.assertRegex(result.stderr, r"12 of 12 lines are of 'Haringey'")

    def dump(self):
        with sqlite3.connect(os.path.join(self.workspace, 'outturn.db')) as connection:
            return tuple(connection.iterdump())


class Framework(Workspace):
    def test_a_digest_follows_the_framework_where_the_file_is_silent(self):
        merton = self.path('merton')
        self.must('init', merton, '--authority', 'Merton')
        self.must('-w', merton, 'framework', 'import', example('merton.framework'))
        self.must('-w', merton, 'import', example('merton-2018-10.csv'))
        figures = self.write('november.csv', 'indicator_title,period,unit,current_value\n'
                             'Reception year surplus places,November 2018,%,9.5\n'
                             'Children with 3 or more placement moves in the year,'
                             'November 2018,%,13\n')
        self.must('-w', merton, 'import', figures)
        rows = {row['indicator_title']: row for row in
                self.rows('-w', merton, 'scorecard', '--period', '2018-M11')}
        places = rows['Reception year surplus places']
        moves = rows['Children with 3 or more placement moves in the year']
        self.assertEqual((places['status'], moves['status']), ('red', 'green'))
        self.assertEqual(places['rule'], 'band 5 to 9, amber inside')
        self.assertRegex(places['section'], 'Education')
        for period, marks in (('2018-M08', 0), ('2018-M11', 4)):
            out = self.path(period)
            self.must('-w', merton, 'digest', '--period', period, '-o', out, '--only', 'html')
            with open(os.path.join(out, 'digest.html'), encoding='utf-8') as handle:
                page = handle.read()
            self.assertEqual(page.count('<small>draft</small>'), marks)
            self.assertRegex(page, r'Area:\s*(<[^>]*>)?\s*Looked after children')
            self.assertEqual('Doing well: performing particularly well' in page, marks == 0)
            self.assertEqual('the panel\'s performance leads' in html.unescape(page), marks > 0)
        told = self.must('-w', merton, 'explain', 'Reception year surplus places',
                         '--period', '2018-M11').stdout
        self.assertIn('still to be agreed', told)
        self.assertIn("Set by the panel's performance leads", told)

    def test_export_reads_back_to_the_same_text(self):
        self.import_all()
        text = self.must(*self.at('framework', 'export')).stdout
        path = self.write('exported.framework', text)
        other = self.path('other')
        self.must('init', other, '--authority', 'Bracknell Forest')
        self.must('-w', other, 'framework', 'import', path)
        self.assertEqual(self.must('-w', other, 'framework', 'export').stdout, text)

    def test_the_shipped_example_is_imported_and_shown(self):
        other = self.path('merton')
        self.must('init', other, '--authority', 'Merton')
        self.must('-w', other, 'framework', 'import', example('merton.framework'))
        self.assertIn('Merton', self.must('-w', other, 'framework', 'show').stdout)

    def test_programs_can_read_what_is_shown_and_explained(self):
        self.import_all()
        series = self.rows(*self.at('show', '1.2.1.KR'))
        self.assertEqual([row['period'] for row in series][-3:],
                         ['2024-25-Q3', '2024-25-Q4', '2025-26-Q1'])
        self.assertEqual([row['value'] for row in series][-2:], ['53.1', '53.8'])
        steps = self.rows(*self.at('explain', '1.2.1.KR'))
        self.assertEqual(steps[0]['step'], '1')
        self.assertIn('53.8', steps[0]['words'])
        self.assertEqual(steps[0]['file'], 'bracknell-forest-2025-26-q1.csv')
        settings = {row['setting']: row for row in self.rows(*self.at('setting'))}
        self.assertEqual(settings['judge.small_denominator']['value'], '20')

    def test_a_framework_of_another_council_is_named(self):
        path = self.write('other.framework', 'framework "Elsewhere"\nindicator 1 "One"\n')
        message = self.must(*self.at('framework', 'import', path)).stderr
        self.assertRegex(message, r"of 'Elsewhere'.*'Bracknell Forest'")

    def test_a_bad_text_changes_nothing_and_names_the_line(self):
        path = self.write('bad.framework', 'framework "X"\n  nonsense here\n')
        message = self.run_program(*self.at('framework', 'import', path))
        self.assertEqual(message.returncode, 3)
        self.assertRegex(message.stderr, r'bad\.framework:2:')

    def test_explain_walks_back_to_file_and_row(self):
        self.import_all()
        text = self.must(*self.at('explain', '1.1.5.KR', '--period', '2024-25-Q3')).stdout
        self.assertRegex(text, r'From bracknell-forest-2024-25-q3\.csv, row \d+')
        self.assertIn('100%', text)


FULL_FRAMEWORK = """framework "Bracknell Forest"
annotation 2013-10-07 "Front door moved"
annotation 2001-04-01 "Long before"

indicator NI59 "Initial assessments in 10 days"
  unit %
  good is high
  reported quarterly
  owner "Head of Assessment"
  linked REF
  target 67% from 2013-04-01
    set by "Cabinet" on 2013-03-10
    because "raised after inspection"
    local
  rule "no amber"
  profile 2013-14 by quarter 60%, 62%, 64%, 67%
  coverage "the council"
  annotation 2013-12-02 "Duty cover changes weekly"

indicator REF "Referrals"
  unit number
  good is low
  owner "Police" partner
  target 300 from 2013-04-01
    draft
    national
  highlight from 2013-10-01 to 2013-12-31 "three quarters below target"

indicator CHK "Checks"
  unit number
  good is high
  target 10 from 2013-04-01
  watch from 2013-04-01 "rests on two workers"

indicator KS4 "Key stage 4"
  unit %
  good is high
  reported annual
  due 150 days after the period
  target 40%

indicator EYP "Early years"
  unit %
  good is high
  reported annual
  due 150 days after the period
  target 40%

scorecard "Plan"
  audience "the Cabinet Member"
  section "Safeguarding" as "priority area"
    commentary "Words on the whole area."
    section "Assessed in time" as "outcome"
      section "Front door"
        commentary "Words three levels down."
        indicator NI59
        indicator REF
        indicator CHK
  section "Learning"
    indicator KS4
    indicator EYP

scorecard "Panel"
  indicator KS4
"""

FULL_FIGURES = """indicator_ref,indicator_title,period,current_value,numerator,denominator
NI59,Initial assessments in 10 days,2013-14 Q1,,46,80
NI59,Initial assessments in 10 days,2013-14 Q2,,51,80
NI59,Initial assessments in 10 days,2013-14 Q3,,50,80
REF,Referrals,2013-14 Q2,280,,
REF,Referrals,2013-14 Q3,290,,
CHK,Checks,2013-14 Q3,12,,
KS4,Key stage 4,2012-13,38,,
"""


class FrameworkOnPaper(Workspace):
    """What only a framework can say stands in the Digest."""

    def setUp(self):
        super().setUp()
        self.must(*self.at('framework', 'import',
                           self.write('full.framework', FULL_FRAMEWORK)))
        self.must(*self.at('import', self.write('full.csv', FULL_FIGURES)))

    def page(self, *words):
        out = self.path('out')
        self.must(*self.at('digest', '--period', '2013-14-Q3', '-o', out, '--only', 'html',
                           *words))
        with open(os.path.join(out, 'digest.html'), encoding='utf-8') as handle:
            page = html.unescape(handle.read())
        return re.sub('<span class="whole">(.*?)</span>', r'\1', page)

    def test_sections_of_any_depth_have_their_words(self):
        page = self.page('--scorecard', 'Plan')
        places = [page.index(words) for words in (
            'Priority area: Safeguarding', 'Words on the whole area.',
            'Outcome: Assessed in time', 'Front door</th>', 'Words three levels down.')]
        self.assertEqual(places, sorted(places))

    def test_it_is_for_whom_its_scorecard_is_for(self):
        self.assertIn('For the Cabinet Member', self.page('--scorecard', 'Plan'))
        self.assertIn('For the press', self.page('--scorecard', 'Plan', '--for', 'the press'))
        self.assertIn('For managers', self.page())

    def test_the_target_to_this_point_of_the_year_decides(self):
        self.assertIn('64% by now', self.page())
        rows = {row['indicator_ref']: row for row in self.rows(*self.at('scorecard'))}
        self.assertEqual(rows['NI59']['status'], 'red')
        self.assertIn('the target to this point, 64%', rows['NI59']['sentence'])
        # 63.75% met the 62% of the second quarter, though not the 67% of the year.
        self.assertIn('63.8%', rows['NI59']['sentence'])
        self.assertRegex(self.page(), r'on target\s*<[^>]*>\s*2 in 2013-14 Q2')

    def test_annotations_are_drawn_and_none_is_lost(self):
        page = self.page()
        self.assertIn('Front door moved; Duty cover changes weekly', page)
        self.assertNotIn('Long before', page)

    def test_linked_indicators_stand_beside_the_exception(self):
        self.assertIn('Beside it: REF Referrals, now 290; 10 more than last period',
                      self.page())

    def test_draft_national_partner_highlight_watch_and_coverage_are_told(self):
        page = self.page()
        for words in ('<small>draft</small>', 'Owner, a partner: Police', 'Covers: the council',
                      'Doing well: three quarters below target',
                      'Watched: rests on two workers'):
            self.assertIn(words, page)
        self.assertIn('draft', self.must(*self.at('scorecard')).stdout)

    def test_an_annual_figure_is_not_due_or_late_and_the_last_one_is_shown(self):
        rows = {row['indicator_ref']: row for row in self.rows(*self.at('scorecard'))}
        self.assertEqual(rows['KS4']['state'], 'annual')
        self.assertIn('The last figure was 38%, for 2012-13.', rows['KS4']['sentence'])
        self.assertEqual(rows['EYP']['state'], 'late')
        self.assertIn('2012-13: 38%', self.page())

    def test_a_scorecard_is_a_choice_of_the_indicators(self):
        rows = self.rows(*self.at('scorecard', '--scorecard', 'Panel'))
        self.assertEqual([row['indicator_ref'] for row in rows], ['KS4'])
        self.refused(6, *self.at('scorecard', '--scorecard', 'Cabinet'))


class Ledger(Workspace):
    def test_the_audit_chain_holds_and_a_change_behind_its_back_shows(self):
        self.import_all()
        result = self.must(*self.at('audit', 'verify'))
        anchor = result.stdout.split('anchor ')[1].strip()
        self.must(*self.at('audit', 'verify', '--anchor', anchor))
        with sqlite3.connect(os.path.join(self.workspace, 'outturn.db')) as connection:
            tables = [r[0] for r in connection.execute(
                "select name from sqlite_master where type='table' and name like 'audit%'")]
            self.assertTrue(tables)
            # The store itself refuses; whoever gets round that is still seen.
            with self.assertRaises(sqlite3.IntegrityError):
                connection.execute(f"update {tables[0]} set subject = 'x'")
            guards = connection.execute(
                "select name, sql from sqlite_master where type = 'trigger'").fetchall()
            for name, _ in guards:
                connection.execute(f'drop trigger {name}')
            connection.execute(f"update {tables[0]} set subject = 'x' where sequence = 2")
            connection.commit()
            self.assertIn('was altered', self.refused(10, *self.at('audit', 'verify')))
            for _, sql in guards:
                connection.execute(sql)
        broken = self.run_program(*self.at('audit', 'verify'))
        self.assertEqual(broken.returncode, 1)
        self.assertIn('2', broken.stdout)

    def test_every_import_is_in_the_trail(self):
        self.import_all()
        entries = self.rows(*self.at('audit', 'show'))
        self.assertEqual(sum(e['action'] == 'delivery.record' for e in entries), 3)
        self.assertEqual(len(self.rows(*self.at('deliveries'))), 3)

    def test_the_findings_of_a_delivery_are_listed(self):
        self.import_all()
        findings = self.rows(*self.at('deliveries', '1'))
        self.assertEqual({row['file'] for row in findings}, {'bracknell-forest-2024-25-q3.csv'})
        self.assertEqual([row['row'] for row in findings], ['3', '5', '7', '8', '10'])
        self.assertEqual({row['rule'] for row in findings}, {'status.differs'})
        self.refused(6, *self.at('deliveries', '99'))
        self.refused(2, *self.at('deliveries', 'first'))

    def test_a_setting_changes_the_judging_and_is_kept(self):
        self.import_all()
        self.must(*self.at('setting', 'judge.dead_band', '1'))
        rows = self.rows(*self.at('scorecard', '--period', '2025-26-Q1'))
        neet = next(r for r in rows if r['indicator_ref'] == '1.2.1.KR')
        self.assertEqual(neet['direction'], 'same')
        self.must(*self.at('setting', 'judge.dead_band', '--default'))
        rows = self.rows(*self.at('scorecard', '--period', '2025-26-Q1'))
        neet = next(r for r in rows if r['indicator_ref'] == '1.2.1.KR')
        self.assertEqual(neet['direction'], 'worse')
        self.refused(3, *self.at('setting', 'judge.dead_band', 'much'))
        self.refused(6, *self.at('setting', 'judge.nonsense', '1'))
        self.refused(6, *self.at('setting', 'judge.nonsense', '--default'))

    def test_one_authority_can_have_an_order_of_sources_of_its_own(self):
        own = self.rows(*self.at('setting'))
        key = 'record.source_order Bracknell Forest'
        self.must(*self.at('setting', key, 'cin > ssd'))
        rows = {row['setting']: row['value'] for row in self.rows(*self.at('setting'))}
        self.assertEqual(rows[key], 'cin > ssd')
        self.assertEqual(len(rows), len(own) + 1)
        self.assertIn('cin > ssd', self.must(*self.at('setting', key)).stdout)
        self.must(*self.at('setting', key, '--default'))
        self.assertEqual(len(self.rows(*self.at('setting'))), len(own))
        self.refused(3, *self.at('setting', key, 'cin > nobody'))
        self.assertIn('no records of', self.refused(
            6, *self.at('setting', 'record.source_order Nowhere', 'cin > ssd')))

    def test_the_calendar_takes_holidays_and_closures(self):
        due = self.must(*self.at('calendar', 'due', '2013-12-20', '10')).stdout.strip()
        self.assertEqual(due, '2014-01-08')
        closures = self.write('closures.csv', 'date,name\n2014-01-02,Offices closed\n')
        self.must(*self.at('calendar', 'import', closures))
        due = self.must(*self.at('calendar', 'due', '2013-12-20', '10')).stdout.strip()
        self.assertEqual(due, '2014-01-09')
        self.assertIn('2028-12-31', self.must(*self.at('calendar', 'due', '2028-12-20',
                                                       '10')).stderr)

    def test_a_store_of_a_newer_program_is_refused(self):
        with sqlite3.connect(os.path.join(self.workspace, 'outturn.db')) as connection:
            table = next(r[0] for r in connection.execute(
                "select name from sqlite_master where type='table' and "
                "(name like 'schema%' or name like 'migration%')"))
            columns = [r[1] for r in connection.execute(f'pragma table_info({table})')]
            row = connection.execute(f'select * from {table}').fetchone()
            values = [9999 if i == 0 else value for i, value in enumerate(row)]
            connection.execute(f'insert into {table} values ({",".join("?" * len(columns))})',
                               values)
        message = self.refused(10, *self.at('scorecard'))
        self.assertRegex(message, r'(?i)newer')

    def test_a_directory_that_is_no_workspace_is_named(self):
        message = self.refused(6, '-w', self.path('nowhere'), 'scorecard')
        self.assertIn('outturn init', message)
        self.refused(7, 'init', self.workspace)

    def test_a_workspace_has_a_key_file_of_its_own(self):
        key = os.path.join(self.workspace, 'outturn.key')
        self.assertEqual(os.stat(key).st_mode & 0o777, 0o600)
        other = self.path('other')
        self.must('init', other)
        with open(key, encoding='ascii') as ours:
            with open(os.path.join(other, 'outturn.key'), encoding='ascii') as theirs:
                self.assertNotEqual(ours.read(), theirs.read())

    def test_a_key_file_brought_from_another_workspace_is_kept(self):
        second = self.path('second')
        os.mkdir(second)
        key = os.path.join(second, 'outturn.key')
        shutil.copy(os.path.join(self.workspace, 'outturn.key'), key)
        with open(key, 'rb') as handle:
            before = handle.read()
        self.must('init', second)
        with open(key, 'rb') as handle:
            self.assertEqual(handle.read(), before)

    def test_a_file_that_is_no_key_file_is_refused(self):
        second = self.path('second')
        os.mkdir(second)
        key = os.path.join(second, 'outturn.key')
        with open(key, 'w', encoding='ascii') as handle:
            handle.write('a key\n')
        os.chmod(key, 0o600)
        self.assertIn('no key file', self.refused(3, 'init', second))
        os.chmod(key, 0o644)
        self.assertIn('chmod 600', self.refused(3, 'init', second))
        self.assertFalse(os.path.exists(os.path.join(second, 'outturn.conf')))

    def test_an_init_that_fails_leaves_nothing(self):
        place = self.path('new')
        self.refused(4, 'init', place, '--authority', 'x' * 181)
        message = self.refused(2, 'init', place, '--store', 'mysql://somewhere/x')
        self.assertIn('postgresql://', message)
        self.refused(11, 'init', place, '--store',
                     'postgresql://nobody@%2Fnonexistent/outturn?connect_timeout=2')
        self.assertFalse(os.path.exists(place))
        blocked = self.run_program('init', place, '--authority', 'A', file_limit=4096)
        self.assertNotEqual(blocked.returncode, 0)
        self.assertFalse(os.path.exists(place))


@unittest.skipUnless(os.environ.get('OUTTURN_TEST_POSTGRESQL'), 'no PostgreSQL server')
class Server(Case):
    """The same workspace with its store on a PostgreSQL server."""

    def answers(self, workspace, *store):
        self.must('init', workspace, '--authority', 'Bracknell Forest', *store)
        for quarter in QUARTERS:
            self.must('-w', workspace, 'import', scorecard(f'bracknell-forest-{quarter}.csv'))
        out = self.path('out')
        self.must('-w', workspace, 'digest', '-o', out, '--only', 'html,csv,json')
        pages = [open(os.path.join(out, name), 'rb').read() for name in sorted(os.listdir(out))]
        said = [self.must('-w', workspace, *words).stdout for words in (
            ('scorecard',), ('framework', 'export'), ('show', '1.1.5.KR'),
            ('explain', '1.1.5.KR'), ('deliveries',), ('audit', 'verify'))]
        return pages, said

    def test_a_store_on_a_server_gives_the_same_answers_as_a_file(self):
        store = os.environ['OUTTURN_TEST_POSTGRESQL']
        on_server = self.answers(self.path('server'), '--store', store)
        self.assertEqual(sorted(os.listdir(self.path('server'))), ['outturn.conf', 'outturn.key'])
        self.assertEqual(on_server, self.answers(self.path('file')))
        self.must('init', self.path('again'), '--authority', 'Bracknell Forest', '--store', store)
        self.assertTrue(self.must('-w', self.path('again'), 'scorecard').stdout)
