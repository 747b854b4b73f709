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
                         ['README.txt', 'annex-a', 'annex-a-lists', 'cin', 'manifest.csv', 'ssd',
                          'ssda903', 'ssda903-xml'])

    def test_one_format_alone(self):
        folder = self.make('cin', '--format', 'cin', '--to', '2023')
        self.assertEqual(os.listdir(os.path.join(folder, 'cin')), ['cin-2023.xml'])
        self.assertFalse(os.path.exists(os.path.join(folder, 'ssd')))

    def test_the_report_shows_england(self):
        said = self.must('synth', self.path('report'), '--children', '1000', '--years', '1',
                         '--format', 'cin', '--report').stdout
        self.assertRegex(said, r'referrals in the year +\d+\.\d +518\.3')

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
                      ('--as-at', '2020-01-01'), ('--extracts', '99')):
            self.refused(2, 'synth', self.path('none'), *words)


class Demo(Case):
    # After the last delivery.
    LATER = {'SOURCE_DATE_EPOCH': '1764547200'}

    def test_it_is_imported_whole(self):
        folder = self.path('demo')
        self.must('init', folder, '--demo', env=self.LATER)
        deliveries = self.must('-w', folder, 'deliveries').stdout
        for name in ('cin-2022.xml', 'cin-2025.xml', 'annex-a-2025-01-31.xlsx'):
            self.assertIn(name, deliveries)
        self.assertIn('source.only_in', self.must('-w', folder, 'findings').stdout)
        self.must('-w', folder, 'audit', 'verify')

    def test_it_has_an_authority_of_its_own(self):
        self.refused(2, 'init', self.path('other'), '--demo', '--authority', 'Merton')


if __name__ == '__main__':
    unittest.main()
