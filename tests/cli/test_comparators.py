"""Published figures: taken in, listed, held beside neighbours, revised."""
import os

from harness import Case
import harness

PUBLISHED_ON = '2025-05-01'


def case(*names):
    return os.path.join(harness.ROOT, 'tests', 'cases', *names)


class Comparators(Case):
    def setUp(self):
        super().setUp()
        self.workspace = self.path('w')
        self.must('init', self.workspace, '--authority', 'Herefordshire')

    def at(self, *words):
        return ('-w', self.workspace, *words)

    def listed(self, *words):
        return self.rows(*self.at('comparators', *words))

    def data_file(self, name, rows):
        header = 'time_period,time_identifier,geographic_level,country_code,country_name,number\n'
        return self.write(name, header + ''.join(
            f'{year},Reporting year,National,E92000001,England,{number}\n'
            for year, number in rows))

    def test_a_published_file_is_listed_with_its_newest_period_and_release(self):
        said = self.must(*self.at('import', case('ees', 'headline_figures_2013_to_2024.csv'))).stdout
        self.assertIn('72 values of 6 measures', said)
        row, = self.listed('completed_assessments')
        self.assertEqual((row['source'], row['table'], row['period'], row['period_label'],
                          row['release']),
                         ('ees', 'headline_figures', '2023-24', '2024', '2013 to 2024'))

    def test_a_place_is_shown_beside_region_england_and_neighbours(self):
        self.must(*self.at('import', case('ees', 'csww_headline_measures_2017_to_2022.csv')))
        self.must(*self.at('import', '--published', PUBLISHED_ON,
                           case('neighbours', 'sn_2025_long.csv')))
        row, = self.listed('884', 'caseload', '--model', '2025-06-01')
        self.assertEqual(row['place'], 'Herefordshire, County of')
        self.assertEqual((row['value'], row['region'], row['england']), ('18.7', '17.1', '16.6'))
        self.assertEqual((row['neighbours'], row['neighbours_used'], row['neighbours_listed'],
                          row['statistic']), ('17.3', '9', '10', 'mean'))
        before, = self.listed('884', 'caseload', '--model', '2020-01-01')
        self.assertEqual((before['neighbours'], before['neighbours_used']), ('', ''))

    def test_the_settings_say_which_neighbours_and_which_statistic(self):
        self.must(*self.at('import', case('ees', 'csww_headline_measures_2017_to_2022.csv')))
        self.must(*self.at('import', '--published', PUBLISHED_ON, '--release', '2025',
                           case('neighbours', 'sn_2025_long.csv')))
        before, = self.listed('884', 'caseload')
        self.assertEqual((before['neighbours'], before['statistic']), ('', ''))
        self.must(*self.at('setting', 'comparator.neighbours', '2025'))
        mean, = self.listed('884', 'caseload')
        self.assertEqual((mean['neighbours'], mean['statistic']), ('17.3', 'mean'))
        self.must(*self.at('setting', 'comparator.statistic', 'median'))
        median, = self.listed('884', 'caseload')
        self.assertEqual((median['statistic'], median['neighbours_used']), ('median', '9'))
        row, = self.listed('884', 'caseload', '--statistic', 'mean', '--model', '2025-06-01')
        self.assertEqual((row['neighbours'], row['statistic']), ('17.3', 'mean'))
        self.refused(3, *self.at('setting', 'comparator.statistic', 'mode'))
        self.must(*self.at('setting', 'comparator.neighbours', 'nonesuch'))
        self.assertIn("is called 'nonesuch'; there are '2025'",
                      self.refused(6, *self.at('comparators', '884')))

    def test_figures_of_a_measure_without_a_kind_of_year_are_named_and_kept(self):
        path = self.write('history.csv', 'Short Desc,Years,LA Number,Values\n'
                          'Nonesuch,2023,970,5\nNonesuch,2024,970,6\n')
        done = self.must(*self.at('import', path))
        self.assertIn('2 values of 1 measures have no dates', done.stdout)
        self.assertIn("2 figures of 'Nonesuch' have no dates", done.stderr)
        row, = self.listed('nonesuch', 'England')
        self.assertIn((row['period'], row['value']), [('2023', '5'), ('2024', '6')])

    def test_a_full_disk_is_told_with_what_to_do(self):
        path = case('ees', 'csww_headline_measures_2017_to_2022.csv')
        full = self.run_program(*self.at('import', path), file_limit=100 * 1024)
        self.assertEqual(full.returncode, 5, full.stderr)
        self.assertIn('nothing was stored: make room where the workspace is, and run it again',
                      full.stderr)
        self.assertNotIn('store_', full.stderr)
        self.assertEqual(self.rows(*self.at('deliveries')), [])

    def test_a_figure_that_is_missing_says_why(self):
        self.must(*self.at('import', case('ees', 'd5_cpps_at31march_by_duration_2013_to_2024.csv')))
        for row in self.listed('Darlington', '2_years_or_more'):
            self.assertEqual((row['value'], row['why_none']), ('', 'suppressed'))

    def test_a_revised_release_tells_what_it_revised(self):
        self.must(*self.at('import', self.data_file('cla_x_2023.csv', [(2022, 5), (2023, 7)])))
        said = self.must(*self.at('import', self.data_file('cla_x_2024.csv',
                                                           [(2023, 8), (2024, 9)]))).stdout
        self.assertIn('1 new, 1 revised, 0 unchanged, 1 of the release before no longer there',
                      said)
        self.assertIn('no longer there: number, 1 values, 1 of them of periods', said)
        self.assertIn('revised: number, 1 values', said)
        self.assertIn('the first: number, 2023, place 970: 8 was 7 (2023)', said)
        row, = self.listed('cla_x', '--period', '2022-23')
        self.assertEqual(row['release'], '2024')

    def withdraw(self, delivery, **options):
        return self.must(*self.at('deliveries', 'withdraw', str(delivery),
                                  '--reason', 'the wrong file'), **options).stdout

    def test_a_withdrawn_release_lets_the_one_before_speak_again(self):
        self.must(*self.at('import', self.data_file('cla_x_2023.csv', [(2022, 5), (2023, 7)])))
        self.must(*self.at('import', self.data_file('cla_x_2024.csv', [(2023, 8), (2024, 9)])))
        later = {'SOURCE_DATE_EPOCH': '1390608000'}  # five days
        said = self.withdraw(2, env=later)
        self.assertIn('delivery 2 is withdrawn: 2 published figures', said)
        self.assertIn('of 1 of these figures another release speaks now', said)
        row, = self.listed('cla_x', 'England')
        self.assertEqual((row['period'], row['value'], row['release']), ('2022-23', '7', '2023'))
        row, = self.listed('cla_x', 'England', '--as-known', '2014-01-21')
        self.assertEqual((row['period'], row['value'], row['release']), ('2023-24', '9', '2024'))
        self.assertEqual([row['state'] for row in self.rows(*self.at('deliveries'))],
                         ['', 'withdrawn'])
        self.must(*self.at('audit', 'verify'))

    def test_a_delivery_is_withdrawn_once_until_it_comes_again(self):
        path = self.data_file('cla_x_2023.csv', [(2023, 7)])
        self.must(*self.at('import', path))
        self.withdraw(1)
        again = ('deliveries', 'withdraw', '1', '--reason', 'once more')
        self.assertIn('delivery 1 was withdrawn before', self.refused(7, *self.at(*again)))
        said = self.must(*self.at('import', '--release', 'April 2024', path)).stdout
        self.assertIn('it was withdrawn before (delivery 1) and is taken again', said)
        row, = self.listed('cla_x')
        self.assertEqual((row['release'], row['delivery']), ('April 2024', '1'))
        self.assertEqual(self.rows(*self.at('deliveries'))[0]['state'], '')

    def test_what_published_lists_say_is_withdrawn_too(self):
        lists = [(('neighbours', 'sn_2025_long.csv'), 'lists of neighbours'),
                 (('lait', 'measures.csv'), 'descriptions of measures'),
                 (('ofsted', 'ilacs_outcomes_31mar2025.csv'), 'judgements of inspections'),
                 (('benchmark', 'fingertips.csv'), 'published figures')]
        for number, (name, what) in enumerate(lists, 1):
            self.must(*self.at('import', case(*name)))
            self.assertIn(what, self.withdraw(number))

    def test_a_delivery_that_is_none_or_brought_nothing_is_refused(self):
        withdraw = self.at('deliveries', 'withdraw', '1', '--reason', 'why not')
        self.assertIn('delivery 1', self.refused(6, *withdraw))

    def test_a_damaged_file_leaves_nothing_behind(self):
        path = self.data_file('cla_x.csv', [(2023, 1), (2024, '"2')])
        done = self.run_program(*self.at('import', path))
        self.assertNotEqual(done.returncode, 0)
        self.assertIn('cla_x.csv', done.stderr)
        self.assertIn('quotation mark', done.stderr)
        self.assertEqual(self.listed(), [])
        self.assertEqual(self.rows(*self.at('deliveries')), [])

    def test_a_period_that_is_none_is_refused(self):
        done = self.run_program(*self.at('comparators', '--period', 'soon'))
        self.assertEqual(done.returncode, 2)
        self.assertIn("'soon' is no period", done.stderr)
