"""Indicators worked out of records."""
import os
import unittest

from harness import Case

CENSUS = ('<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2024</Year>'
          '<ReferenceDate>2024-03-31</ReferenceDate></CollectionDetails>'
          '<Source><LEA>315</LEA></Source></Header><Children>{children}</Children></Message>')
CHILD = ('<Child><ChildIdentifiers><LAchildID>{name}</LAchildID>'
         '<PersonBirthDate>{born}</PersonBirthDate><PersonSex>{sex}</PersonSex>'
         '</ChildIdentifiers>{episodes}</Child>')
EPISODE = ('<CINdetails><CINreferralDate>{day}</CINreferralDate>'
           '<ReferralSource>1A</ReferralSource><ReferralNFA>0</ReferralNFA></CINdetails>')


def child(name, born, *days, sex='M'):
    return CHILD.format(name=name, born=born, sex=sex,
                        episodes=''.join(EPISODE.format(day=day) for day in days))


class Evaluating(Case):
    def setUp(self):
        super().setUp()
        self.workspace = self.path('w')
        self.must('init', self.workspace, '--authority', 'Merton')

    def take(self, *children, name='census.xml'):
        path = self.write(name, CENSUS.format(children=''.join(children)))
        self.must('-w', self.workspace, 'import', path)

    def figures(self, *words):
        return self.rows('-w', self.workspace, 'evaluate', *words)

    def figure(self, indicator, period, *words):
        rows = [row for row in self.figures(indicator, '--period', period, *words)
                if row['breakdown'] == 'all']
        self.assertEqual(len(rows), 1)
        return rows[0]

    def test_a_census_gives_rereferrals_with_their_counts(self):
        self.take(child('a', '2012-05-01', '2023-04-05', '2023-08-01'),
                  child('b', '2013-05-01', '2023-05-01'))
        row = self.figure('REREFERRALS', '2023-24')
        self.assertEqual((row['value'], row['numerator'], row['denominator'], row['rejected']),
                         ('33.3', '1', '3', '0'))

    def test_nothing_divided_by_nothing_is_no_value(self):
        self.take(child('a', '2012-05-01', '2023-04-05'))
        row = self.figure('REREFERRALS', '2023-M12')
        self.assertEqual((row['value'], row['state']), ('', 'no value'))

    def test_every_kind_of_period_up_to_the_last_day_is_worked_out(self):
        self.take(child('a', '2012-05-01', '2024-01-15'))
        periods = [row['period'] for row in self.figures('REFERRALS')]
        self.assertEqual(periods, ['2024-M01', '2024-M01-R12', '2024-M02', '2024-M02-R12',
                                   '2024-M03', '2023-24-Q4', '2024-M03-R12'])

    def test_breakdowns_add_up_to_the_whole(self):
        self.take(child('a', '2012-05-01', '2023-04-05'),
                  child('b', '2022-05-02', '2023-05-01', sex='F'))
        rows = self.figures('REFERRALS', '--period', '2023-24', '--by')
        ages = {row['category']: row['value'] for row in rows if row['breakdown'] == 'age'}
        self.assertEqual(ages, {'under 1': '1', '10 to 15': '1'})
        self.assertEqual(sum(int(row['value']) for row in rows if row['breakdown'] == 'sex'), 2)

    def test_a_definition_of_the_workspace_takes_the_place_of_a_shipped_one(self):
        self.take(child('a', '2012-05-01', '2023-04-05', '2023-08-01'))
        os.mkdir(self.path('w', 'indicators'))
        self.write('w/indicators/ours.ind',
                   'indicator REFERRALS\n  title "Ours"\n  unit count\n'
                   '  of referral when received, received >= 2023-08-01\n')
        self.assertEqual(self.figure('REFERRALS', '2023-24')['value'], '1')

    def test_what_was_not_delivered_yet_is_not_known_then(self):
        self.take(child('a', '2012-05-01', '2023-04-05'))
        message = self.refused(6, '-w', self.workspace, 'evaluate', 'REFERRALS',
                               '--period', '2023-24', '--as-known-on', '2013-12-31')
        self.assertIn('no records of children were delivered by then', message)

    def test_an_indicator_that_is_not_there_is_named(self):
        self.take(child('a', '2012-05-01', '2023-04-05'))
        message = self.refused(6, '-w', self.workspace, 'evaluate', 'NOTHING')
        self.assertIn("there is no indicator 'NOTHING'", message)

    def cases(self, indicator, *words):
        return [(row['child'], row['outcome'])
                for row in self.rows('-w', self.workspace, 'cases', indicator, '--period',
                                     '2023-24', *words)]

    def test_the_records_behind_a_figure_are_listed_with_their_outcome(self):
        self.take(child('a', '2012-05-01', '2023-04-05', '2023-08-01'),
                  child('b', '2013-05-01', '2023-05-01'))
        self.assertEqual(self.cases('REREFERRALS'),
                         [('a', 'missed'), ('a', 'counted'), ('b', 'missed')])
        self.assertEqual(self.cases('REREFERRALS', '--counted'), [('a', 'counted')])

    def test_who_looks_at_cases_is_recorded_without_saying_whose(self):
        self.take(child('secret-one', '2012-05-01', '2023-04-05'))
        self.cases('REFERRALS')
        looks = [row for row in self.rows('-w', self.workspace, 'audit', 'show')
                 if 'record.look' in row.values()]
        self.assertEqual(len(looks), 1)
        self.assertNotIn('secret-one', str(looks))

    def test_a_restricted_child_is_counted_and_not_listed(self):
        self.take(child('a', '2012-05-01', '2023-04-05'), child('b', '2013-05-01', '2023-05-01'))
        self.must('-w', self.workspace, 'child', 'restrict', 'a', '--reason', 'adopted')
        self.assertEqual(self.figure('REFERRALS', '2023-24')['value'], '2')
        self.assertEqual(self.cases('REFERRALS'), [('b', 'counted')])

    def test_what_was_not_delivered_is_not_collectable_and_no_nought(self):
        self.take(child('a', '2012-05-01', '2023-04-05'))
        row = self.figure('CLA', '2023-24')
        self.assertEqual((row['value'], row['state']), ('', 'not collectable'))
        self.assertIn('Care episode', row['why'])
        self.assertEqual(self.figure('REFERRALS', '2021-22')['state'], 'not collectable')
        self.assertEqual(self.figure('REFERRALS', '2023-24')['state'], '')


if __name__ == '__main__':
    unittest.main()
