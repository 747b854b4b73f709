"""The authority that does not exist: its files, and the demonstration made of them."""
import os
import unittest

from harness import Case


class Synth(Case):
    def make(self, name, *words):
        folder = self.path(name)
        self.must('synth', folder, '--children', '1000', '--years', '1', *words)
        return folder

    def test_every_format_is_written(self):
        folder = self.make('all')
        self.assertEqual(sorted(os.listdir(folder)),
                         ['README.txt', 'annex-a', 'annex-a-lists', 'cin', 'manifest.csv', 'reports',
                          'ssd', 'ssda903', 'ssda903-xml'])

    def test_one_format_alone(self):
        folder = self.make('cin', '--format', 'cin', '--to', '2023')
        self.assertEqual(os.listdir(os.path.join(folder, 'cin')), ['cin-2023.xml'])
        self.assertFalse(os.path.exists(os.path.join(folder, 'ssd')))

    def test_the_report_shows_england(self):
        said = self.must('synth', self.path('report'), '--children', '1000', '--years', '1',
                         '--format', 'cin', '--report').stdout
        self.assertRegex(said, r'referrals in the year +\d+\.\d +518\.3')

    def test_a_full_disk_is_told_and_the_file_named(self):
        message = self.refused(5, 'synth', self.path('out'), '--children', '1000', '--years', '1',
                               '--format', 'cin', file_limit=20 * 1024)
        self.assertIn("cannot write '", message)
        self.assertIn('larger than this system allows', message)

    def test_a_region_is_a_folder_for_each_authority(self):
        folder = self.path('region')
        self.must('synth', folder, '--children', '1000', '--years', '1', '--format', 'cin',
                  '--authorities', '2')
        self.assertEqual(sorted(os.listdir(folder)),
                         ['950-ambershire', '998-fairshire', 'authorities.csv'])

    def test_a_folder_that_holds_anything_is_refused(self):
        folder = self.path('full')
        os.mkdir(folder)
        kept = os.path.join(folder, 'kept')
        with open(kept, 'w', encoding='utf-8') as handle:
            handle.write('mine')
        done = self.run_program('synth', folder)
        self.assertGreaterEqual(done.returncode, 3)
        self.assertIn('not an empty folder', done.stderr)
        self.assertEqual(os.listdir(folder), ['kept'])

    def test_what_cannot_be_is_wrong_usage(self):
        for words in (('--years', '0'), ('--years', '12'), ('--children', '3'), ('--to', '1999'),
                      ('--faults', 'some'), ('--format', 'pdf'), ('--seed', 'x'),
                      ('--as-at', '2020-01-01'), ('--extracts', '99'),
                      ('--authorities', '13'), ('--authorities', '2', '--report')):
            self.refused(2, 'synth', self.path('none'), *words)


# After the last delivery.
LATER = {'SOURCE_DATE_EPOCH': '1764547200'}


class Agreement(Case):
    """Four formats of one authority without faults, all of one day, say the same."""

    def make(self):
        folder = self.path('authority')
        # Of seed 3 no child was born between the census and the extracts: it would have a sex.
        self.must('synth', folder, '--seed', '3', '--faults', 'off', '--children', '4000',
                  '--years', '1', '--to', '2025', '--as-at', '2025-06-30',
                  '--format', 'cin,ssda903,annex-a,ssd')
        return folder

    def differences(self, folder, name):
        workspace = self.path(name)
        self.must('init', workspace, '--authority', 'Fairshire', env=LATER)
        for part in ('cin/cin-2025.xml', 'ssda903/2025'):
            self.must('-w', workspace, 'import', os.path.join(folder, part), env=LATER)
        for part in ('annex-a/annex-a-2025-06-30.xlsx', 'ssd/2025-06-30'):
            self.must('-w', workspace, 'import', os.path.join(folder, part), '--as-at',
                      '2025-06-30', env=LATER)
        return {row['rule']: int(row['findings'])
                for row in self.rows('-w', workspace, 'findings', env=LATER)
                if row['rule'].startswith('source.')}

    def test_sources_that_say_the_same_do_not_differ(self):
        folder = self.make()
        self.assertEqual(self.differences(folder, 'as-made'), {})
        # So that this is no silence of the comparison: one review on another day.
        path = os.path.join(folder, 'ssda903', '2025', 'reviews.csv')
        with open(path, encoding='utf-8-sig', newline='') as handle:
            lines = handle.read().splitlines()
        cells = lines[1].split(',')
        at = lines[0].split(',').index('REVIEW')
        cells[at] = ('02' if cells[at][:2] == '01' else '01') + cells[at][2:]
        with open(path, 'w', encoding='utf-8') as handle:
            handle.write('\n'.join([lines[0], ','.join(cells), *lines[2:]]) + '\n')
        self.assertEqual(self.differences(folder, 'altered'), {'source.only_in': 2})


class Demo(Case):

    def test_it_is_imported_whole(self):
        folder = self.path('demo')
        self.must('init', folder, '--demo', env=LATER)
        deliveries = self.must('-w', folder, 'deliveries').stdout
        for name in ('cin-2022.xml', 'cin-2025.xml', 'annex-a-2025-01-31.xlsx'):
            self.assertIn(name, deliveries)
        self.assertIn('source.only_in', self.must('-w', folder, 'findings').stdout)
        self.must('-w', folder, 'audit', 'verify')

    def test_it_has_an_authority_of_its_own(self):
        self.refused(2, 'init', self.path('other'), '--demo', '--authority', 'Merton')


if __name__ == '__main__':
    unittest.main()
