"""`outturn scorecard FILE`: published scorecards, judged."""
import csv
import glob
import os

import harness
from harness import Case, scorecard

COLUMNS = ('indicator_ref,indicator_title,section,unit,period,value,numerator,denominator,lower,'
           'upper,target,rule,status,state,direction,certainty,basis,previous_value,change,'
           'change_unit,neighbours,region,england,sentence').split(',')
STATUSES = {'green', 'amber', 'red', ''}
STATES = {'rated', 'as stated', 'no target', 'target not set', 'target not given', 'annual',
          'late', 'not collectable', 'suppressed', 'provisional', 'definition changed',
          'discontinued', 'not understood'}


class Published(Case):
    def files(self):
        names = sorted(glob.glob(scorecard('*.csv')))
        self.assertEqual(len(names), 41)
        return names

    def test_every_row_of_all_41_files_is_printed(self):
        for path in self.files():
            with open(path, encoding='utf-8', newline='') as handle:
                source = list(csv.DictReader(handle))
            printed = self.rows('scorecard', path)
            self.assertEqual(len(printed), len(source), path)
            for want, got in zip(source, printed):
                self.assertEqual(got['indicator_title'], want['indicator_title'].strip())
                self.assertEqual(got['indicator_ref'], want['indicator_ref'].strip())
                for column in ('numerator', 'denominator'):
                    self.assertEqual(got[column], want[column].strip())

    def test_columns_and_words_are_the_promised_ones(self):
        for path in self.files():
            rows = self.rows('scorecard', path)
            self.assertEqual(list(rows[0])[:len(COLUMNS)], COLUMNS)
            for row in rows:
                self.assertIn(row['status'], STATUSES)
                self.assertIn(row['state'], STATES)
                self.assertIn(row['direction'],
                              {'better', 'worse', 'same', 'not comparable', ''})
                self.assertIn(row['certainty'], {'clear', 'unsure', 'not tested'})
                self.assertTrue(row['sentence'])

    def test_the_table_fits_eighty_columns_and_is_plain_when_piped(self):
        for path in self.files():
            for env in ({}, {'LC_ALL': 'C'}):
                text = self.must('scorecard', path, env=env).stdout
                self.assertLessEqual(max(map(len, text.splitlines())), 80, path)
                self.assertNotIn('\033', text)
                if env:
                    marks = text.replace('£', '').replace('–', '').replace('’', '')
                    self.assertNotIn('●', marks)

    def test_stockton_prints_its_statuses_as_stated(self):
        rows = self.rows('scorecard', scorecard('stockton-2015-16-q1.csv'))
        by_ref = {row['indicator_ref']: (row['status'], row['state']) for row in rows}
        self.assertEqual(by_ref['CYP100'], ('green', 'as stated'))
        self.assertEqual(by_ref['CYP101'], ('red', 'as stated'))
        self.assertEqual(by_ref['CYP301'], ('', 'target not set'))
        self.assertEqual(by_ref['CYP102'][0], '')

    def test_fail_on_red_answers_no(self):
        path = scorecard('rotherham-2013-14-q3.csv')
        self.assertEqual(self.run_program('scorecard', path).returncode, 0)
        self.assertEqual(self.run_program('scorecard', path, '--fail-on', 'red').returncode, 1)
        path = scorecard('merton-2018-10-framework.csv')
        self.assertEqual(self.run_program('scorecard', path, '--fail-on', 'red').returncode, 0)

    def test_rotherham_adoption_is_better_and_unsure(self):
        rows = self.rows('scorecard', harness.example('rotherham-2013-14-q3.csv'))
        row = next(r for r in rows if 'NI61' in r['indicator_ref'].replace(' ', ''))
        self.assertEqual((row['value'], row['numerator'], row['denominator']),
                         ('59.3', '16', '27'))
        self.assertEqual((row['direction'], row['certainty'], row['change'],
                          row['change_unit']), ('better', 'unsure', '11.9', 'points'))

    def test_dudley_care_leavers_are_worse_and_not_tested(self):
        rows = self.rows('scorecard', harness.example('dudley-2011-12-q2.csv'))
        row = next(r for r in rows if 'Care leavers' in r['indicator_title'])
        self.assertEqual((row['direction'], row['change'], row['certainty']),
                         ('worse', '-7.1', 'not tested'))

    def test_the_same_input_gives_the_same_bytes(self):
        path = scorecard('haringey-2015-11.csv')
        for form in ('csv', 'json'):
            once = self.must('scorecard', path, '--format', form).stdout
            again = self.must('scorecard', path, '--format', form).stdout
            self.assertEqual(once, again)

    def test_a_period_chooses_its_lines(self):
        path = scorecard('north-lanarkshire-2018-19.csv')
        self.assertEqual(len(self.rows('scorecard', path)), 7)
        text = self.must('scorecard', path, '--period', '2015-16').stdout
        self.assertIn('85.2%', text)
        message = self.refused(6, 'scorecard', path, '--period', '1999-00')
        self.assertIn("no figure for the period '1999-00'", message)


class Bracknell(Case):
    RULE = 'green within 5%, amber within 10%'

    def test_ratings_and_trends_follow_but_for_the_two_that_are_findings(self):
        differing = set()
        for quarter in ('2024-25-q3', '2024-25-q4', '2025-26-q1'):
            path = scorecard(f'bracknell-forest-{quarter}.csv')
            with open(path, encoding='utf-8', newline='') as handle:
                source = list(csv.DictReader(handle))
            result = self.must('scorecard', path, '--rule', self.RULE, '--format', 'csv')
            for want, got in zip(source, csv.DictReader(result.stdout.splitlines())):
                if got['status'] != want['published_rag'].lower():
                    differing.add(want['indicator_ref'])
            for ref in ('1.1.4.KR', '1.1.6.KR') if quarter == '2024-25-q3' else ():
                self.assertRegex(result.stderr, rf'{ref}.*[Gg]reen|{ref}.*[Aa]mber')
        self.assertEqual(differing, {'1.1.4.KR', '1.1.6.KR'})


class Doubts(Case):
    def findings(self, name):
        result = self.run_program('check', scorecard(name))
        self.assertIn(result.returncode, (0, 1))
        return result.stdout

    def test_sloughs_tenfold_slip_is_found(self):
        text = self.findings('slough-2017-18-annual.csv')
        self.assertRegex(text, r'(?i)contacts per 10,000.*232\.9|232\.9')
        self.assertRegex(text, r'(?i)ten times|tenfold|population')

    def test_an_impossible_percentage_is_found(self):
        text = self.findings('cheshire-west-2018-20.csv')
        self.assertIn('101', text)

    def test_cheshire_wests_conflict_is_listed(self):
        out = self.path('out')
        self.must('digest', scorecard('cheshire-west-2018-20.csv'), '-o', out, '--only', 'html')
        with open(os.path.join(out, 'digest.html'), encoding='utf-8') as handle:
            page = handle.read()
        self.assertIn('Where target and comparators disagree', page)
        self.assertIn('21.5', page)

    def test_last_periods_words_left_standing_are_found(self):
        header = 'indicator_ref,indicator_title,unit,period,current_value,why\n'
        path = self.write('figures.csv', header +
                          'A,First,%,2013-14-Q2,60,Two workers left in May.\n'
                          'A,First,%,2013-14-Q3,58,Two  workers left in May.\n'
                          'B,Second,%,2013-14-Q2,60,One thing\nB,Second,%,2013-14-Q3,58,Another\n')
        text = self.must('check', path).stdout
        self.assertRegex(text, r"row 3, column 'why'")
        self.assertNotRegex(text, r"row 5, column 'why'")

    def test_percentages_have_one_stated_denominator(self):
        header = 'indicator_ref,indicator_title,unit,polarity,target,current_value\n'
        rows = ''.join(f'R{i},Measure {i},%,high,50,{40 + 2 * i}\n' for i in range(10))
        out = self.path('out')
        self.must('digest', self.write('ten.csv', header + rows + 'X,Extra,%,,,1\n'), '-o', out,
                  '--only', 'html')
        with open(os.path.join(out, 'digest.html'), encoding='utf-8') as handle:
            self.assertIn('Of 10 rated indicators, 5 are green (50%), 0 amber (0%) and 5 red '
                          '(50%).', handle.read())
